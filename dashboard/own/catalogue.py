"""A reader's table in the shape of the built-in ones, so that everything drawn joins it alike."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.own.findings import Report, ReportRow
from dashboard.own.rows import without_scale
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import (
    NO_YEAR,
    OWN_CAUTION,
    OWN_DEFINITION,
    OWN_LAYER,
    OWN_SCOPE,
    OWN_SOURCE,
    Indicator,
    rows_of,
)
from dashboard.tables.map_rows import Source

OWN_QUALITY = "own"
# Stands in a file where this deployment would sign its own figures.
OWN_SIGNATURE = "Figures of the reader's own table, not checked"
CAUTION_LINE = "On this layer the figures are your own, and nobody but you vouches for them."
# Nothing that means something to Markdown, to HTML or to a formula.
MARKS = ("Mn", "Mc")
HARMLESS = " -_.,()'’–"
MOST_LABEL = 40


def own_catalogue(catalogue: Catalogue, report: Report) -> tuple[Catalogue, Indicator]:
    """Return the catalogue with the report's kept rows as its only observations, and the layer.

    Raises:
        ValueError: where no row is kept.
    """
    if not report.kept:
        raise ValueError("no row of the table goes onto the map")
    indicator = own_indicator(report)
    source = Source(
        OWN_SOURCE,
        publisher="Your own table",
        title=own_text(report.file),
        url="",
        published=None,
        licence="not published",
        via="",
        note="",
    )
    sources = {**catalogue.sources, OWN_SOURCE: source}
    return replace(catalogue, observations=_observations(report), sources=sources), indicator


def own_indicator(report: Report) -> Indicator:
    """Return the layer of a table: named after its file, its unit after the column."""
    values = [row.value or 0.0 for row in report.kept]
    fractional = report.unit == "number" and any(not value.is_integer() for value in values)
    # An answer to "what changed" needs two years of whole numbers.
    several = len(report.years) > 1 and not fractional and not report.is_balance
    stem = report.file.rsplit(".", 1)[0]
    return Indicator(
        indicator_id=OWN_LAYER,
        label=own_text(stem) or "Your table",
        unit="share" if report.unit == "share" else OWN_SCOPE,
        concept="",
        definition=OWN_DEFINITION,
        caution=OWN_CAUTION,
        comparable=True,
        default_year=report.fullest_year,
        scope=OWN_SCOPE,
        map_kind="choropleth",
        change_base=report.years[0] if several else None,
        # In thousands as written, a rate per 1,000 residents would be 1,000 times too small.
        per_1000=report.unit == "number" and not report.is_balance and not report.is_scaled,
        layer_group="Own",
        years=report.years,
        unit_name=own_text(_unit_name(report)) or "values",
        fractional=fractional,
        signed=report.is_balance,
    )


def _unit_name(report: Report) -> str:
    """Return what is counted, in the words of the table."""
    columns = report.columns
    if len(columns.value.slots) > 1 or columns.value.slots[0].period:
        name = columns.value.label
    else:
        name = columns.name(columns.value.place)
    return without_scale(name) if report.repairs.factor != 1 else name


def own_text(text: str) -> str:
    """Return short text that no place it is shown in can take for anything but text."""
    # Names of files of a Mac write "й" as two characters, and other scripts their vowels so.
    whole = unicodedata.normalize("NFC", text)
    kept = "".join(
        c if c.isalnum() or c in HARMLESS or unicodedata.category(c) in MARKS else " "
        for c in whole
    )
    return " ".join(kept.split())[:MOST_LABEL].strip()


def _observations(report: Report) -> pd.DataFrame:
    """Return one row for each country and year; rows to be added up are."""
    same: dict[tuple[str, int], list[ReportRow]] = {}
    for row in report.kept:
        same.setdefault((row.iso3 or "", row.year), []).append(row)
    return pd.DataFrame(
        [
            {
                "indicator_id": OWN_LAYER,
                "iso3": iso3,
                "period_start": "" if year == NO_YEAR else f"{year}-01-01",
                "period_end": "" if year == NO_YEAR else f"{year}-12-31",
                "value": _sum([row.value for row in rows]),
                "low": _sum([row.low for row in rows]),
                "high": _sum([row.high for row in rows]),
                "bound": "exact",
                "definition_class": "",
                "break_before": "0",
                "quality": OWN_QUALITY,
                "source_id": OWN_SOURCE,
                "note": "; ".join(row.note for row in rows if row.note),
            }
            for (iso3, year), rows in same.items()
        ]
    ).astype({"value": "float64", "low": "float64", "high": "float64"})


def _sum(values: Sequence[float | None]) -> float:
    """Return the sum, NaN where one of the values is missing."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else float("nan")


@dataclass(frozen=True)
class Comparison:
    """The values above zero of a layer: for each country its years, latest first."""

    label: str
    values: dict[str, list[tuple[int, float]]]

    def near(self, iso3: str, year: int) -> float | None:
        """Return the value of the year nearest to `year`, the latest where that is 0."""
        known = self.values.get(iso3)
        if not known:
            return None
        return known[0][1] if not year else min(known, key=lambda pair: abs(pair[0] - year))[1]


def comparison_with(catalogue: Catalogue, indicator: Indicator) -> Comparison:
    """Return an indicator of the tables as something to compare with."""
    values: dict[str, list[tuple[int, float]]] = {}
    rows = rows_of(catalogue, indicator.indicator_id)
    for row in sorted(rows, key=lambda row: row.period_end, reverse=True):
        if row.value > 0:
            values.setdefault(row.iso3, []).append((row.period_end.year, row.value))
    return Comparison(indicator.label, values)
