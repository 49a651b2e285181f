"""The entry rules day by day, the decisions between them, and people counted beside them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.models.entry import INDEX_NOISE, direction, nearest_snapshot
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.dates import PartialDate
from dashboard.tables.entry import EntryEvent, EntryRule, EntryTables
from dashboard.tables.indicators import rows_of, world_totals
from dashboard.tables.map_rows import Observation, Total

# dated: by decisions that are known to the month or year, or by several · unconfirmed: by a
# decision that nobody confirmed · missing: by none that was found · noise: the index swaps.
Why = Literal["dated", "unconfirmed", "missing", "noise"]


@dataclass(frozen=True)
class Change:
    """A change whose day is not known: the rule after it, and the days that it lies between.

    `decisions` are those that explain it, or would if they were confirmed.
    """

    after: EntryRule
    first: datetime.date
    last: datetime.date
    why: Why
    decisions: tuple[EntryEvent, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The rule of a country on a day, as a row of a snapshot: the one before, during a change."""

    row: EntryRule
    change: Change | None = None

    @property
    def category(self) -> str:
        """The category of the rule."""
        return self.row.category


# What stood from which day on, oldest first.
History = tuple[tuple[datetime.date, Standing], ...]
Histories = Mapping[str, History]


def histories(tables: EntryTables) -> Histories:
    """Return what stood in each country, from the first snapshot on."""
    return {iso3: history(tables, iso3) for iso3 in tables.rules_at(tables.latest)}


def standing_on(known: Histories, day: datetime.date) -> dict[str, Standing]:
    """Return the rule of every country on a day, not before the first snapshot."""
    return {
        iso3: next(standing for start, standing in reversed(history) if start <= day)
        for iso3, history in known.items()
    }


def rules_on(tables: EntryTables, day: datetime.date) -> dict[str, Standing]:
    """Return the rule of every country on a day; after the last snapshot, the last that is known.

    Raises:
        ValueError: for a day before the first snapshot.
    """
    if day < tables.snapshots[0]:
        raise ValueError(f"no rule is known before {tables.snapshots[0]}")
    return standing_on(histories(tables), day)


def counts(tables: EntryTables, rules: Mapping[str, Standing]) -> dict[str, int]:
    """Return how many destinations each category has, in order of rank."""
    found = [standing.category for standing in rules.values()]
    return {category: found.count(category) for category in tables.ranks}


def decided_days(tables: EntryTables) -> dict[datetime.date, list[EntryEvent]]:
    """Return the decisions that came into force, by the day by which each did, oldest first.

    Those from the first snapshot to the latest; a decision known to the month or year stands at
    the last day it can have been, not after the snapshot that shows its change. On one day those
    that explain a change come first, then those known to the day.
    """
    seen = {row.event_id: row.as_of_to for row in tables.changes}
    found: dict[datetime.date, list[EntryEvent]] = {}
    for event_id, event in tables.events_by_id.items():
        day = min(event.date.last, seen.get(event_id, event.date.last))
        if event.status in DECIDED and tables.snapshots[0] <= day <= tables.latest:
            found.setdefault(day, []).append(event)
    for events in found.values():
        events.sort(key=lambda one: (one.event_id not in seen, one.date_precision != "day"))
    return dict(sorted(found.items()))


def history(tables: EntryTables, iso3: str) -> History:
    """Return what stood in a country from which day on; a rule that stays may come again."""
    rules = tables.rules_of(iso3)
    found = [(tables.snapshots[0], Standing(rules[tables.snapshots[0]]))]
    for first, second in pairwise(tables.snapshots):
        found += _span(tables, iso3, first, second)
    return tuple(found)


