"""A reader's table in the shape of the built-in ones, so that everything drawn joins it alike."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import NO_YEAR, OWN_LAYER, OWN_SCOPE, Indicator
from dashboard.tables.own_findings import Report, ReportRow

OWN_SOURCE = "own-table"
OWN_QUALITY = "own"
DEFINITION = "Values of a table that a reader brought along; what they count is not known here."
CAUTION = "Not checked by this dashboard, and in this reader's session only."
# Nothing that means something to Markdown, to HTML or to a formula.
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
    source = {
        **dict.fromkeys(catalogue.sources.columns, ""),
        "source_id": OWN_SOURCE,
        "publisher": "Your own table",
        "title": own_text(report.file),
        "licence": "not published",
    }
    sources = pd.concat([catalogue.sources, pd.DataFrame([source])], ignore_index=True)
    return replace(catalogue, observations=_observations(report), sources=sources), indicator


def own_indicator(report: Report) -> Indicator:
    """Return the layer of a table: named after its file, its unit after the column."""
    columns = report.columns
    heading = columns.name(columns.value) if columns.value is not None else "values"
    values = [row.value or 0.0 for row in report.kept]
    fractional = report.unit == "number" and any(not value.is_integer() for value in values)
    several = len(report.years) > 1 and not fractional
    stem = report.file.rsplit(".", 1)[0]
    return Indicator(
        indicator_id=OWN_LAYER,
        label=own_text(stem) or "Your table",
        unit="share" if report.unit == "share" else OWN_SCOPE,
        concept="",
        definition=DEFINITION,
        caution=CAUTION,
        comparable=True,
        default_year=report.years[-1],
        scope=OWN_SCOPE,
        map_kind="choropleth",
        change_base=report.years[0] if several else None,
        per_1000=report.unit == "number",
        layer_group="Own",
        years=report.years,
        unit_name=own_text(heading) or "values",
        fractional=fractional,
    )


def own_text(text: str) -> str:
    """Return short text that no place it is shown in can take for anything but text."""
    kept = "".join(c if c.isalnum() or c in HARMLESS else " " for c in text)
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
