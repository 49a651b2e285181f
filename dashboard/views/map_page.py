"""The Map: where did they go, and which rules did they meet?"""

from dataclasses import replace

import streamlit as st

from dashboard.figures.country_card import CountryCard, choropleth_country, ring_country
from dashboard.figures.map_figure import MapCard
from dashboard.figures.ranking import TOP
from dashboard.links.entry_view import is_entry
from dashboard.links.in_view import on_map
from dashboard.links.map_view import MapView, defaults, is_own, map_query, parse_map
from dashboard.links.page_link import PageLink
from dashboard.links.vocabulary import DEFAULT_LAYER, Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.widgets import store
from dashboard.widgets.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.widgets.briefing import add_button
from dashboard.widgets.chart import map_chart, plain_chart
from dashboard.widgets.country_panel import country_panel
from dashboard.widgets.entry_layer import entry_layer
from dashboard.widgets.footer import say_first
from dashboard.widgets.looks import palette, theme
from dashboard.widgets.map_controls import map_controls, map_country_picker
from dashboard.widgets.map_downloads import table_and_downloads
from dashboard.widgets.own_layer import own_layer
from dashboard.widgets.page_foot import page_foot
from dashboard.widgets.presenter import presented
from dashboard.widgets.ring_list import ring_list
from dashboard.widgets.terms import term_links
from dashboard.words.map_words import BORDER_NOTE, map_dates
from dashboard.words.ring_words import LISTED_BY_SIZE
from dashboard.words.term_words import layer_terms

MAP_HEIGHT = 390


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    data, words = store.catalogue(), store.vocabulary()
    query = current_query()
    if presented("map"):
        return
    if is_entry(query):
        entry_layer(_question)
        return
    if is_own(query):
        own_layer(_question)
        return
    view, refusals = parse_map(query, words)
    card = store.map_of(view, theme(), MAP_HEIGHT)
    say_first(map_dates(card.layer) if card.layer else str(card.year))
    # The map has to be in view on a laptop, so what stands above it is set close.
    with st.container(gap="xsmall"):
        _intro(view, words)
        show_refusals(refusals)
        show_release_note(query, words.release, on_map(view, card.year))
        map_controls(view, words, _go)
        _heading(card)
    left, right = st.columns([2.15, 1], gap="medium")
    with left:
        _draw(card, view)
    with right:
        picked = view.country if card.indicator.map_kind != "series" else None
        if card.indicator.map_kind != "series":
            map_country_picker(view, data, words, _go)
        if picked:
            country_panel(_country(data, card, view), card, _citation_link(view, words))
    # The card of a country takes the place of the ranking, which then stands under both.
    with st.container() if picked else right:
        _beside(card, view)
    table_and_downloads(data, card, _citation_link(view, words))
    page_foot("map", map_query(view, words, full=True), _reset)


def _question(limits: str = "") -> None:
    st.markdown(
        "**Who left Russia after February 2022, and where did they go?** Figures that public "
        "sources report, country by country, each with its source, its period and what it counts. "
        + limits
    )


def _intro(view: MapView, words: Vocabulary) -> None:
    if view.layer != DEFAULT_LAYER:
        _question()
        return
    _question(
        "This map covers the states that report to Eurostat; most people went where no common "
        "count exists."
    )
    with st.container(horizontal=True, gap="xsmall"):
        st.page_link(
            "views/map_page.py",
            label="People staying, as The Bell counted",
            query_params=map_query(defaults(words.layers[LISTED_BY_SIZE]), words),
        )
        st.page_link("views/scenarios_page.py", label="How many left?")
        st.page_link("views/workforce_page.py", label="What would 1.5% of the workforce mean?")
        st.page_link(
            "views/people_page.py",
            label="The article, figure by figure",
            query_params={"part": "article"},
        )


def _heading(card: MapCard) -> None:
    st.subheader(card.title, anchor=False)
    st.caption(card.subtitle)
    for note in card.notes:
        st.text(note)


def _draw(card: MapCard, view: MapView) -> None:
    """Draw the map, or the chart of a layer that knows one country only."""
    if card.indicator.map_kind == "series":
        plain_chart(card.figure, card.alt, "series")
        st.caption(f"Source: {card.source}")
    else:
        map_chart(card.figure, card.alt, "map", lambda iso3: _go(_picked(view, iso3)))
        st.caption(f"Source: {card.source}  \n{BORDER_NOTE}")
    st.page_link(
        "views/sources_page.py",
        label="Definition, coverage, checks and sources of this layer",
        query_params={"indicator": card.indicator.indicator_id},
    )
    term_links(layer_terms(card.indicator, view.measure, view.classes))
    add_button(PageLink.of("map", map_query(view, store.vocabulary(), full=True)), "map")


def _country(data: Catalogue, card: MapCard, view: MapView) -> CountryCard:
    iso3 = view.country or ""
    if card.layer is not None:
        return choropleth_country(data, card.layer, iso3, palette())
    return ring_country(data, card.indicator, card.rings, iso3, card.year)


def _beside(card: MapCard, view: MapView) -> None:
    """Show the ranking of a choropleth, or the list of figures that cannot be ranked."""
    if card.layer is None:
        ring_list(card)
        return
    if card.layer.valued.empty:
        st.text("No country has a value here. Try another year or measure.")
        return
    everything = bool(st.session_state.get("ranking_all", False))
    bars = store.ranking_of(view, theme(), MAP_HEIGHT, everything=everything)
    st.markdown(f"**{bars.heading}**")
    plain_chart(bars.figure, bars.alt, "ranking", lambda iso3: _go(_picked(view, iso3)))
    if bars.total > TOP:
        st.toggle(f"Show all {bars.total}", key="ranking_all")


def _citation_link(view: MapView, words: Vocabulary) -> str:
    return share_link(map_query(view, words, full=True))


def _picked(view: MapView, iso3: str) -> MapView:
    """Return the view with a country picked; Russia, the origin, cannot be."""
    known = iso3 in store.vocabulary().countries
    return replace(view, country=iso3) if known else view


def _go(view: MapView) -> None:
    write_query(map_query(view, store.vocabulary()))


def _reset() -> None:
    write_query({})


main()
