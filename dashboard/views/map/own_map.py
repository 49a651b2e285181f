"""A reader's own table as a layer of the Map, drawn by the same code as the built-in ones."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.files.downloads import map_files, map_rows
from dashboard.kit.actions import actions
from dashboard.kit.address import share_link, write_query
from dashboard.kit.country_card import choropleth_country
from dashboard.kit.country_panel import beside_map, country_panel
from dashboard.kit.map_component import Shown, draw_map
from dashboard.kit.map_controls import map_controls, with_year
from dashboard.kit.map_head import say_first
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.kit.source_note import plain
from dashboard.link.map_view import MapView, map_query
from dashboard.link.page_link import PageLink, Vocabulary
from dashboard.map.figure import MapCard, map_card, map_timeline
from dashboard.map.payload import packed
from dashboard.models.layer import Layer
from dashboard.own.panel import forget_button
from dashboard.own.session import OwnTable, draw
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.words.map_words import BORDER_NOTE, map_dates


class OwnMap:
    """One run of the layer: the table with its own catalogue, the view and what it is drawn as."""

    def __init__(
        self,
        table: OwnTable,
        data: Catalogue,
        indicator: Indicator,
        view: MapView,
        words: Vocabulary,
    ) -> None:
        """Draw the view; `words` are the codes with this layer among them."""
        self._table, self._data, self._words, self._view = table, data, words, view
        # Never through store: its caches are shared by all readers.
        self._card = map_card(data, indicator, view)

    def head(self) -> None:
        """Show the controls and what the map shows."""
        say_first(map_dates(_layer(self._card)))
        map_controls(self._view, self._data, self._words, self._go)
        st.subheader(plain(self._card.title), anchor=False)
        st.caption(plain(self._card.subtitle))
        for note in self._card.notes:
            st.text(note)

    def body(self) -> None:
        """Show map, country, table and link, and the way back to the report."""
        view, card = self._view, self._card
        picked = view.country
        beside_map(
            lambda: draw_map(
                packed(map_timeline(self._data, card.indicator, view, told=False)),
                str(card.year),
                Shown(card.title, card.alt, picked, self._words.countries, beside=picked is None),
                "map",
                lambda iso3: self._go(replace(view, country=iso3)),
                lambda year: self._go(with_year(view, int(year), self._words)),
            ),
            (lambda: self._country(picked)) if picked else None,
            lambda: self._go(replace(view, country=None)),
        )
        source = plain(f"Source: {self._table.file}, your own table")
        st.caption(f"{source}. {SHORT_BORDER_NOTE}.")
        link = PageLink.of("map", map_query(view, self._words, full=True))
        timeline = partial(map_timeline, self._data, card.indicator, view)
        actions(
            "map",
            link=link,
            table=lambda: map_rows(self._data, card),
            download=lambda: map_files(self._data, card, timeline, self._link()),
            sources=lambda: st.caption(BORDER_NOTE),
        )
        st.text(self._table.sums)
        with st.container(horizontal=True):
            st.button(
                "Report and repairs",
                icon=":material/rule:",
                key="own_back",
                on_click=lambda: draw(self._table, drawn=False),
            )
            forget_button()

    def _country(self, iso3: str) -> None:
        layer = _layer(self._card)
        country = choropleth_country(self._data, layer, iso3)
        country_panel(country, self._card, self._link())

    def _link(self) -> str:
        return share_link(map_query(self._view, self._words, full=True))

    def _go(self, view: MapView) -> None:
        write_query(map_query(view, self._words))


def _layer(card: MapCard) -> Layer:
    if card.layer is None:
        raise ValueError("an own table is drawn as a choropleth")
    return card.layer
