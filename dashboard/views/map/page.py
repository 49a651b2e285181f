"""The Map: where did they go, and which rules did they meet?"""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.charts.series import series_figure
from dashboard.files.downloads import map_files, map_rows, map_sources
from dashboard.kit import store
from dashboard.kit.actions import actions, headline, sources_and_terms
from dashboard.kit.address import (
    current_query,
    link_notes,
    page_link,
    share_link,
    write_query,
)
from dashboard.kit.component import plain_chart
from dashboard.kit.country_card import (
    LEAST_HEIGHT,
    ON_MAP,
    CountryCard,
    beside_map,
    choropleth_country,
    country_panel,
    ring_country,
    take_country,
)
from dashboard.kit.map_component import Shown, draw_map
from dashboard.kit.map_controls import map_controls, with_year
from dashboard.kit.map_head import map_intro, say_first
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.link.map_view import MapView, is_entry, is_own, map_query, parse_map
from dashboard.link.page_codes import on_map
from dashboard.link.page_link import PageLink, Vocabulary
from dashboard.map.figure import MapCard, map_timeline
from dashboard.tables.catalogue import Catalogue
from dashboard.views.map.own_map import own_layer
from dashboard.views.rules.page import entry_layer
from dashboard.words.map_words import BORDER_NOTE, map_dates, years_help
from dashboard.words.sources import layer_terms


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    data, words = store.tables().catalogue, store.tables().words
    query = current_query()
    if is_entry(query):
        entry_layer()
        return
    if is_own(query):
        own_layer()
        return
    view, refusals = parse_map(query, words)
    card = store.map_of(view)
    say_first(map_dates(card.layer) if card.layer else str(card.year))
    # The map has to be in view on a laptop, so what stands above it is set close.
    with st.container(gap="xsmall"):
        map_intro()
        link_notes(refusals, query, words.release, on_map(view, card.year))
        map_controls(view, data, words, _go)
        headline("heading", card.title, card.subtitle, f"{card.notes}")
    link = PageLink.of("map", map_query(view, words, full=True))
    _draw(data, card, view, words, share_link(link.query))
    timeline = partial(map_timeline, data, card.indicator, view)
    actions(
        "map",
        link=link,
        table=lambda: map_rows(data, card),
        download=lambda: map_files(data, card, timeline, share_link(link.query)),
        sources=lambda: _sources(data, card, view),
    )


def _draw(data: Catalogue, card: MapCard, view: MapView, words: Vocabulary, link: str) -> None:
    """Draw the map, or the chart of a layer that knows one country only; beside it the country."""
    picked = view.country

    def pick(iso3: str | None) -> None:
        _go(replace(view, country=iso3))

    def drawn() -> None:
        if card.map is None:
            rows, name = [one.figure for one in card.rings], card.rings[-1].name
            series = series_figure(rows, card.indicator, name, height=LEAST_HEIGHT)
            if series.figure is not None:
                plain_chart(series.figure, series.alt, "series")
            return
        draw_map(
            store.layer_for_page(view),
            str(card.year),
            Shown(card.title, card.alt, picked, words.countries, beside=picked is None),
            "map",
            partial(take_country, ON_MAP, data, words.countries, pick),
            lambda year: _go(with_year(view, int(year), words)),
        )

    beside_map(
        drawn,
        (lambda: country_panel(_country(data, card, view), card, link)) if picked else None,
        lambda: pick(None),
    )
    border = f" {SHORT_BORDER_NOTE}." if card.map else ""
    st.caption(" ".join([*card.notes, f"Source: {card.source}.{border}"]))
    # Who asked for a year that the map leaves out is told at once.
    if card.map and view.year != card.year and (left_out := years_help(card.indicator)):
        st.caption(left_out)


def _sources(data: Catalogue, card: MapCard, view: MapView) -> None:
    sources_and_terms(
        map_sources(data, card),
        layer_terms(card.indicator, view.measure, view.classes),
        [note for note in (years_help(card.indicator), BORDER_NOTE) if note],
    )
    query = {"indicator": card.indicator.indicator_id}
    page_link("Definition, coverage and checks of this layer", "sources", query, icon=None)


def _country(data: Catalogue, card: MapCard, view: MapView) -> CountryCard:
    iso3 = view.country or ""
    if card.layer is not None:
        return choropleth_country(data, card.layer, iso3)
    return ring_country(data, card.indicator, card.rings, iso3, card.year)


def _go(view: MapView) -> None:
    write_query(map_query(view, store.tables().words))


main()
