"""The entry rules, a layer of the Map: what did a Russian passport open?"""
