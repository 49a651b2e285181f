"""A few counts by year on one scale, told apart by mark and dash as well as by their name."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.ground import ground, hover_box
from dashboard.charts.palette import Palette

STYLES = (("circle-open", "dot"), ("square", "dash"), ("circle", "solid"))
HEIGHT = 250


@dataclass(frozen=True)
class Line:
    """A count by year: year, value and label of each point."""

    name: str
    points: Sequence[tuple[int, float, str]]


def draw_lines(lines: Sequence[Line], picked: int, palette: Palette) -> go.Figure:
    """Return the lines with a legend; the picked year is marked, lines stop at gaps."""
    colors = (palette.muted, palette.accent, palette.text)
    figure = go.Figure()
    for line, (symbol, dash), color in zip(lines, STYLES, colors, strict=False):
        x: list[int | None] = []
        y: list[float | None] = []
        labels: list[str] = []
        for before, (year, value, label) in zip([None, *line.points], line.points, strict=False):
            if before is not None and year - before[0] > 1:
                x, y, labels = [*x, None], [*y, None], [*labels, ""]
            x.append(year)
            y.append(value)
            labels.append(label)
        figure.add_scatter(
            x=x,
            y=y,
            name=line.name,
            text=labels,
            mode="lines+markers",
            line={"color": color, "width": 2, "dash": dash},
            marker={
                "symbol": symbol,
                "size": 8,
                "color": color,
                "line": {"color": color, "width": 2},
                "opacity": 1,
            },
            connectgaps=False,
            hovertemplate=f"{line.name}, %{{x}}: %{{text}}<extra></extra>",
        )
    years = [year for line in lines for year, _, _ in line.points] or [picked]
    highest = max((value for line in lines for _, value, _ in line.points), default=1.0) or 1.0
    figure.add_vline(x=picked, line={"color": palette.muted, "width": 1, "dash": "dot"})
    figure.update_layout(
        ground(HEIGHT, (0, 14, 8, 0)) | {"showlegend": True},
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel=hover_box(palette),
        xaxis={
            "fixedrange": True,
            "dtick": 1,
            "automargin": True,
            "showgrid": False,
            "range": [min(years) - 0.3, max(years) + 0.3],
            "tickfont": {"color": palette.label},
        },
        yaxis={
            "fixedrange": True,
            "range": [0, highest * 1.1],
            "nticks": 5,
            "automargin": True,
            "tickformat": ",",
            "tickfont": {"color": palette.label},
            "gridcolor": palette.grid,
            "zeroline": True,
            "zerolinecolor": palette.muted,
        },
    )
    return figure
