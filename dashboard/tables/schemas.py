"""What each table of data/ holds: columns, types and the rules of a row.

The descriptions are the reference for data/README.md and for error messages; `tables.reading`
applies the schemas, `tables.checks` the rules that need more than one table.
"""

from collections.abc import Callable

import pandas as pd
import pandera.pandas as pa

BOUNDS = ["exact", "rounded", "at_least", "up_to", "range"]
QUALITIES = [
    "official",
    "official_via_copy",
    "official_via_press",
    "media_estimate",
    "secondary",
]
CONCEPTS = ["stock", "flow", "estimate"]
MAP_KINDS = ["choropleth", "rings", "series"]
UNITS = ["permits", "persons", "applications", "visas", "share", "encounters"]
TOTAL_CHECKS = ["sum", "rate", "floor", "quoted"]
AGGREGATES = ["EUU", "SCH", "WLD"]
DEFINITION_CLASSES = ["", "stock_at_date", "permits_issued", "applications"]

ISO3 = r"[A-Z]{3}"
CODE = r"[a-z0-9_]+"
SOURCE_IDS = r"[A-Za-z0-9][A-Za-z0-9.-]*(;[A-Za-z0-9][A-Za-z0-9.-]*)*"
ISO_DATE = r"\d{4}-\d{2}-\d{2}"
PARTIAL_DATE = r"(\d{4}(-\d{2}(-\d{2})?)?)?"


def _is_date(texts: pd.Series) -> pd.Series:
    return pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce").notna()


def _one_of(values: list[str]) -> pa.Check:
    shown = ", ".join(value or "(blank)" for value in values)
    return pa.Check.isin(values, error=f"must be one of: {shown}")


def _like(pattern: str, expected: str) -> pa.Check:
    return pa.Check.str_matches(rf"^(?:{pattern})$", error=f"must be {expected}")


def _text(*checks: pa.Check, unique: bool = False) -> pa.Column:
    return pa.Column(str, list(checks), unique=unique)


def _filled(unique: bool = False) -> pa.Column:
    return _text(pa.Check.str_length(min_value=1, error="must not be blank"), unique=unique)


def _iso3(unique: bool = False) -> pa.Column:
    return _text(_like(ISO3, "an ISO 3166 alpha-3 code such as GEO"), unique=unique)


def _sources(blank: bool = False) -> pa.Column:
    pattern = rf"(?:{SOURCE_IDS})?" if blank else SOURCE_IDS
    return _text(_like(pattern, "one or more source ids, joined by ;"))


def _date() -> pa.Column:
    return _text(pa.Check(_is_date, error="must be a date, YYYY-MM-DD"))


def _number(blank: bool = False) -> pa.Column:
    at_least_zero = pa.Check.ge(0, error="must be 0 or more")
    return pa.Column(float, at_least_zero, nullable=blank)


def _flag() -> pa.Column:
    return _text(_one_of(["0", "1"]))


def _year(blank: bool = False) -> pa.Column:
    return _text(_like(r"(?:\d{4})?" if blank else r"\d{4}", "a year, YYYY"))


def _figures() -> dict[str, pa.Column]:
    """Columns that a country's value and a published total share."""
    return {
        "period_start": _date(),
        "period_end": _date(),
        "value": _number(),
        "low": _number(blank=True),
        "high": _number(blank=True),
        "bound": _text(_one_of(BOUNDS)),
    }


def _row_rule(rule: Callable[[pd.DataFrame], pd.Series], text: str) -> pa.Check:
    return pa.Check(rule, error=text)


FIGURE_RULES = [
    _row_rule(
        lambda t: t["period_start"] <= t["period_end"], "period_start must not follow period_end"
    ),
    _row_rule(lambda t: t["low"].isna() | (t["low"] <= t["value"]), "low must not be above value"),
    _row_rule(
        lambda t: t["high"].isna() | (t["value"] <= t["high"]), "value must not be above high"
    ),
    _row_rule(
        lambda t: ~t["bound"].isin(["at_least", "range"]) | t["low"].notna(),
        "a bound of at_least or range needs low",
    ),
    _row_rule(
        lambda t: ~t["bound"].isin(["up_to", "range"]) | t["high"].notna(),
        "a bound of up_to or range needs high",
    ),
    _row_rule(
        lambda t: ~t["bound"].isin(["exact", "rounded"]) | (t["low"].isna() & t["high"].isna()),
        "an exact or rounded value has no low or high",
    ),
]


def _schema(
    columns: dict[str, pa.Column],
    key: list[str],
    rules: list[pa.Check] | None = None,
) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, checks=rules or [], unique=key, strict=True, coerce=True)


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "countries": _schema(
        {
            "iso3": _iso3(),
            "name": _filled(unique=True),
            "region": _filled(),
            "eu_member": _flag(),
            "schengen": _flag(),
            "population": _number(blank=True),
            "population_year": _year(blank=True),
            "off_map": _text(),
            "source_id": _sources(blank=True),
        },
        ["iso3"],
    ),
    "scopes": _schema(
        {"scope": _text(_like(CODE, "a code of a-z, 0-9 and _")), "iso3": _iso3()},
        ["scope", "iso3"],
    ),
    "indicators": _schema(
        {
            "indicator_id": _text(_like(CODE, "a code of a-z, 0-9 and _")),
            "label": _filled(unique=True),
            "unit": _text(_one_of(UNITS)),
            "concept": _text(_one_of(CONCEPTS)),
            "definition": _filled(),
            "caution": _filled(),
            "comparable": _flag(),
            "default_year": _year(),
            "scope": _filled(),
            "map_kind": _text(_one_of(MAP_KINDS)),
            "change_base": _year(blank=True),
            "per_1000": _flag(),
            "layer_group": _filled(),
        },
        ["indicator_id"],
    ),
    "observations": _schema(
        {
            "indicator_id": _text(_like(CODE, "a code of a-z, 0-9 and _")),
            "iso3": _iso3(),
            **_figures(),
            "definition_class": _text(_one_of(DEFINITION_CLASSES)),
            "break_before": _flag(),
            "quality": _text(_one_of(QUALITIES)),
            "source_id": _sources(),
            "note": _text(),
        },
        ["indicator_id", "iso3", "period_end", "definition_class"],
        FIGURE_RULES,
    ),
    "totals": _schema(
        {
            "indicator_id": _text(_like(CODE, "a code of a-z, 0-9 and _")),
            "aggregate": _text(_one_of(AGGREGATES)),
            **_figures(),
            "check": _text(_one_of(TOTAL_CHECKS)),
            "quality": _text(_one_of(QUALITIES)),
            "source_id": _sources(),
            "note": _text(),
        },
        ["indicator_id", "aggregate", "period_end"],
        FIGURE_RULES,
    ),
    "sources": _schema(
        {
            "source_id": _text(_like(SOURCE_IDS, "a source id of letters, digits, . and -")),
            "publisher": _filled(),
            "title": _filled(),
            "url": _text(_like(r"(?:https?://\S+)?", "blank or an http(s) address")),
            "published": _text(_like(PARTIAL_DATE, "blank, YYYY, YYYY-MM or YYYY-MM-DD")),
            "licence": _filled(),
            "via": _text(),
            "note": _text(),
        },
        ["source_id"],
    ),
    "country_aliases": _schema({"alias": _filled(), "iso3": _iso3()}, ["alias"]),
}
