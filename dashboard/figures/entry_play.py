"""The entry rules over time: the maps that the time control steps through, decision by decision."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from dashboard.figures.entry_map import compared_map, rules_map, tally_of, with_people
from dashboard.figures.entry_people import People
from dashboard.figures.entry_tones import rule_legend, tone_of
from dashboard.links.entry_view import EntryView
from dashboard.map.spec import Map, Moment, Timeline
from dashboard.models.entry import compare
from dashboard.models.entry_days import Standing, decided_days, histories, standing_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.rows import Row
from dashboard.words.entry_day_words import corner_text, hover_detail
from dashboard.words.entry_words import short_label

Counts = dict[str, int]


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
    return Timeline(moments, gauge="Date", shown=view.date)


def entry_days(tables: EntryTables) -> list[str]:
    """Return the days of the snapshots, and of every decision that came into force."""
    return sorted({*tables.snapshots, *decided_days(tables)})


def _compared(
    catalogue: Catalogue, tables: EntryTables, view: EntryView, since_date: str, *, noise: bool
) -> list[Moment]:
    moments = []
    for date in tables.snapshots:
        if date > since_date:
            found = compare(tables, since_date, date)
            drawn = compared_map(catalogue, tables, view, found, noise=noise)
            corner = corner_text(tables, date, [], tally_of(found), catalogue.names.by_code)
            label = short_label(tables, date)
            moments.append(Moment(date, label, replace(drawn, corner=corner)))
    return moments


def _decided(catalogue: Catalogue, tables: EntryTables, view: EntryView) -> list[Moment]:
    known, decided = histories(tables), decided_days(tables)
    days = sorted({*entry_days(tables), view.date})
    totals = accumulate((_effects(decided.get(day, [])) for day in days), _sum)
    drawn = _Drawn(catalogue, tables, view)
    names = catalogue.names.by_code
    return [
        Moment(
            day,
            short_label(tables, day),
            replace(
                drawn.on(day, standing_on(known, day)),
                corner=corner_text(tables, day, decided.get(day, []), total, names),
            ),
        )
        for day, total in zip(days, totals, strict=True)
    ]


def _effects(events: list[Row]) -> Counts:
    each = [event["effect"] for event in events]
    return {effect: each.count(effect) for effect in ("tightened", "loosened")}


def _sum(first: Counts, second: Counts) -> Counts:
    return {effect: first[effect] + second[effect] for effect in first}


class _Drawn:
    """Draws one day after the other; what did not change is the same object as before."""

    def __init__(self, catalogue: Catalogue, tables: EntryTables, view: EntryView) -> None:
        self._catalogue, self._tables, self._view = catalogue, tables, view
        self._rules: Mapping[str, Standing] = {}
        self._map: Map | None = None
        self._people: People | None = None

    def on(self, day: str, rules: Mapping[str, Standing]) -> Map:
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

    def _moved(
        self, before: Map, day: str, rules: Mapping[str, Standing], changed: Mapping[str, Standing]
    ) -> Map:
        tables = self._tables
        classes = {iso3: tone_of(tables, one) for iso3, one in changed.items()}
        texts = {iso3: hover_detail(tables, one) for iso3, one in changed.items()}
        rings = [key for key in before.legend if key.ring is not None]
        moved = replace(
            before,
            classes={**before.classes, **classes},
            texts={**before.texts, **texts},
            legend=[*rule_legend(tables, rules), *rings],
        )
        if any(ring.iso3 in changed for ring in before.rings):
            return self._peopled(replace(moved, legend=rule_legend(tables, rules)), day, rules)
        return moved

    def _peopled(self, own: Map, day: str, rules: Mapping[str, Standing]) -> Map:
        if self._view.people == "none":
            return own
        if self._people is None:
            self._people = People.on(self._catalogue, self._tables, day, rules)
        return with_people(own, self._people.moved(day, rules))
