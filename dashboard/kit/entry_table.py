"""The tables of the entry layer: rules at a snapshot, a comparison, decisions, with sources."""

import datetime
from collections.abc import Mapping

import pandas as pd

from dashboard.kit.table import MapTable
from dashboard.map.entry import EntryCard
from dashboard.map.entry_tones import COMPARED, NO_DECISION, SAME, compared_texts
from dashboard.models.entry import Comparison
from dashboard.models.entry_days import rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.columns import written
from dashboard.tables.entry import EntryEvent, EntryRule, EntryTables
from dashboard.tables.provenance import Ids, each_id, publishers, with_sources
from dashboard.words.entry_words import (
    DIRECTION_WORDS,
    EFFECT_WORDS,
    NOISE,
    STATUS_WORDS,
    UNEXPLAINED,
    category_labels,
    change_text,
    event_line,
    event_place,
    rule_text,
    short_label,
    since_text,
    stay_text,
)
from dashboard.words.numbers import day

# What is kept of each of two rules that are compared.
OF_RULE = ("category", "max_stay_days", "window", "checked", "evidence_date", "source_id", "note")
EVIDENCE_WORDS: dict[str, str] = {"unexplained": UNEXPLAINED, "noise": NOISE}


def entry_table(catalogue: Catalogue, tables: EntryTables, card: EntryCard) -> MapTable:
    """Return what the map shows as rows: every rule, or every change."""
    if card.since_date is None:
        return rules_table(catalogue, tables, card.date)
    return _changes_table(catalogue, tables, card)


def rules_table(catalogue: Catalogue, tables: EntryTables, date: datetime.date) -> MapTable:
    """Return the rule of every destination on a day."""
    names, labels = catalogue.names.by_code, category_labels(tables)
    rules = sorted(rules_on(tables, date).values(), key=lambda one: names[one.row.iso3])
    each = [standing.row for standing in rules]
    frame = EntryRule.frame(each)
    table = pd.DataFrame(
        {
            "Country": [names[row.iso3] for row in each],
            "Rule": [labels[row.category] for row in each],
            "Stay": [stay_text(row) for row in each],
            "Standing": [
                change_text(tables, one.change)
                if one.change
                else since_text(tables, one.row.iso3, one.row.as_of)
                for one in rules
            ],
            "Text checked": ["yes" if row.checked else "no" for row in each],
            "Source dated": [day(row.evidence_date) if row.evidence_date else "" for row in each],
            "Index said": [row.index_says for row in each],
            "Source": publishers({"": [row.source_id for row in each]}, catalogue.sources),
            "Note": [row.note for row in each],
        }
    )
    download = frame.assign(
        country=table["Country"],
        category_number=[tables.ranks[row.category] for row in each],
        rule_on=date.isoformat(),
        standing=table["Standing"],
        snapshot=short_label(tables, date),
    )
    keys = {"Source dated": frame["evidence_date"], "Stay": frame["max_stay_days"]}
    return MapTable(table, keys, with_sources(download, catalogue.sources))


def _changes_table(catalogue: Catalogue, tables: EntryTables, card: EntryCard) -> MapTable:
    """Return every country whose rule differs, decisions first, then what none explains.

    The download has every country of the map and every rule, with the class that the legend
    gives it, so that the map can be drawn again.
    """
    names = catalogue.names.by_code
    order = ["explained", "unexplained", "noise", "same"]
    found = sorted(
        card.compared.values(), key=lambda one: (order.index(one.evidence), names[one.iso3])
    )
    classes = {one.iso3: _compared_class(one, card) for one in found}
    changed = [one for one in found if one.evidence != "same"]
    inputs = {
        "": [_event_ids(one) for one in changed],
        "before": [one.before.source_id for one in changed],
        "after": [one.after.source_id for one in changed],
    }
    table = pd.DataFrame(
        {
            "Country": [names[one.iso3] for one in changed],
            "Change": [classes[one.iso3] for one in changed],
            "Before": [rule_text(tables, one.before) for one in changed],
            "After": [rule_text(tables, one.after) for one in changed],
            "Decision": [_decision(one, names) for one in changed],
            "Source": publishers(inputs, catalogue.sources),
        }
    )
    download = pd.DataFrame([_change_row(tables, one, card, names) for one in found])
    without = [
        {"iso3": iso3, "country": names[iso3], "class": compared_texts()[place]}
        for iso3, place in card.map.classes.items()
        if iso3 not in card.compared
    ]
    download = pd.concat([download, pd.DataFrame(without)], ignore_index=True)
    return MapTable(table, {}, with_sources(download, catalogue.sources))


def _compared_class(found: Comparison, card: EntryCard) -> str:
    """Return the legend's class of a comparison, as the map draws it."""
    labels = {key.tone: key.label for key in card.map.legend}
    if found.evidence == "explained":
        return labels[COMPARED[found.direction]]
    return labels[NO_DECISION if found.iso3 in card.map.outlined else SAME]


def _decision(found: Comparison, names: Mapping[str, str]) -> str:
    decisions = "; ".join(event_line(event, dict(names)) for event in found.events)
    return decisions or EVIDENCE_WORDS.get(found.evidence, "")


def _event_ids(found: Comparison) -> Ids:
    return each_id(event.source_id for event in found.events)


def _change_row(
    tables: EntryTables, found: Comparison, card: EntryCard, names: Mapping[str, str]
) -> dict[str, object]:
    row: dict[str, object] = {
        "iso3": found.iso3,
        "country": names[found.iso3],
        "class": _compared_class(found, card),
        "evidence": found.evidence,
        "rules_differ": DIRECTION_WORDS[found.direction],
        "since_date": str(card.since_date),
        "date": str(card.date),
        "decision": _decision(found, names),
        "event_id": ";".join(event.event_id for event in found.events),
        "source_id": _event_ids(found),
    }
    for name, rule in (("before", found.before), ("after", found.after)):
        row[name] = rule_text(tables, rule)
        row |= {f"{name}_{field}": written(getattr(rule, field)) for field in OF_RULE}
    return row


def events_table(catalogue: Catalogue, events: list[EntryEvent]) -> MapTable:
    """Return decisions as rows, newest first, each with its sources."""
    each = sorted(events, key=lambda event: event.date, reverse=True)
    names = dict(catalogue.names.by_code)
    table = pd.DataFrame(
        {
            "Date": [day(event.date) for event in each],
            "Where": [event_place(event, names) for event in each],
            "Decision": [event.title for event in each],
            "Effect": [EFFECT_WORDS[event.effect].lower() for event in each],
            "Status": [STATUS_WORDS[event.status] for event in each],
            "Detail": [event.detail for event in each],
            "Source": publishers({"": [row.source_id for row in each]}, catalogue.sources),
        }
    )
    frame = EntryEvent.frame(each)
    return MapTable(table, {"Date": frame["date"]}, with_sources(frame, catalogue.sources))
