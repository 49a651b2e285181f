"""A map on a slide: a sharp picture with its legend."""

import io
from typing import TYPE_CHECKING

import geopandas as gpd

from dashboard.charts.choropleth import Map
from dashboard.charts.palette import LIGHT
from dashboard.exports.deck_words import clean
from dashboard.exports.map_picture import SMALLEST, bare_map
from dashboard.exports.pptx_text import emu

if TYPE_CHECKING:
    from pptx.slide import Slide as NativeSlide

PIXELS = 1920
# Letters on a slide, in points; the smallest that a picture has are SMALLEST of its pixels.
LETTERS = 10.5
# Labels of rings stand close together; larger ones would lie over each other.
RING_LETTERS = 8.0


def add_map(
    slide: "NativeSlide",
    spec: Map,
    world: gpd.GeoDataFrame,
    alt: str,
    box: tuple[float, float, float, float],
) -> None:
    """Add a map at x, y with width and height in points, with `alt` as its description."""
    _, _, width, height = box
    labelled = spec.rings is not None and any(spec.rings.labels)
    zoom = SMALLEST / (RING_LETTERS if labelled else LETTERS)
    size = (round(width * zoom), round(height * zoom))
    picture = bare_map(spec, world, LIGHT, size, PIXELS / size[0])
    shape = slide.shapes.add_picture(io.BytesIO(picture), *emu(box))
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", clean(alt))
