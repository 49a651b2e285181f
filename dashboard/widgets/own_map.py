"""A reader's own table as a layer of the Map, drawn by the same code as the built-in ones."""

from dataclasses import replace

import streamlit as st

from dashboard.figures.country_card import choropleth_country
from dashboard.figures.map_figure import MapCard, map_card
from dashboard.figures.ranking import TOP, ranking
from dashboard.links.map_view import MapView, map_query
from dashboard.links.page_link import PageLink
from dashboard.links.vocabulary import Vocabulary
from dashboard.models.layer import Layer
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import OWN_LAYER, Indicator
from dashboard.widgets.address import share_link, write_query
from dashboard.widgets.briefing import add_button
from dashboard.widgets.chart import map_chart, plain_chart
from dashboard.widgets.country_panel import country_panel
from dashboard.widgets.looks import palette
from dashboard.widgets.map_controls import map_controls, map_country_picker
from dashboard.widgets.map_downloads import table_and_downloads
from dashboard.widgets.own_report import forget_button
from dashboard.widgets.own_session import draw
from dashboard.widgets.own_table import OwnTable
from dashboard.widgets.page_foot import link_to_view
from dashboard.widgets.source_note import plain
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.own_words import LINK_NOTE

MAP_HEIGHT = 390


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
        self._card = map_card(data, indicator, view, palette(), MAP_HEIGHT)

    def head(self) -> None:
        """Show the controls and what the map shows."""
        map_controls(self._view, self._words, self._go)
        st.subheader(plain(self._card.title), anchor=False)
        st.caption(plain(self._card.subtitle))
        for note in self._card.notes:
            st.text(note)

    def body(self) -> None:
        """Show map, ranking, country, table and link, and the way back to the report."""
        view, card = self._view, self._card
        left, right = st.columns([2.15, 1], gap="medium")
        with left:
            map_chart(card.figure, card.alt, "map", self._pick)
            source = plain(f"Source: {self._table.file}, your own table")
            st.caption(f"{source}  \n{BORDER_NOTE}")
            add_button(PageLink.of("map", {"layer": OWN_LAYER}), "own")
        with right:
            map_country_picker(view, self._data, self._words, self._go)
            if view.country:
                self._country(view.country)
        with st.container() if view.country else right:
            self._ranking()
        st.text(self._table.sums)
        with st.container(horizontal=True):
            st.button(
                "Report and repairs",
                icon=":material/rule:",
                key="own_back",
                on_click=lambda: draw(self._table, drawn=False),
            )
            forget_button()
        table_and_downloads(self._data, card, self._link())
        link_to_view("map", self._link(), LINK_NOTE)
        st.button("Reset", icon=":material/restart_alt:", on_click=_reset)

    def _country(self, iso3: str) -> None:
        layer = _layer(self._card)
        country = choropleth_country(self._data, layer, iso3, palette())
        country_panel(country, self._card, self._link())

    def _ranking(self) -> None:
        layer = _layer(self._card)
        if layer.valued.empty:
            st.text("No country has a value here. Try another year or measure.")
            return
        everything = bool(st.session_state.get("ranking_all", False))
        bars = ranking(layer, palette(), self._view.country, everything=everything)
        st.markdown(f"**{plain(bars.heading)}**")
        plain_chart(bars.figure, bars.alt, "ranking", self._pick)
        if bars.total > TOP:
            st.toggle(f"Show all {bars.total}", key="ranking_all")

    def _link(self) -> str:
        return share_link(map_query(self._view, self._words, full=True))

    def _pick(self, iso3: str) -> None:
        if iso3 in self._words.countries:
            self._go(replace(self._view, country=iso3))

    def _go(self, view: MapView) -> None:
        write_query(map_query(view, self._words))


def _reset() -> None:
    write_query({"layer": OWN_LAYER})


def _layer(card: MapCard) -> Layer:
    if card.layer is None:
        raise ValueError("an own table is drawn as a choropleth")
    return card.layer
