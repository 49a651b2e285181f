"""The list beside a map: ranked bars of a choropleth, or figures that cannot be ranked."""

import pandas as pd

from dashboard.map.spec import Item, Items
from dashboard.models.layer import Layer
from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import records
from dashboard.words.periods import period
from dashboard.words.ring_words import LISTED_BY_SIZE
from dashboard.words.values import KIND_WORDS, shown_text, unit_words, value_text

TOP = 15


def ranked_items(layer: Layer) -> Items:
    """Return the countries with a number, largest first."""
    rows = records(layer.valued)
    unit = unit_words(layer.indicator, layer.measure)
    first = min(TOP, len(rows))
    # Of values above and below zero the list starts with the largest either way.
    what = "changes" if layer.measure == "change" else "balances"
    heading = f"{first} largest {what}" if layer.signed else f"First {first}"
    heading += f" of {len(rows)}"
    whole = f"All {len(rows)}, in {unit}"
    return Items(
        heading=f"{heading}, in {unit}" if first < len(rows) else whole,
        items=[
            Item(
                row["iso3"],
                row["name"],
                shown_text(row, layer.indicator, layer.measure),
                float(row["shown"]),
            )
            for row in rows
        ],
        whole_heading=whole,
        top=TOP,
        ranked=True,
    )


def ring_items(rows: pd.DataFrame, indicator: Indicator) -> Items:
    """Return every figure of a ring layer as text: by name, or by size where one office counted."""
    by_size = indicator.indicator_id == LISTED_BY_SIZE
    heading = (
        "Listed by size, but one newsroom's count from unlike inputs"
        if by_size
        else "By name, not by size: each country counts by its own rule"
    )
    ordered = rows if by_size else rows.sort_values(["name", "period_end"])
    items = []
    for row in records(ordered):
        parts = [value_text(row, indicator), KIND_WORDS[row["definition_class"]]]
        if not by_size:
            parts.append(period(row["period_start"], row["period_end"]))
        value = float(row["value"]) if by_size else None
        items.append(
            Item(row["iso3"], row["name"], " ".join(part for part in parts if part), value)
        )
    return Items(heading, items, heading, top=len(items))
