"""Titles, labels and alt text of figures that are drawn as rings."""

import pandas as pd

from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import Row, records
from dashboard.words.coverage import in_sentence
from dashboard.words.numbers import counted, full
from dashboard.words.periods import day, period
from dashboard.words.values import KIND_WORDS, value_text

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
