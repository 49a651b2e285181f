"""The article as pictures: its figures by verdict, and a range of what the sources say."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.ground import ground
from dashboard.charts.palette import Palette
from dashboard.tables.rows import Row
from dashboard.words import article_words

# Pixels.
LANE, RANGE = 34, 36
SHAPES = {"confirmed": "square", "imprecise": "square-open", "not traceable": "x-thin"}


def verdict_strip(figures: Sequence[Row], palette: Palette) -> go.Figure:
    """Return a mark a figure, from left to right as the article gives them, in lanes by verdict."""
    strip = go.Figure()
    for lane, verdict in enumerate(article_words.VERDICTS):
        places = [at for at, row in enumerate(figures, start=1) if row["verdict"] == verdict]
        strip.add_scatter(
            x=places,
            y=[lane] * len(places),
            mode="markers",
            name=article_words.VERDICT_WORDS[verdict],
            text=[
                f"{at}: {figures[at - 1]['topic']}, {article_words.VERDICT_WORDS[verdict].lower()}"
                for at in places
            ],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
            marker={
                "symbol": SHAPES[verdict],
                "size": 14,
                "color": palette.accent,
                "opacity": 1,
                "line": {"color": palette.accent, "width": 2.5},
            },
        )
    names = [article_words.lane_words(figures, verdict) for verdict in article_words.VERDICTS]
    return strip.update_layout(
        ground(LANE * len(names) + 26, (0, 14, 2, 24)),
        xaxis={
            "range": [0.4, len(figures) + 0.4],
            "tickvals": [1, *range(5, len(figures) + 1, 5)],
            "tickfont": {"size": 12, "color": palette.label},
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "range": [len(names) - 0.5, -0.5],
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "tickfont": {"size": 13, "color": palette.text},
            "ticklabelstandoff": 8,
            "automargin": True,
            "fixedrange": True,
            "gridcolor": palette.grid,
            "zeroline": False,
        },
    )


def has_range(figure: Row) -> bool:
    """Whether the sources of a figure give numbers for what the article says."""
    return not (isnan(figure["sources_low"]) and isnan(figure["sources_high"]))


def tops(figures: Sequence[Row]) -> dict[str, float]:
    """Return the end of each figure's scale; figures of one unit share theirs."""
    ends: dict[str, float] = {}
    for row in figures:
        known = [float(row[name]) for name in (*article_words.SAID, *article_words.FOUND)]
        highest = max((value for value in known if not isnan(value)), default=0.0)
        unit = article_words.unit(row)
        ends[unit] = max(ends.get(unit, 0.0), highest)
    return {row["figure_id"]: ends[article_words.unit(row)] * 1.06 for row in figures}


def range_figure(figure: Row, top: float, palette: Palette) -> go.Figure:
    """Return a bar for what the sources say, with the article's number as a diamond on it."""
    low, high = (float(figure[name]) for name in article_words.FOUND)
    said = list(dict.fromkeys(float(figure[name]) for name in article_words.SAID))
    ends = (0 if isnan(low) else low, top if isnan(high) else high)
    chart = go.Figure()
    chart.add_scatter(
        x=ends,
        y=[0, 0],
        mode="lines",
        line={"color": palette.accent, "width": 7},
        opacity=0.55,
        hoverinfo="skip",
        cliponaxis=False,
    )
    # A bar with an open end fades out in points.
    if isnan(low) or isnan(high):
        chart.data[0].line.dash = "2px,2px"
    if ends[0] == ends[1]:
        chart.update_traces(mode="markers", marker={"symbol": "line-ns", "size": 13})
        chart.update_traces(marker_line={"color": palette.accent, "width": 3})
    chart.add_scatter(
        x=[value for value in said if not isnan(value)],
        y=[0 for value in said if not isnan(value)],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "symbol": "diamond",
            "size": 11,
            "color": palette.text,
            "opacity": 1,
            "line": {"color": palette.page, "width": 1.5},
        },
    )
    label: dict[str, Any] = {
        "text": article_words.range_words(figure),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 13, "color": palette.text},
    }
    return chart.update_layout(
        ground(RANGE, (1, 8, 0, 2)),
        annotations=[label],
        xaxis={
            "range": [0, top],
            "fixedrange": True,
            "showticklabels": False,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": palette.muted,
        },
        yaxis={"range": [-0.7, 2], "visible": False, "fixedrange": True},
    )
