"""One country's series of one indicator as a small line chart."""

import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.series import SeriesPoint, draw_series
from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import Row
from dashboard.words.series_words import point_label, series_alt


def series_figure(
    rows: list[Row],
    indicator: Indicator,
    name: str,
    palette: Palette,
    picked: int | None,
    height: int = 190,
) -> tuple[go.Figure, str]:
    """Return the chart of `rows` (observations of one country, by time) and its alt text."""
    points = [
        SeriesPoint(
            year=int(row["period_end"][:4]),
            value=float(row["value"]),
            label=point_label(row, indicator),
            broken=row["break_before"] == "1",
        )
        for row in rows
    ]
    return draw_series(points, palette, picked, height), series_alt(rows, indicator, name)
