"""A short time series as points and lines, with breaks and gaps left open."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Figure, Lines
from dashboard.charts.ground import ground
from dashboard.charts.palette import Palette
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Observation
from dashboard.words.values import UNIT_WORDS, series_alt, value_text


@dataclass(frozen=True)
class SeriesPoint:
    """One year of a series; `broken` says that it cannot be compared with the year before.

    `bound` is how a value reads that is not exact.
    """

    year: int
    value: float
    label: str
    broken: bool = False
    bound: str = ""


@dataclass(frozen=True)
class Series:
    """Points under the name of what they count, in its unit; the year `picked` is larger."""

    points: Sequence[SeriesPoint]
    name: str
    unit: str
    picked: int | None = None
    height: int = 190

    def draw(self, palette: Palette) -> go.Figure:
        """Return the series with direct labels; the line stops at a break and at a missing year."""
        drawn: list[SeriesPoint | None] = []
        for before, point in zip([None, *self.points], self.points, strict=False):
            apart = before is not None and (point.broken or point.year - before.year > 1)
            drawn += [None, point] if apart else [point]
        years = [point.year if point else None for point in drawn]
        values = [point.value if point else None for point in drawn]
        sizes = [11 if year == self.picked else 7 for year in years]
        figure = go.Figure(
            data=go.Scatter(
                x=years,
                y=values,
                text=[point.label if point else "" for point in drawn],
                mode="lines+markers+text",
                textposition=[_beside(values, at) for at in range(len(values))],
                textfont={"size": 12, "color": palette.label},
                cliponaxis=False,
                connectgaps=False,
                line={"color": palette.accent, "width": 2},
                marker={"color": palette.accent, "size": sizes, "opacity": 1},
                hoverinfo="skip",
            ),
        )
        for point in self.points:
            if point.broken:
                figure.add_vline(
                    x=point.year - 0.5, line={"color": palette.muted, "width": 1, "dash": "dot"}
                )
        highest = max((point.value for point in self.points), default=1.0) or 1.0
        figure.update_layout(
            ground(self.height, (12, 12, 8, 8)),
            xaxis={
                "fixedrange": True,
                "dtick": 1,
                "showgrid": False,
                "automargin": True,
                "tickfont": {"color": palette.label},
                "range": [self.points[0].year - 0.5, self.points[-1].year + 0.5]
                if self.points
                else None,
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

    def plain(self) -> Lines:
        """Return the values by year."""
        return Lines(
            [str(point.year) for point in self.points],
            {self.name: [point.value for point in self.points]},
            self.unit,
            {self.name: [point.bound for point in self.points]},
        )


def _beside(values: Sequence[float | None], at: int) -> str:
    """Return where a label stands, so that the line to its neighbours runs through none."""
    own = values[at] or 0.0
    before, after = (
        None if not 0 <= one < len(values) else values[one] for one in (at - 1, at + 1)
    )
    falls, rises = before is not None and before > own, after is not None and after > own
    if falls and (rises or after is None):
        # Over the axis there is no room under a point.
        highest = max(value for value in values if value is not None)
        return "bottom center" if own > highest / 5 else "top center"
    if falls:
        return "top right"
    return "top left" if rises and before is not None else "top center"


def series_figure(
    rows: Sequence[Observation],
    indicator: Indicator,
    name: str,
    picked: int | None = None,
    *,
    label: str = "",
    height: int = 190,
) -> Figure:
    """Return the chart of `rows`: observations of one country, by time; `label` names the line."""
    points = [
        SeriesPoint(
            year=row.period_end.year,
            value=row.value,
            # All digits; what is not exact about it stands in the text.
            label=value_text(row, indicator).removeprefix("about "),
            broken=row.break_before,
            bound="" if row.bound == "exact" else value_text(row, indicator),
        )
        for row in rows
    ]
    spec = Series(points, label or name, UNIT_WORDS[indicator.unit], picked, height)
    return Figure(name, [], series_alt(rows, indicator, name), spec)
