"""Workforce: what would 1.5% of it mean?"""
