"""What each table of data/ holds: columns, types and the rules of a row.

The descriptions are the reference for data/README.md and for error messages; `tables.reading`
applies the schemas, `tables.checks` the rules that need more than one table.
"""

import pandera.pandas as pa

from dashboard.tables import columns as col

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


def _figures() -> dict[str, pa.Column]:
    """Columns that a country's value and a published total share."""
    return {
        "period_start": col.date(),
        "period_end": col.date(),
        "value": col.number(),
        "low": col.number(blank=True),
        "high": col.number(blank=True),
        "bound": col.text(col.one_of(BOUNDS)),
    }


FIGURE_RULES = [
    col.row_rule(
        lambda t: t["period_start"] <= t["period_end"], "period_start must not follow period_end"
    ),
    col.row_rule(
        lambda t: t["low"].isna() | (t["low"] <= t["value"]), "low must not be above value"
    ),
    col.row_rule(
        lambda t: t["high"].isna() | (t["value"] <= t["high"]), "value must not be above high"
    ),
    col.row_rule(
        lambda t: ~t["bound"].isin(["at_least", "range"]) | t["low"].notna(),
        "a bound of at_least or range needs low",
    ),
    col.row_rule(
        lambda t: ~t["bound"].isin(["up_to", "range"]) | t["high"].notna(),
        "a bound of up_to or range needs high",
    ),
    col.row_rule(
        lambda t: ~t["bound"].isin(["exact", "rounded"]) | (t["low"].isna() & t["high"].isna()),
        "an exact or rounded value has no low or high",
    ),
]


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "countries": col.schema(
        {
            "iso3": col.iso3(),
            "name": col.filled(unique=True),
            "region": col.filled(),
            "eu_member": col.flag(),
            "schengen": col.flag(),
            "population": col.number(blank=True),
            "population_year": col.year(blank=True),
            "off_map": col.text(),
            "source_id": col.sources(blank=True),
        },
        ["iso3"],
    ),
    "scopes": col.schema(
        {"scope": col.text(col.like(col.CODE, "a code of a-z, 0-9 and _")), "iso3": col.iso3()},
        ["scope", "iso3"],
    ),
    "indicators": col.schema(
        {
            "indicator_id": col.text(col.like(col.CODE, "a code of a-z, 0-9 and _")),
            "label": col.filled(unique=True),
            "unit": col.text(col.one_of(UNITS)),
            "concept": col.text(col.one_of(CONCEPTS)),
            "definition": col.filled(),
            "caution": col.filled(),
            "comparable": col.flag(),
            "default_year": col.year(),
            "scope": col.filled(),
            "map_kind": col.text(col.one_of(MAP_KINDS)),
            "change_base": col.year(blank=True),
            "per_1000": col.flag(),
            "layer_group": col.filled(),
        },
        ["indicator_id"],
    ),
    "observations": col.schema(
        {
            "indicator_id": col.text(col.like(col.CODE, "a code of a-z, 0-9 and _")),
            "iso3": col.iso3(),
            **_figures(),
            "definition_class": col.text(col.one_of(DEFINITION_CLASSES)),
            "break_before": col.flag(),
            "quality": col.text(col.one_of(QUALITIES)),
            "source_id": col.sources(),
            "note": col.text(),
        },
        ["indicator_id", "iso3", "period_end", "definition_class"],
        FIGURE_RULES,
    ),
    "totals": col.schema(
        {
            "indicator_id": col.text(col.like(col.CODE, "a code of a-z, 0-9 and _")),
            "aggregate": col.text(col.one_of(AGGREGATES)),
            **_figures(),
            "check": col.text(col.one_of(TOTAL_CHECKS)),
            "quality": col.text(col.one_of(QUALITIES)),
            "source_id": col.sources(),
            "note": col.text(),
        },
        ["indicator_id", "aggregate", "period_end"],
        FIGURE_RULES,
    ),
    "sources": col.schema(
        {
            "source_id": col.text(
                col.like(col.SOURCE_IDS, "a source id of letters, digits, . and -")
            ),
            "publisher": col.filled(),
            "title": col.filled(),
            "url": col.text(col.like(r"(?:https?://\S+)?", "blank or an http(s) address")),
            "published": col.text(col.like(col.PARTIAL_DATE, "blank, YYYY, YYYY-MM or YYYY-MM-DD")),
            "licence": col.filled(),
            "via": col.text(),
            "note": col.text(),
        },
        ["source_id"],
    ),
    "country_aliases": col.schema({"alias": col.filled(), "iso3": col.iso3()}, ["alias"]),
}
