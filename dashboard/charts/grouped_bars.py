"""Bars in bands: each band has a heading row, each bar a direct label."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.ground import ground
from dashboard.charts.palette import Palette

ROW = 24


@dataclass(frozen=True)
class Band:
    """A heading with its bars: code, name, value and label of each, largest first."""

    heading: str
    color: str
    bars: Sequence[tuple[str, str, float, str]]


def draw_bands(bands: Sequence[Band], palette: Palette) -> go.Figure:
    """Return the bands from top to bottom on one scale; no line joins them."""
    keys: list[str] = []
    ticks: list[str] = []
    values: list[float | None] = []
    labels: list[str] = []
    colors: list[str] = []
    codes: list[str] = []
    for band in bands:
        rows = [("", f"<b>{band.heading}</b>", None, ""), *band.bars]
        for code, name, value, label in rows:
            keys.append(f"{len(keys)}")
            ticks.append(name)
            values.append(value)
            labels.append(label)
            colors.append(band.color)
            codes.append(code)
    highest = max((value for value in values if value is not None), default=1.0) or 1.0
    figure = go.Figure(
        go.Bar(
            orientation="h",
            x=values,
            y=keys,
            customdata=codes,
            text=labels,
            textposition="outside",
            cliponaxis=False,
            textfont={"size": 13, "color": palette.label},
            marker={"color": colors, "line": {"color": palette.muted, "width": 0.5}},
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        ground(ROW * len(keys) + 12, (0, 0, 4, 4)),
        bargap=0.3,
        # Room for the labels, which plotly does not count when it sets the range.
        xaxis={"visible": False, "fixedrange": True, "range": [0, highest * 1.9]},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
            "tickvals": keys,
            "ticktext": ticks,
            "ticksuffix": "  ",
            "tickfont": {"size": 13, "color": palette.label},
        },
    )
    return figure
