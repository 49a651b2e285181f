"""Rules of the tables of entry rules that need more than one of them."""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from dashboard.tables.checks import source_problems
from dashboard.tables.problems import Problem
from dashboard.tables.rows import records

EU_WIDE = "EUU"


def entry_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return what the tables say of each other that does not hold."""
    problems = _reference_problems(tables)
    if not problems:
        problems = _change_problems(tables["entry_rules"], tables["entry_changes"])
        problems += _event_problems(tables["entry_events"], tables["entry_changes"])
    return problems


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


def _change_problems(rules: pd.DataFrame, changes: pd.DataFrame) -> list[Problem]:
    """Hold entry_changes against the rules: every change of category is there, as it was."""
    category = {(r["iso3"], r["as_of"]): r["category"] for r in records(rules)}
    spans = set(pairwise(sorted(rules["as_of"].unique())))
    problems: list[Problem] = []
    listed: set[tuple[str, str, str]] = set()
    for line, row in zip(changes.index, records(changes), strict=True):
        span = (row["as_of_from"], row["as_of_to"])
        if span not in spans:
            problems.append(
                _problem(
                    "entry_changes",
                    "must span two neighbouring snapshots",
                    line,
                    "as_of_to",
                    row["as_of_to"],
                )
            )
            continue
        listed.add((row["iso3"], *span))
        for column, date in zip(("category_from", "category_to"), span, strict=True):
            if category.get((row["iso3"], date)) != row[column]:
                problems.append(
                    _problem(
                        "entry_changes",
                        f"entry_rules.csv says otherwise at {date}",
                        line,
                        column,
                        row[column],
                    )
                )
    for line, row in zip(rules.index, records(rules), strict=True):
        for first, second in spans:
            before = category.get((row["iso3"], first))
            if (
                row["as_of"] == second
                and before != row["category"]
                and (row["iso3"], first, second) not in listed
            ):
                rule = f"changed since {first} ({before}), and entry_changes.csv does not list it"
                problems.append(_problem("entry_rules", rule, line, "category", row["category"]))
    return problems


def _event_problems(events: pd.DataFrame, changes: pd.DataFrame) -> list[Problem]:
    """Return the changes whose event does not exist, is another country's or another time's."""
    by_id = {row["event_id"]: row for row in records(events)}
    problems: list[Problem] = []
    for line, row in zip(changes.index, records(changes), strict=True):
        event_id = row["event_id"]
        if not event_id:
            continue
        event = by_id.get(event_id)
        if event is None:
            rule = "no such event in entry_events.csv"
        elif row["iso3"] not in (event["members"] or event["iso3"]).split(";"):
            rule = "this event does not apply to this country"
        elif not _overlaps(event["date"], row["as_of_from"], row["as_of_to"]):
            rule = f"this event ({event['date']}) does not lie between the two snapshots"
        else:
            continue
        problems.append(_problem("entry_changes", rule, line, "event_id", event_id))
    return problems


def _overlaps(date: str, start: str, end: str) -> bool:
    """Whether a date, known to the day, month or year, can lie after `start` and up to `end`."""
    return start[: len(date)] <= date <= end[: len(date)]


def _problem(name: str, rule: str, line: object, column: str, value: str) -> Problem:
    return Problem(f"{name}.csv", rule, int(str(line)), column, value)
