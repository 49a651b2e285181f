"""Titles and alt text of one country's series."""

from collections.abc import Sequence

from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import Row
from dashboard.words.periods import period
from dashboard.words.values import UNIT_WORDS, value_text


def point_label(row: Row, indicator: Indicator) -> str:
    """Return a value as its point has room for: all digits, `1–5`; `about` stands in the text."""
    return value_text(row, indicator).removeprefix("about ")


def series_title(rows: Sequence[Row], indicator: Indicator) -> str:
    """Return the first and the last value of a series; `rows` by time, at least one."""
    first, last = rows[0], rows[-1]
    years = f"{first['period_end'][:4]}–{last['period_end'][:4]}"
    before, after = (value_text(row, indicator) for row in (first, last))
    return f"{indicator.label}, {years}: from {before} to {after} a year"


def series_subtitle(rows: Sequence[Row], indicator: Indicator) -> str:
    """Return unit, country and what the last point covers."""
    last = period(rows[-1]["period_start"], rows[-1]["period_end"])
    unit = UNIT_WORDS[indicator.unit]
    return (
        f"Number of {unit}, {rows[-1]['name']} only, so a chart and not a map · "
        f"the last point covers {last}"
    )


def series_alt(rows: Sequence[Row], indicator: Indicator, name: str) -> str:
    """Return every point of a series, and which of them cannot be compared with the last."""
    each = ", ".join(f"{row['period_end'][:4]} {value_text(row, indicator)}" for row in rows)
    breaks = [row["period_end"][:4] for row in rows if row["break_before"] == "1"]
    text = f"{indicator.label}, {name}, by year: {each}"
    if breaks:
        text += f"; not comparable with the year before: {', '.join(breaks)}"
    return text
