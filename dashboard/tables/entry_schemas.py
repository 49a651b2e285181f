"""What the tables of entry rules hold: columns, types and the rules of a row."""

import pandas as pd
import pandera.pandas as pa

from dashboard.tables.schemas import (
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

CATEGORIES = [
    "visa_free",
    "visa_on_arrival",
    "electronic_authorisation",
    "e_visa",
    "visa_required",
    "visa_suspended",
    "entry_restricted",
]
FAMILIES = ["no_visa_beforehand", "visa_beforehand", "closed_to_tourists"]
EFFECTS = ["tightened", "loosened", "clarified"]
STATUSES = ["in force", "lapsed", "proposed", "unconfirmed"]
PRECISIONS = {"year": 4, "month": 7, "day": 10}
REASONS = ["missing event", "index noise"]
EVENT_ID = r"[a-z]{3}-\d{4}(?:-\d{2}){0,2}"
MEMBERS = r"(?:[A-Z]{3}(?:;[A-Z]{3})+)?"


def _category() -> pa.Column:
    return _text(_one_of(CATEGORIES))


def _precision_fits(rows: pd.DataFrame) -> pd.Series:
    return rows["date"].str.len().eq(rows["date_precision"].map(PRECISIONS))


ENTRY_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "entry_categories": _schema(
        {
            "category": _text(_one_of(CATEGORIES), unique=True),
            "label": _filled(unique=True),
            "family": _text(_one_of(FAMILIES)),
            "rank": _number(),
            "definition": _filled(),
        },
        ["rank"],
    ),
    "entry_rules": _schema(
        {
            "iso3": _iso3(),
            "as_of": _date(),
            "category": _category(),
            "max_stay_days": _number(blank=True),
            "window": _text(),
            "checked": _flag(),
            "evidence_date": _text(_like(PARTIAL_DATE, "blank, YYYY, YYYY-MM or YYYY-MM-DD")),
            "index_says": _text(),
            "source_id": _sources(),
            "note": _text(),
        },
        ["iso3", "as_of"],
        [
            _row_rule(
                lambda t: (
                    ~t["category"].isin(["visa_required", "visa_suspended", "entry_restricted"])
                    | t["max_stay_days"].isna()
                ),
                "a visa from a consulate sets its own stay: max_stay_days must be blank",
            )
        ],
    ),
    "entry_events": _schema(
        {
            "event_id": _text(_like(EVENT_ID, "an event id such as geo-2026-01-01"), unique=True),
            "iso3": _iso3(),
            "members": _text(_like(MEMBERS, "blank, or ISO 3166 alpha-3 codes joined by ;")),
            "date": _text(_like(PARTIAL_DATE[:-1], "YYYY, YYYY-MM or YYYY-MM-DD")),
            "date_precision": _text(_one_of(list(PRECISIONS))),
            "effect": _text(_one_of(EFFECTS)),
            "title": _filled(),
            "detail": _filled(),
            "status": _text(_one_of(STATUSES)),
            "source_id": _sources(),
        },
        ["event_id"],
        [
            _row_rule(_precision_fits, "date must be as precise as date_precision says"),
            _row_rule(
                lambda t: t["iso3"].eq("EUU").eq(t["members"].ne("")),
                "EUU needs its members, a single country has none",
            ),
        ],
    ),
    "entry_changes": _schema(
        {
            "iso3": _iso3(),
            "as_of_from": _date(),
            "as_of_to": _date(),
            "what": _text(_one_of(["category", "stay"])),
            "category_from": _category(),
            "category_to": _category(),
            "event_id": _text(),
            "no_event_because": _text(_one_of(["", *REASONS])),
        },
        ["iso3", "as_of_from"],
        [
            _row_rule(
                lambda t: t["event_id"].eq("").ne(t["no_event_because"].eq("")),
                "needs an event_id or a no_event_because, and not both",
            ),
            _row_rule(
                lambda t: t["what"].eq("stay").eq(t["category_from"].eq(t["category_to"])),
                "what is category where the category changed, else stay",
            ),
        ],
    ),
}
