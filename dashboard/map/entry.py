"""Entry rules as a map: any day by category, with the people counted, or two dates compared."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.link.map_view import EntryView
from dashboard.map.entry_people import People
from dashboard.map.entry_tones import (
    COMPARED,
    FIRST,
    IS_ORIGIN,
    NO_DECISION,
    NO_RULE,
    SAME,
    TIGHTENED,
    compared_legend,
    compared_texts,
    compared_tones,
    rule_legend,
    rule_tones,
    shared_texts,
    tone_of,
)
from dashboard.map.figure import REGION_WORDS, origin_name
from dashboard.map.spec import Map
from dashboard.models.entry import Comparison, compare
from dashboard.models.entry_days import Standing, rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.entry import EntryTables
from dashboard.tables.provenance import Ids, each_id
from dashboard.words import entry_words
from dashboard.words.entry_words import hover_detail
from dashboard.words.sources import source_summary, terms_line
from dashboard.words.values import listed

CLOSED = "entry_restricted"


@dataclass(frozen=True)
class EntryCard:
    """What the Map page shows of the entry rules; `compared` is empty on a single day."""

    title: str
    subtitle: str
    alt: str
    source: str
    map: Map
    date: datetime.date
    terms: str
    source_ids: Ids
    since_date: datetime.date | None = None
    compared: Mapping[str, Comparison] = field(default_factory=dict)
    tally: Mapping[str, int] = field(default_factory=dict)


def entry_card(
    catalogue: Catalogue, tables: EntryTables, view: EntryView, *, noise: bool = False
) -> EntryCard:
    """Return the map of the view with its words; `noise` outlines what the index only swaps."""
    if view.since_date is not None:
        return _compared_card(catalogue, tables, view, view.since_date, noise=noise)
    rules = rules_on(tables, view.date)
    own = rules_map(catalogue, tables, view, rules)
    rows = [standing.row.source_id for standing in rules.values()]
    if view.people == "staying":
        people = People.on(catalogue, tables, view.date, rules)
        title, subtitle = people.title, people.subtitle
        alt = people.alt(REGION_WORDS[view.region])
        rows = [people.source_ids, *rows]
        own = with_people(own, people, tables, rules)
    else:
        title = entry_words.title(tables, view.date, rules)
        subtitle = entry_words.subtitle(tables, view.date, rules)
        alt = _alt(catalogue, tables, view, title, rules)
    sources = each_id(rows)
    return EntryCard(
        title=title,
        subtitle=subtitle,
        alt=alt,
        source=source_summary(sources, catalogue.sources),
        map=own,
        date=view.date,
        terms=terms_line(sources, catalogue.sources),
        source_ids=sources,
    )


def rules_map(
    catalogue: Catalogue, tables: EntryTables, view: EntryView, rules: Mapping[str, Standing]
) -> Map:
    """Return the map of the rules of a day."""
    classes = {iso3: tone_of(tables, standing) for iso3, standing in rules.items()}
    placed = _placed(catalogue, classes)
    return Map(
        region=view.region,
        classes=placed,
        texts={
            iso3: hover_detail(tables, standing)
            for iso3, standing in rules.items()
            if iso3 in placed
        },
        shared=shared_texts(tables),
        tones=rule_tones(),
        legend=rule_legend(tables, rules),
        squares=_squares(catalogue, placed, FIRST),
        names=[origin_name(view.region)],
        strong=_affected(tables, view),
    )


def with_people(
    own: Map, people: People, tables: EntryTables, rules: Mapping[str, Standing]
) -> Map:
    """Return a map of rules with the people counted: rings, list, strip."""
    return replace(
        own,
        legend=rule_legend(tables, rules, people.keys()),
        rings=people.rings(),
        items=people.items(),
        strip=people.strip(),
    )


def _alt(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    title: str,
    rules: Mapping[str, Standing],
) -> str:
    names = catalogue.names.by_code
    closed = sorted(names[iso3] for iso3, one in rules.items() if one.category == CLOSED)
    words = ", ".join(entry_words.category_counts(tables, view.date).values())
    alt = f"Map, {REGION_WORDS[view.region]}. {title}. {words}."
    if closed:
        alt += f" Tourists turned away: {listed(closed)}."
    return f"{alt} The table under the map holds every rule."


def compared_map(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    found: Mapping[str, Comparison],
    *,
    noise: bool = False,
) -> Map:
    """Return the map of what changed; `noise` outlines what the index only swaps too."""
    classes = {
        iso3: SAME
        if one.evidence == "same"
        else COMPARED[one.direction]
        if one.evidence == "explained"
        else NO_DECISION
        for iso3, one in found.items()
    }
    shown = ("unexplained", "noise") if noise else ("unexplained",)
    placed = _placed(catalogue, classes)
    return Map(
        region=view.region,
        classes=placed,
        # The whole change, before and after, stands in the country's card and in the table.
        texts={
            iso3: f": {entry_words.decision_text(one)}"
            for iso3, one in found.items()
            if one.evidence == "explained"
        },
        shared=compared_texts(),
        tones=compared_tones(),
        legend=compared_legend(tally_of(found)),
        squares=_squares(catalogue, placed, TIGHTENED),
        names=[origin_name(view.region)],
        outlined=frozenset(iso3 for iso3, one in found.items() if one.evidence in shown),
        strong=_affected(tables, view),
    )


def _compared_card(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    since_date: datetime.date,
    *,
    noise: bool,
) -> EntryCard:
    found = compare(tables, since_date, view.date)
    tally, names = tally_of(found), catalogue.names.by_code
    title = entry_words.compare_title(tables, since_date, view.date, tally)
    explained = [
        f"{names[iso3]} {entry_words.DIRECTION_WORDS[one.direction]}"
        for iso3, one in found.items()
        if one.evidence == "explained"
    ]
    ids = each_id(event.source_id for one in found.values() for event in one.events)
    return EntryCard(
        title=title,
        subtitle=entry_words.compare_subtitle(tables, since_date, view.date, tally),
        alt=f"Map, {REGION_WORDS[view.region]}. {title}. {'; '.join(explained)}.",
        source=source_summary(ids, catalogue.sources),
        map=compared_map(catalogue, tables, view, found, noise=noise),
        date=view.date,
        since_date=since_date,
        compared=found,
        tally=tally,
        terms=terms_line(ids, catalogue.sources),
        source_ids=ids,
    )


def tally_of(found: Mapping[str, Comparison]) -> dict[str, int]:
    """Return how many countries changed each way by a decision, and how many without one."""
    each = list(found.values())
    explained = [one.direction for one in each if one.evidence == "explained"]
    tally = {name: explained.count(name) for name in ("tightened", "loosened", "terms changed")}
    return tally | {
        name: sum(one.evidence == name for one in each) for name in ("unexplained", "noise")
    }


def _placed(catalogue: Catalogue, classes: Mapping[str, int]) -> dict[str, int]:
    """Return the tone of every country that has a shape."""
    placed = {iso3: classes.get(iso3, NO_RULE) for iso3 in catalogue.world["iso3"]}
    return placed | {ORIGIN: IS_ORIGIN}


def _squares(catalogue: Catalogue, placed: Mapping[str, int], first: int) -> frozenset[str]:
    """Return the small places that have something to show: a tone from `first` on."""
    return frozenset(iso3 for iso3 in catalogue.tiny if placed[iso3] >= first)


def _affected(tables: EntryTables, view: EntryView) -> frozenset[str]:
    return frozenset(tables.affected[view.event]) if view.event else frozenset()
