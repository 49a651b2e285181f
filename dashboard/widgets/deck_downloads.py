"""A briefing to take along: PowerPoint and one HTML file, made on click, one at a time."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.exports.deck_words import Told
from dashboard.exports.html_file import html_bytes
from dashboard.exports.pptx_file import pptx_bytes
from dashboard.figures.briefing import Items
from dashboard.figures.deck import Deck, DeckSlide
from dashboard.figures.slide import Slide
from dashboard.links.page_link import PageLink
from dashboard.widgets import store
from dashboard.widgets.address import app_address
from dashboard.widgets.file_making import MAKING
from dashboard.widgets.source_note import plain
from dashboard.words.periods import day

MADE = "deck_made"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, the end of file names, its media type, and who makes it."""

    name: str
    suffix: str
    mime: str
    make: Callable[[Deck, Told], bytes]


@dataclass(frozen=True)
class Made:
    """A file and the briefing it was made of; it is in the reader's own session only."""

    kind: str
    items: Items
    data: bytes


SlideOf = Callable[[PageLink], Slide]
"""Gives the slide of a view in light colours, which is how files show it."""


def _powerpoint(deck: Deck, told: Told) -> bytes:
    data = store.catalogue()
    return pptx_bytes(deck, data.release.date, told)


KINDS = (
    Kind(
        "PowerPoint",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _powerpoint,
    ),
    Kind("HTML file", "html", "text/html", html_bytes),
)


def deck_downloads(items: Items, slide_of: SlideOf) -> None:
    """Offer the briefing as files; the last one made stays until the briefing changes."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="deck"):
        asked = [
            kind
            for kind in KINDS
            if st.button(
                f"Make {kind.name}",
                icon=":material/build:",
                key=f"deck_make_{kind.suffix}",
                disabled=not items,
            )
        ]
        st.caption(
            "PowerPoint with charts to edit; an HTML file opens in a browser with no network.",
            width="content",
        )
    for kind in asked:
        _make(kind, items, slide_of)
    made: Made | None = st.session_state.get(MADE)
    if made is None:
        return
    if made.items != items:
        del st.session_state[MADE]
        return
    _download(made)


def _make(kind: Kind, items: Items, slide_of: SlideOf) -> None:
    """Make a file and keep it in the session, or say that another reader's is being made."""
    if not MAKING.acquire(blocking=False):
        st.text("Another file is being made on this server. Please try again in a moment.")
        return
    try:
        st.session_state.pop(MADE, None)
        with st.status(f"Making the {kind.name} …") as status:

            def told(number: int, title: str) -> None:
                status.update(label=f"Slide {number} of {len(items)}: {plain(title)}")

            data = kind.make(_deck(items, told, slide_of), told)
            status.update(label=f"The {kind.name} is ready.", state="complete")
        st.session_state[MADE] = Made(kind.suffix, items, data)
    finally:
        MAKING.release()


def _deck(items: Items, told: Told, slide_of: SlideOf) -> Deck:
    """Return the slides of the briefing with what their presenter wrote."""
    edition = store.edition()
    today = day(datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    slides = []
    for number, item in enumerate(items, start=1):
        view = slide_of(item.link)
        told(number, view.title)
        slides.append(DeckSlide(view, item.heading, item.notes))
    return Deck(
        title=f"Briefing: {edition.name}",
        signature=f"{edition.signature}, {today}",
        release=store.catalogue().release.name,
        address=app_address(),
        slides=slides,
    )


def _download(made: Made) -> None:
    kind = next(kind for kind in KINDS if kind.suffix == made.kind)
    size = len(made.data) / 1e6
    st.download_button(
        f"Download {kind.name} ({size:.1f} MB)",
        data=made.data,
        file_name=f"briefing-{store.catalogue().release.name}.{kind.suffix}",
        mime=kind.mime,
        icon=":material/download:",
        on_click="ignore",
        key="deck_download",
    )
