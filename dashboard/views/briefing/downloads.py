"""A briefing to take along: PowerPoint and one HTML file, made in their turn, and its own file."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import pages
from dashboard.files.deck import Deck, DeckSlide, Told
from dashboard.files.html import html_bytes
from dashboard.files.making import DECKS, Order, Tell, file_button
from dashboard.kit import store
from dashboard.kit.address import app_address
from dashboard.kit.controls import icon_button, plain
from dashboard.kit.slide import Items
from dashboard.pages import slide_of_link
from dashboard.tables.release import STATIC
from dashboard.views.briefing.cards import LIST_HEIGHT
from dashboard.views.briefing.file import BriefingFileError, briefing_bytes, read_briefing
from dashboard.words.numbers import counted, day

ASKED, OPENED = "deck_asked", "brief_download"
UPLOAD = "brief_upload"
# What was not used is listed up to here; the rest is counted.
MOST_TOLD = 6
# How often a page that waits looks at its place in the line.
LOOK_S = 1.0


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, what it is for, the end of file names, its type, its maker."""

    name: str
    told: str
    suffix: str
    mime: str
    make: Callable[[Deck, Told], bytes]


@dataclass(frozen=True)
class Asked:
    """A file and the briefing it is made of; it is in the reader's own session only."""

    kind: Kind
    items: Items
    order: Order


# The new list, and what to say about it, line by line.
Opened = Callable[[Items, list[str]], None]


def _powerpoint(deck: Deck, told: Told) -> bytes:
    # With it comes python-pptx, which only this needs.
    from dashboard.files.pptx import pptx_bytes

    return pptx_bytes(deck, store.tables().catalogue.release.date, told)


KINDS = (
    Kind(
        "PowerPoint",
        "Slides with charts to edit",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _powerpoint,
    ),
    Kind("HTML file", "One page for a browser with no network", "html", "text/html", html_bytes),
)


def downloads(items: Items) -> None:
    """Offer the briefing as files in a popover; the last one asked for stands under the row.

    It stays until the briefing changes. A file waits in line and is made whatever its reader does
    meanwhile, unless the session ends.
    """
    with st.popover("Download", icon=":material/download:", key=OPENED, on_change="rerun"):
        for kind in KINDS:
            key, look = f"deck_make_{kind.suffix}", {"help": kind.told, "disabled": not items}
            icon_button(f"Make {kind.name}", "build", key, _ask, kind, items, **look)
        release = store.tables().catalogue.release.name
        file_button(
            "Save as a file",
            lambda: briefing_bytes(items, release),
            f"briefing-{release}.json",
            "application/json",
            "brief_save",
            disabled=not items,
        )


def _ask(kind: Kind, items: Items) -> None:
    """Order a file in the place of the one before, and close the popover over its place."""
    _give_up()
    st.session_state[ASKED] = Asked(kind, items, DECKS.ask(_order(kind, items)))
    st.session_state[OPENED] = False


def _give_up() -> None:
    asked: Asked | None = st.session_state.pop(ASKED, None)
    if asked is not None:
        asked.order.give_up()


def asked_for(items: Items) -> None:
    """Show where the file that was asked for stands, as long as the briefing is the same."""
    asked: Asked | None = st.session_state.get(ASKED)
    if asked is not None and asked.items != items:
        _give_up()
    elif asked is not None:
        _shown(asked)


def _order(kind: Kind, items: Items) -> Order:
    """Return the order of a file; what makes it knows the session by its number only."""
    address = app_address()
    context = get_script_run_ctx()
    session = context.session_id if context else ""
    there = runtime.get_instance().is_active_session

    def make(tell: Tell) -> bytes:
        def told(number: int, title: str) -> None:
            tell(f"Slide {number} of {len(items)}: {title}")

        return kind.make(_deck(items, told, address), told)

    return Order(make, lambda: there(session))


def _shown(asked: Asked) -> None:
    """Show where an order stands: in line, at work, made, or failed."""
    name, order = asked.kind.name, asked.order
    if order.error_id:
        st.text(
            f"The {name} could not be made; the briefing is as it was. Leave out the views one "
            f"by one to see which it is, or report error id {order.error_id}."
        )
    elif order.ended.is_set() and order.size:
        st.text(f"The {name} is ready.")
        file_button(
            f"Download {name} ({order.size / 1e6:.1f} MB)",
            lambda: DECKS.file(order),
            f"briefing-{store.tables().catalogue.release.name}.{asked.kind.suffix}",
            asked.kind.mime,
            "deck_download",
        )
    else:
        if order.ended.is_set():  # the line was lost for a moment, just at its turn
            DECKS.ask(order)
        _waiting(asked)


@st.fragment(run_every=LOOK_S)
def _waiting(asked: Asked) -> None:
    order = asked.order
    if order.ended.is_set():
        st.rerun()
    before = DECKS.before(order)
    if before:
        line = f"In line: {counted(before, 'file')} of other readers before yours."
    else:
        line = f"Making the {asked.kind.name} … {plain(order.said)}"
    with st.status(line):
        st.text("It is made without a further click; you may look at other pages meanwhile.")


def _deck(items: Items, told: Told, address: str) -> Deck:
    """Return the slides of the briefing with what their presenter wrote."""
    edition = store.edition()
    today = day(datetime.datetime.now(tz=datetime.UTC).date())
    slides = []
    for number, item in enumerate(items, start=1):
        # In light colours, which is how files show it.
        view = slide_of_link(item.link, LIST_HEIGHT)
        told(number, view.title)
        slides.append(DeckSlide(view, item.heading, item.notes))
    return Deck(
        title=f"Briefing: {edition.name}",
        signature=f"{edition.signature}, {today}",
        release=store.tables().catalogue.release.name,
        address=address,
        slides=slides,
        author=edition.publisher,
        template=STATIC / edition.template if edition.template else None,
    )


def open_file(opened: Opened, failed: Callable[[list[str]], None]) -> None:
    """Take a file; a briefing that opens takes the place of what is collected."""
    st.file_uploader(
        "Open a briefing file (JSON); it takes the place of the views below",
        type="json",
        key=UPLOAD,
        max_upload_size=1,
        on_change=lambda: _take(opened, failed),
    )


def _take(opened: Opened, failed: Callable[[list[str]], None]) -> None:
    file = st.session_state[UPLOAD]
    if file is None:  # taken out of the field again
        return
    try:
        found = read_briefing(file.getvalue(), store.tables(), pages.PAGES)
    except BriefingFileError as error:
        failed([f"The file was not opened: {error}."])
        return
    if not found.items:
        failed(["The file was not opened: none of its views can be shown.", *_told(found.refused)])
        return
    lines = [f"Opened: {counted(len(found.items), 'view')}."]
    release = store.tables().catalogue.release.name
    if found.release != release:
        lines.append(
            f"The file was made on data release “{found.release}”; you see release {release}, "
            "so figures may differ."
        )
    opened(found.items, [*lines, *_told(found.refused)])


def _told(refused: list[str]) -> list[str]:
    more = len(refused) - MOST_TOLD
    return [*refused[:MOST_TOLD], *([f"And {more} more."] if more > 0 else [])]
