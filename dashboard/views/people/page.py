"""People: who they are, why and when they left."""

import streamlit as st

from dashboard.kit import store
from dashboard.kit.actions import actions, sources_and_terms
from dashboard.kit.address import current_query, link_notes, reset_button, write_query
from dashboard.kit.controls import one_of, plain
from dashboard.kit.country_card import in_full
from dashboard.kit.map_component import Shown, draw_one
from dashboard.kit.slide import SHORT_BORDER_NOTE
from dashboard.link.page_codes import on_people
from dashboard.link.page_views import PARTS, PeopleView, default_people, parse_people, people_query
from dashboard.map.routes import ELSEWHERE, LINES, route_card
from dashboard.views.people.article import people_article
from dashboard.views.people.asylum import people_asylum
from dashboard.views.people.tables import head, link_of
from dashboard.views.people.when import people_when
from dashboard.views.people.who import people_who, people_why
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.people_words import PART_LABELS


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    words = store.tables().words
    query = current_query()
    view, refusals = parse_people(query, words)
    with st.container(gap="xsmall"):
        # A frame of another page shows the part that its link names.
        if not (view.present or st.context.is_embedded):
            _parts(view)
        link_notes(refusals, query, words.release, on_people(view))
    if view.part == "when":
        people_when(view, _go)
    elif view.part == "who":
        people_who(view)
    elif view.part == "why":
        people_why(view)
    elif view.part == "routes":
        _routes(view)
    elif view.part == "asylum":
        people_asylum(view, _go)
    else:
        people_article(view)


def _routes(view: PeopleView) -> None:
    """Show the three routes on the map and in words; no table, no file, no slide."""
    card = route_card(store.tables().catalogue, store.tables().people)
    head(card.title, LINES)
    left, right = st.columns([2.15, 1], gap="medium")
    with left:
        draw_one(card.map, Shown(card.title, card.alt, beside=False), "people_map")
    with right:
        for at, route in enumerate(card.routes):
            with st.container(border=True, gap=None, key=f"route_{at}"):
                st.markdown(f"**{plain(route.name)}** · {plain(route.line)}")
                st.text(route.month)
                in_full(route.country, route.iso3)
    st.caption(f"{ELSEWHERE} {SHORT_BORDER_NOTE}.")
    actions(
        "people",
        link=link_of(view),
        sources=lambda: sources_and_terms(card.sources, notes=[BORDER_NOTE]),
        briefing=False,
    )


def _parts(view: PeopleView) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            one_of(
                "Part of this page",
                {part: PART_LABELS[part] for part in PARTS},
                "people_part",
                view.part,
                lambda part: _go(default_people(store.tables().words, part)),
                wrap=False,
            )
        if view == default_people(store.tables().words):
            return
        reset_button("people")


def _go(view: PeopleView) -> None:
    write_query(people_query(view, store.tables().words))


main()
