"""The rule of a country over time, and the decisions on it."""

import datetime
from dataclasses import dataclass, replace

from dashboard.kit.entry_country import EventLine, event_line
from dashboard.models.entry import compare_one, direction, since
from dashboard.models.entry_days import history
from dashboard.models.entry_events import DECIDED, possible_days
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.words.entry_day_words import standing_text
from dashboard.words.entry_words import NO_RULE, rule_text, since_text


@dataclass(frozen=True)
class Span:
    """A rule from one day to another; `changing` says that it changed on a day not known."""

    start: str
    end: str
    rank: int
    text: str
    changing: bool


@dataclass(frozen=True)
class Decided:
    """A decision on the axis of days; a plan or a report not confirmed is not `counted`."""

    day: str
    effect: str
    counted: bool
    line: EventLine


@dataclass(frozen=True)
class Ribbon:
    """The rule of a country over time: spans without a gap, and the decisions on them.

    `rule` and `since` are of the latest evidence. `always` is the category that stood at every
    date, blank where it changed; `course` is the way from the first date to the last: `same`, a
    direction that decisions explain, or blank.
    """

    iso3: str
    name: str
    spans: list[Span]
    decisions: list[Decided]
    rank: int
    rule: str
    since: str
    always: str
    course: str


def ribbon(catalogue: Catalogue, tables: EntryTables, iso3: str) -> Ribbon:
    """Return the rule of a country from the first snapshot to the latest evidence."""
    name = catalogue.names.by_code[iso3]
    rules = tables.rules_of(iso3)
    if not rules:
        return Ribbon(iso3, name, [], [], 0, NO_RULE, "", "", "")
    latest = rules[tables.latest]
    rank = tables.ranks[latest["category"]]
    always = since(tables, iso3, tables.latest).always
    found = compare_one(tables, iso3, tables.snapshots[0], tables.latest)
    course = found.direction if found.evidence == "explained" else "same" if always else ""
    return Ribbon(
        iso3=iso3,
        name=name,
        spans=_spans(tables, iso3),
        decisions=[
            Decided(
                day=_middle(*possible_days(event["date"])),
                effect=event["effect"],
                counted=event["status"] in DECIDED,
                line=event_line(catalogue, event),
            )
            for event in tables.events_of(iso3)
            if possible_days(event["date"])[1] >= tables.snapshots[0]
        ],
        rank=rank,
        rule=rule_text(tables, latest),
        since=since_text(tables, iso3, tables.latest),
        always=str(latest["category"]) if always else "",
        course=course,
    )


def _spans(tables: EntryTables, iso3: str) -> list[Span]:
    """Return the history without the days on which only the knowledge of a rule changed."""
    steps = history(tables, iso3)
    ends = [start for start, _ in steps[1:]] + [tables.latest]
    spans: list[Span] = []
    before = None
    for (start, standing), end in zip(steps, ends, strict=True):
        text = standing_text(tables, standing)
        same = before is not None and not (before.change or standing.change)
        if same and before and direction(before.row, standing.row, tables.ranks) == "same":
            spans[-1] = replace(spans[-1], end=end, text=text)
        elif end > start or not spans:
            rank = tables.ranks[standing.category]
            spans.append(Span(start, end, rank, text, standing.change is not None))
        before = standing
    return spans


def _middle(first: str, last: str) -> str:
    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return (start + (end - start) / 2).isoformat()
