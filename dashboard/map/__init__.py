"""The map: what it shows, its shapes in the page's projection, and how it is drawn."""
