"""The layer of entry rules on the Map page: map, country, decisions, numbers, table."""

import datetime
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.files.downloads import downloads, drawn_files, geo_files
from dashboard.kit import store
from dashboard.kit.actions import Draw, actions, headline, sources_and_terms
from dashboard.kit.address import (
    current_query,
    link_notes,
    share_link,
    write_query,
)
from dashboard.kit.component import plain_chart
from dashboard.kit.controls import plain
from dashboard.kit.country_card import ON_MAP, beside_map, take_country
from dashboard.kit.entry_rules import category_list, change_list, entry_country_panel, entry_table
from dashboard.kit.map_component import Shown, draw_map, draw_one
from dashboard.kit.map_head import map_intro, say_first
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.kit.table import twin
from dashboard.link.map_view import EntryView, entry_defaults, entry_query, parse_entry
from dashboard.link.page_codes import on_entry_map
from dashboard.link.page_link import PageLink
from dashboard.map.entry import EntryCard
from dashboard.map.entry_play import entry_timeline, played_sources
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.views.rules.controls import at_date, entry_controls
from dashboard.views.rules.events import entry_events
from dashboard.views.rules.numbers import entry_numbers, number_choices
from dashboard.words.entry_words import SHORT_VISITS, map_dates
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.numbers import day
from dashboard.words.sources import ENTRY_TERMS, source_lines

AT_THE_DATES, BESIDE_NUMBERS = "The rules at each date", "Rules beside numbers"
BY_RULE = "Countries by rule"
# In pixels: four stand side by side on a laptop, one on a phone.
SMALL_MAP, SMALL_HEIGHT = 285, 160


def entry_layer() -> None:
    """Lay the layer out from the view that the address bar names."""
    data, tables, codes = store.tables().catalogue, store.tables().entry, store.tables().entry_codes
    query = current_query()
    view, refusals = parse_entry(query, codes)
    noise = bool(st.session_state.get("entry_noise", False))
    card = store.entry_map_of(view, noise=noise)

    def pick(iso3: str | None) -> None:
        _go(replace(view, country=iso3))

    say_first(map_dates(tables, card.date, card.since_date))
    with st.container(gap="xsmall"):
        map_intro()
        link_notes(refusals, query, codes.release, on_entry_map(view, tables))
        entry_controls(view, data, tables, store.tables().words, _go, pick)
        headline("heading", card.title, card.subtitle)
    link = share_link(entry_query(view, codes, full=True))
    picked = view.country
    beside_map(
        lambda: draw_map(
            store.entry_layer_for_page(view, noise=noise),
            card.date.isoformat(),
            Shown(
                card.title,
                card.alt,
                picked,
                codes.countries,
                beside=picked is None,
                strong=tuple(card.map.strong),
            ),
            "map",
            partial(take_country, ON_MAP, data, codes.countries, pick),
            lambda code: _go(at_date(view, datetime.date.fromisoformat(code))),
        ),
        (lambda: entry_country_panel(data, tables, card, picked, link)) if picked else None,
        lambda: pick(None),
    )
    st.caption(plain(f"{SHORT_VISITS} Source: {card.source}. {SHORT_BORDER_NOTE}."))
    actions(
        "map",
        link=PageLink.of("map", entry_query(view, codes, full=True)),
        table=lambda: _rows(data, tables, card),
        download=lambda: _files(data, tables, view, card, link, noise=noise),
        sources=lambda: sources_and_terms(
            source_lines(card.source_ids, data.sources), ENTRY_TERMS, [BORDER_NOTE]
        ),
    )
    if card.since_date:
        change_list(data, tables, card)
    entry_events(data, tables, view, link, _go)
    _further(data, tables, view, link)


def _rows(data: Catalogue, tables: EntryTables, card: EntryCard) -> None:
    table = entry_table(data, tables, card)
    twin(table, "entry_rows", card.title, list(table.rows.columns[:2]))


def _files(
    data: Catalogue,
    tables: EntryTables,
    view: EntryView,
    card: EntryCard,
    link: str,
    *,
    noise: bool,
) -> None:
    table = entry_table(data, tables, card)
    header = {
        "title": card.title,
        "shows": card.subtitle,
        "caution": SHORT_VISITS,
        "source": card.source,
    }
    name = "changes" if card.since_date else "rules"
    more = geo_files(lambda: table.download, f"entry_{name}", header, link)
    more += drawn_files(
        card.map,
        partial(entry_timeline, data, tables, view, noise=noise),
        header,
        link,
        [SHORT_VISITS],
        alt=card.alt,
        terms=card.terms,
        sources=played_sources(data, tables, view),
        told=[SHORT_VISITS],
    )
    downloads(lambda: table.download, "entry", file_name(card), header, link, more=more)


def file_name(card: EntryCard) -> str:
    """Return what tells the files of a view apart: day, earlier day, people, region."""
    shown = f"changes-{card.date}-since-{card.since_date}" if card.since_date else None
    shown = shown or f"rules-{card.date}{'-people' if card.map.rings else ''}"
    return f"entry_{shown}-{card.map.region}"


def _further(data: Catalogue, tables: EntryTables, view: EntryView, link: str) -> None:
    """Offer what else the rules show, one figure at a time and drawn only once it is asked for."""
    figures: dict[str, Draw] = {
        AT_THE_DATES: lambda: _dates(tables, view),
        BESIDE_NUMBERS: lambda: _numbers(data, tables, view, link),
        BY_RULE: lambda: category_list(data, tables, view),
    }
    shown = st.pills(
        "More about the rules", list(figures), key="entry_further", label_visibility="collapsed"
    )
    if shown:
        figures[shown]()


def _dates(tables: EntryTables, view: EntryView) -> None:
    """Show the rules at every snapshot as small maps, which change only where a rule did."""
    with st.container(horizontal=True, gap="small", key="entry_dates"):
        for date in tables.snapshots:
            bare = replace(
                entry_defaults(store.tables().entry_codes, "none"), date=date, region=view.region
            )
            card = store.entry_map_of(bare, noise=False)
            with st.container(gap="xxsmall", width=SMALL_MAP):
                st.markdown(f"**{plain(day(date))}**")
                small = replace(card.map, legend=[], names=[], items=None)
                shown = Shown(card.title, card.alt, height=SMALL_HEIGHT, beside=False)
                draw_one(small, shown, f"rules_{date}")
                st.caption(plain(card.title))


def _numbers(data: Catalogue, tables: EntryTables, view: EntryView, link: str) -> None:
    """Set figures beside the rules."""
    layers = store.tables().words.layers
    with st.container(key="entry_numbers"):
        picked = st.selectbox(
            "Figure",
            number_choices(layers),
            format_func=lambda code: layers[code].label,
            key="entry_numbers_of",
        )
        shown = entry_numbers(data, tables, layers[picked], view.date)
        figure, (subtitle, *notes) = shown.figure, shown.figure.lines
        st.markdown(f"**{figure.title}**")
        st.caption(subtitle)
        for note in notes:
            st.text(note)
        plain_chart(figure.figure, figure.alt, "entry_bands")
        st.caption(plain(f"Source: {shown.source}. {layers[picked].caution}"))
        twin(shown.table, "entry_numbers_rows", figure.title, ["Country", "Rule"])
        header = {
            "title": figure.title,
            "shows": subtitle,
            "caution": layers[picked].caution,
            "source": shown.source,
        }
        file = f"entry-rules-{view.date}-beside-{picked}"
        downloads(lambda: shown.table.download, "entry_numbers", file, header, link)


def _go(view: EntryView) -> None:
    write_query(entry_query(view, store.tables().entry_codes))
