"""Countries, squares, rings and names of a map on a picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.charts.choropleth import RING_DIAMETERS, SQUARE, Map
from dashboard.charts.outlines import MARKED, PICKED
from dashboard.charts.palette import Palette
from dashboard.exports.map_ground import Ground, place
from dashboard.exports.picture_text import LINE_HEIGHT, font, unescaped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

# The height on the page that the sizes of marks and labels are made for, in pixels.
PAGE_HEIGHT = 390
LABEL, NAME, SMALLEST = 11, 13, 12
LARGEST_SCALE = 2.2
FILL, HATCH, OUTLINE, MARK, WORDS = range(1, 6)
HATCH_STRIPES, HATCH_WIDTH, STRONG_WIDTH = "//", 0.8, 1.8
BORDER = 0.5
# Of the size of the letters.
HALO = 0.3


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the upper left corner of the picture."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def without_bottom(self, height: float) -> "Box":
        """Return what is left above a strip."""
        return Box(self.left, self.top, self.width, max(1, self.height - height))

    def without_right(self, width: float) -> "Box":
        """Return what is left beside a strip."""
        return Box(self.left, self.top, max(1, self.width - width), self.height)

    def fitted(self, aspect: float, *, centred: bool = True) -> "Box":
        """Return the largest box of an aspect (width over height) in this one."""
        width = min(self.width, self.height * aspect)
        height = width / aspect
        return Box(
            self.left + (self.width - width) / 2 * centred,
            self.top + (self.height - height) / 2,
            width,
            height,
        )


def color_of(text: str) -> tuple[float, float, float, float]:
    """Return a colour as matplotlib reads it.

    >>> color_of("rgba(255,0,0,0.5)")
    (1.0, 0.0, 0.0, 0.5)
    """
    from matplotlib.colors import to_rgba

    if not text.startswith("rgba("):
        return to_rgba(text)
    red, green, blue, alpha = (float(part) for part in text[5:-1].split(","))
    return red / 255, green / 255, blue / 255, alpha


def hatching(stripes: str | None, palette: Palette) -> dict[str, Any]:
    """Return what draws stripes and nothing else; those of a colour of their own are strong."""
    return {
        "facecolor": "none",
        "edgecolor": "none",
        "linewidth": 0,
        "hatch": HATCH_STRIPES,
        "hatchcolor": stripes or palette.hatch,
        "hatch_linewidth": STRONG_WIDTH if stripes else HATCH_WIDTH,
    }


def draw_countries(
    figure: "Figure",
    spec: Map,
    world: gpd.GeoDataFrame,
    ground: Ground,
    box: Box,
    palette: Palette,
) -> None:
    """Draw all that lies on the map into `box`, which has the aspect of the ground."""
    total_width, total_height = figure.get_size_inches() * figure.dpi
    axes = figure.add_axes(
        (
            box.left / total_width,
            1 - box.bottom / total_height,
            box.width / total_width,
            box.height / total_height,
        ),
        zorder=1,
    )
    west, south, east, north = ground.bounds
    axes.set_axis_off()
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    scale = min(LARGEST_SCALE, box.height / PAGE_HEIGHT)
    _fills(axes, spec, ground, palette, scale)
    for codes, width in (
        ([spec.picked] if spec.picked else [], PICKED),
        (spec.outlined, MARKED),
        (spec.strong, PICKED),
    ):
        _outlines(axes, codes, ground, palette.picked, width * scale)
    points = {
        str(iso3): (float(lon), float(lat))
        for iso3, lon, lat in zip(
            world["iso3"], world["label_lon"], world["label_lat"], strict=True
        )
    }
    _squares(axes, spec, ground, points, palette, scale)
    _rings(axes, spec, ground, points, palette, scale)
    for name, lon, lat in spec.names:
        x, y = place(lon, lat, ground.region)
        _label(axes, x, y, name, "center", "center", (0, 0), NAME * scale, palette)


def _fills(axes: "Axes", spec: Map, ground: Ground, palette: Palette, scale: float) -> None:
    """Draw the countries of each class at once, stripes below a fill that lets them through."""
    from matplotlib.patches import PathPatch

    members: dict[int, list[BaseGeometry]] = {}
    for iso3, index in zip(spec.shapes.iso3, spec.shapes.classes, strict=True):
        if iso3 in ground.shapes:
            members.setdefault(index, []).append(ground.shapes[iso3])
    for index, shapes in sorted(members.items()):
        path = _path(shapes)
        if index in spec.hatched:
            axes.add_artist(PathPatch(path, zorder=FILL, **hatching(spec.stripes, palette)))
        axes.add_artist(
            PathPatch(
                path,
                facecolor=color_of(spec.colors[index]),
                edgecolor=palette.border,
                linewidth=BORDER * scale,
                joinstyle="round",
                zorder=HATCH,
            )
        )


def _outlines(axes: "Axes", codes: Iterable[str], ground: Ground, color: str, width: float) -> None:
    from matplotlib.patches import PathPatch

    shapes = [ground.shapes[iso3] for iso3 in codes if iso3 in ground.shapes]
    if shapes:
        axes.add_artist(
            PathPatch(
                _path(shapes),
                facecolor="none",
                edgecolor=color,
                linewidth=width,
                joinstyle="round",
                zorder=OUTLINE,
            )
        )


def _squares(
    axes: "Axes",
    spec: Map,
    ground: Ground,
    points: dict[str, tuple[float, float]],
    palette: Palette,
    scale: float,
) -> None:
    if spec.squares is None:
        return
    for iso3, index in zip(spec.squares.iso3, spec.squares.classes, strict=True):
        x, y = place(*points[iso3], ground.region)
        if ground.holds(x, y):
            axes.plot(
                [x],
                [y],
                marker="s",
                markersize=SQUARE * scale,
                markerfacecolor=color_of(spec.colors[index]),
                markeredgecolor=palette.text,
                markeredgewidth=scale,
                zorder=MARK,
            )


def _rings(
    axes: "Axes",
    spec: Map,
    ground: Ground,
    points: dict[str, tuple[float, float]],
    palette: Palette,
    scale: float,
) -> None:
    """Draw circles, and beside each that has one its label."""
    rings = spec.rings
    if rings is None:
        return
    for iso3, index, label, position in zip(
        rings.iso3, rings.classes, rings.labels, rings.positions, strict=True
    ):
        x, y = place(*points[iso3], ground.region)
        if not ground.holds(x, y):
            continue
        diameter = RING_DIAMETERS[index] * scale
        axes.plot(
            [x],
            [y],
            marker="o",
            markersize=diameter,
            markerfacecolor="none",
            markeredgecolor=palette.text,
            markeredgewidth=2 * scale,
            zorder=MARK,
        )
        if label:
            up, across = position.split(" ")
            gap = diameter / 2 + 4 * scale
            sideways = {"left": -gap, "center": 0, "right": gap}[across]
            upwards = {"bottom": -gap, "middle": 0, "top": gap}[up]
            side = {"left": "right", "center": "center", "right": "left"}[across]
            rise = {"bottom": "top", "middle": "center", "top": "bottom"}[up]
            _label(axes, x, y, label, side, rise, (sideways, upwards), LABEL * scale, palette)


def _label(
    axes: "Axes",
    x: float,
    y: float,
    text: str,
    side: str,
    rise: str,
    offset: tuple[float, float],
    size: float,
    palette: Palette,
) -> None:
    """Write a label over a halo in the page's colour, so that it reads on any fill."""
    from matplotlib.patheffects import Stroke

    halo = Stroke(linewidth=HALO * size, foreground=palette.page)
    # The halo is a drawing; the text over it stays text in an SVG.
    for effects in ([halo], []):
        axes.annotate(
            "\n".join(unescaped(text)),
            (x, y),
            offset,
            textcoords="offset points",
            ha=side,
            va=rise,
            multialignment=side,
            linespacing=LINE_HEIGHT - 0.15,
            color=palette.text,
            fontproperties=font(max(SMALLEST, size)),
            parse_math=False,
            path_effects=effects,
            zorder=WORDS,
        )


def _path(shapes: Iterable[BaseGeometry]) -> "Path":
    """Return polygons as one path; holes run against their outer ring, so that they stay empty."""
    from matplotlib.path import Path

    polygons = shapely.orient_polygons(shapely.get_parts(list(shapes)))
    rings = [shapely.get_coordinates(ring) for part in polygons for ring in shapely.get_rings(part)]
    codes = [
        np.concatenate(
            [[Path.MOVETO], np.full(len(ring) - 2, Path.LINETO), [Path.CLOSEPOLY]]
        ).astype(Path.code_type)
        for ring in rings
    ]
    return Path(np.concatenate(rings), np.concatenate(codes))
