"""The table under the Map: what a reader reads, and the same rows with full provenance."""

import math
from dataclasses import dataclass

import pandas as pd
from pandas.api.types import is_numeric_dtype

from dashboard.models.layer import Layer
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.tables.provenance import FIELDS, SOURCE, cell_ids, publishers, with_sources
from dashboard.tables.rows import Row, records
from dashboard.words.numbers import full, percent, period
from dashboard.words.values import (
    KIND_WORDS,
    QUALITY_WORDS,
    shown_text,
    state_text,
    unit_words,
    value_text,
)


def _of_input(prefix: str, *names: str) -> list[str]:
    return [f"{prefix}_{name}" for name in names]


DOWNLOAD_COLUMNS = [
    "iso3",
    "country",
    "region",
    "state",
    "indicator_id",
    "indicator",
    "unit",
    "measure",
    "shown",
    "value",
    "low",
    "high",
    "bound",
    "compared_with_year",
    "value_before",
    "change_percent",
    "period_start",
    "period_end",
    "definition_class",
    "quality",
    "source_id",
    "publisher",
    "source_title",
    "source_url",
    "read_via",
    "licence",
    "note",
    *_of_input(
        "before", "period_start", "period_end", "quality", "note", SOURCE, *(n for n, _ in FIELDS)
    ),
    "population",
    *_of_input("population", "year", SOURCE, *(name for name, _ in FIELDS)),
]


@dataclass(frozen=True)
class MapTable:
    """`rows` as text for the page, `sort_keys` its numbers, `download` with all provenance."""

    rows: pd.DataFrame
    sort_keys: dict[str, pd.Series]
    download: pd.DataFrame


def layer_table(catalogue: Catalogue, layer: Layer) -> MapTable:
    """Return all countries of a choropleth with their state, those with a value first."""
    indicator = layer.indicator
    frame = pd.DataFrame(layer.frame.drop(columns="geometry"))
    frame = frame.sort_values(["shown", "name"], ascending=[False, True]).reset_index(drop=True)
    each = records(frame)
    value = [value_text(r, indicator) if not math.isnan(r["value"]) else "" for r in each]
    heading = _measure_heading(layer)
    columns: dict[str, list[str]] = {
        "Country": list(frame["name"]),
        "State": [state_words(r) for r in each],
    }
    if layer.measure != "total":
        columns[heading] = [
            shown_text(r, indicator, layer.measure) if r["state"] in ("value", "zero") else ""
            for r in each
        ]
    columns["Value"] = value
    columns["Low"] = [_number(r["low"], indicator) for r in each]
    columns["High"] = [_number(r["high"], indicator) for r in each]
    columns["Period"] = _periods(each)
    columns["Quality"] = [QUALITY_WORDS.get(r["quality"], "") for r in each]
    if layer.measure == "change":
        columns[f"Value in {layer.since}"] = [_number(r["before"], indicator) for r in each]
    if layer.measure == "per_1000":
        columns[f"Residents ({layer.population_year})"] = [
            _number(r["population"], indicator) if columns[heading][place] else ""
            for place, r in enumerate(each)
        ]
    columns["Source"] = publishers(
        {name: cell_ids(frame[column]) for name, column in layer.inputs.items()}, catalogue.sources
    )
    columns["Note"] = [_text(r["note"]) for r in each]
    keys = {"Value": frame["value"], "Low": frame["low"], "High": frame["high"]}
    if layer.measure != "total":
        keys[heading] = frame["shown"]
    return MapTable(pd.DataFrame(columns), keys, _download(catalogue, layer, frame))


def ring_table(catalogue: Catalogue, indicator: Indicator, rows: pd.DataFrame) -> MapTable:
    """Return every figure of a ring layer in a year; countries without one are not listed."""
    frame = rows.reset_index(drop=True)
    each = records(frame)
    table = pd.DataFrame(
        {
            "Country": list(frame["name"]),
            "Value": [value_text(r, indicator) for r in each],
            "What it counts": [KIND_WORDS[r["definition_class"]] or indicator.label for r in each],
            "Period": _periods(each),
            "Quality": [QUALITY_WORDS[r["quality"]] for r in each],
            "Source": publishers({"": cell_ids(frame["source_id"])}, catalogue.sources),
            "Note": [_text(r["note"]) for r in each],
        }
    )
    prepared = frame.assign(
        state="value", shown=frame["value"], before=float("nan"), change_percent=float("nan")
    )
    regions = catalogue.countries[["iso3", "region"]]
    prepared = prepared.merge(regions, on="iso3", how="left", validate="many_to_one")
    download = _provenance(catalogue, prepared, indicator, "total", None)
    return MapTable(table, {"Value": frame["value"]}, download)


def state_words(row: Row) -> str:
    """Return value, zero, or why there is no number."""
    if row["state"] in ("value", "zero"):
        return str(row["state"])
    return state_text(row)


def _measure_heading(layer: Layer) -> str:
    if layer.measure == "per_1000":
        return f"Per 1,000 residents ({layer.population_year})"
    return f"Change since {layer.since}"


def _download(catalogue: Catalogue, layer: Layer, frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.assign(state=[state_words(r) for r in records(frame)])
    return _provenance(catalogue, named, layer.indicator, layer.measure, layer.since)


def _provenance(
    catalogue: Catalogue,
    frame: pd.DataFrame,
    indicator: Indicator,
    measure: str,
    since: int | None,
) -> pd.DataFrame:
    """Return the rows with indicator, measure and source spelled out in each."""
    rows = frame.assign(
        country=frame["name"],
        indicator_id=indicator.indicator_id,
        indicator=indicator.label,
        unit=unit_words(indicator, "total") if indicator.is_own else indicator.unit,
        measure=measure,
        compared_with_year=since if measure == "change" else None,
        value_before=frame["before"] if measure == "change" else float("nan"),
        change_percent=frame["change_percent"] if measure == "change" else float("nan"),
    )
    if "population_year" in rows:
        rows["population_year"] = pd.to_numeric(rows["population_year"])
    compared, divided = measure == "change", measure == "per_1000"
    for column in rows.columns:
        before, people = column.startswith("before_"), column.startswith("population")
        if (before and not compared) or (people and not divided):
            rows[column] = float("nan") if is_numeric_dtype(rows[column]) else ""
    rows = with_sources(rows, catalogue.sources)
    return rows.reindex(columns=DOWNLOAD_COLUMNS)


def _periods(each: list[Row]) -> list[str]:
    return [
        period(str(r["period_start"]), str(r["period_end"]))
        if isinstance(r["period_end"], str)
        else ""
        for r in each
    ]


def _number(value: float, indicator: Indicator) -> str:
    if math.isnan(value):
        return ""
    return percent(value) if indicator.is_share else full(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
