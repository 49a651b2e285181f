"""People: who they are, why and when they left."""

import streamlit as st

from dashboard.kit import store
from dashboard.kit.add_to_briefing import add_button
from dashboard.kit.address import current_query, show_refusals, show_release_note, write_query
from dashboard.kit.page_foot import page_foot
from dashboard.link.in_view import on_people
from dashboard.link.page_link import PageLink
from dashboard.link.people_view import PARTS, PeopleView, default_view, parse_people, people_query
from dashboard.views.people.article import people_article
from dashboard.views.people.asylum import people_asylum
from dashboard.views.people.routes import people_routes
from dashboard.views.people.when import people_when
from dashboard.views.people.who import people_who, people_why
from dashboard.words.article_words import PART_LABELS


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    words = store.vocabulary()
    query = current_query()
    view, refusals = parse_people(query, words)
    with st.container(gap="xsmall"):
        show_refusals(refusals)
        show_release_note(query, words.release, on_people(view))
        _parts(view)
    _part(view)
    full = people_query(view, words, full=True)
    add_button(PageLink.of("people", full), "people")
    page_foot("people", full, _reset)


def _parts(view: PeopleView) -> None:
    st.session_state["people_part"] = view.part
    st.segmented_control(
        "Part of this page",
        PARTS,
        format_func=PART_LABELS.__getitem__,
        key="people_part",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _go(default_view(store.vocabulary(), st.session_state["people_part"])),
    )


def _part(view: PeopleView) -> None:
    if view.part == "when":
        people_when(store.people(), view, _go)
    elif view.part == "who":
        people_who(store.people(), view)
    elif view.part == "why":
        people_why(store.people(), view)
    elif view.part == "routes":
        people_routes(store.catalogue(), store.people())
    elif view.part == "asylum":
        people_asylum(store.catalogue(), store.estimates(), view, _go)
    else:
        people_article(store.estimates(), view)


def _go(view: PeopleView) -> None:
    write_query(people_query(view, store.vocabulary()))


def _reset() -> None:
    write_query({})


main()
