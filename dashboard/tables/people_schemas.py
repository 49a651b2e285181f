"""What each table of the People page holds: columns, types and the rules of a row."""

import pandas as pd
import pandera.pandas as pa

from dashboard.tables.estimate_schemas import _code, _partial_date
from dashboard.tables.schemas import (
    FIGURE_RULES,
    PARTIAL_DATE,
    _date,
    _filled,
    _flag,
    _iso3,
    _like,
    _number,
    _one_of,
    _row_rule,
    _schema,
    _sources,
    _text,
)

ATTRIBUTES = (
    "age",
    "sex",
    "education",
    "family",
    "income",
    "occupation",
    "employment",
    "russian_employer",
    "first_destination",
    "moves",
    "ties",
    "plans",
    "motive",
    "permit_reason",
)
SUBJECTS = ("emigrants", "residents")
# How people came to be asked or counted, as far as the source says it.
METHODS = (
    "volunteers",
    "online_survey",
    "survey",
    "review",
    "retold",
    "register",
    "census",
    "claim",
    "not_stated",
)
KINDS = ("war", "mobilisation", "law", "border", "economy", "migration")
PROFILE_UNITS = ("percent", "years", "times")
PROFILE_BOUNDS = ("exact", "rounded", "at_least", "up_to")
SERIES_UNITS = (
    "crossings",
    "million crossings",
    "passports",
    "billion US dollars",
    "persons",
    "percent",
    "applications",
)


def _full_partial_date() -> pa.Column:
    return _text(_like(rf"(?!$){PARTIAL_DATE}", "YYYY, YYYY-MM or YYYY-MM-DD"))


def _degrees(most: int, *, blank: bool) -> pa.Column:
    check = pa.Check.in_range(-most, most, error=f"must lie within -{most} and {most}")
    return pa.Column(float, check, nullable=blank)


def _place_and_point(rows: pd.DataFrame) -> pd.Series:
    """A town has both coordinates; a country named without a town has neither."""
    named = rows["to_place"].ne("")
    return rows["to_lat"].notna().eq(named) & rows["to_lon"].notna().eq(named)


PEOPLE_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "profile": _schema(
        {
            "profile_id": _code(),
            "attribute": _text(_one_of(list(ATTRIBUTES))),
            "subject": _text(_one_of(list(SUBJECTS))),
            "label": _filled(),
            "value": _number(),
            "unit": _text(_one_of(list(PROFILE_UNITS))),
            "bound": _text(_one_of(list(PROFILE_BOUNDS))),
            "asked": _filled(),
            "method": _text(_one_of(list(METHODS))),
            "as_of": _partial_date(),
            "sample": _number(blank=True),
            "comparison_value": _number(blank=True),
            "comparison_note": _text(),
            "source_id": _sources(),
            "note": _text(),
        },
        ["profile_id"],
        [
            _row_rule(
                lambda t: t["unit"].ne("percent") | (t["value"] <= 100),
                "a percentage must not be above 100",
            ),
            _row_rule(
                lambda t: t["comparison_value"].notna().eq(t["comparison_note"].ne("")),
                "comparison_value needs a comparison_note, and the other way round",
            ),
        ],
    ),
    "people": _schema(
        {
            "name": _filled(),
            "from_place": _filled(),
            "from_lat": _degrees(90, blank=False),
            "from_lon": _degrees(180, blank=False),
            "to_place": _text(),
            "to_iso3": _iso3(),
            "to_lat": _degrees(90, blank=True),
            "to_lon": _degrees(180, blank=True),
            "month": _text(_like(r"(\d{4}-\d{2})?", "blank or YYYY-MM")),
            "source_id": _sources(),
        },
        ["name"],
        [_row_rule(_place_and_point, "to_lat and to_lon stand where to_place does, only there")],
    ),
    "timeline": _schema(
        {
            "date": _full_partial_date(),
            "kind": _text(_one_of(list(KINDS))),
            "title": _filled(),
            "source_id": _sources(),
        },
        ["date", "title"],
    ),
    "series": _schema(
        {
            "series_id": _code(),
            "label": _filled(),
            "unit": _text(_one_of(list(SERIES_UNITS))),
            "period_start": _date(),
            "period_end": _date(),
            "value": _number(),
            "bound": _text(_one_of(list(PROFILE_BOUNDS))),
            "derived": _flag(),
            "source_id": _sources(),
            "note": _text(),
        },
        ["series_id", "period_start", "period_end"],
        [FIGURE_RULES[0]],
    ),
}
