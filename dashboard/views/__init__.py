"""A folder a page: lays out, asks the rooms below, draws."""
