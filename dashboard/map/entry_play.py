"""The entry rules over time: the maps that the time control steps through, decision by decision."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from dashboard.link.map_view import EntryView
from dashboard.map.entry import compared_map, rules_map, tally_of, with_people
from dashboard.map.entry_people import People
from dashboard.map.entry_tones import rule_legend, tone_of
from dashboard.map.spec import Map, Moment, Timeline
from dashboard.models.entry import compare
from dashboard.models.entry_days import Standing, decided_days, histories, standing_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.tables.provenance import each_id
from dashboard.words import entry_words
from dashboard.words.entry_words import event_place, hover_detail, short_label
from dashboard.words.numbers import day as day_words
from dashboard.words.sources import source_summary, terms_line
from dashboard.words.values import listed


def entry_timeline(
    catalogue: Catalogue, tables: EntryTables, view: EntryView, *, noise: bool = False
) -> Timeline:
    """Return the map of every day that says something, or of each later date of a comparison.

    Days are those of the snapshots, of every decision that came into force, and the view's own.
    """
    if view.since_date is not None:
        moments = _compared(catalogue, tables, view, view.since_date, noise=noise)
    else:
        moments = _decided(catalogue, tables, view)
    return Timeline(moments, gauge="Date", shown=view.date.isoformat())


def played_sources(catalogue: Catalogue, tables: EntryTables, view: EntryView) -> list[str]:
    """Return the sources of all moments together, and their terms: a line each."""
    if view.since_date is not None:
        found = compare(tables, view.since_date, tables.latest).values()
        rows = [event.source_id for one in found for event in one.events]
    else:
        events = [event for each in decided_days(tables).values() for event in each]
        rows = [rule.source_id for rule in tables.rules] + [event.source_id for event in events]
        if view.people == "staying":
            rules = standing_on(histories(tables), view.date)
            rows = [People.on(catalogue, tables, view.date, rules).source_ids, *rows]
    ids, sources = each_id(rows), catalogue.sources
    return [line for line in (source_summary(ids, sources), terms_line(ids, sources)) if line]


def entry_days(tables: EntryTables) -> list[datetime.date]:
    """Return the days of the snapshots, and of every decision that came into force."""
    return sorted({*tables.snapshots, *decided_days(tables)})


def corner_text(
    tables: EntryTables,
    date: datetime.date,
    events: Sequence[EntryEvent],
    tally: Mapping[str, int],
    names: Mapping[str, str],
) -> str:
    """Return what is read while the map plays: the day, its decisions, the counts up to it.

    `30 Sep 2022 · Finland: Entry closed to Russian tourists · 28 tightened, 7 loosened`. Countries
    that share a decision stand together; the second and further decisions are counted.
    """
    places: dict[str, list[str]] = {}
    for event in events:
        known = "" if event.date_precision == "day" else f" ({day_words(event.date)})"
        places.setdefault(event.title + known, []).append(event_place(event, names))
    decided = [f"{listed(each)}: {title}" for title, each in places.items()]
    if len(decided) > 1:
        decided = [f"{decided[0]}, and {len(decided) - 1} more"]
    counted = f"{tally['tightened']} tightened, {tally['loosened']} loosened"
    return " · ".join([short_label(tables, date), *decided, counted])


def _compared(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    since_date: datetime.date,
    *,
    noise: bool,
) -> list[Moment]:
    moments = []
    for date in tables.snapshots:
        if date > since_date:
            found = compare(tables, since_date, date)
            drawn = compared_map(catalogue, tables, view, found, noise=noise)
            tally = tally_of(found)
            corner = corner_text(tables, date, [], tally, catalogue.names.by_code)
            moments.append(
                Moment(
                    date.isoformat(),
                    short_label(tables, date),
                    replace(drawn, corner=corner),
                    entry_words.compare_title(tables, since_date, date, tally),
                    entry_words.compare_subtitle(tables, since_date, date, tally),
                )
            )
    return moments


def _decided(catalogue: Catalogue, tables: EntryTables, view: EntryView) -> list[Moment]:
    known, decided = histories(tables), decided_days(tables)
    days = sorted({*entry_days(tables), view.date})
    effects = (Counter(event.effect for event in decided.get(day, [])) for day in days)
    drawn = _Drawn(catalogue, tables, view)
    names = catalogue.names.by_code
    moments = []
    for day, total in zip(days, accumulate(effects), strict=True):
        rules = standing_on(known, day)
        corner = corner_text(tables, day, decided.get(day, []), total, names)
        own = replace(drawn.on(day, rules), corner=corner)
        moments.append(
            Moment(day.isoformat(), short_label(tables, day), own, *drawn.words(day, rules))
        )
    return moments


class _Drawn:
    """Draws one day after the other; what did not change is the same object as before."""

    def __init__(self, catalogue: Catalogue, tables: EntryTables, view: EntryView) -> None:
        self._catalogue, self._tables, self._view = catalogue, tables, view
        self._rules: Mapping[str, Standing] = {}
        self._map: Map | None = None
        self._people: People | None = None

    def on(self, day: datetime.date, rules: Mapping[str, Standing]) -> Map:
        """Return the map of the next day."""
        if self._map is None:
            whole = rules_map(self._catalogue, self._tables, self._view, rules)
            self._map = self._peopled(whole, day, rules)
        else:
            changed = {
                iso3: standing
                for iso3, standing in rules.items()
                if standing is not self._rules[iso3] and iso3 in self._map.classes
            }
            if changed:
                self._map = self._moved(self._map, day, rules, changed)
        self._rules = rules
        return self._map

    def words(self, day: datetime.date, rules: Mapping[str, Standing]) -> tuple[str, str]:
        """Return title and subtitle of the day that was drawn last."""
        if self._people is None:
            title = entry_words.title(self._tables, day, rules)
            return title, entry_words.subtitle(self._tables, day, rules)
        people = self._people.moved(day, rules)
        return people.title, people.subtitle

    def _moved(
        self,
        before: Map,
        day: datetime.date,
        rules: Mapping[str, Standing],
        changed: Mapping[str, Standing],
    ) -> Map:
        tables = self._tables
        classes = {iso3: tone_of(tables, one) for iso3, one in changed.items()}
        texts = {iso3: hover_detail(tables, one) for iso3, one in changed.items()}
        rings = [key for key in before.legend if key.ring is not None]
        moved = replace(
            before,
            classes={**before.classes, **classes},
            texts={**before.texts, **texts},
            legend=rule_legend(tables, rules, rings),
        )
        if any(ring.iso3 in changed for ring in before.rings):
            return self._peopled(moved, day, rules)
        return moved

    def _peopled(self, own: Map, day: datetime.date, rules: Mapping[str, Standing]) -> Map:
        if self._view.people == "none":
            return own
        if self._people is None:
            self._people = People.on(self._catalogue, self._tables, day, rules)
        return with_people(own, self._people.moved(day, rules), self._tables, rules)
