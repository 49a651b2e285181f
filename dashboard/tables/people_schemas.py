"""What each table of the People page holds: columns, types and the rules of a row."""

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.schemas import FIGURE_RULES

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
    return col.text(col.like(rf"(?!$){col.PARTIAL_DATE}", "YYYY, YYYY-MM or YYYY-MM-DD"))


def _degrees(most: int, *, blank: bool) -> pa.Column:
    check = pa.Check.in_range(-most, most, error=f"must lie within -{most} and {most}")
    return pa.Column(float, check, nullable=blank)


def _place_and_point(rows: pd.DataFrame) -> pd.Series:
    """A town has both coordinates; a country named without a town has neither."""
    named = rows["to_place"].ne("")
    return rows["to_lat"].notna().eq(named) & rows["to_lon"].notna().eq(named)


PEOPLE_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "profile": col.schema(
        {
            "profile_id": col.code(),
            "attribute": col.text(col.one_of(list(ATTRIBUTES))),
            "subject": col.text(col.one_of(list(SUBJECTS))),
            "label": col.filled(),
            "value": col.number(),
            "unit": col.text(col.one_of(list(PROFILE_UNITS))),
            "bound": col.text(col.one_of(list(PROFILE_BOUNDS))),
            "asked": col.filled(),
            "method": col.text(col.one_of(list(METHODS))),
            "as_of": col.partial_date(),
            "sample": col.number(blank=True),
            "comparison_value": col.number(blank=True),
            "comparison_note": col.text(),
            "source_id": col.sources(),
            "note": col.text(),
        },
        ["profile_id"],
        [
            col.row_rule(
                lambda t: t["unit"].ne("percent") | (t["value"] <= 100),
                "a percentage must not be above 100",
            ),
            col.row_rule(
                lambda t: t["comparison_value"].notna().eq(t["comparison_note"].ne("")),
                "comparison_value needs a comparison_note, and the other way round",
            ),
        ],
    ),
    "people": col.schema(
        {
            "name": col.filled(),
            "from_place": col.filled(),
            "from_lat": _degrees(90, blank=False),
            "from_lon": _degrees(180, blank=False),
            "to_place": col.text(),
            "to_iso3": col.iso3(),
            "to_lat": _degrees(90, blank=True),
            "to_lon": _degrees(180, blank=True),
            "month": col.text(col.like(r"(\d{4}-\d{2})?", "blank or YYYY-MM")),
            "source_id": col.sources(),
        },
        ["name"],
        [col.row_rule(_place_and_point, "to_lat and to_lon stand where to_place does, only there")],
    ),
    "timeline": col.schema(
        {
            "date": _full_partial_date(),
            "kind": col.text(col.one_of(list(KINDS))),
            "title": col.filled(),
            "source_id": col.sources(),
        },
        ["date", "title"],
    ),
    "series": col.schema(
        {
            "series_id": col.code(),
            "label": col.filled(),
            "unit": col.text(col.one_of(list(SERIES_UNITS))),
            "period_start": col.date(),
            "period_end": col.date(),
            "value": col.number(),
            "bound": col.text(col.one_of(list(PROFILE_BOUNDS))),
            "derived": col.flag(),
            "source_id": col.sources(),
            "note": col.text(),
        },
        ["series_id", "period_start", "period_end"],
        [FIGURE_RULES[0]],
    ),
}
