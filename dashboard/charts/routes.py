"""Lines from place to place on the one map."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.choropleth import _halo
from dashboard.charts.palette import Palette


@dataclass(frozen=True)
class Town:
    """A named point, and on which side its name stands."""

    name: str
    lon: float
    lat: float
    side: str


@dataclass(frozen=True)
class RouteLine:
    """A line with its label; towns are its ends where an end is a town."""

    label: str
    points: Sequence[tuple[float, float]]
    towns: Sequence[Town]


def add_routes(figure: go.Figure, routes: Sequence[RouteLine], palette: Palette) -> go.Figure:
    """Draw the lines over a map, the label beside the middle of each, and the towns."""
    for route in routes:
        figure.add_trace(
            go.Scattergeo(
                lon=[lon for lon, _ in route.points],
                lat=[lat for _, lat in route.points],
                mode="lines",
                line={"color": palette.picked, "width": 2.5},
                hoverinfo="skip",
            )
        )
        lon, lat = route.points[len(route.points) // 2]
        figure.add_trace(
            go.Scattergeo(
                lon=[lon],
                lat=[lat],
                mode="text",
                text=[f"<b>{route.label}</b>"],
                textposition=_beside(route.points),
                textfont={"size": 14, "color": palette.text, "shadow": _halo(palette)},
                hoverinfo="skip",
            )
        )
    towns = [town for route in routes for town in route.towns]
    figure.add_trace(
        go.Scattergeo(
            lon=[town.lon for town in towns],
            lat=[town.lat for town in towns],
            mode="markers+text",
            marker={
                "size": 8,
                "color": palette.picked,
                "line": {"color": palette.page, "width": 1.5},
                "opacity": 1,
            },
            text=[town.name for town in towns],
            textposition=[town.side for town in towns],
            textfont={"size": 13, "color": palette.text, "shadow": _halo(palette)},
            hoverinfo="skip",
        )
    )
    return figure


def _beside(points: Sequence[tuple[float, float]]) -> str:
    """Return the side on which a label does not lie on its own line."""
    (west, first), (east, last) = min(points), max(points)
    return "top left" if (east - west) * (last - first) > 0 else "bottom left"
