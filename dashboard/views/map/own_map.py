"""A reader's own table as a layer of the Map, drawn by the same code as the built-in ones."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.files.downloads import map_files, map_rows
from dashboard.kit import store
from dashboard.kit.actions import actions
from dashboard.kit.address import (
    current_query,
    link_notes,
    share_link,
    write_query,
)
from dashboard.kit.country_card import choropleth_country
from dashboard.kit.country_panel import beside_map, country_panel
from dashboard.kit.map_component import Shown, draw_map
from dashboard.kit.map_controls import map_controls, with_year
from dashboard.kit.map_head import map_intro, say_first
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.kit.source_note import plain
from dashboard.link.map_view import MapView, map_query, parse_map, with_own
from dashboard.link.page_link import PageLink
from dashboard.map.figure import map_card, map_timeline
from dashboard.map.payload import packed
from dashboard.own.panel import forget_button
from dashboard.own.session import OwnTable, draw
from dashboard.own.words import CAUTION_LINE
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.words.map_words import BORDER_NOTE, map_dates


def own_map(table: OwnTable, data: Catalogue, indicator: Indicator) -> None:
    """Show map, country, table and link of the view in the link, and the way back to the report.

    `data` are the tables with the reader's own among them.
    """
    words, query = with_own(store.vocabulary(), indicator), current_query()
    view, refusals = parse_map(query, words)
    # Never through store: its caches are shared by all readers.
    card = map_card(data, indicator, view)
    layer, picked = card.layer, view.country
    if layer is None:
        raise ValueError("an own table is drawn as a choropleth")
    link = PageLink.of("map", map_query(view, words, full=True))
    address = share_link(link.query)

    def go(to: MapView) -> None:
        write_query(map_query(to, words))

    say_first(map_dates(layer))
    with st.container(gap="xsmall"):
        map_intro(CAUTION_LINE)
        link_notes(refusals, query, words.release)
        map_controls(view, data, words, go)
        st.subheader(plain(card.title), anchor=False)
        st.caption(plain(card.subtitle))
        for note in card.notes:
            st.text(note)
    beside_map(
        lambda: draw_map(
            packed(map_timeline(data, indicator, view, told=False)),
            str(card.year),
            Shown(card.title, card.alt, picked, words.countries, beside=picked is None),
            "map",
            lambda iso3: go(replace(view, country=iso3)),
            lambda year: go(with_year(view, int(year), words)),
        ),
        (lambda: country_panel(choropleth_country(data, layer, picked), card, address))
        if picked
        else None,
        lambda: go(replace(view, country=None)),
    )
    source = plain(f"Source: {table.file}, your own table")
    st.caption(f"{source}. {SHORT_BORDER_NOTE}.")
    timeline = partial(map_timeline, data, indicator, view)
    actions(
        "map",
        link=link,
        table=lambda: map_rows(data, card),
        download=lambda: map_files(data, card, timeline, address),
        sources=lambda: st.caption(BORDER_NOTE),
    )
    st.text(table.sums)
    with st.container(horizontal=True):
        st.button(
            "Report and repairs",
            icon=":material/rule:",
            key="own_back",
            on_click=lambda: draw(table, drawn=False),
        )
        forget_button()
