"""One file a page: lays out widgets, asks the rooms below, draws."""
