"""Publish a release of the data: see `__main__`."""
