"""The entry rules as a slide: a snapshot, or what changed between two."""

import datetime
from dataclasses import replace
from functools import partial

from dashboard.kit.entry_table import entry_table
from dashboard.kit.slide import MOST_POINTS, Slide, SlideTables, Steps, notes, steps_at
from dashboard.link.entry_view import EntryView, entry_query, parse_entry
from dashboard.link.page_link import PageLink
from dashboard.map.entry import EntryCard, entry_card
from dashboard.map.entry_play import entry_timeline
from dashboard.models.entry_days import decided_days, rules_on
from dashboard.tables.provenance import named_ids
from dashboard.words import entry_words
from dashboard.words.entry_words import short_label, standing_text
from dashboard.words.map_words import BORDER_NOTE

DEFINITION = "The rule for short visits of Russian citizens on an ordinary passport"
CHECKED = (
    "Rules whose text was not checked come from a passport index, which can differ from the law"
)


def entry_slide(link: PageLink, tables: SlideTables) -> Slide:
    """Return the slide of a normal link to the entry rules."""
    view, _ = parse_entry(link.query, tables.entry_codes)
    card = entry_card(tables.catalogue, tables.entry, view)
    table = entry_table(tables.catalogue, tables.entry, card)
    ids = named_ids(table.download)
    return Slide(
        link=link,
        title=card.title,
        subtitle=card.subtitle,
        alt=card.alt,
        source=card.source,
        points=_points(card, view, tables),
        map=card.map,
        moments=partial(entry_timeline, tables.catalogue, tables.entry, view),
        table=table.rows,
        border_note=BORDER_NOTE,
        caution=entry_words.SHORT_VISITS,
        notes=notes(
            f"{card.title}. {card.subtitle}", DEFINITION, entry_words.SHORT_VISITS, CHECKED
        ),
        sources=tables.source_texts(ids) if ids else [],
    )


def _points(card: EntryCard, view: EntryView, tables: SlideTables) -> list[str]:
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
            lines.append(f"{name}: {standing_text(tables.entry, standing)}")
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


def entry_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    codes = tables.entry_codes
    view, _ = parse_entry(link.query, codes)
    # A comparison ends after it begins; on its own, each day of a decision is a step.
    dates = sorted({*codes.snapshots, *decided_days(tables.entry), view.date})
    if since := view.since_date:
        dates = [date for date in codes.snapshots if date > since]
    links = [PageLink.of("map", entry_query(replace(view, date=date), codes)) for date in dates]
    line = f"Date: {short_label(tables.entry, view.date)}"
    return steps_at(line, links, dates.index(view.date), tables)
