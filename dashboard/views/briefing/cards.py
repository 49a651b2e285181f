"""The views of a briefing as cards in their order: move, remove, own heading and notes."""

import hashlib
from collections.abc import Callable

import streamlit as st

from dashboard.kit.address import hold
from dashboard.kit.briefing import (
    LONGEST_HEADING,
    LONGEST_NOTES,
    BriefItem,
    Items,
    moved,
    with_words,
    without,
)
from dashboard.kit.page_files import PAGE_FILES
from dashboard.kit.slide import Slide
from dashboard.kit.source_note import plain
from dashboard.link.brief_view import token
from dashboard.link.page_link import TITLES, PageLink
from dashboard.words.slide_words import OWN_HEADING

# What a card asks for: the new list, and in words what was done.
Change = Callable[[Items, str], None]


def brief_cards(items: Items, slide_of: Callable[[PageLink], Slide], change: Change) -> None:
    """Show each view with its title, page and source; `change` gets what the reader asks for."""
    for at, item in enumerate(items):
        _card(items, at, slide_of(item.link), change)


def _card(items: Items, at: int, slide: Slide, change: Change) -> None:
    item, key = items[at], f"brief_{_digest(items[at].link)}"
    with st.container(border=True, key=key, gap="xsmall"):
        words, buttons = st.columns([1.55, 1], gap="medium")
        with words, st.container(gap=None):
            st.markdown(f"**{at + 1}. {plain(slide.title)}**")
            if item.heading:
                # Not Markdown: it makes a link of any address, escaped or not.
                st.text(f"{OWN_HEADING}: {item.heading}")
            st.markdown(f":small[{TITLES[item.link.page]}. {plain(slide.subtitle)}]")
            st.markdown(f":small[Source: {plain(slide.source)}]")
        with buttons:
            _moves(items, at, key, change)
        if st.session_state.get(f"{key}_words"):
            _words(items, item, slide, key, change)


def _moves(items: Items, at: int, key: str, change: Change) -> None:
    """Offer to move and remove a view, and to open the presenter's words under it."""
    name, last = f"View {at + 1}", len(items) - 1
    with st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall"
    ):
        st.button(
            "Up",
            icon=":material/arrow_upward:",
            key=f"{key}_up",
            disabled=at == 0,
            help="Move this view up",
            on_click=lambda: change(moved(items, at, -1), f"{name} is now view {at}."),
        )
        st.button(
            "Down",
            icon=":material/arrow_downward:",
            key=f"{key}_down",
            disabled=at == last,
            help="Move this view down",
            on_click=lambda: change(moved(items, at, 1), f"{name} is now view {at + 2}."),
        )
        st.button(
            "Remove",
            icon=":material/close:",
            key=f"{key}_remove",
            help="Take this view out of the briefing",
            on_click=lambda: change(without(items, at), f"{name} was removed."),
        )
        st.toggle("Heading and notes", key=f"{key}_words")


def _words(items: Items, item: BriefItem, slide: Slide, key: str, change: Change) -> None:
    """Take the presenter's heading and notes, and show the notes made from the data."""
    hold(f"{key}_heading", item.heading)
    hold(f"{key}_notes", item.notes)

    def write() -> None:
        heading, notes = st.session_state[f"{key}_heading"], st.session_state[f"{key}_notes"]
        change(with_words(items, item.link, heading, notes), "Heading and notes are kept.")

    st.text_input(
        OWN_HEADING,
        key=f"{key}_heading",
        max_chars=LONGEST_HEADING,
        placeholder="Plain text; shown under the title made from the data",
        on_change=write,
    )
    st.text_area(
        "Your speaker notes",
        key=f"{key}_notes",
        max_chars=LONGEST_NOTES,
        height=110,
        placeholder="They follow the notes made from the data",
        on_change=write,
    )
    if slide.notes:
        with st.container(gap=None):
            st.markdown("Notes made from the data")
            for note in slide.notes:
                st.markdown(f":small[{plain(note)}]")
    st.page_link(
        PAGE_FILES[item.link.page],
        label="Open this view on its page",
        icon=":material/arrow_forward:",
        query_params=item.link.query,
    )


def _digest(link: PageLink) -> str:
    """Return a key for a view that stays with it when it moves."""
    return hashlib.sha256(token(link).encode()).hexdigest()[:12]
