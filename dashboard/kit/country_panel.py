"""The card of the picked country beside the map."""

import datetime
from collections.abc import Callable

import streamlit as st

from dashboard.kit import store
from dashboard.kit.actions import Draw, fresh, held_open
from dashboard.kit.country_card import CountryCard
from dashboard.kit.source_note import cite, plain, source_note
from dashboard.map.figure import MapCard
from dashboard.words.sources import Citation

# In pixels: about what the ranking takes beside a map on a laptop.
CARD_WIDTH = 370
# In pixels: what a map with legend and time control takes in the lowest window that it is made for.
LEAST_HEIGHT = 440


def beside_map(draw: Draw, card: Draw | None, close: Callable[[], None]) -> None:
    """Draw a map, and over the place of its ranking the card of the picked country.

    The map stands in the same place of the page either way, so that it is not mounted anew.
    """
    with st.container(horizontal=True, gap=None, key="map_and_card"):
        with held_open("map", LEAST_HEIGHT):
            draw()
        if card is not None:
            with st.container(border=True, gap="xsmall", width=CARD_WIDTH, key="country_card"):
                card()
                st.button(
                    "Close",
                    icon=":material/close:",
                    type="tertiary",
                    key="country_close",
                    on_click=close,
                )


def country_panel(country: CountryCard, card: MapCard, link: str) -> None:
    """Show value, rank, series, source and citation of one country."""
    with fresh("country", f"{country.iso3} {country.headline}"):
        st.markdown(f"**{country.name}**")
        st.text(country.headline)
        for line in country.details:
            st.text(line)
        if country.series:
            st.text(f"By year: {country.series}")
        if country.other_figures:
            label = "National and other figures of this country"
            with st.expander(label, expanded=not country.sources):
                for line in country.other_figures:
                    st.text(line)
        if country.sources:
            source_note(country.sources, country.quality)
            cite(_citation(country, card, link), "cite_country")
        st.page_link(
            "views/countries/page.py",
            label=f"{plain(country.name)} in full",
            icon=":material/arrow_forward:",
            query_params={"c": country.iso3},
        )


def _citation(country: CountryCard, card: MapCard, link: str) -> Citation:
    first_detail = f"; {country.details[0]}" if card.layer and country.details else ""
    return Citation(
        figure=f"{country.name}: {country.headline}{first_detail}",
        counts=card.indicator.definition,
        period=country.period,
        sources=country.sources,
        shown_by=store.edition().signature,
        release=store.catalogue().release.name,
        link=link,
        read_on=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    )
