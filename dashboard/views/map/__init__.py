"""The Map: where did they go?"""
