"""A map as PNG or SVG with all its words, drawn on the server from the same data as on the page."""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import geopandas as gpd

from dashboard.charts.choropleth import Map
from dashboard.charts.palette import Palette
from dashboard.exports.map_drawing import Box, draw_countries
from dashboard.exports.map_ground import map_ground
from dashboard.exports.map_legend import draw_legend, legend_rows
from dashboard.exports.picture_text import LINE_HEIGHT, drawable, font, prepare_matplotlib, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]
MOST_PIXELS = 3840 * 2160
# Sizes in pixels of a picture 1600 pixels wide; none is drawn smaller than `SMALLEST`.
WIDTH, MARGIN, GAP = 1600, 40, 14
TITLE, SUBTITLE, LEGEND, NOTE, SMALLEST = 34, 19, 17, 15, 12
# A matplotlib point is a pixel at this resolution.
DOTS = 72


@dataclass(frozen=True)
class PictureWords:
    """What stands above and below a map; `notes` are cautions that the map must not lose."""

    title: str
    subtitle: str
    source: str
    border_note: str
    link: str
    release: str
    notes: tuple[str, ...] = ()


def map_picture(
    spec: Map,
    world: gpd.GeoDataFrame,
    words: PictureWords,
    palette: Palette,
    *,
    format: Literal["png", "svg"] = "png",  # noqa: A002 - matplotlib's own name for it
    size: tuple[int, int] = (1600, 900),
) -> bytes:
    """Return a map with title, subtitle, legend, source, border note, link and release.

    The same input gives the same bytes. `world` has iso3, label_lon, label_lat, geometry (WGS 84),
    `size` is width and height in pixels.

    Raises:
        ValueError: for a size of no or of too many pixels.
    """
    figure, sheet = _sheet(size, palette)
    scale = size[0] / WIDTH
    room = size[0] - 2 * MARGIN * scale
    top = MARGIN * scale * 0.8
    head = [
        (words.title, TITLE, True, palette.text),
        (words.subtitle, SUBTITLE, False, palette.muted),
    ]
    head += [(note, SUBTITLE, False, palette.text) for note in words.notes]
    for text, pixels, bold, color in head:
        top = _paragraph(sheet, text, _sized(pixels, scale), bold, color, top, room, MARGIN * scale)
    small = _sized(NOTE, scale)
    foot = [
        line
        for text in (f"Source: {words.source}", words.border_note, words.release, words.link)
        for line in wrapped(text, small, room)
    ]
    bottom = size[1] - MARGIN * scale * 0.7 - len(foot) * small * LINE_HEIGHT
    _paragraph(sheet, "\n".join(foot), small, False, palette.muted, bottom, room, MARGIN * scale)
    whole = Box(MARGIN * scale, top + GAP * scale, room, bottom - top - 2 * GAP * scale)
    _map_and_legend(figure, sheet, spec, world, palette, whole, scale)
    return _saved(figure, format, words)


def bare_map(
    spec: Map,
    world: gpd.GeoDataFrame,
    palette: Palette,
    size: tuple[int, int],
    sharpness: float = 1,
) -> bytes:
    """Return a PNG of map and legend alone, for a slide that carries the words itself.

    Each pixel of `size` is drawn as `sharpness` by `sharpness` pixels: letters keep their part of
    the picture.

    Raises:
        ValueError: for a size of no or of too many pixels.
    """
    figure, sheet = _sheet(size, palette)
    scale = size[0] / WIDTH * 1.25
    edge = GAP * scale
    whole = Box(edge, edge, size[0] - 2 * edge, size[1] - 2 * edge)
    _map_and_legend(figure, sheet, spec, world, palette, whole, scale)
    return _saved(figure, "png", None, sharpness)


def _sheet(size: tuple[int, int], palette: Palette) -> tuple["Figure", "Axes"]:
    """Return an empty picture, and axes over all of it in pixels from the upper left corner."""
    if min(size) < 1 or size[0] * size[1] > MOST_PIXELS:
        raise ValueError(f"a picture of {size[0]} by {size[1]} pixels is not made")
    prepare_matplotlib()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(size[0] / DOTS, size[1] / DOTS), dpi=DOTS, facecolor=palette.page)
    sheet = figure.add_axes((0, 0, 1, 1), zorder=2)
    sheet.set_axis_off()
    sheet.set_xlim(0, size[0])
    sheet.set_ylim(size[1], 0)
    return figure, sheet


def _sized(pixels: float, scale: float) -> float:
    return max(SMALLEST, pixels * scale)


def _paragraph(
    sheet: "Axes",
    text: str,
    size: float,
    bold: bool,
    color: str,
    top: float,
    room: float,
    left: float,
) -> float:
    """Write a text in lines from `top` down and return where it ends."""
    lines = [line for part in text.split("\n") for line in wrapped(part, size, room, bold=bold)]
    for line in lines:
        top += size * LINE_HEIGHT
        sheet.text(
            left,
            top - size * (LINE_HEIGHT - 1),
            line,
            color=color,
            fontproperties=font(size, bold=bold),
            parse_math=False,
        )
    return top + (size * 0.3 if lines else 0)


def _map_and_legend(
    figure: "Figure",
    sheet: "Axes",
    spec: Map,
    world: gpd.GeoDataFrame,
    palette: Palette,
    whole: Box,
    scale: float,
) -> None:
    """Draw the legend under the map, or beside it where that leaves the map more room."""
    size = _sized(LEGEND, scale)
    ground = map_ground(world, spec.region)
    under = legend_rows(spec.legend, size, whole.width)
    beside = legend_rows(spec.legend, size, 0)
    low = whole.without_bottom(under.height + GAP * scale)
    narrow = whole.without_right(beside.width + GAP * scale)
    if low.fitted(ground.aspect).width >= narrow.fitted(ground.aspect).width:
        box = low.fitted(ground.aspect)
        top = box.bottom + GAP * scale
        draw_legend(sheet, under, whole.left, top, palette, spec.stripes)
    else:
        box = narrow.fitted(ground.aspect, centred=False)
        middle = whole.top + (whole.height - beside.height) / 2
        draw_legend(
            sheet, beside, box.left + box.width + GAP * scale, middle, palette, spec.stripes
        )
    draw_countries(figure, spec, world, ground, box, palette)


def _saved(
    figure: "Figure", format_: Format, words: PictureWords | None, sharpness: float = 1
) -> bytes:
    out = io.BytesIO()
    title = {"Title": drawable(words.title)} if words else {}
    if format_ == "svg":
        figure.savefig(out, format="svg", metadata={**title, "Date": None})
        # What matplotlib calls a point is a pixel here.
        return re.sub(rb'((?:width|height)="[\d.]+)pt"', rb'\1px"', out.getvalue(), count=2)
    about = {**title, "Software": None}
    figure.savefig(out, format="png", dpi=DOTS * sharpness, metadata=about)
    return out.getvalue()
