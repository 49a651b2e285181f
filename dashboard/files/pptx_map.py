"""A map on a slide: a sharp picture with its legend."""

import io
from typing import TYPE_CHECKING

from dashboard.files.deck_words import clean
from dashboard.files.pptx_text import emu
from dashboard.map.picture import SMALLEST, bare_map
from dashboard.map.spec import Map

if TYPE_CHECKING:
    from pptx.slide import Slide as NativeSlide

PIXELS = 1920
# Letters on a slide, in points; the smallest that a picture has are SMALLEST of its pixels.
LETTERS = 10.5


def add_map(
    slide: "NativeSlide", spec: Map, alt: str, box: tuple[float, float, float, float]
) -> None:
    """Add a map at x, y with width and height in points, with `alt` as its description."""
    _, _, width, height = box
    zoom = SMALLEST / LETTERS
    size = (round(width * zoom), round(height * zoom))
    picture = bare_map(spec, "light", size, PIXELS / size[0])
    shape = slide.shapes.add_picture(io.BytesIO(picture), *emu(box))
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", clean(alt))
