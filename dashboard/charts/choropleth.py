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
    """Squares of small countries, or rings: where, how large, and their texts."""

    iso3: Sequence[str]
    lon: Sequence[float]
    lat: Sequence[float]
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


@dataclass(frozen=True)
class Map:
    """All that a map shows; every text is escaped by the caller."""

    region: str
    shapes: Shapes
    colors: Sequence[str]
    legend: Sequence[Key]
    squares: Points | None = None
    rings: Points | None = None
    picked: str | None = None
    names: Sequence[tuple[str, float, float]] = field(default=())


def draw_map(spec: Map, palette: Palette, height: int) -> go.Figure:
    """Return the figure of a map. Needs `topojsonURL` in the chart's configuration."""
    figure = go.Figure(layout=map_layout(spec.region, palette, height))
    figure.add_traces(_choropleths(spec, palette))
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
    return figure


def _choropleths(spec: Map, palette: Palette) -> list[go.Choropleth]:
    """One trace for all countries with a hover text of their own, one for each shared text.

    A text that many countries share is sent once, in the template, instead of with each of them.
    """
    shared = spec.shapes.shared
    own = [i for i, index in enumerate(spec.shapes.classes) if index not in shared]
    traces = [_choropleth(spec, palette, own, None)]
    for index, text in shared.items():
        members = [i for i, other in enumerate(spec.shapes.classes) if other == index]
        if members:
            traces.append(_choropleth(spec, palette, members, text))
    return traces


def _choropleth(
    spec: Map, palette: Palette, members: Sequence[int], suffix: str | None
) -> go.Choropleth:
    """Return the shapes at `members` in the stepped colour scale of the map."""
    shapes, steps = spec.shapes, len(spec.colors)
    used = sorted({shapes.classes[i] for i in members})
    if suffix:
        # One class: a scale of one colour is enough.
        scale, low, high = [[0, spec.colors[used[0]]], [1, spec.colors[used[0]]]], 0.0, 1.0
        values = np.zeros(len(members), dtype=np.int8)
    else:
        scale = [
            [edge, color]
            for index, color in enumerate(spec.colors)
            for edge in (index / steps, (index + 1) / steps)
        ]
        low, high = -0.5, steps - 0.5
        values = np.asarray([shapes.classes[i] for i in members], dtype=np.int8)
    return go.Choropleth(
        locations=[shapes.iso3[i] for i in members],
        locationmode="ISO-3",
        z=values,
        zmin=low,
        zmax=high,
        colorscale=scale,
        showscale=False,
        text=[shapes.texts[i] for i in members] if suffix is None else None,
        # The name comes with the geometry, see dashboard/tables/topology.py.
        hovertemplate=f"%{{ct[2]}}: {suffix or '%{text}'}<extra></extra>",
        marker={"line": {"color": palette.border, "width": 0.5}},
    )


def _picked(iso3: str, palette: Palette) -> go.Choropleth:
    """An outline that lies on top of all neighbours; hover and click pass through it."""
    return go.Choropleth(
        locations=[iso3],
        locationmode="ISO-3",
        z=[0],
        colorscale=[[0, TRANSPARENT], [1, TRANSPARENT]],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": palette.picked, "width": 2.5}},
    )


def _squares(points: Points, colors: Sequence[str], palette: Palette) -> go.Scattergeo:
    return go.Scattergeo(
        lon=np.asarray(points.lon, dtype=np.float32),
        lat=np.asarray(points.lat, dtype=np.float32),
        customdata=list(points.iso3),
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
        lon=np.asarray(points.lon, dtype=np.float32),
        lat=np.asarray(points.lat, dtype=np.float32),
        customdata=list(points.iso3),
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
    if key.hatched:
        marker["pattern"] = {"shape": "/", "size": 5, "solidity": 0.25, "fgcolor": palette.hatch}
    return go.Bar(x=[None], y=[None], name=key.label, marker=marker)
