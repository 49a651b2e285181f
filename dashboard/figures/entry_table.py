"""The tables of the entry layer: rules at a snapshot, a comparison, decisions, with sources."""

import pandas as pd

from dashboard.figures.entry_map import EntryCard
from dashboard.figures.map_table import MapTable
from dashboard.models.entry_days import rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.rows import Row, records
from dashboard.words.entry_day_words import change_text
from dashboard.words.entry_words import (
    DIRECTION_WORDS,
    EFFECT_WORDS,
    NOISE,
    STATUS_WORDS,
    UNEXPLAINED,
    category_labels,
    event_line,
    event_place,
    rule_text,
    short_label,
    since_text,
    stay_text,
)
from dashboard.words.periods import day

EVIDENCE_WORDS = {"unexplained": UNEXPLAINED, "noise": NOISE}
SOURCE_FIELDS = (
    ("publisher", "publisher"),
    ("source_title", "title"),
    ("source_url", "url"),
    ("read_via", "via"),
    ("licence", "licence"),
)


def entry_table(catalogue: Catalogue, tables: EntryTables, card: EntryCard) -> MapTable:
    """Return what the map shows as rows: every rule, or every change."""
    if card.since_date is None:
        return rules_table(catalogue, tables, card.date)
    return _changes_table(catalogue, tables, card)


def rules_table(catalogue: Catalogue, tables: EntryTables, date: str) -> MapTable:
    """Return the rule of every destination on a day."""
    names, labels = catalogue.names.by_code, category_labels(tables)
    rules = sorted(rules_on(tables, date).values(), key=lambda one: names[one.row["iso3"]])
    each = [standing.row for standing in rules]
    frame = pd.DataFrame(each)
    table = pd.DataFrame(
        {
            "Country": [names[row["iso3"]] for row in each],
            "Rule": [labels[row["category"]] for row in each],
            "Stay": [stay_text(row) for row in each],
            "Standing": [
                change_text(tables, one.change)
                if one.change
                else since_text(tables, one.row["iso3"], one.row["as_of"])
                for one in rules
            ],
            "Text checked": ["yes" if row["checked"] == "1" else "no" for row in each],
            "Source dated": [day(row["evidence_date"]) for row in each],
            "Index said": [row["index_says"] for row in each],
            "Source": publishers(catalogue, each),
            "Note": [row["note"] for row in each],
        }
    )
    download = frame.assign(
        country=table["Country"],
        category_number=[tables.ranks[row["category"]] for row in each],
        rule_on=date,
        standing=table["Standing"],
        snapshot=short_label(tables, date),
    )
    keys = {"Source dated": frame["evidence_date"], "Stay": frame["max_stay_days"]}
    return MapTable(table, keys, with_sources(catalogue, download))


def _changes_table(catalogue: Catalogue, tables: EntryTables, card: EntryCard) -> MapTable:
    """Return every country whose rule differs, decisions first, then what none explains."""
    names = catalogue.names.by_code
    order = ["explained", "unexplained", "noise"]
    changed = [one for one in card.compared.values() if one.evidence != "same"]
    changed.sort(key=lambda one: (order.index(one.evidence), names[one.iso3]))
    table = pd.DataFrame(
        {
            "Country": [names[one.iso3] for one in changed],
            "Change": [DIRECTION_WORDS[one.direction] for one in changed],
            "Before": [rule_text(tables, one.before) for one in changed],
            "After": [rule_text(tables, one.after) for one in changed],
            "Decision": [
                "; ".join(event_line(event, dict(names)) for event in one.events)
                or EVIDENCE_WORDS[one.evidence]
                for one in changed
            ],
        }
    )
    download = table.assign(
        iso3=[one.iso3 for one in changed],
        since_date=card.since_date,
        date=card.date,
        evidence=[one.evidence for one in changed],
        event_id=[";".join(event["event_id"] for event in one.events) for one in changed],
        source_id=[
            ";".join(dict.fromkeys(event["source_id"] for event in one.events)) for one in changed
        ],
    )
    return MapTable(table, {}, with_sources(catalogue, download))


def events_table(catalogue: Catalogue, events: list[Row]) -> MapTable:
    """Return decisions as rows, newest first, each with its sources."""
    each = sorted(events, key=lambda event: event["date"], reverse=True)
    names = dict(catalogue.names.by_code)
    table = pd.DataFrame(
        {
            "Date": [day(event["date"]) for event in each],
            "Where": [event_place(event, names) for event in each],
            "Decision": [event["title"] for event in each],
            "Effect": [EFFECT_WORDS[event["effect"]].lower() for event in each],
            "Status": [STATUS_WORDS[event["status"]] for event in each],
            "Detail": [event["detail"] for event in each],
            "Source": publishers(catalogue, each),
        }
    )
    keys = {"Date": pd.Series([event["date"] for event in each])}
    return MapTable(table, keys, with_sources(catalogue, pd.DataFrame(each)))


def publishers(catalogue: Catalogue, rows: list[Row]) -> list[str]:
    """Return who published the sources of each row, and where they were read if elsewhere."""
    shown = {
        source["source_id"]: f"{source['publisher']} (read in a copy)"
        if source["via"]
        else str(source["publisher"])
        for source in records(catalogue.sources)
    }
    return ["; ".join(shown[one] for one in row["source_id"].split(";")) for row in rows]


def with_sources(catalogue: Catalogue, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with publisher, title, address, copy and licence of their sources."""
    sources = {source["source_id"]: source for source in records(catalogue.sources)}
    found = rows.copy()
    for column, field in SOURCE_FIELDS:
        found[column] = [
            " | ".join(dict.fromkeys(str(sources[one][field]) for one in ids.split(";") if one))
            for ids in rows["source_id"]
        ]
    return found.reset_index(drop=True)
