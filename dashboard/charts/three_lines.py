"""A few counts by year on one scale, told apart by mark and dash as well as by their name."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.palette import FONT, NO_TEMPLATE, Palette

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
    figure = go.Figure(layout={"template": NO_TEMPLATE})
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
        height=HEIGHT,
        margin={"l": 0, "r": 14, "t": 8, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13},
        dragmode=False,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={
            "bgcolor": palette.page,
            "bordercolor": palette.muted,
            "font": {"family": FONT, "size": 14, "color": palette.text},
        },
        xaxis={
            "fixedrange": True,
            "dtick": 1,
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
