"""Words of rings and of the layer that is one series."""

from collections.abc import Sequence

import pandas as pd

from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import Row, records
from dashboard.words.coverage import in_sentence
from dashboard.words.numbers import counted, day, full, period
from dashboard.words.values import KIND_WORDS, UNIT_WORDS, value_text


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


RING_SIZES = ("under 10,000", "10,000 to under 50,000", "50,000 or more")
# The one ring layer whose rows share a source and a period, so that they may be listed by size.
LISTED_BY_SIZE = "staying"


def ring_title(rows: pd.DataFrame, indicator: Indicator, year: int) -> str:
    """Return what a ring layer shows, without comparing unlike figures."""
    count = rows["iso3"].nunique()
    if rows.empty:
        return f"{indicator.label}, {year}: no country has a figure"
    if indicator.indicator_id == LISTED_BY_SIZE:
        first = rows.iloc[0]
        return f"{indicator.label}: most in {in_sentence(first['name'])}"
    return f"{indicator.label}, {year}: figures of {counted(count, 'country')}"


def ring_subtitle(rows: pd.DataFrame, indicator: Indicator, total: Row | None = None) -> str:
    """Return what the rings stand for; `total` is the publisher's own, where there is one."""
    if rows.empty:
        return "Rings mark single figures; the countries without a ring have none here."
    spans = sorted({(r["period_start"], r["period_end"]) for r in records(rows)})
    when = period(*spans[0]) if len(spans) == 1 else "each with its own period"
    text = f"Number of {'people' if indicator.unit == 'persons' else indicator.unit}, {when}"
    if indicator.indicator_id == LISTED_BY_SIZE:
        text += f" · one newsroom's count for {counted(rows['iso3'].nunique(), 'country')}"
        if total is not None:
            text += f"; its own total is {value_text(total, indicator)}, not the sum of these"
        return text
    return f"{text} · not ranked, added up or compared between countries"


def ring_label(row: Row) -> str:
    """Return the short text beside a ring, in two lines: `Türkiye 107,392<br>held, Nov 2023`."""
    sign = {"at_least": "≥ ", "up_to": "≤ ", "rounded": "c. "}.get(str(row["bound"]), "")
    text = f"{row['name']} {sign}{full(float(str(row['value'])))}"
    kind = KIND_WORDS[str(row["definition_class"])]
    return f"{text}<br>{kind}, {day(str(row['period_end'])[:7])}" if kind else text


def ring_hover(row: Row, indicator: Indicator) -> str:
    """Return one line: name, value with its bound, kind, period and note."""
    kind = KIND_WORDS[str(row["definition_class"])]
    when = period(str(row["period_start"]), str(row["period_end"]))
    text = f"{row['name']}: {value_text(row, indicator)}{f' {kind}' if kind else ''}, {when}"
    return f"{text}. {row['note']}" if row["note"] else text


def ring_alt(rows: pd.DataFrame, indicator: Indicator, year: int, region: str) -> str:
    """Return the rings as a sentence each for a reader who does not see them."""
    drawn = rows[rows["drawn"]]
    each = "; ".join(ring_hover(row, indicator) for row in records(drawn))
    return (
        f"Map, {region}. {ring_title(rows, indicator, year)}. {each}. The list holds every figure."
    )
