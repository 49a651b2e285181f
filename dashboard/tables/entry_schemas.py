"""What the tables of entry rules hold: columns, types and the rules of a row."""

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col

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
REASONS = ["missing event", "unconfirmed event", "index noise"]
EVENT_ID = r"[a-z]{3}-\d{4}(?:-\d{2}){0,2}"
MEMBERS = r"(?:[A-Z]{3}(?:;[A-Z]{3})+)?"


def _category() -> pa.Column:
    return col.text(col.one_of(CATEGORIES))


def _precision_fits(rows: pd.DataFrame) -> pd.Series:
    return rows["date"].str.len().eq(rows["date_precision"].map(PRECISIONS))


ENTRY_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "entry_categories": col.schema(
        {
            "category": col.text(col.one_of(CATEGORIES), unique=True),
            "label": col.filled(unique=True),
            "family": col.text(col.one_of(FAMILIES)),
            "rank": col.number(),
            "definition": col.filled(),
        },
        ["rank"],
    ),
    "entry_rules": col.schema(
        {
            "iso3": col.iso3(),
            "as_of": col.date(),
            "category": _category(),
            "max_stay_days": col.number(blank=True),
            "window": col.text(),
            "checked": col.flag(),
            "evidence_date": col.text(
                col.like(col.PARTIAL_DATE, "blank, YYYY, YYYY-MM or YYYY-MM-DD")
            ),
            "index_says": col.text(),
            "source_id": col.sources(),
            "note": col.text(),
        },
        ["iso3", "as_of"],
        [
            col.row_rule(
                lambda t: (
                    ~t["category"].isin(["visa_required", "visa_suspended", "entry_restricted"])
                    | t["max_stay_days"].isna()
                ),
                "a visa from a consulate sets its own stay: max_stay_days must be blank",
            )
        ],
    ),
    "entry_events": col.schema(
        {
            "event_id": col.text(
                col.like(EVENT_ID, "an event id such as geo-2026-01-01"), unique=True
            ),
            "iso3": col.iso3(),
            "members": col.text(col.like(MEMBERS, "blank, or ISO 3166 alpha-3 codes joined by ;")),
            "date": col.text(col.like(col.PARTIAL_DATE[:-1], "YYYY, YYYY-MM or YYYY-MM-DD")),
            "date_precision": col.text(col.one_of(list(PRECISIONS))),
            "effect": col.text(col.one_of(EFFECTS)),
            "title": col.filled(),
            "detail": col.filled(),
            "status": col.text(col.one_of(STATUSES)),
            "source_id": col.sources(),
        },
        ["event_id"],
        [
            col.row_rule(_precision_fits, "date must be as precise as date_precision says"),
            col.row_rule(
                lambda t: t["iso3"].eq("EUU").eq(t["members"].ne("")),
                "EUU needs its members, a single country has none",
            ),
        ],
    ),
    "entry_changes": col.schema(
        {
            "iso3": col.iso3(),
            "as_of_from": col.date(),
            "as_of_to": col.date(),
            "what": col.text(col.one_of(["category", "stay"])),
            "category_from": _category(),
            "category_to": _category(),
            "event_id": col.text(),
            "no_event_because": col.text(col.one_of(["", *REASONS])),
        },
        ["iso3", "as_of_from"],
        [
            col.row_rule(
                lambda t: t["event_id"].eq("").ne(t["no_event_because"].eq("")),
                "needs an event_id or a no_event_because, and not both",
            ),
            col.row_rule(
                lambda t: t["what"].eq("stay").eq(t["category_from"].eq(t["category_to"])),
                "what is category where the category changed, else stay",
            ),
        ],
    ),
}
