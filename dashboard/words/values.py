"""A value as a reader reads it: with its bound, as a ring, in a series, or why there is none."""

import math
from collections.abc import Sequence

from dashboard.models.layer import Layer, Place
from dashboard.models.rings import Single
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Figure, Observation, Total
from dashboard.words.numbers import counted, full, month, percent, period, signed

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
BOUND_WORDS = {"exact": "", "rounded": "about ", "at_least": "at least ", "up_to": "up to "}
BOUND_SIGNS = {"at_least": "≥ ", "up_to": "≤ ", "rounded": "c. "}
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
    return BOUND_WORDS[row.bound] + text


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
    if measure == "change":
        return change_text(place, indicator)
    return value_text(place.figure, indicator)


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


SCOPE_WORDS = {
    "eurostat_permits": "states that report to Eurostat",
    "eurostat_population": "states in Eurostat's population data",
    "schengen": "states that issue Schengen visas or were about to",
    "world": "countries and territories",
    "usa": "country",
    "listed_national_permits": "countries with a national figure found",
    "listed_staying": "countries that The Bell quoted",
    "listed_national_immigration": "countries with a national figure found",
    "listed_national_emigration": "countries with a national figure found",
    "listed_naturalisations": "countries with a national figure found",
}
# Of a scope that has no words of its own yet.
ANY_SCOPE = "countries that its source covers"
# Where most people went; named when a source leaves them out.
MAIN_DESTINATIONS = ("GEO", "ARM", "KAZ", "SRB", "TUR", "ISR")


def scope_words(scope: str) -> str:
    """Return whom a scope covers, in the plural."""
    return SCOPE_WORDS.get(scope, ANY_SCOPE)


def coverage(layer: Layer) -> str:
    """Return `31 of 31 states that report to Eurostat; Georgia … are not among them`."""
    if layer.indicator.is_own:
        places = counted(len(layer.valued), "country or territory", "countries and territories")
        return f"{places}; the others are not in your table"
    names = scope_words(layer.indicator.scope)
    text = f"{layer.reporting} of {len(layer.scope)} {names}"
    outside = {place.iso3: place for place in layer.places if place.iso3 not in layer.scope}
    if more := [place.name for place in outside.values() if place.has_number]:
        text += f", and {listed(more)}"
    asked = [outside[iso3] for iso3 in MAIN_DESTINATIONS if iso3 in outside]
    left_out = [place.name for place in asked if not place.has_number]
    text += not_among(left_out)
    if left_out and layer.measure != "total" and layer.indicator.layer_group == "Permits":
        text += " and publish other counts"
    if layer.indicator.scope == "world":
        text += "; no row means not reported, not zero"
    return text


def not_among(names: list[str]) -> str:
    """Return that some countries are outside a scope; blank where none is."""
    verb = "is" if len(names) == 1 else "are"
    return f"; {listed(names)} {verb} not among them" if names else ""


# Names that a sentence puts an article before.
PLURAL_OR_UNION = ("United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros")
COMMON_NOUN = (" Republic", " Islands", "Gambia")


def in_sentence(name: str) -> str:
    """Return a country's name as it stands within a sentence.

    >>> in_sentence("United States"), in_sentence("Germany")
    ('the United States', 'Germany')
    """
    needs = name.startswith(PLURAL_OR_UNION) or name.endswith(COMMON_NOUN)
    return f"the {name}" if needs else name


