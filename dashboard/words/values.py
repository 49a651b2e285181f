"""A country's value as a reader reads it, with its bound."""

import pandas as pd

from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import Row
from dashboard.words.numbers import full, percent, signed

UNIT_WORDS = {
    "permits": "permits",
    "persons": "people",
    "applications": "applications",
    "visas": "visas",
    "share": "of decisions",
    "encounters": "encounters",
}
ONE_OF = {
    "permits": "permit",
    "people": "person",
    "applications": "application",
    "visas": "visa",
    "encounters": "encounter",
}
KIND_WORDS = {
    "stock_at_date": "held",
    "permits_issued": "issued",
    "applications": "applied for",
    "": "",
}
QUALITY_WORDS = {
    "official": "official figure",
    "official_via_copy": "official figure, read in a public copy",
    "official_via_press": "official figure, as quoted by the press",
    "media_estimate": "a newsroom's estimate",
    "secondary": "second-hand figure",
    "own": "not checked here",
}


def value_text(row: Row, indicator: Indicator) -> str:
    """Return the value of an observation with its bound: `1–5`, `at least 11,000`, `26.4%`."""
    value, bound = _number(row["value"]), row["bound"]
    low, high = _number(row["low"]), _number(row["high"])
    if indicator.signed:
        return signed(percent(value) if indicator.is_share else full(value), value)
    if indicator.is_share:
        return percent(value)
    if bound == "range":
        return f"{full(low)}–{full(high)}"
    prefix = {"at_least": "at least ", "up_to": "up to ", "rounded": "about "}.get(str(bound), "")
    return prefix + full(value)


def value_with_unit(row: Row, indicator: Indicator) -> str:
    """Return the value of an observation with its unit: `1 permit`, `about 11,000 people`."""
    unit = unit_words(indicator, "total")
    if _number(row["value"]) == 1 and row["bound"] != "range":
        unit = ONE_OF.get(unit, unit)
    return f"{value_text(row, indicator)} {unit}"


def shown_text(row: Row, indicator: Indicator, measure: str) -> str:
    """Return the number that a measure shows: the value, its rate or its change."""
    if measure == "per_1000":
        return f"{_number(row['per_1000']):.2f}"
    if measure == "change":
        return change_text(row, indicator)
    return value_text(row, indicator)


def change_text(row: Row, indicator: Indicator) -> str:
    """Return a signed change with its percentage: `+31,536 (+14.7%)`."""
    change = _number(row["change"])
    if indicator.is_share:
        return signed(f"{percent(change)[:-1]} points", change)
    text = signed(full(change), change)
    part = _number(row["change_percent"])
    return text if pd.isna(part) else f"{text} ({signed(percent(part / 100), part)})"


def unit_words(indicator: Indicator, measure: str) -> str:
    """Return the unit of what a measure shows."""
    if measure == "per_1000":
        return f"{indicator.unit_name or UNIT_WORDS[indicator.unit]} per 1,000 residents"
    if measure == "change" and indicator.is_share:
        return "percentage points"
    return indicator.unit_name or UNIT_WORDS[indicator.unit]


def _number(value: object) -> float:
    return float("nan") if value is None else float(str(value))
