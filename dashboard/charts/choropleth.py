"""The one map: a stepped choropleth, small squares, rings and a legend, as a plotly figure.

Geometry is not in the figure: the browser fetches it once from static/world_110m.json. In that
file the layer that plotly calls coastlines holds hatching; countries with an opaque fill cover
it, those that are not reported have a transparent one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.map_layout import TRANSPARENT, map_layout
from dashboard.charts.outlines import MARKED, outline
from dashboard.charts.palette import Palette

# Square: large enough to see and click, small enough to stay on its island.
SQUARE = 9
# The legend draws markers of at most 16 px, so the sizes are told apart below that.
RING_DIAMETERS = (8, 13, 20)


@dataclass(frozen=True)
class Shapes:
    """Countries with their class: an index into `Map.colors`.

    `texts` follow the country's name in the hover text; `shared` gives for a class the text that
    all its countries share.
    """

    iso3: Sequence[str]
    classes: Sequence[int]
    texts: Sequence[str]
    shared: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Points:
    """Squares of small countries, or rings: how large or which colour, and their texts."""

    iso3: Sequence[str]
    classes: Sequence[int]
    texts: Sequence[str]
    labels: Sequence[str] = ()
    positions: Sequence[str] = ()


@dataclass(frozen=True)
class Key:
    """A line of the legend."""

    label: str
    color: str
    hatched: bool = False
    ring: int | None = None
    outlined: bool = False


@dataclass(frozen=True)
class Map:
    """All that a map shows; every text is escaped by the caller.

    `hatched` are the classes whose fill lets the hatching through, `outlined` and `strong` the
    countries drawn with a thin and a heavy outline. `stripes` is the colour of the hatching where
    it is not the palette's own.
    """

    region: str
    shapes: Shapes
    colors: Sequence[str]
    legend: Sequence[Key]
    squares: Points | None = None
    rings: Points | None = None
    picked: str | None = None
    names: Sequence[tuple[str, float, float]] = field(default=())
    hatched: frozenset[int] = frozenset()
    outlined: Sequence[str] = ()
    strong: Sequence[str] = ()
    stripes: str | None = None


def draw_map(spec: Map, palette: Palette, height: int) -> go.Figure:
    """Return the figure of a map. Needs `topojsonURL` in the chart's configuration."""
    figure = go.Figure(layout=map_layout(spec.region, palette, height))
    figure.add_traces(_choropleths(spec))
    if spec.picked:
        figure.add_trace(_picked(spec.picked, palette))
    if spec.squares:
        figure.add_trace(_squares(spec.squares, spec.colors, palette))
    if spec.rings:
        figure.add_trace(_rings(spec.rings, palette))
    if spec.names:
        figure.add_trace(_names(spec.names, palette))
    for key in spec.legend:
        figure.add_trace(_legend_entry(key, palette))
    return outline(figure, spec.outlined, spec.strong, palette)


def _choropleths(spec: Map) -> list[go.Choropleth]:
    """One trace for all countries with a hover text of their own, one for each shared text.

    A text that many countries share is sent once, in the template, instead of with each of them.
    """
    shared = spec.shapes.shared
    own = [i for i, index in enumerate(spec.shapes.classes) if index not in shared]
    traces = [_choropleth(spec, own, None)]
    for index, text in shared.items():
        members = [i for i, other in enumerate(spec.shapes.classes) if other == index]
        if members:
            traces.append(_choropleth(spec, members, text))
    return traces


def _choropleth(spec: Map, members: Sequence[int], suffix: str | None) -> go.Choropleth:
    """Return the shapes at `members` in the stepped colour scale of the map."""
    shapes = spec.shapes
    classes = [shapes.classes[i] for i in members]
    # A scale of one colour, without bounds, is enough for one class.
    plain = len(set(classes)) == 1
    first = spec.colors[classes[0]]
    return go.Choropleth(
        locations=[shapes.iso3[i] for i in members],
        z=np.asarray(classes, dtype=np.int8),
        zmin=None if plain else -0.5,
        zmax=None if plain else len(spec.colors) - 0.5,
        colorscale=[[0, first], [1, first]] if plain else stepped(spec.colors),
        text=[shapes.texts[i] for i in members] if suffix is None else None,
        # The name comes with the geometry, see dashboard/tables/topology.py.
        hovertemplate=f"%{{ct[2]}}: {suffix or '%{text}'}<extra></extra>",
    )


def stepped(colors: Sequence[str]) -> list[list[object]]:
    """Return a plotly colour scale in which the whole number k has the colour at place k."""
    steps = len(colors)
    return [
        [edge, color]
        for index, color in enumerate(colors)
        for edge in (index / steps, (index + 1) / steps)
    ]


def _picked(iso3: str, palette: Palette) -> go.Choropleth:
    """An outline that lies on top of all neighbours; hover and click pass through it."""
    return go.Choropleth(
        locations=[iso3],
        z=[0],
        colorscale=[[0, TRANSPARENT], [1, TRANSPARENT]],
        hoverinfo="skip",
        marker={"line": {"color": palette.picked, "width": 2.5}},
    )


def _squares(points: Points, colors: Sequence[str], palette: Palette) -> go.Scattergeo:
    return go.Scattergeo(
        # Placed at the label points that come with the geometry.
        locations=list(points.iso3),
        mode="markers",
        marker={
            "symbol": "square",
            "size": SQUARE,
            "color": [colors[index] for index in points.classes],
            "line": {"color": palette.text, "width": 1},
            "opacity": 1,
        },
        text=list(points.texts),
        hovertemplate="%{text}<extra></extra>",
    )


def _rings(points: Points, palette: Palette) -> go.Scattergeo:
    return go.Scattergeo(
        # Placed at the label points that come with the geometry.
        locations=list(points.iso3),
        mode="markers+text",
        marker={
            "symbol": "circle-open",
            "size": [RING_DIAMETERS[index] for index in points.classes],
            "color": palette.text,
            "line": {"color": palette.text, "width": 2},
            "opacity": 1,
        },
        text=list(points.labels),
        textposition=list(points.positions),
        textfont={"size": 12, "color": palette.text, "shadow": _halo(palette)},
        hovertext=list(points.texts),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _names(names: Sequence[tuple[str, float, float]], palette: Palette) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[lon for _, lon, _ in names],
        lat=[lat for _, _, lat in names],
        mode="text",
        text=[name for name, _, _ in names],
        textfont={"size": 13, "color": palette.text, "shadow": _halo(palette)},
        hoverinfo="skip",
    )


def _halo(palette: Palette) -> str:
    """A glow in the colour of the page, so that text is readable on any fill."""
    return ", ".join(f"{x}px {y}px 2px {palette.page}" for x in (-1, 1) for y in (-1, 1))


def _legend_entry(key: Key, palette: Palette) -> go.Bar | go.Scatter:
    """A trace without data: plotly's legend wraps on narrow screens, drawn keys would not."""
    if key.ring is not None:
        return go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=key.label,
            marker={
                "symbol": "circle-open",
                "size": RING_DIAMETERS[key.ring],
                "color": palette.text,
                "line": {"width": 2},
            },
        )
    marker: dict[str, object] = {"color": key.color}
    if key.outlined:
        marker["line"] = {"color": palette.picked, "width": MARKED}
    if key.hatched:
        marker["pattern"] = {"shape": "/", "size": 5, "solidity": 0.25, "fgcolor": palette.hatch}
    return go.Bar(x=[None], y=[None], name=key.label, marker=marker)
