"""A bridge: the way from one total to another, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.palette import FONT, FONT_SIZE, NO_TEMPLATE, Palette

ROW_HEIGHT = 36


@dataclass(frozen=True)
class BridgeBar:
    """One bar from `start` to `end` on the axis, with its name and label; totals start at 0."""

    name: str
    start: float
    end: float
    label: str
    total: bool = False


def draw_bridge(bars: Sequence[BridgeBar], palette: Palette) -> go.Figure:
    """Return the bars from top to bottom; a rise and a fall differ in colour and in sign."""
    rise, fall = palette.diverging[4], palette.diverging[0]
    colors = [palette.muted if b.total else rise if b.end >= b.start else fall for b in bars]
    # The axis starts at zero, as totals are drawn as lengths.
    top = max([max(b.start, b.end) for b in bars], default=1.0) or 1.0
    rows = list(range(len(bars)))
    figure = go.Figure(
        go.Bar(
            orientation="h",
            base=[min(b.start, b.end) for b in bars],
            x=[abs(b.end - b.start) for b in bars],
            y=rows,
            marker={"color": colors, "line": {"color": palette.muted, "width": 0.5}},
            hoverinfo="skip",
        )
    )
    figure.add_scatter(
        x=[max(b.start, b.end) + top * 0.01 for b in bars],
        y=rows,
        mode="text",
        text=[b.label for b in bars],
        textposition="middle right",
        textfont={"size": 13},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        template=NO_TEMPLATE,
        height=ROW_HEIGHT * len(bars) + 14,
        margin={"l": 0, "r": 0, "t": 4, "b": 6},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        # Streamlit's theme greys text to 3.7:1 on white, so colours are given here.
        font={"family": FONT, "size": FONT_SIZE, "color": palette.text},
        dragmode=False,
        showlegend=False,
        bargap=0.3,
        xaxis={"visible": False, "fixedrange": True, "range": [0, top * 1.5]},
        yaxis={
            "tickvals": rows,
            "ticktext": [f"{b.name}  " for b in bars],
            "tickfont": {"size": 13, "color": palette.text},
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
        },
    )
    return figure
