"""Who left Russia after February 2022, where did they go, and what does it mean?"""
