"""The three routes of the article on the map: no table, no file, no slide."""

import streamlit as st

from dashboard.kit import store
from dashboard.kit.actions import actions, sources_and_terms
from dashboard.kit.address import PAGE_FILES
from dashboard.kit.map_component import Shown, draw_one
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.kit.source_note import plain
from dashboard.link.page_views import PeopleView
from dashboard.map.routes import ELSEWHERE, LINES, route_card
from dashboard.views.people.foot import head, link_of
from dashboard.words.map_words import BORDER_NOTE


def people_routes(view: PeopleView) -> None:
    """Show the three routes on the map and in words; no table, no file, no slide."""
    card = route_card(store.catalogue(), store.people())
    head(card.title, ELSEWHERE)
    left, right = st.columns([2.15, 1], gap="medium")
    with left:
        draw_one(card.map, Shown(card.title, card.alt, beside=False), "people_map")
    with right:
        for at, route in enumerate(card.routes):
            with st.container(border=True, gap=None, key=f"route_{at}"):
                st.markdown(f"**{plain(route.name)}** · {plain(route.line)}")
                st.text(route.month)
                st.page_link(
                    PAGE_FILES["countries"],
                    label=f"{plain(route.country)} in full",
                    icon=":material/arrow_forward:",
                    query_params={"c": route.iso3},
                )
    st.caption(f"{LINES} {SHORT_BORDER_NOTE}.")
    actions(
        "people",
        link=link_of(view),
        sources=lambda: sources_and_terms(card.sources, notes=[BORDER_NOTE]),
        briefing=False,
    )
