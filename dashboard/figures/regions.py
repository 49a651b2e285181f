"""Which countries a region of the map can show."""

from dashboard.charts.map_layout import FRAMES
from dashboard.tables.catalogue import Catalogue

# A conic frame bulges beyond the meridians and parallels that span it; nothing within these
# margins is left out, so no country that can be seen is.
SIDE_DEGREES, SOUTH_DEGREES, NORTH_DEGREES = 30, 20, 15


def in_region(catalogue: Catalogue, region: str) -> frozenset[str]:
    """Return the iso3 codes of all countries that may be seen in `region`.

    The others would be drawn outside the picture, which takes the browser as long as drawing
    them inside it.
    """
    if region == "world":
        return frozenset(catalogue.world["iso3"])
    (west, east), (south, north) = FRAMES[region].lon, FRAMES[region].lat
    near = catalogue.world.cx[
        west - SIDE_DEGREES : east + SIDE_DEGREES, south - SOUTH_DEGREES : north + NORTH_DEGREES
    ]
    return frozenset(near["iso3"])
