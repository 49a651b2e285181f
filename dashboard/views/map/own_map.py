"""The layer of a reader's own table: upload, report, and a map as those of the other layers."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.files.downloads import map_files, map_rows
from dashboard.kit import store
from dashboard.kit.actions import actions
from dashboard.kit.address import current_query, link_notes, share_link, write_query
from dashboard.kit.controls import icon_button, plain
from dashboard.kit.country_card import (
    ON_MAP,
    beside_map,
    choropleth_country,
    country_panel,
    take_country,
)
from dashboard.kit.map_component import Shown, draw_map
from dashboard.kit.map_controls import map_controls, with_year
from dashboard.kit.map_head import layer_tabs, map_intro, open_layer, say_first
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.link.map_view import MapView, map_query, parse_map, parse_own, with_own
from dashboard.link.page_link import PageLink
from dashboard.map.figure import map_card, map_timeline
from dashboard.map.payload import packed
from dashboard.own.catalogue import CAUTION_LINE
from dashboard.own.panel import forget_button, own_report, own_upload
from dashboard.own.session import (
    GONE_NOTE,
    OwnTable,
    draw,
    is_gone,
    one_at_a_time,
    own_table,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import OWN_LAYER, Indicator
from dashboard.words.map_words import BORDER_NOTE, map_dates


def own_layer() -> None:
    """Lay the layer out: the map once the report was seen, before that report or upload.

    Raises:
        RuntimeError: where it cannot be drawn.
    """
    table = own_table()
    try:
        with one_at_a_time(table):
            if table is not None and table.drawn and table.catalogue and table.indicator:
                _own_map(table, table.catalogue, table.indicator)
            else:
                _before_the_map(table)
    except Exception as error:
        # What went wrong may quote the file, which no log may hold.
        raise RuntimeError(f"own table not drawn: {type(error).__name__}") from None


def _before_the_map(table: OwnTable | None) -> None:
    words, query = store.tables().words, current_query()
    country, refusals = parse_own(query, words)
    with st.container(gap="xsmall"):
        if table is None and is_gone():
            st.text(GONE_NOTE)
        map_intro(CAUTION_LINE)
        link_notes(refusals, query, words.release)
        layer_tabs(OWN_LAYER, words, lambda code: open_layer(code, country))
    if table is None:
        own_upload()
    else:
        own_report(store.tables().catalogue, table)


def _own_map(table: OwnTable, data: Catalogue, indicator: Indicator) -> None:
    """Show map, country, table and link of the view in the link, and the way back to the report.

    `data` are the tables with the reader's own among them.
    """
    words, query = with_own(store.tables().words, indicator), current_query()
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

    def pick(iso3: str | None) -> None:
        go(replace(view, country=iso3))

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
            partial(take_country, ON_MAP, data, words.countries, pick),
            lambda year: go(with_year(view, int(year), words)),
        ),
        (lambda: country_panel(choropleth_country(data, layer, picked), card, address))
        if picked
        else None,
        lambda: pick(None),
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
        back = partial(draw, table, drawn=False)
        icon_button("Report and repairs", "rule", "own_back", back)
        forget_button()
