"""Which decisions a reader looks at, and where they stand in a stack by quarter."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.tables.entry import EntryEvent, EntryTables

# A plan or a report that nobody confirmed is shown and not counted.
DECIDED = ("in force", "lapsed")


@dataclass(frozen=True)
class EventFilter:
    """What to keep; empty means everything. EU-wide decisions are kept by their members."""

    region: str = ""
    country: str = ""
    effects: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def select_events(
    tables: EntryTables, wanted: EventFilter, regions: Mapping[str, str]
) -> list[EntryEvent]:
    """Return the decisions since the first snapshot that pass, oldest first.

    `regions` are those of the countries.
    """
    return [
        event
        for event in tables.recent
        if _passes(event, tables.affected[event.event_id], wanted, regions)
    ]


def _passes(
    event: EntryEvent, affected: tuple[str, ...], wanted: EventFilter, regions: Mapping[str, str]
) -> bool:
    return (
        (not wanted.country or wanted.country in affected)
        and (not wanted.region or any(regions[iso3] == wanted.region for iso3 in affected))
        and (not wanted.effects or event.effect in wanted.effects)
        and (not wanted.statuses or event.status in wanted.statuses)
    )


def decided(events: list[EntryEvent], effect: str) -> int:
    """Return how many decisions with an effect were in force at some time."""
    return sum(e.effect == effect and e.status in DECIDED for e in events)


def possible_days(date: str) -> tuple[str, str]:
    """Return the first and the last day that a date, known to the day, month or year, can be.

    >>> possible_days("2022"), possible_days("2022-02"), possible_days("2022-09-19")
    (('2022-01-01', '2022-12-31'), ('2022-02-01', '2022-02-28'), ('2022-09-19', '2022-09-19'))
    """
    if len(date) == len("2022"):
        return f"{date}-01-01", f"{date}-12-31"
    if len(date) == len("2022-02"):
        days = calendar.monthrange(int(date[:4]), int(date[5:]))[1]
        return f"{date}-01", f"{date}-{days}"
    return date, date


def quarter(date: str) -> str:
    """Return the quarter of a date: `2022-Q3`; a bare year stands at its middle.

    >>> quarter("2022-09-19"), quarter("2023-02"), quarter("2025")
    ('2022-Q3', '2023-Q1', '2025-Q3')
    """
    month = int(date[5:7]) if len(date) > 4 else 7
    return f"{date[:4]}-Q{(month + 2) // 3}"
