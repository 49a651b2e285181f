"""A layer of the Map, or the entry rules, as a slide."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dashboard.charts.figure import Figure, Spec
from dashboard.charts.series import series_figure
from dashboard.kit.entry_rules import entry_table
from dashboard.kit.map_controls import with_year
from dashboard.kit.slide import MOST_POINTS, Slide, SlideTables, Steps, notes, steps_at
from dashboard.kit.table import card_table
from dashboard.link.map_view import (
    EntryView,
    MapView,
    entry_query,
    is_entry,
    map_query,
    parse_entry,
    parse_map,
    shown_year,
)
from dashboard.link.page_link import PageLink
from dashboard.map.entry import EntryCard, entry_card
from dashboard.map.entry_play import entry_timeline
from dashboard.map.figure import MapCard, hover, map_card, map_timeline
from dashboard.models.entry_days import decided_days, rules_on
from dashboard.models.layer import Layer
from dashboard.models.rings import Single
from dashboard.tables.provenance import named_ids
from dashboard.words import entry_words
from dashboard.words.entry_words import SHORT_VISITS
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.numbers import counted, period
from dashboard.words.values import listed, ring_hover

LOWEST_NAMED = 2
DEFINITION = "The rule for short visits of Russian citizens on an ordinary passport"
CHECKED = (
    "Rules whose text was not checked come from a passport index, which can differ from the law"
)


def map_slide(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a normal link to the Map."""
    if is_entry(link.query):
        return _rules(link, tables, height)
    view, _ = parse_map(link.query, tables.words)
    data, indicator = tables.catalogue, tables.words.layers[view.layer]
    card = map_card(data, indicator, view)
    told = f"{card.title}. {card.subtitle}"
    spec, table = None if card.map else _series(card), card_table(data, card).rows
    return tables.slide(
        link,
        Figure(card.title, [card.subtitle], card.alt, spec, table),
        card.source_ids,
        height,
        source=card.source,
        points=_points(card, view, tables),
        map=card.map,
        moments=partial(map_timeline, data, indicator, view) if card.map else None,
        border_note=BORDER_NOTE if card.map else "",
        notes=[*notes(told, indicator.definition, indicator.caution), *card.notes],
    )


def _points(card: MapCard, view: MapView, tables: SlideTables) -> list[str]:
    """Return the picked country and the ends of the ranking, or the figures that have a ring."""
    if card.layer is not None:
        return _layer_points(card.layer, view.country)
    if card.map is None:
        return [_figure(row, card) for row in card.rings[-MOST_POINTS:]]
    drawn = [row for row in card.rings if row.drawn]
    if view.country:
        first = [row for row in drawn if row.figure.iso3 == view.country]
        drawn = first + [row for row in drawn if row not in first]
        if not first:
            name = tables.catalogue.names.by_code[view.country]
            return [f"{name}: no figure in {card.year}", *_figures(drawn, card)][:MOST_POINTS]
    return _figures(drawn, card) or ["No country has a figure here."]


def _figures(rows: Sequence[Single], card: MapCard) -> list[str]:
    return [_figure(row, card) for row in rows[:MOST_POINTS]]


def _figure(row: Single, card: MapCard) -> str:
    """Return a figure with its period, unless all share the one that the subtitle gives."""
    text = ring_hover(row, card.indicator, noted=False)
    spans = {(one.figure.period_start, one.figure.period_end) for one in card.rings}
    return text.removesuffix(f", {period(*spans.pop())}") if len(spans) == 1 else text


def _layer_points(layer: Layer, picked: str | None) -> list[str]:
    """Return the largest values, of changes and picked countries the lowest or own value too."""
    first = [layer.row(picked)] if picked else []
    rows = [place for place in layer.valued if place.iso3 != picked]
    room = MOST_POINTS - 1 - len(first)
    kept = rows[:room]
    if layer.measure == "change":
        fallen = [row for row in rows if row.shown < 0][-LOWEST_NAMED:]
        kept = [row for row in rows if row not in fallen][: room - len(fallen)]
        # Of the few that stand beside a picture one has fallen.
        kept = [*kept[:2], *fallen[::-1], *kept[2:]]
    lines = [hover(row, layer) for row in [*first, *kept]]
    if absent := [place.name for place in layer.places if place.state == "not_reported"]:
        named = (
            listed(sorted(absent))
            if len(absent) <= LOWEST_NAMED
            else counted(len(absent), "country")
        )
        lines.append(f"Not reported, which is not zero: {named}")
    return lines or [f"No country has a value in {layer.year}."]