def _span(
    tables: EntryTables, iso3: str, first: datetime.date, second: datetime.date
) -> list[tuple[datetime.date, Standing]]:
    """Return what stood after one snapshot, up to the next."""
    rules = tables.rules_of(iso3)
    before, after = rules[first], rules[second]
    if direction(before, after, tables.ranks) == "same":
        # What else differs is better knowledge of the same rule.
        return [(second, Standing(after))]
    begin = first + datetime.timedelta(days=1)
    steps = tables.changes_of(iso3, first, second)
    linked = tuple(tables.events_by_id[one.event_id] for one in steps if one.event_id)
    decided = tuple(event for event in linked if event.status in DECIDED)
    if not decided:
        noise = bool(steps) and all(one.no_event_because == INDEX_NOISE for one in steps)
        why: Why = "unconfirmed" if linked else "noise" if noise else "missing"
        change = Change(after, first, second, why, linked)
        return [(begin, Standing(before, change)), (second, Standing(after))]
    earliest = max(min(event.date.first for event in decided), begin)
    settled = max(min(max(event.date.last for event in decided), second), earliest)
    found = [(settled, Standing(after))]
    if earliest < settled:
        change = Change(after, earliest, settled, "dated", decided)
        found.insert(0, (earliest, Standing(before, change)))
    return found


# A plan or a report that nobody confirmed is shown and not counted.
DECIDED = ("in force", "lapsed")


@dataclass(frozen=True)
class EventFilter:
    """What to keep; empty means everything. EU-wide decisions are kept by their members."""

    country: str = ""
    effects: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def select_events(tables: EntryTables, wanted: EventFilter) -> list[EntryEvent]:
    """Return the decisions since the first snapshot that pass, oldest first."""
    return [
        event
        for event in tables.recent
        if (not wanted.country or wanted.country in tables.affected[event.event_id])
        and (not wanted.effects or event.effect in wanted.effects)
        and (not wanted.statuses or event.status in wanted.statuses)
    ]


def decided(events: list[EntryEvent], effect: str) -> int:
    """Return how many decisions with an effect were in force at some time."""
    return sum(e.effect == effect and e.status in DECIDED for e in events)


def quarter(date: PartialDate) -> str:
    """Return the quarter of a date: `2022-Q3`; a bare year stands at its middle.

    >>> [quarter(PartialDate.of(text)) for text in ("2022-09-19", "2023-02", "2025")]
    ['2022-Q3', '2023-Q1', '2025-Q3']
    """
    return f"{date.middle.year}-Q{(date.middle.month + 2) // 3}"


# The one count of a single source and definition in countries of all rules.
COUNTED = "staying"
NO_VISA = "no_visa_beforehand"
Period = tuple[datetime.date, datetime.date]
# The family of a country that the tables have no rule for.
NO_FAMILY = ""


@dataclass(frozen=True)
class Counted:
    """The people counted in a country, and its rule; None for a country without one."""

    row: Observation
    name: str
    standing: Standing | None

    @property
    def value(self) -> float:
        """The number of people."""
        return self.row.value


def counted_rows(catalogue: Catalogue) -> list[Observation]:
    """Return the rows of the count, of its latest period only."""
    rows = rows_of(catalogue, COUNTED)
    last = max(row.period_end for row in rows)
    return [row for row in rows if row.period_end == last]


def counting_period(catalogue: Catalogue) -> Period:
    """Return the first and the last day of the count."""
    rows = counted_rows(catalogue)
    return min(row.period_start for row in rows), rows[0].period_end


def opening_date(tables: EntryTables, period: Period) -> datetime.date:
    """Return the snapshot nearest to the middle of a period."""
    start, end = period
    return nearest_snapshot(tables, start + (end - start) / 2)


def counted_people(catalogue: Catalogue, rules: Mapping[str, Standing]) -> list[Counted]:
    """Return the countries of the count with their rules, the largest first."""
    names = catalogue.names.by_code
    found = [Counted(row, names[row.iso3], rules.get(row.iso3)) for row in counted_rows(catalogue)]
    return sorted(found, key=lambda one: (-one.value, one.name))


def by_family(tables: EntryTables, people: Sequence[Counted]) -> dict[str, list[Counted]]:
    """Return the countries of each family of rules that has any, the most open family first."""
    family = {row.category: row.family for row in tables.categories}
    found: dict[str, list[Counted]] = {name: [] for name in [*family.values(), NO_FAMILY]}
    for one in people:
        found[family[one.standing.category] if one.standing else NO_FAMILY].append(one)
    return {name: each for name, each in found.items() if each}


def own_total(catalogue: Catalogue) -> Total | None:
    """Return the world total that the counting newsroom gives itself for the same period."""
    _, end = counting_period(catalogue)
    return next((row for row in world_totals(catalogue, COUNTED) if row.period_end == end), None)
