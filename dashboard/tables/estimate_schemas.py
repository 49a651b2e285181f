"""What each table of the calculators holds: columns, types and the rules of a row."""

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col

EMIGRANTS = ("left", "still_abroad", "workers")
CONCEPTS = (*EMIGRANTS, "crossings", "registered_departures", "net_migration", "permits")
NOT_KNOWN = "not known"
RETURNS = ("", "taken off", "still in", NOT_KNOWN)
METHODS = ("stated", "judgement", "not stated")


def _filled_as(bound: str, low: bool, central: bool | None, high: bool) -> pa.Check:
    """Return the rule which columns a bound fills; `central` None means either way."""

    def holds(rows: pd.DataFrame) -> pd.Series:
        right = rows["low"].notna().eq(low) & rows["high"].notna().eq(high)
        if central is not None:
            right &= rows["central"].notna().eq(central)
        return rows["bound"].ne(bound) | right

    wanted = {"low": low, "central": central, "high": high}
    text = ", ".join(name for name, filled in wanted.items() if filled) or "no number"
    return col.row_rule(holds, f"a bound of {bound or '(blank)'} fills: {text}")


def _covers_in_order(rows: pd.DataFrame) -> pd.Series:
    """Compare as far as both dates are known: 2022-03 does not end before 2022-03-05."""
    pairs = zip(rows["covers_from"], rows["covers_to"], strict=True)
    return pd.Series(
        [not end or start[: len(end)] <= end[: len(start)] for start, end in pairs],
        index=rows.index,
    )


BOUND_RULES = [
    _filled_as("point", low=False, central=True, high=False),
    _filled_as("range", low=True, central=None, high=True),
    _filled_as("up_to", low=False, central=False, high=True),
    _filled_as("at_least", low=True, central=None, high=False),
    _filled_as("", low=False, central=False, high=False),
    col.row_rule(lambda t: ~(t["low"] > t["high"]), "low must not be above high"),
    col.row_rule(lambda t: ~(t["low"] > t["central"]), "low must not be above central"),
    col.row_rule(lambda t: ~(t["central"] > t["high"]), "central must not be above high"),
]


def _interval_columns() -> dict[str, pa.Column]:
    return {name: col.number(blank=True) for name in ("low", "central", "high")}


ESTIMATE_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "estimates": col.schema(
        {
            "estimate_id": col.code(),
            "publisher": col.filled(),
            "label": col.filled(unique=True),
            "published": col.partial_date(),
            "covers_from": col.partial_date(),
            "covers_to": col.partial_date(),
            **_interval_columns(),
            "bound": col.text(col.one_of(["point", "range", "at_least", "up_to", ""])),
            "concept": col.text(col.one_of(list(CONCEPTS))),
            "scenario_source": col.flag(),
            "host_sum": col.flag(),
            "derived": col.flag(),
            "in_article": col.flag(),
            "caution": col.filled(),
            "source_id": col.sources(),
            "method": col.text(col.one_of(list(METHODS))),
            "returns": col.text(col.one_of(list(RETURNS))),
        },
        ["estimate_id"],
        [
            *BOUND_RULES,
            col.row_rule(_covers_in_order, "covers_from must not follow covers_to"),
            col.row_rule(
                lambda t: (
                    t["scenario_source"].eq("0")
                    | (t["concept"].isin(EMIGRANTS) & t["bound"].ne(""))
                ),
                "a scenario_source needs a number of people who left, are abroad or work",
            ),
        ],
    ),
    "assumptions": col.schema(
        {
            "parameter_id": col.code(),
            "label": col.filled(unique=True),
            "low": col.share(),
            "default": col.share(),
            "high": col.share(),
            "step": pa.Column(float, pa.Check.in_range(0, 1, include_min=False)),
            "unit": col.text(col.one_of(["share"])),
            "basis": col.text(col.one_of(["sourced", "assumption"])),
            "source_id": col.sources(),
            "help": col.filled(),
        },
        ["parameter_id"],
        [
            col.row_rule(
                lambda t: (t["low"] <= t["default"]) & (t["default"] <= t["high"]),
                "default must lie within low and high",
            )
        ],
    ),
    "returns": col.schema(
        {
            "return_id": col.code(),
            "publisher": col.filled(),
            "published": col.partial_date(),
            **{
                name: pa.Column(
                    float, pa.Check.in_range(0, 1, error="must lie within 0 and 1"), nullable=True
                )
                for name in ("low", "central", "high")
            },
            "denominator": col.filled(),
            "source_id": col.sources(),
            "bound": col.text(col.one_of(["point", "range", "at_least", "up_to"])),
            "derived": col.flag(),
        },
        ["return_id"],
        BOUND_RULES,
    ),
    "workforce": col.schema(
        {
            "measure_id": col.code(),
            "label": col.filled(unique=True),
            "value": col.number(),
            "unit": col.filled(),
            "as_of": col.text(col.like(rf"(?!$){col.PARTIAL_DATE}", "YYYY, YYYY-MM or YYYY-MM-DD")),
            "base": col.code(),
            "source_id": col.sources(),
            "note": col.text(),
        },
        ["measure_id"],
    ),
    "article_figures": col.schema(
        {
            "figure_id": col.code(),
            "topic": col.filled(),
            "value_low": col.number(blank=True),
            "value_high": col.number(blank=True),
            "unit": col.filled(),
            "start_concept": col.text(col.one_of(["", *EMIGRANTS])),
            "what_the_article_says": col.filled(),
            "what_the_sources_say": col.filled(),
            "sources_low": col.number(blank=True),
            "sources_high": col.number(blank=True),
            "verdict": col.text(col.one_of(["confirmed", "imprecise", "not traceable"])),
            "used_on": col.filled(),
            "source_id": col.sources(),
        },
        ["figure_id"],
        [
            col.row_rule(
                lambda t: ~(t["value_low"] > t["value_high"]),
                "value_low must not be above value_high",
            ),
            col.row_rule(
                lambda t: ~(t["sources_low"] > t["sources_high"]),
                "sources_low must not be above sources_high",
            ),
        ],
    ),
}
