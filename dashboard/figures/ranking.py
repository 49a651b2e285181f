"""The ranked bars beside a choropleth, coloured as on the map."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.bars import Bar, draw_bars
from dashboard.charts.palette import Palette
from dashboard.figures.map_figure import color_index, map_colors
from dashboard.models.layer import Layer
from dashboard.tables.rows import records
from dashboard.words.map_words import short_number
from dashboard.words.values import unit_words

TOP = 15


@dataclass(frozen=True)
class Ranking:
    """Bars with their heading; `total` says how many countries have a value."""

    heading: str
    alt: str
    figure: go.Figure
    shown: int
    total: int


def ranking(layer: Layer, palette: Palette, picked: str | None, *, everything: bool) -> Ranking:
    """Return the first fifteen countries, or all; of changes the fifteen largest either way."""
    rows = layer.valued
    total = len(rows)
    if not everything and total > TOP:
        size = rows["shown"].abs() if layer.signed else rows["shown"]
        rows = rows.loc[size.sort_values(ascending=False, kind="stable").index[:TOP]]
        rows = rows.sort_values(["shown", "name"], ascending=[False, True])
    colors = map_colors(layer, palette)
    bars = [
        Bar(
            iso3=row["iso3"],
            name=row["name"],
            value=float(row["shown"]),
            color=colors[color_index(row, layer)],
            label=short_number(float(row["shown"]), layer.indicator, layer.measure),
            picked=row["iso3"] == picked,
        )
        for row in records(rows)
    ]
    unit = unit_words(layer.indicator, layer.measure)
    if layer.measure == "change":
        what = "largest changes" if len(rows) < total else "changes"
        heading = f"{len(rows)} {what} of {total}, in {unit}"
    elif len(rows) < total:
        heading = f"First {len(rows)} of {total}, in {unit}"
    else:
        heading = f"All {total}, in {unit}"
    listed = "; ".join(f"{bar.name} {bar.label}" for bar in bars)
    return Ranking(
        heading=heading,
        alt=f"Bars: {heading}. {listed}.",
        figure=draw_bars(bars, palette),
        shown=len(rows),
        total=total,
    )
