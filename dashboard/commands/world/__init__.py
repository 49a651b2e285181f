"""Build the shapefile and the paths of the maps: python3 -m dashboard.commands.world."""
