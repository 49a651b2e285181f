"""One country on one layer: its value, rank, share, series and the source of exactly that."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.models.layer import Layer, Place
from dashboard.models.permits import VALID_PERMITS, naturalised, per_resident
from dashboard.models.rings import NATIONAL_PERMITS, Single, named, picked
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import each_id
from dashboard.words.country_words import (
    break_notes,
    naturalised_line,
    per_resident_line,
    series_text,
)
from dashboard.words.numbers import counted, full, percent, period
from dashboard.words.sources import SourceLine, source_lines
from dashboard.words.values import (
    QUALITY_WORDS,
    change_text,
    ring_hover,
    state_text,
    unit_words,
    value_with_unit,
)


@dataclass(frozen=True)
class CountryCard:
    """`headline` and `details` are sentences; `series` gives all years, "" where there is one."""

    iso3: str
    name: str
    headline: str
    details: list[str]
    other_figures: list[str] = field(default_factory=list)
    series: str = ""
    sources: list[SourceLine] = field(default_factory=list)
    quality: str = ""
    period: str = ""


def choropleth_country(catalogue: Catalogue, layer: Layer, iso3: str) -> CountryCard:
    """Return the card of a country on a layer whose values share one definition."""
    place = layer.row(iso3)
    details = _details(layer, place) if place.has_number else _absent(layer, place)
    headline, when = state_text(place).capitalize(), str(layer.year)
    if place.figure:
        when = period(place.figure.period_start, place.figure.period_end)
        headline = f"{value_with_unit(place.figure, layer.indicator)}, {when}"
    rows, ids = _all(catalogue, layer.indicator.indicator_id, iso3), layer.inputs([place]).values()
    if layer.indicator.indicator_id == VALID_PERMITS:
        details += beside_permits(catalogue, iso3, layer.year)
    details += break_notes(rows, layer.year)
    return CountryCard(
        iso3=iso3,
        name=place.name,
        headline=headline,
        details=details,
        other_figures=_national_figures(catalogue, layer.indicator, iso3),
        series=series_text(rows, layer.indicator) if len(rows) > 1 else "",
        sources=source_lines(each_id(one for (one,) in ids), catalogue.sources)
        if place.figure
        else [],
        quality=QUALITY_WORDS[place.figure.quality] if place.figure else "",
        period=when,
    )


def beside_permits(catalogue: Catalogue, iso3: str, year: int) -> list[str]:
    """Return how valid permits compare with residents, and who became a citizen."""
    found, citizens = per_resident(catalogue, iso3, year), naturalised(catalogue, iso3)
    lines = [per_resident_line(found)] if found else []
    if citizens:
        publishers = {one: source.publisher for one, source in catalogue.sources.items()}
        lines.append(naturalised_line(citizens, publishers))
    return lines


def ring_country(
    catalogue: Catalogue, indicator: Indicator, rows: Sequence[Single], iso3: str, year: int
) -> CountryCard:
    """Return the card of a country on a layer of unlike figures; `rows` as of `ring_rows`."""
    own, every = picked(rows, iso3), _all(catalogue, indicator.indicator_id, iso3)
    name = catalogue.names.by_code[iso3]
    if not own:
        years = sorted({str(row.period_end.year) for row in every})
        advice = (
            f"Figures of this country exist for {', '.join(years)}."
            if years
            else ("No figure of this kind was found for this country; try another layer.")
        )
        return CountryCard(iso3, name, f"No figure in {year}", [advice])
    first = own[0].figure
    ends = {row.figure.period_end for row in own}
    others = named(catalogue, (row for row in every if row.period_end not in ends))
    return CountryCard(
        iso3=iso3,
        name=name,
        headline=ring_hover(own[0], indicator),
        details=[ring_hover(row, indicator) for row in own[1:]],
        other_figures=[ring_hover(row, indicator) for row in others],
        sources=source_lines(each_id(row.figure.source_id for row in own), catalogue.sources),
        quality=QUALITY_WORDS[first.quality],
        period=period(first.period_start, first.period_end),
    )


def _details(layer: Layer, place: Place) -> list[str]:
    """Return change or rate, rank, share and note as sentences."""
    count = len(layer.valued)
    lines = []
    if layer.measure == "change" and place.before:
        value = place.before.value
        before = percent(value) if layer.indicator.is_share else full(value)
        unit = "" if layer.indicator.is_share else f" {unit_words(layer.indicator, 'change')}"
        lines.append(
            f"{change_text(place, layer.indicator)}{unit} against {before} in {layer.since}"
        )
    if layer.measure == "per_1000":
        lines.append(
            f"{place.per_1000:.2f} {unit_words(layer.indicator, 'per_1000')}, "
            f"population {full(place.country.population)} in {layer.population_year}"
        )
    ranked_by = {"change": "by change", "per_1000": "per resident"}.get(layer.measure, "by size")
    lines.append(f"Rank {place.rank} of {counted(count, 'country')} with a value, {ranked_by}")
    if not math.isnan(place.share):
        lines.append(f"{percent(place.share)} of all that these {count} report")
    if place.figure and place.figure.note:
        lines.append(f"Note: {place.figure.note}")
    return lines


def _absent(layer: Layer, place: Place) -> list[str]:
    if place.state == "not_covered":
        return [
            f"{layer.indicator.label}: the source does not cover this country. Try another layer."
        ]
    if place.state == "absent":
        return ["This country is not in your table, which does not mean zero."]
    if place.figure:
        return [f"No change or rate is shown: {state_text(place)}."]
    return [f"No row for {layer.year}: not reported, which is not zero. Try another year."]


def _national_figures(catalogue: Catalogue, indicator: Indicator, iso3: str) -> list[str]:
    """Return the national figures that stand beside a permit layer, as sentences."""
    if indicator.layer_group != "Permits":
        return []
    own = named(catalogue, _all(catalogue, NATIONAL_PERMITS, iso3))
    return [ring_hover(row, indicator) for row in own]


def _all(catalogue: Catalogue, indicator_id: str, iso3: str) -> Sequence[Observation]:
    return catalogue.rows_by_place.get((indicator_id, iso3), ())