def _series(card: MapCard) -> Spec | None:
    rows, name = [one.figure for one in card.rings], card.rings[-1].name
    return series_figure(rows, card.indicator, name, label=card.indicator.label).spec


def map_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    if is_entry(link.query):
        return _rule_steps(link, tables)
    view, _ = parse_map(link.query, tables.words)
    layer = tables.words.layers[view.layer]
    if layer.map_kind == "series":
        return Steps("All years in one chart")
    views = [with_year(view, year, tables.words) for year in layer.open_years]
    shown = shown_year(view, layer)
    links = [PageLink.of("map", map_query(each, tables.words)) for each in views]
    return steps_at(f"Year {shown}", links, layer.open_years.index(shown), tables)


def _rules(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the entry rules as a slide: a snapshot, or what changed between two."""
    view, _ = parse_entry(link.query, tables.entry_codes)
    card = entry_card(tables.catalogue, tables.entry, view)
    table = entry_table(tables.catalogue, tables.entry, card)
    return tables.slide(
        link,
        Figure(card.title, [card.subtitle], card.alt, table=table.rows),
        named_ids(table.download),
        height,
        source=card.source,
        points=_rule_points(card, view, tables),
        map=card.map,
        moments=partial(entry_timeline, tables.catalogue, tables.entry, view),
        border_note=BORDER_NOTE,
        caution=SHORT_VISITS,
        notes=notes(f"{card.title}. {card.subtitle}", DEFINITION, SHORT_VISITS, CHECKED),
    )


def _rule_points(card: EntryCard, view: EntryView, tables: SlideTables) -> list[str]:
    lines = _picked(card, view, tables)
    if view.people == "staying":
        more = [f"{part.label}. {part.text}" for part in card.map.strip]
    else:
        more = _families(tables, card.date) if card.since_date is None else _changes(card, tables)
    more = [line for line in more if line not in lines]
    return [*lines, *more][:MOST_POINTS]


def _picked(card: EntryCard, view: EntryView, tables: SlideTables) -> list[str]:
    """Return the decision and the country that the view names."""
    names = dict(tables.catalogue.names.by_code)
    lines = []
    if view.event:
        lines.append(entry_words.event_line(tables.entry.events_by_id[view.event], names))
    if view.country:
        name, standing = names[view.country], rules_on(tables.entry, card.date).get(view.country)
        if standing is None:
            lines.append(f"{name}: {entry_words.NO_RULE}")
        elif view.country in card.compared:
            changed = entry_words.compared_text(tables.entry, card.compared[view.country])
            lines.append(f"{name}: {changed}")
        else:
            lines.append(f"{name}: {entry_words.standing_text(tables.entry, standing)}")
    return lines


def _families(tables: SlideTables, date: datetime.date) -> list[str]:
    """Return the three families, each with the counts of its categories."""
    labels = entry_words.category_counts(tables.entry, date)
    members = {
        family: [row.category for row in tables.entry.categories if row.family == family]
        for family in entry_words.FAMILY_WORDS
    }
    return [
        f"{words}: {', '.join(labels[one] for one in members[family])}"
        for family, words in entry_words.FAMILY_WORDS.items()
    ]


def _changes(card: EntryCard, tables: SlideTables) -> list[str]:
    """Return the changes that a decision explains, the latest decision first."""
    names = tables.catalogue.names.by_code
    found = [one for one in card.compared.values() if one.evidence == "explained"]
    found.sort(key=lambda one: (one.events[-1].date, names[one.iso3]), reverse=True)
    lines = [f"{names[one.iso3]}: {entry_words.decided_text(one)}" for one in found]
    room = MOST_POINTS - 1
    if len(lines) > room:
        lines = [*lines[:room], f"{len(lines) - room} more changed by a decision"]
    return lines or ["No decision changed a rule between these dates."]


def _rule_steps(link: PageLink, tables: SlideTables) -> Steps:
    codes = tables.entry_codes
    view, _ = parse_entry(link.query, codes)
    # A comparison ends after it begins; on its own, each day of a decision is a step.
    dates = sorted({*codes.snapshots, *decided_days(tables.entry), view.date})
    if since := view.since_date:
        dates = [date for date in codes.snapshots if date > since]
    links = [PageLink.of("map", entry_query(replace(view, date=date), codes)) for date in dates]
    line = f"Date: {entry_words.short_label(tables.entry, view.date)}"
    return steps_at(line, links, dates.index(view.date), tables)
