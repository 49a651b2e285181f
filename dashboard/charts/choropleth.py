"""The one map: a stepped choropleth, small squares, rings and a legend, as a plotly figure.

Geometry is not in the figure: the browser fetches it once from static/world_110m.json. In that
file the layer that plotly calls coastlines holds hatching; countries with an opaque fill cover
it, those that are not reported have a transparent one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.palette import FONT, FONT_SIZE, NO_TEMPLATE, Palette

TRANSPARENT = "rgba(0,0,0,0)"
# Square: large enough to see and click, small enough to stay on its island.
SQUARE = 9
# The legend draws markers of at most 16 px, so the sizes are told apart below that.
RING_DIAMETERS = (8, 13, 20)


@dataclass(frozen=True)
class Frame:
    """What part of the world a region shows, in an equal-area projection."""

    projection: str
    lon: tuple[float, float]
    lat: tuple[float, float]
    rotation: float
    parallels: tuple[float, float] | None = None


FRAMES = {
    "world": Frame("equal earth", (-169, 191), (-55, 82), 11),
    "europe": Frame("conic equal area", (-24, 48), (34, 70.5), 14, (40, 62)),
    "eurasia": Frame("conic equal area", (-12, 86), (33, 68), 36, (36, 62)),
}


@dataclass(frozen=True)
class Shapes:
    """Countries with their class: an index into `Map.colors`."""

    iso3: Sequence[str]
    classes: Sequence[int]
    texts: Sequence[str]


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
    figure = go.Figure(layout=_layout(spec, palette, height))
    figure.add_trace(_choropleth(spec, palette))
    if spec.squares:
        figure.add_trace(_squares(spec.squares, spec.colors, palette))
    if spec.rings:
        figure.add_trace(_rings(spec.rings, palette))
    if spec.names:
        figure.add_trace(_names(spec.names, palette))
    for key in spec.legend:
        figure.add_trace(_legend_entry(key, palette))
    return figure


def _choropleth(spec: Map, palette: Palette) -> go.Choropleth:
    """One trace for all countries; the picked one last, so that its outline lies on top."""
    order = sorted(range(len(spec.shapes.iso3)), key=lambda i: spec.shapes.iso3[i] == spec.picked)
    last = [spec.shapes.iso3[i] == spec.picked for i in order]
    outlined = any(last)
    steps = len(spec.colors)
    scale = [
        [edge, color]
        for index, color in enumerate(spec.colors)
        for edge in (index / steps, (index + 1) / steps)
    ]
    return go.Choropleth(
        locations=[spec.shapes.iso3[i] for i in order],
        locationmode="ISO-3",
        z=np.asarray([spec.shapes.classes[i] for i in order], dtype=np.int8),
        zmin=-0.5,
        zmax=steps - 0.5,
        colorscale=scale,
        showscale=False,
        text=[spec.shapes.texts[i] for i in order],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "line": {
                "color": [palette.picked if mark else palette.border for mark in last]
                if outlined
                else palette.border,
                "width": [2.5 if mark else 0.5 for mark in last] if outlined else 0.5,
            }
        },
        # A click must not fade all other countries.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
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
        unselected={"marker": {"opacity": 1}},
        text=list(points.texts),
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
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
        unselected={"marker": {"opacity": 1}},
        text=list(points.labels),
        textposition=list(points.positions),
        textfont={"size": 12, "color": palette.text, "shadow": _halo(palette)},
        hovertext=list(points.texts),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def _names(names: Sequence[tuple[str, float, float]], palette: Palette) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[lon for _, lon, _ in names],
        lat=[lat for _, _, lat in names],
        mode="text",
        text=[name for name, _, _ in names],
        textfont={"size": 13, "color": palette.text, "shadow": _halo(palette)},
        hoverinfo="skip",
        showlegend=False,
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
    pattern = {"shape": "/", "size": 5, "solidity": 0.25, "fgcolor": palette.hatch}
    return go.Bar(
        x=[None],
        y=[None],
        name=key.label,
        marker={
            "color": key.color,
            "line": {"color": palette.muted, "width": 1},
            "pattern": pattern if key.hatched else {},
        },
    )


def _layout(spec: Map, palette: Palette, height: int) -> go.Layout:
    frame = FRAMES[spec.region]
    projection: dict[str, object] = {
        "type": frame.projection,
        "rotation": {"lon": frame.rotation},
    }
    if frame.parallels:
        projection["parallels"] = frame.parallels
    return go.Layout(
        template=NO_TEMPLATE,
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=TRANSPARENT,
        plot_bgcolor=TRANSPARENT,
        font={"family": FONT, "size": FONT_SIZE},
        dragmode=False,
        clickmode="event+select",
        hoverlabel={
            "bgcolor": palette.page,
            "bordercolor": palette.muted,
            "font": {"family": FONT, "size": FONT_SIZE, "color": palette.text},
            "align": "left",
        },
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"visible": False, "fixedrange": True},
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 13},
            "traceorder": "normal",
            "itemsizing": "trace",
            "bgcolor": TRANSPARENT,
        },
        geo={
            "projection": projection,
            "lonaxis": {"range": frame.lon},
            "lataxis": {"range": frame.lat},
            "fitbounds": False,
            "bgcolor": TRANSPARENT,
            "showframe": False,
            "showcountries": False,
            "showcoastlines": True,
            "coastlinecolor": palette.hatch,
            "coastlinewidth": 0.7,
            "showland": True,
            "landcolor": palette.not_reported,
            "showocean": False,
            "showlakes": False,
            "showrivers": False,
        },
    )
