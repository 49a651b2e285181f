"""The views of a briefing as a grid of small pictures; each opens its order, heading and notes."""

import hashlib
from collections.abc import Callable

import streamlit as st

from dashboard.kit.address import PAGE_FILES, hold
from dashboard.kit.controls import theme
from dashboard.kit.slide import (
    LONGEST_HEADING,
    LONGEST_NOTES,
    OWN_HEADING,
    BriefItem,
    Items,
    Slide,
    moved,
    with_words,
    without,
)
from dashboard.kit.source_note import plain
from dashboard.link.brief_view import token
from dashboard.link.page_link import TITLES, PageLink
from dashboard.pages import slide_of_link
from dashboard.views.briefing.thumbs import draw_thumb

# The cards say what is said of a figure; slides of any height have the same words.
LIST_HEIGHT = 400
# Of a card, in pixels: as many stand in a row as fit.
WIDTH = 284

# What a card asks for: the new list, and in words what was done.
Change = Callable[[Items, str], None]


def brief_cards(items: Items, change: Change, start: Callable[[int], None]) -> None:
    """Show each view as a card; `change` gets what the reader asks for, `start` the slide."""
    with st.container(horizontal=True, gap="small", key="brief_cards"):
        for at in range(len(items)):
            _card(items, at, change, start)


def _card(items: Items, at: int, change: Change, start: Callable[[int], None]) -> None:
    item, key = items[at], card_key(items[at].link)
    slide = slide_of_link(item.link, LIST_HEIGHT)
    with st.container(border=True, key=key, gap="xsmall", width=WIDTH):
        draw_thumb(item.link, theme(), LIST_HEIGHT, slide.alt, f"{key}_thumb")
        st.markdown(f"**{at + 1}. {plain(slide.title)}**")
        if item.heading:
            # Not Markdown: it makes a link of any address, escaped or not.
            st.text(f"{OWN_HEADING}: {item.heading}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":small[{TITLES[item.link.page]}]")
            opened = st.popover(
                "Edit",
                help=f"Order, heading and notes of view {at + 1}",
                key=f"{key}_edit",
                on_change="rerun",
            )
            if opened.open:
                with opened:
                    _moves(items, at, key, change, start)
                    _words(items, item, slide, key, change)


def _moves(items: Items, at: int, key: str, change: Change, start: Callable[[int], None]) -> None:
    """Offer to move and remove a view, and to present from it on."""
    name, last = f"View {at + 1}", len(items) - 1
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            "Earlier",
            icon=":material/arrow_back:",
            key=f"{key}_up",
            disabled=at == 0,
            on_click=lambda: change(moved(items, at, -1), f"{name} is now view {at}."),
        )
        st.button(
            "Later",
            icon=":material/arrow_forward:",
            key=f"{key}_down",
            disabled=at == last,
            on_click=lambda: change(moved(items, at, 1), f"{name} is now view {at + 2}."),
        )
        st.button(
            "Remove",
            icon=":material/close:",
            key=f"{key}_remove",
            on_click=lambda: change(without(items, at), f"{name} was removed."),
        )
        st.button(
            "Present from here",
            icon=":material/slideshow:",
            key=f"{key}_present",
            on_click=start,
            args=(at + 1,),
        )


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
    told = [slide.subtitle, f"Source: {slide.source}", *slide.notes]
    st.markdown("  \n".join(f":small[{plain(one)}]" for one in told))
    st.page_link(
        PAGE_FILES[item.link.page],
        label="Open this view on its page",
        icon=":material/arrow_forward:",
        query_params=item.link.query,
    )


def card_key(link: PageLink) -> str:
    """Return a key for a view that stays with it when it moves."""
    return f"brief_{hashlib.sha256(token(link).encode()).hexdigest()[:12]}"