def listed(names: list[str]) -> str:
    """Return `A`, `A and B` or `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


MISSING_WORDS = {
    "": "",
    "no_row": "not reported",
    "no_before": "no value in the year compared with",
    "break": "a break in the series lies between the years",
    "no_population": "no population of that year in the tables",
}


STATE_WORDS = {
    "origin": "country of origin",
    "not_covered": "not covered",
    "absent": "not in your table",
}


def state_text(place: Place) -> str:
    """Return why a country shows no number: not reported (and why), not covered, origin."""
    return STATE_WORDS.get(place.state) or MISSING_WORDS[place.missing]


def series_title(rows: Sequence[Observation], indicator: Indicator) -> str:
    """Return the first and the last value of a series; `rows` by time, at least one."""
    first, last = rows[0], rows[-1]
    years = f"{first.period_end.year}–{last.period_end.year}"
    before, after = (value_text(row, indicator) for row in (first, last))
    return f"{indicator.label}, {years}: from {before} to {after} a year"


def series_subtitle(last: Observation, indicator: Indicator, name: str) -> str:
    """Return unit, country and what the last point covers."""
    return (
        f"Number of {UNIT_WORDS[indicator.unit]}, {name} only, so a chart and not a map · "
        f"the last point covers {period(last.period_start, last.period_end)}"
    )


def series_alt(rows: Sequence[Observation], indicator: Indicator, name: str) -> str:
    """Return every point of a series, and which of them cannot be compared with the last."""
    each = ", ".join(f"{row.period_end.year} {value_text(row, indicator)}" for row in rows)
    breaks = [str(row.period_end.year) for row in rows if row.break_before]
    text = f"{indicator.label}, {name}, by year: {each}"
    if breaks:
        text += f"; not comparable with the year before: {', '.join(breaks)}"
    return text


RING_SIZES = ("under 10,000", "10,000 to under 50,000", "50,000 or more")
# The one ring layer whose rows share a source and a period, so that they may be listed by size.
LISTED_BY_SIZE = "staying"
LISTED_CAUTION = "One newsroom's count from unlike inputs, listed by size"


def ring_title(rows: Sequence[Single], indicator: Indicator, year: int) -> str:
    """Return what a ring layer shows, without comparing unlike figures."""
    if not rows:
        return f"{indicator.label}, {year}: no country has a figure"
    if indicator.indicator_id == LISTED_BY_SIZE:
        return f"{indicator.label}: most in {in_sentence(rows[0].name)}"
    return f"{indicator.label}, {year}: figures of {counted(_countries(rows), 'country')}"


def _countries(rows: Sequence[Single]) -> int:
    return len({row.figure.iso3 for row in rows})


def ring_subtitle(rows: Sequence[Single], indicator: Indicator, total: Total | None = None) -> str:
    """Return what the rings stand for; `total` is the publisher's own, where there is one."""
    if not rows:
        return "Rings mark single figures; the countries without a ring have none here."
    spans = {(row.figure.period_start, row.figure.period_end) for row in rows}
    when = period(*spans.pop()) if len(spans) == 1 else "each with its own period"
    text = f"Number of {'people' if indicator.unit == 'persons' else indicator.unit}, {when}"
    if indicator.indicator_id == LISTED_BY_SIZE:
        text += f" · one newsroom's count for {counted(_countries(rows), 'country')}"
        if total is not None:
            text += f"; its own total is {value_text(total, indicator)}, not the sum of these"
        return text
    return f"{text} · not ranked, added up or compared between countries"


def ring_label(row: Single) -> tuple[str, ...]:
    """Return the short text beside a ring, in two lines: `Türkiye 107,392`, `held, Nov 2023`."""
    figure = row.figure
    sign = BOUND_SIGNS.get(figure.bound, "")
    text = f"{row.name} {sign}{full(figure.value)}"
    kind = KIND_WORDS[figure.definition_class]
    return (text, f"{kind}, {month(figure.period_end)}") if kind else (text,)


def ring_hover(row: Single, indicator: Indicator, *, noted: bool = True) -> str:
    """Return one line: name, value with its bound, kind, period and, where `noted`, its note."""
    figure = row.figure
    kind = KIND_WORDS[figure.definition_class]
    when = period(figure.period_start, figure.period_end)
    text = f"{row.name}: {value_text(figure, indicator)}{f' {kind}' if kind else ''}, {when}"
    return f"{text}. {figure.note}" if noted and figure.note else text


def ring_alt(rows: Sequence[Single], indicator: Indicator, year: int, region: str) -> str:
    """Return the rings as a sentence each for a reader who does not see them."""
    each = "; ".join(ring_hover(row, indicator) for row in rows if row.drawn)
    return (
        f"Map, {region}. {ring_title(rows, indicator, year)}. {each}. The list holds every figure."
    )
