"""The briefing that a reader collects: it lives in their session, and every page can add to it."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.kit import store
from dashboard.kit.slide import BriefItem, Items
from dashboard.link.brief_view import MOST_VIEWS, BriefView, brief_query, fits_link, not_collected
from dashboard.link.page_link import PageLink

PAGE = "views/briefing/page.py"
# What is collected; absent as long as the reader has changed nothing: the ready-made then shows.
ITEMS = "briefing_items"
# All words of this session by their view, so that a view that comes back has them again.
WORDS = "briefing_words"
SAID = "briefing_said"


Query = dict[str, str | list[str]]


@dataclass(frozen=True)
class _Said:
    """What came of adding a view."""

    link: PageLink
    text: str


def collected() -> Items | None:
    """Return what the reader has collected; None where nothing was collected or changed yet."""
    items: Items | None = st.session_state.get(ITEMS)
    return items


def keep(items: Sequence[BriefItem] | None) -> None:
    """Hold `items` as what the reader has collected; None for the ready-made briefing."""
    if items is None:
        st.session_state.pop(ITEMS, None)
        return
    st.session_state[ITEMS] = tuple(items)
    st.session_state.setdefault(WORDS, {}).update({item.link: item for item in items})


def worded(views: Sequence[PageLink]) -> Items:
    """Return views with the words that the presenter gave them in this session."""
    words: dict[PageLink, BriefItem] = st.session_state.get(WORDS, {})
    return tuple(words.get(link, BriefItem(link)) for link in views)


def address(items: Items | None, *, n: int = 1, present: bool = False) -> Query:
    """Return the short query of My briefing; without views where they are too long for a link."""
    view = BriefView(tuple(item.link for item in items or ()), n, present)
    codes = store.page_codes()
    query = brief_query(view, codes)
    return query if fits_link(query) else brief_query(BriefView((), n, present), codes)


def collect(link: PageLink, key: str) -> None:
    """Offer to add a view in the row that is open, and say what came of it or why it can't be."""
    if reason := not_collected(link):
        st.text(f"Not for a briefing: {reason}.")
        return
    st.button(
        "Add to briefing",
        icon=":material/playlist_add:",
        type="tertiary",
        key=f"{key}_collect",
        on_click=_add,
        args=(link,),
    )
    said: _Said | None = st.session_state.get(SAID)
    if said is None or said.link != link:
        return
    st.text(said.text, width="content")
    # A deployment may leave the page out.
    with contextlib.suppress(StreamlitAPIException):
        st.page_link(
            PAGE,
            label="Open my briefing",
            icon=":material/arrow_forward:",
            query_params=address(collected()),
        )


def _add(link: PageLink) -> None:
    st.session_state[SAID] = _Said(link, _added(link))


def _added(link: PageLink) -> str:
    """Add a view where it fits, and return in words what came of it."""
    view, _ = store.page_codes().normal(link)
    items = collected() or ()
    views = [item.link for item in items]
    if view in views:
        return f"Already in the briefing: view {views.index(view) + 1} of {len(views)}."
    if len(views) == MOST_VIEWS:
        return f"The briefing holds {MOST_VIEWS} views, the most it can. Remove one there first."
    keep((*items, *worded([view])))
    return f"Added ({len(views) + 1} of {MOST_VIEWS})."
