"""What each table of the calculators holds: columns, types and the rules of a row."""

import pandas as pd
import pandera.pandas as pa

from dashboard.tables.schemas import (
    CODE,
    PARTIAL_DATE,
    _filled,
    _flag,
    _like,
    _number,
    _one_of,
    _row_rule,
    _schema,
    _sources,
    _text,
)

EMIGRANTS = ("left", "still_abroad", "workers")
CONCEPTS = (*EMIGRANTS, "crossings", "registered_departures", "net_migration", "permits")
METHODS = ("stated", "judgement", "not stated")


def _code() -> pa.Column:
    return _text(_like(CODE, "a code of a-z, 0-9 and _"))


def _partial_date() -> pa.Column:
    return _text(_like(PARTIAL_DATE, "blank, YYYY, YYYY-MM or YYYY-MM-DD"))


def _share() -> pa.Column:
    return pa.Column(float, pa.Check.in_range(0, 1, error="must lie within 0 and 1"))


def _filled_as(bound: str, low: bool, central: bool | None, high: bool) -> pa.Check:
    """Return the rule which columns a bound fills; `central` None means either way."""

    def holds(rows: pd.DataFrame) -> pd.Series:
        right = rows["low"].notna().eq(low) & rows["high"].notna().eq(high)
        if central is not None:
            right &= rows["central"].notna().eq(central)
        return rows["bound"].ne(bound) | right

    wanted = {"low": low, "central": central, "high": high}
    text = ", ".join(name for name, filled in wanted.items() if filled) or "no number"
    return _row_rule(holds, f"a bound of {bound or '(blank)'} fills: {text}")


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
    _row_rule(lambda t: ~(t["low"] > t["high"]), "low must not be above high"),
    _row_rule(lambda t: ~(t["low"] > t["central"]), "low must not be above central"),
    _row_rule(lambda t: ~(t["central"] > t["high"]), "central must not be above high"),
]


def _interval_columns() -> dict[str, pa.Column]:
    return {name: _number(blank=True) for name in ("low", "central", "high")}


ESTIMATE_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "estimates": _schema(
        {
            "estimate_id": _code(),
            "publisher": _filled(),
            "label": _filled(unique=True),
            "published": _partial_date(),
            "covers_from": _partial_date(),
            "covers_to": _partial_date(),
            **_interval_columns(),
            "bound": _text(_one_of(["point", "range", "at_least", "up_to", ""])),
            "concept": _text(_one_of(list(CONCEPTS))),
            "scenario_source": _flag(),
            "host_sum": _flag(),
            "derived": _flag(),
            "in_article": _flag(),
            "caution": _filled(),
            "source_id": _sources(),
            "method": _text(_one_of(list(METHODS))),
        },
        ["estimate_id"],
        [
            *BOUND_RULES,
            _row_rule(_covers_in_order, "covers_from must not follow covers_to"),
            _row_rule(
                lambda t: (
                    t["scenario_source"].eq("0")
                    | (t["concept"].isin(EMIGRANTS) & t["bound"].ne(""))
                ),
                "a scenario_source needs a number of people who left, are abroad or work",
            ),
        ],
    ),
    "assumptions": _schema(
        {
            "parameter_id": _code(),
            "label": _filled(unique=True),
            "low": _share(),
            "default": _share(),
            "high": _share(),
            "step": pa.Column(float, pa.Check.in_range(0, 1, include_min=False)),
            "unit": _text(_one_of(["share"])),
            "basis": _text(_one_of(["sourced", "assumption"])),
            "source_id": _sources(),
            "help": _filled(),
        },
        ["parameter_id"],
        [
            _row_rule(
                lambda t: (t["low"] <= t["default"]) & (t["default"] <= t["high"]),
                "default must lie within low and high",
            )
        ],
    ),
    "returns": _schema(
        {
            "return_id": _code(),
            "publisher": _filled(),
            "published": _partial_date(),
            **{
                name: pa.Column(
                    float, pa.Check.in_range(0, 1, error="must lie within 0 and 1"), nullable=True
                )
                for name in ("low", "central", "high")
            },
            "denominator": _filled(),
            "source_id": _sources(),
            "bound": _text(_one_of(["point", "range", "at_least", "up_to"])),
            "derived": _flag(),
        },
        ["return_id"],
        BOUND_RULES,
    ),
    "workforce": _schema(
        {
            "measure_id": _code(),
            "label": _filled(unique=True),
            "value": _number(),
            "unit": _filled(),
            "as_of": _text(_like(rf"(?!$){PARTIAL_DATE}", "YYYY, YYYY-MM or YYYY-MM-DD")),
            "base": _code(),
            "source_id": _sources(),
            "note": _text(),
        },
        ["measure_id"],
    ),
    "article_figures": _schema(
        {
            "figure_id": _code(),
            "topic": _filled(),
            "value_low": _number(blank=True),
            "value_high": _number(blank=True),
            "unit": _filled(),
            "start_concept": _text(_one_of(["", *EMIGRANTS])),
            "what_the_article_says": _filled(),
            "what_the_sources_say": _filled(),
            "verdict": _text(_one_of(["confirmed", "imprecise", "not traceable"])),
            "used_on": _filled(),
            "source_id": _sources(),
        },
        ["figure_id"],
        [
            _row_rule(
                lambda t: ~(t["value_low"] > t["value_high"]),
                "value_low must not be above value_high",
            )
        ],
    ),
}
