"""Entry rules at a snapshot, and what changed between two of them."""

import datetime
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.tables.entry import EntryEvent, EntryRule, EntryTables

Direction = Literal["same", "tightened", "loosened", "terms changed"]
# explained: a decision is linked · unexplained: the index differs and no decision was found ·
# noise: the index swaps between neighbouring kinds of visa, or flips back.
Evidence = Literal["same", "explained", "unexplained", "noise"]
DAYS_A_YEAR = 365.0
INDEX_NOISE = "index noise"


@dataclass(frozen=True)
class Comparison:
    """The rule of a country at two snapshots; `events` are all decisions linked in between."""

    iso3: str
    before: EntryRule
    after: EntryRule
    direction: Direction
    evidence: Evidence
    events: tuple[EntryEvent, ...]


@dataclass(frozen=True)
class Since:
    """How long a rule has stood: by a decision, between two snapshots, or at all of them.

    `decided` is the decision with the change into the rule; without one it changed between
    `after` and `by`; without those it is the first that is known, `always` if it never changed.
    """

    decided: EntryEvent | None = None
    after: datetime.date | None = None
    by: datetime.date | None = None
    always: bool = False


def stay(row: EntryRule) -> int | None:
    """Return the days of one stay, None where the visa or nothing sets them."""
    days = row.max_stay_days
    return None if days != days else int(days)


def days_a_year(window: str) -> float | None:
    """Return the most days in a year that a window allows, None where it does not say.

    >>> days_a_year("90 per entry"), days_a_year("90 in 180"), days_a_year("180 in a year")
    (365.0, 180.0, 180.0)
    >>> days_a_year("60 per entry; 90 in 180"), days_a_year("register within 3 days")
    (180.0, None)
    """
    caps = [_cap(part.strip()) for part in window.split(";")]
    known = [cap for cap in caps if cap is not None]
    return min(known) if known and len(known) == len(caps) else None


def _cap(part: str) -> float | None:
    if part == "no fixed limit" or re.fullmatch(r"\d+ per (entry|stay)", part):
        # Leaving and coming back starts the count anew.
        return DAYS_A_YEAR
    if match := re.fullmatch(r"(\d+) in a( calendar)? year", part):
        return float(match[1])
    if match := re.fullmatch(r"(\d+) in (\d+)", part):
        days, span = float(match[1]), float(match[2])
        # Two windows of 180 make the year that other rules name.
        return days * 2 if span == 180 else days * DAYS_A_YEAR / span
    return None


def direction(before: EntryRule, after: EntryRule, ranks: dict[str, int]) -> Direction:
    """Compare two rules: by category first, then by days, then by window.

    A blank that is filled, or the other way round, is better or worse knowledge and no change.
    """
    first, second = ranks[before.category], ranks[after.category]
    if first != second:
        return "tightened" if second > first else "loosened"
    by_days = _less(stay(before), stay(after))
    by_window = _by_window(before.window, after.window)
    if by_days in ("tightened", "loosened"):
        opposite = by_window in ("tightened", "loosened") and by_window != by_days
        return "terms changed" if opposite else by_days
    return by_window


def _by_window(before: str, after: str) -> Direction:
    if not before or not after or before == after:
        return "same"
    registers = [re.fullmatch(r"register within (\d+) days", text) for text in (before, after)]
    first, second = registers
    if first and second:
        return _less(int(first[1]), int(second[1]))
    caps = days_a_year(before), days_a_year(after)
    compared = _less(*caps)
    return "terms changed" if compared == "same" else compared


def _less(before: float | None, after: float | None) -> Direction:
    if before is None or after is None or before == after:
        return "same"
    return "tightened" if after < before else "loosened"


def latest_span(tables: EntryTables) -> tuple[datetime.date, datetime.date]:
    """Return the days between which the evidence of the last snapshot lies.

    From the index that most of its rules rest on, to the snapshot itself.
    """
    rows = (row for row in tables.rules if row.as_of == tables.latest)
    dates = sorted(row.evidence_date.first for row in rows if row.evidence_date)
    return max(dates, key=dates.count, default=tables.latest), tables.latest


def nearest_snapshot(tables: EntryTables, day: datetime.date) -> datetime.date:
    """Return the snapshot nearest to a day, the later one of two."""
    return min(reversed(tables.snapshots), key=lambda at: abs(at - day))


def compare(
    tables: EntryTables, since: datetime.date, date: datetime.date
) -> dict[str, Comparison]:
    """Return for every destination what changed from snapshot `since` to the later `date`."""
    return {iso3: compare_one(tables, iso3, since, date) for iso3 in tables.rules_at(date)}


def compare_one(
    tables: EntryTables, iso3: str, since: datetime.date, date: datetime.date
) -> Comparison:
    """Compare the rules of one country."""
    before, after = (tables.rules_of(iso3)[at] for at in (since, date))
    steps = tables.changes_of(iso3, since, date)
    found = direction(before, after, tables.ranks)
    events = tuple(tables.events_by_id[step.event_id] for step in steps if step.event_id)
    evidence: Evidence = "same"
    if found != "same" and events:
        evidence = "explained"
        # A decision that went the other way than the classes: the direction is not clear.
        if all(event.effect not in (found, "clarified") for event in events):
            found = "terms changed"
    elif found != "same":
        noise = steps and all(step.no_event_because == INDEX_NOISE for step in steps)
        evidence = "noise" if noise else "unexplained"
    return Comparison(after.iso3, before, after, found, evidence, events)


def since(tables: EntryTables, iso3: str, date: datetime.date) -> Since:
    """Return how long the rule of a country at a snapshot had stood then."""
    rules = tables.rules_of(iso3)
    changed = [
        (first, second)
        for first, second in pairwise(tables.snapshots)
        if direction(rules[first], rules[second], tables.ranks) != "same"
    ]
    before = [span for span in changed if span[1] <= date]
    if not before:
        return Since(always=not changed)
    first, second = before[-1]
    for step in tables.changes_of(iso3, first, second):
        event = tables.events_by_id.get(step.event_id)
        # A year, a plan or a report that was not confirmed is no start date.
        if event and event.date_precision != "year" and event.status in ("in force", "lapsed"):
            return Since(decided=event, after=first, by=second)
    return Since(after=first, by=second)
