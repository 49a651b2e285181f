"""A short time series as points and lines, with breaks and gaps left open."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.ground import ground
from dashboard.charts.palette import Palette


@dataclass(frozen=True)
class SeriesPoint:
    """One year of a series; `broken` says that it cannot be compared with the year before."""

    year: int
    value: float
    label: str
    broken: bool = False


def draw_series(
    points: Sequence[SeriesPoint], palette: Palette, picked: int | None, height: int = 190
) -> go.Figure:
    """Return the series with direct labels; the line stops at a break and at a missing year."""
    years: list[int | None] = []
    values: list[float | None] = []
    labels: list[str] = []
    for before, point in zip([None, *points], points, strict=False):
        if before is not None and (point.broken or point.year - before.year > 1):
            years.append(None)
            values.append(None)
            labels.append("")
        years.append(point.year)
        values.append(point.value)
        labels.append(point.label)
    sizes = [11 if year == picked else 7 for year in years]
    figure = go.Figure(
        data=go.Scatter(
            x=years,
            y=values,
            text=labels,
            mode="lines+markers+text",
            textposition="top center",
            textfont={"size": 12, "color": palette.label},
            cliponaxis=False,
            connectgaps=False,
            line={"color": palette.accent, "width": 2},
            marker={"color": palette.accent, "size": sizes, "opacity": 1},
            hoverinfo="skip",
        ),
    )
    for point in points:
        if point.broken:
            figure.add_vline(
                x=point.year - 0.5, line={"color": palette.muted, "width": 1, "dash": "dot"}
            )
    highest = max((point.value for point in points), default=1.0) or 1.0
    figure.update_layout(
        ground(height, (12, 12, 8, 8)),
        xaxis={
            "fixedrange": True,
            "dtick": 1,
            "showgrid": False,
            "automargin": True,
            "tickfont": {"color": palette.label},
            "range": [points[0].year - 0.5, points[-1].year + 0.5] if points else None,
        },
        yaxis={
            "fixedrange": True,
            "visible": True,
            "showticklabels": False,
            "range": [0, highest * 1.25],
            "gridcolor": palette.grid,
            "zeroline": True,
            "zerolinecolor": palette.muted,
            "nticks": 4,
        },
    )
    return figure
