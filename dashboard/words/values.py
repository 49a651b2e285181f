"""A country's value as a reader reads it, with its bound."""

import math

from dashboard.models.layer import Place
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Figure
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


def value_text(row: Figure, indicator: Indicator) -> str:
    """Return the value of an observation with its bound: `1–5`, `at least 11,000`, `26.4%`."""
    text = percent(row.value) if indicator.is_share else full(row.value)
    if indicator.signed:
        return signed(text, row.value)
    if indicator.is_share:
        return text
    if row.bound == "range":
        return f"{full(row.low)}–{full(row.high)}"
    return {"at_least": "at least ", "up_to": "up to ", "rounded": "about "}.get(
        row.bound, ""
    ) + text


def value_with_unit(row: Figure, indicator: Indicator) -> str:
    """Return the value of an observation with its unit: `1 permit`, `about 11,000 people`."""
    unit = unit_words(indicator, "total")
    if row.value == 1 and row.bound != "range":
        unit = ONE_OF.get(unit, unit)
    return f"{value_text(row, indicator)} {unit}"


def shown_text(place: Place, indicator: Indicator, measure: str) -> str:
    """Return the number that a measure shows: the value, its rate or its change; else nothing."""
    if place.figure is None or not place.has_number:
        return ""
    if measure == "per_1000":
        return f"{place.shown:.2f}"
    return (
        change_text(place, indicator)
        if measure == "change"
        else value_text(place.figure, indicator)
    )


def change_text(place: Place, indicator: Indicator) -> str:
    """Return a signed change with its percentage: `+31,536 (+14.7%)`."""
    change, part = place.shown, place.change_percent
    if indicator.is_share:
        return signed(f"{percent(change)[:-1]} points", change)
    text = signed(full(change), change)
    return text if math.isnan(part) else f"{text} ({signed(percent(part / 100), part)})"


def unit_words(indicator: Indicator, measure: str) -> str:
    """Return the unit of what a measure shows."""
    if measure == "per_1000":
        return f"{indicator.unit_name or UNIT_WORDS[indicator.unit]} per 1,000 residents"
    if measure == "change" and indicator.is_share:
        return "percentage points"
    return indicator.unit_name or UNIT_WORDS[indicator.unit]
