"""Newest figures by one command; see `__main__`. The app never imports this package."""
