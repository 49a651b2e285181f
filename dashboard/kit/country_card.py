"""One country on one layer: its value, rank, share, series and the source of exactly that."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.models.layer import Layer
from dashboard.models.permits import VALID_PERMITS, naturalised, per_resident
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator, rows_of
from dashboard.tables.provenance import named_ids
from dashboard.tables.rows import Row, records
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
    other_figures: list[str]
    series: str
    sources: list[SourceLine]
    quality: str
    period: str


def choropleth_country(catalogue: Catalogue, layer: Layer, iso3: str) -> CountryCard:
    """Return the card of a country on a layer whose values share one definition."""
    row = layer.row(iso3)
    name = str(row["name"])
    has_number = row["state"] in ("value", "zero")
    details = _details(layer, row) if has_number else _absent(layer, row)
    has_value = not math.isnan(row["value"])
    when = period(row["period_start"], row["period_end"]) if has_value else str(layer.year)
    headline = state_text(row).capitalize()
    if has_value:
        headline = f"{value_with_unit(row, layer.indicator)}, {when}"
    rows = records(_all(catalogue, layer.indicator, iso3).sort_values("period_end"))
    if layer.indicator.indicator_id == VALID_PERMITS:
        details += beside_permits(catalogue, iso3, layer.year)
    details += break_notes(rows, layer.year)
    return CountryCard(
        iso3=iso3,
        name=name,
        headline=headline,
        details=details,
        other_figures=_national_figures(catalogue, layer.indicator, iso3),
        series=series_text(rows, layer.indicator) if len(rows) > 1 else "",
        sources=source_lines(
            named_ids(pd.DataFrame([row])[[*layer.inputs.values()]]), catalogue.sources
        )
        if has_value
        else [],
        quality=QUALITY_WORDS[row["quality"]] if has_value else "",
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
    catalogue: Catalogue, indicator: Indicator, rows: pd.DataFrame, iso3: str, year: int
) -> CountryCard:
    """Return the card of a country on a layer of unlike figures; `rows` as of `ring_rows`."""
    own = rows[rows["iso3"].eq(iso3)]
    name = catalogue.names.by_code[iso3]
    if own.empty:
        years = sorted({e[:4] for e in _all(catalogue, indicator, iso3)["period_end"]})
        advice = (
            f"Figures of this country exist for {', '.join(years)}."
            if years
            else ("No figure of this kind was found for this country; try another layer.")
        )
        return CountryCard(iso3, name, f"No figure in {year}", [advice], [], "", [], "", "")
    ordered = records(own.sort_values("drawn", ascending=False))
    first = ordered[0]
    others = _all(catalogue, indicator, iso3)
    others = others[~others.index.isin(own.index) & ~others["period_end"].isin(own["period_end"])]
    return CountryCard(
        iso3=iso3,
        name=name,
        headline=ring_hover(first, indicator),
        details=[ring_hover(row, indicator) for row in ordered[1:]],
        other_figures=[ring_hover({**row, "name": name}, indicator) for row in records(others)],
        series="",
        sources=source_lines(named_ids(own), catalogue.sources),
        quality=QUALITY_WORDS[first["quality"]],
        period=period(first["period_start"], first["period_end"]),
    )


def _details(layer: Layer, row: Row) -> list[str]:
    """Return change or rate, rank, share and note as sentences."""
    count = len(layer.valued)
    lines = []
    if layer.measure == "change":
        before = _plain_value(float(row["before"]), layer.indicator)
        unit = "" if layer.indicator.is_share else f" {unit_words(layer.indicator, 'change')}"
        lines.append(f"{change_text(row, layer.indicator)}{unit} against {before} in {layer.since}")
    if layer.measure == "per_1000":
        lines.append(
            f"{row['per_1000']:.2f} {unit_words(layer.indicator, 'per_1000')}, "
            f"population {full(row['population'])} in {layer.population_year}"
        )
    ranked_by = {"change": "by change", "per_1000": "per resident"}.get(layer.measure, "by size")
    lines.append(
        f"Rank {int(row['rank'])} of {counted(count, 'country')} with a value, {ranked_by}"
    )
    if not math.isnan(row["share"]):
        lines.append(f"{percent(row['share'])} of all that these {count} report")
    if row["note"]:
        lines.append(f"Note: {row['note']}")
    return lines


def _absent(layer: Layer, row: Row) -> list[str]:
    if row["state"] == "not_covered":
        return [
            f"{layer.indicator.label}: the source does not cover this country. Try another layer."
        ]
    if row["state"] == "absent":
        return ["This country is not in your table, which does not mean zero."]
    if not math.isnan(row["value"]):
        return [f"No change or rate is shown: {state_text(row)}."]
    return [f"No row for {layer.year}: not reported, which is not zero. Try another year."]


def _plain_value(value: float, indicator: Indicator) -> str:
    return percent(value) if indicator.is_share else full(value)


def _national_figures(catalogue: Catalogue, indicator: Indicator, iso3: str) -> list[str]:
    """Return the national figures that stand beside a permit layer, as sentences."""
    if indicator.layer_group != "Permits":
        return []
    rows = rows_of(catalogue, "national_permits")
    own = rows[rows["iso3"].eq(iso3)].sort_values("period_end")
    name = catalogue.names.by_code[iso3]
    return [ring_hover({**row, "name": name}, indicator) for row in records(own)]


def _all(catalogue: Catalogue, indicator: Indicator, iso3: str) -> pd.DataFrame:
    rows = rows_of(catalogue, indicator.indicator_id)
    return rows[rows["iso3"].eq(iso3)]
