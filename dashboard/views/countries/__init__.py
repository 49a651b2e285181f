"""Countries: one, or up to four side by side."""
