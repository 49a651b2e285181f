"""Three routes of the article on the map: no download, and no other page shows them."""

import streamlit as st

from dashboard.kit.map_component import Shown, draw_one
from dashboard.kit.source_note import plain, source_note
from dashboard.map.route_words import ELSEWHERE, LINES
from dashboard.map.routes import RouteCard, route_card
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.people import PeopleTables
from dashboard.words.map_words import BORDER_NOTE


def people_routes(data: Catalogue, tables: PeopleTables) -> None:
    """Show the lines on the map and each route in words."""
    card = route_card(data, tables)
    st.subheader(card.title, anchor=False)
    st.caption(ELSEWHERE)
    left, right = st.columns([2.15, 1], gap="medium")
    with left:
        draw_one(card.map, Shown(card.title, card.alt, beside=False), "people_map")
        st.caption(f"{LINES} {BORDER_NOTE}")
    with right:
        _routes(card)


def _routes(card: RouteCard) -> None:
    for at, route in enumerate(card.routes):
        with st.container(border=True, gap="xsmall", key=f"route_{at}"):
            st.markdown(f"**{plain(route.name)}**")
            st.text(route.line)
            st.text(route.month)
            st.page_link(
                "views/countries/page.py",
                label=f"{plain(route.country)} in full",
                icon=":material/arrow_forward:",
                query_params={"c": route.iso3},
            )
    st.text("Their stories are in the article:")
    source_note(card.sources)
