"""Read the tables of entry rules, and hold the rules that need more than one of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from dashboard.tables.checks import source_problems
from dashboard.tables.entry import EntryCategory, EntryChange, EntryEvent, EntryRule, EntryTables
from dashboard.tables.map_rows import Country, Source
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import Folder

EU_WIDE = "EUU"


def read_entry(folder: Folder) -> EntryTables:
    """Return the tables of entry rules, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    kinds = (EntryCategory, EntryRule, EntryEvent, EntryChange, Country, Source)
    tables = folder.frames(*kinds)
    if problems := _reference_problems(tables):
        raise TableError(problems)
    rules, changes = EntryRule.of(tables["entry_rules"]), EntryChange.of(tables["entry_changes"])
    in_file = list(zip(tables["entry_changes"].index, changes, strict=True))
    by_date = tables["entry_events"].sort_values(["date", "event_id"], kind="stable")
    events = EntryEvent.of(by_date)
    problems = _change_problems(
        list(zip(tables["entry_rules"].index, rules, strict=True)), in_file
    ) + _event_problems(events, in_file)
    if problems:
        raise TableError(problems)
    categories = EntryCategory.of(tables["entry_categories"].sort_values("rank"))
    return EntryTables(categories, rules, events, changes)


def _reference_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return the countries, members, sources and events that do not exist, and missing rules."""
    countries = set(tables["countries"]["iso3"])
    problems: list[Problem] = []
    for name in ("entry_rules", "entry_events", "entry_changes"):
        known = countries | {EU_WIDE} if name == "entry_events" else countries
        problems += [
            _problem(name, "no such iso3 in countries.csv", line, "iso3", iso3)
            for line, iso3 in tables[name]["iso3"].items()
            if iso3 not in known
        ]
    for name in ("entry_rules", "entry_events"):
        problems += source_problems(name, tables[name], tables["sources"])
    for line, members in tables["entry_events"]["members"].items():
        problems += [
            _problem("entry_events", "no such member in countries.csv", line, "members", one)
            for one in members.split(";")
            if one and one not in countries
        ]
    rules = tables["entry_rules"]
    dates = sorted(rules["as_of"].unique())
    for iso3, group in rules.groupby("iso3", sort=False):
        missing = sorted(set(dates) - set(group["as_of"]))
        if missing:
            rule = f"this country has no rule at {', '.join(missing)}"
            problems.append(_problem("entry_rules", rule, group.index[0], "iso3", str(iso3)))
    return problems


def _change_problems(
    rules: Sequence[tuple[object, EntryRule]], changes: Sequence[tuple[object, EntryChange]]
) -> list[Problem]:
    """Hold entry_changes against the rules: every change of category is there, as it was."""
    category = {(row.iso3, row.as_of): row.category for _, row in rules}
    spans = set(pairwise(sorted({row.as_of for _, row in rules})))
    problems: list[Problem] = []
    listed: set[tuple[str, str, str]] = set()
    for line, change in changes:
        span = (change.as_of_from, change.as_of_to)
        if span not in spans:
            rule = "must span two neighbouring snapshots"
            problems.append(_problem("entry_changes", rule, line, "as_of_to", change.as_of_to))
            continue
        listed.add((change.iso3, *span))
        said = {"category_from": change.category_from, "category_to": change.category_to}
        for (column, one), date in zip(said.items(), span, strict=True):
            if category.get((change.iso3, date)) != one:
                rule = f"entry_rules.csv says otherwise at {date}"
                problems.append(_problem("entry_changes", rule, line, column, one))
    earlier = {second: first for first, second in spans}
    for line, row in rules:
        first = earlier.get(row.as_of, "")
        before = category.get((row.iso3, first), row.category)
        if before != row.category and (row.iso3, first, row.as_of) not in listed:
            rule = f"changed since {first} ({before}), and entry_changes.csv does not list it"
            problems.append(_problem("entry_rules", rule, line, "category", row.category))
    return problems


def _event_problems(
    events: Iterable[EntryEvent], changes: Sequence[tuple[object, EntryChange]]
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
        elif not _overlaps(event.date, row.as_of_from, row.as_of_to):
            rule = f"this event ({event.date}) does not lie between the two snapshots"
        else:
            continue
        problems.append(_problem("entry_changes", rule, line, "event_id", row.event_id))
    return problems


def _overlaps(date: str, start: str, end: str) -> bool:
    """Whether a date, known to the day, month or year, can lie after `start` and up to `end`."""
    return start[: len(date)] <= date <= end[: len(date)]


def _problem(name: str, rule: str, line: object, column: str, value: str) -> Problem:
    return Problem(f"{name}.csv", rule, int(str(line)), column, value)
