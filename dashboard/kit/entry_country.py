"""One country's entry rules: the rule at each date, and the decisions that applied to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.words.entry_words import (
    EFFECT_WORDS,
    NO_RULE,
    STATUS_WORDS,
    event_place,
    evidence_sentence,
    rule_sentence,
    since_text,
    stay_text,
)
from dashboard.words.numbers import day
from dashboard.words.sources import SourceLine, source_lines


@dataclass(frozen=True)
class RuleLine:
    """The rule at one snapshot; `number` is its category, 1 for the most open."""

    as_of: str
    sentence: str
    since: str
    stay: str
    evidence: str
    sources: list[SourceLine]


@dataclass(frozen=True)
class EventLine:
    """A decision as text, with its sources."""

    event_id: str
    heading: str
    detail: str
    sources: list[SourceLine]


@dataclass(frozen=True)
class EntryCountry:
    """`rules` is empty for a territory that the tables have no rule for."""

    iso3: str
    name: str
    rules: list[RuleLine]
    events: list[EventLine]
    missing: str


def entry_country(catalogue: Catalogue, tables: EntryTables, iso3: str) -> EntryCountry:
    """Return the rules of a country, oldest snapshot first, and its decisions, newest first."""
    name = catalogue.names.by_code[iso3]
    rules = [
        RuleLine(
            as_of=as_of,
            sentence=rule_sentence(tables, row, name),
            since=since_text(tables, iso3, as_of),
            stay=stay_text(row),
            evidence=evidence_sentence(row),
            sources=source_lines(row.source_id, catalogue.sources),
        )
        for as_of, row in sorted(tables.rules_of(iso3).items())
    ]
    events = [event_line(catalogue, event) for event in reversed(tables.events_of(iso3))]
    return EntryCountry(iso3, name, rules, events, "" if rules else f"{name}: {NO_RULE}.")


def event_line(catalogue: Catalogue, event: EntryEvent) -> EventLine:
    """Return a decision: when, who, what, its effect and status, and where it was read."""
    return EventLine(
        event_id=event.event_id,
        heading=event_heading(event, catalogue.names.by_code),
        detail=event.detail,
        sources=source_lines(event.source_id, catalogue.sources),
    )


def event_heading(event: EntryEvent, names: Mapping[str, str]) -> str:
    """Return when, who, what, and the effect and status of a decision."""
    effect, status = EFFECT_WORDS[event.effect].lower(), STATUS_WORDS[event.status]
    return f"{day(event.date)}, {event_place(event, names)}: {event.title} ({effect}; {status})"
