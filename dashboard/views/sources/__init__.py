"""Sources: what rests on what."""
