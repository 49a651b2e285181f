"""Dated events as dots stacked by quarter, above and below a line."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.ground import ground, hover_box
from dashboard.charts.palette import Palette

ROW, LEAST = 12, 150


@dataclass(frozen=True)
class Dot:
    """One event; `x` counts quarters, `filled` says that it was in force at some time."""

    code: str
    x: float
    y: int
    text: str
    filled: bool
    picked: bool = False


def draw_event_stack(
    dots: Sequence[Dot], quarters: Sequence[str], up: str, down: str, palette: Palette
) -> go.Figure:
    """Return the dots over the quarters; `up` and `down` name the two directions."""
    ramp = palette.diverging
    colors = [ramp[0] if d.y > 0 else ramp[4] if d.y < 0 else palette.muted for d in dots]
    figure = go.Figure(
        go.Scatter(
            x=[dot.x for dot in dots],
            y=[dot.y for dot in dots],
            customdata=[dot.code for dot in dots],
            text=[dot.text for dot in dots],
            hovertemplate="%{text}<extra></extra>",
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": ["circle" if dot.filled else "circle-open" for dot in dots],
                "size": [14 if dot.picked else 10 for dot in dots],
                "color": colors,
                "line": {
                    "color": [
                        palette.picked if dot.picked else color
                        for dot, color in zip(dots, colors, strict=True)
                    ],
                    "width": [3 if dot.picked else 1.5 for dot in dots],
                },
                "opacity": 1,
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )
    top = max([2, *(dot.y for dot in dots)])
    bottom = min([-2, *(dot.y for dot in dots)])
    years = [(at, name[:4]) for at, name in enumerate(quarters) if name.endswith("Q1")]
    figure.update_layout(
        ground(max(LEAST, ROW * (top - bottom + 4) + 28), (0, 8, 4, 4)),
        clickmode="event+select",
        hoverlabel=hover_box(palette),
        xaxis={
            "fixedrange": True,
            "range": [-1.2, len(quarters) - 0.3],
            "tickvals": [at - 0.5 for at, _ in years],
            "ticktext": [name for _, name in years],
            "tickfont": {"color": palette.label},
            "gridcolor": palette.grid,
            "automargin": True,
            "zeroline": False,
        },
        yaxis={
            "fixedrange": True,
            "range": [bottom - 2, top + 2],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": palette.muted,
        },
        annotations=[
            _side(f"▲ {up}", top + 1.3, palette),
            _side(f"▼ {down}", bottom - 1.3, palette),
        ],
    )
    return figure


def _side(text: str, y: float, palette: Palette) -> dict[str, object]:
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 13, "color": palette.label},
    }
