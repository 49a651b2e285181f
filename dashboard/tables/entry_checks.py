"""Read the tables of entry rules, and hold the rules that need more than one of them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from dashboard.tables.checks import each_cell, source_problems, unknown
from dashboard.tables.entry import EntryCategory, EntryChange, EntryEvent, EntryRule, EntryTables
from dashboard.tables.map_rows import Country, Source
from dashboard.tables.problems import Problem, gathered
from dashboard.tables.reading import Folder

EU_WIDE = "EUU"


def read_entry(folder: Folder) -> EntryTables:
    """Return the tables of entry rules, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(EntryCategory, EntryRule, EntryEvent, EntryChange, Country, Source)
    with gathered() as problems:
        problems += _reference_problems(tables)
    rules = EntryRule.lines(tables["entry_rules"])
    changes = EntryChange.lines(tables["entry_changes"])
    by_date = tables["entry_events"].sort_values(["date", "event_id"], kind="stable")
    events = EntryEvent.of(by_date)
    with gathered() as problems:
        problems += _change_problems(rules, changes)
        problems += _event_problems(events, changes)
    categories = EntryCategory.of(tables["entry_categories"].sort_values("rank"))
    return EntryTables(
        categories, tuple(row for _, row in rules), events, tuple(row for _, row in changes)
    )


def _reference_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return the countries, members, sources and events that do not exist, and missing rules."""
    countries = set(tables["countries"]["iso3"])
    problems: list[Problem] = []
    for name in ("entry_rules", "entry_events", "entry_changes"):
        known = countries | {EU_WIDE} if name == "entry_events" else countries
        problems += unknown(name, tables[name]["iso3"], known, "no such iso3 in countries.csv")
    problems += source_problems(tables, "entry_rules", "entry_events")
    rule = "no such member in countries.csv"
    problems += unknown("entry_events", tables["entry_events"]["members"], countries, rule)
    rules = tables["entry_rules"]
    dates = sorted(rules["as_of"].unique())
    for _, group in rules.groupby("iso3", sort=False):
        missing = sorted(set(dates) - set(group["as_of"]))
        if missing:
            rule = f"this country has no rule at {', '.join(missing)}"
            problems += each_cell("entry_rules", group["iso3"][:1], rule)
    return problems


def _change_problems(
    rules: Sequence[tuple[int, EntryRule]], changes: Sequence[tuple[int, EntryChange]]
) -> list[Problem]:
    """Hold entry_changes against the rules: every change of category is there, as it was."""
    category = {(row.iso3, row.as_of): row.category for _, row in rules}
    spans = set(pairwise(sorted({row.as_of for _, row in rules})))
    problems: list[Problem] = []
    listed: set[tuple[str, datetime.date, datetime.date]] = set()
    for line, change in changes:
        span = (change.as_of_from, change.as_of_to)
        if span not in spans:
            rule = "must span two neighbouring snapshots"
            problems.append(
                Problem("entry_changes.csv", rule, line, "as_of_to", str(change.as_of_to))
            )
            continue
        listed.add((change.iso3, *span))
        said = {"category_from": change.category_from, "category_to": change.category_to}
        for (column, one), date in zip(said.items(), span, strict=True):
            if category.get((change.iso3, date)) != one:
                rule = f"entry_rules.csv says otherwise at {date}"
                problems.append(Problem("entry_changes.csv", rule, line, column, one))
    earlier = {second: first for first, second in spans}
    for line, row in rules:
        first = earlier.get(row.as_of)
        if first is None:
            continue
        before = category.get((row.iso3, first), row.category)
        if before != row.category and (row.iso3, first, row.as_of) not in listed:
            rule = f"changed since {first} ({before}), and entry_changes.csv does not list it"
            problems.append(Problem("entry_rules.csv", rule, line, "category", row.category))
    return problems


def _event_problems(
    events: Iterable[EntryEvent], changes: Sequence[tuple[int, EntryChange]]
) -> list[Problem]:
    """Return the changes whose event does not exist, is another country's or another time's."""
    by_id = {row.event_id: row for row in events}
    problems: list[Problem] = []
    for line, row in changes:
        if not row.event_id:
            continue
        event = by_id.get(row.event_id)
        if event is None:
            rule = "no such event in entry_events.csv"
        elif row.iso3 not in (event.members or (event.iso3,)):
            rule = "this event does not apply to this country"
        elif not (row.as_of_from <= event.date.last and event.date.first <= row.as_of_to):
            rule = f"this event ({event.date}) does not lie between the two snapshots"
        else:
            continue
        problems.append(Problem("entry_changes.csv", rule, line, "event_id", row.event_id))
    return problems
