"""The tables of entry rules: rules at each snapshot, decisions, and what explains a change."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from dashboard.tables.checks import source_problems
from dashboard.tables.entry_schemas import ENTRY_SCHEMAS
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import Folder
from dashboard.tables.rows import Row, records

EU_WIDE = "EUU"


@dataclass(frozen=True)
class EntryTables:
    """The validated tables. Frames are shared between readers: copy before changing one."""

    categories: pd.DataFrame
    rules: pd.DataFrame
    events: pd.DataFrame
    changes: pd.DataFrame

    @cached_property
    def snapshots(self) -> tuple[str, ...]:
        """The dates of the snapshots, oldest first."""
        return tuple(sorted(self.rules["as_of"].unique()))

    @cached_property
    def latest(self) -> str:
        """The last snapshot, which stands for the latest evidence and not for today."""
        return self.snapshots[-1]

    @cached_property
    def events_by_id(self) -> dict[str, Row]:
        """Each decision by its id."""
        return {row["event_id"]: row for row in records(self.events)}

    @cached_property
    def recent(self) -> tuple[Row, ...]:
        """The decisions from the first snapshot on, oldest first.

        Older ones only show that the index was wrong: they stand in their country's list.
        """
        first = self.snapshots[0]
        # A bare year or month may lie on either side of the snapshot, and counts as after it.
        return tuple(
            row for row in self.events_by_id.values() if row["date"] >= first[: len(row["date"])]
        )

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The number of each category, 1 for the most open."""
        return {row["category"]: int(row["rank"]) for row in records(self.categories)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of each category."""
        return {row["category"]: row["label"] for row in records(self.categories)}

    @cached_property
    def _rules_by_country(self) -> dict[str, dict[str, Row]]:
        found: dict[str, dict[str, Row]] = {}
        for row in records(self.rules):
            found.setdefault(row["iso3"], {})[row["as_of"]] = row
        return found

    def rules_of(self, iso3: str) -> dict[str, Row]:
        """Return the rules of a country by snapshot; none for a territory without a row."""
        return self._rules_by_country.get(iso3, {})

    @cached_property
    def _changes_by_country(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in records(self.changes.sort_values("as_of_from", kind="stable")):
            found.setdefault(row["iso3"], []).append(row)
        return found

    def changes_of(self, iso3: str, since: str, date: str) -> list[Row]:
        """Return the listed changes of a country between two snapshots, oldest first."""
        return [
            row
            for row in self._changes_by_country.get(iso3, [])
            if since <= row["as_of_from"] and row["as_of_to"] <= date
        ]

    def rules_at(self, date: str) -> dict[str, Row]:
        """Return the rule of every destination at a snapshot, by country."""
        return {iso3: rules[date] for iso3, rules in self._rules_by_country.items()}

    @cached_property
    def affected(self) -> dict[str, tuple[str, ...]]:
        """The countries each decision applies to: its members, or its one country."""
        return {
            event_id: tuple(row["members"].split(";")) if row["members"] else (row["iso3"],)
            for event_id, row in self.events_by_id.items()
        }

    def events_of(self, iso3: str) -> list[Row]:
        """Return the decisions that apply to a country, oldest first, EU-wide ones among them."""
        return [row for key, row in self.events_by_id.items() if iso3 in self.affected[key]]


def read_entry(folder: Folder) -> EntryTables:
    """Return the tables of entry rules, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(*ENTRY_SCHEMAS, "countries", "sources")
    problems = _reference_problems(tables)
    if not problems:
        problems = _change_problems(tables["entry_rules"], tables["entry_changes"])
        problems += _event_problems(tables["entry_events"], tables["entry_changes"])
    if problems:
        raise TableError(problems)
    return EntryTables(
        categories=tables["entry_categories"].sort_values("rank"),
        rules=tables["entry_rules"],
        events=tables["entry_events"].sort_values(["date", "event_id"], kind="stable"),
        changes=tables["entry_changes"],
    )


def _reference_problems(tables: dict[str, pd.DataFrame]) -> list[Problem]:
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
        elif row["iso3"] not in (
            event["members"].split(";") if event["members"] else event["iso3"]
        ):
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
