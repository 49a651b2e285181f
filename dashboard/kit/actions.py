"""The row of actions at a figure: what else there is of it, in one order and one place."""

import contextlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.kit.add_to_briefing import collect
from dashboard.kit.address import app_address, current_query, write_query
from dashboard.kit.looks import choices_width
from dashboard.kit.source_note import plain, source_note, term_links
from dashboard.link.grammar import is_present
from dashboard.link.page_link import PageLink
from dashboard.tables.indicators import OWN_LAYER
from dashboard.words.sources import SourceLine

TABLE, DOWNLOAD, SOURCES, LINK = "Table", "Download", "Sources and terms", "Link"
LINK_NOTE = "It spells out every setting and the data release, and restores this view."
OWN_LINK_NOTE = (
    "The link restores the settings and leaves your table out: whoever opens it is asked for a "
    "table of their own."
)
EMBED_NOTE = "For a page of your own: title, figure, legend, source, and a link to the whole."
# In pixels: what the README's example gives a frame, and the least that holds a map.
FRAME_HEIGHT = 760

Draw = Callable[[], object]


def actions(
    place: str,
    *,
    link: PageLink,
    table: Draw | None = None,
    download: Draw | None = None,
    sources: Draw | None = None,
    briefing: bool = True,
    present: bool = True,
) -> None:
    """Show the row at a figure; what is opened stands under it, one at a time, and only then runs.

    `place` tells the rows of a page apart and stays when the view changes: what is open stays open.
    `link` is the view with every parameter.
    """
    if is_present(current_query()) or st.context.is_embedded:
        return
    drawn = {TABLE: table, DOWNLOAD: download, SOURCES: sources, LINK: lambda: _link(link)}
    offered = {name: draw for name, draw in drawn.items() if draw is not None}
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{place}_do"
    ):
        opened = st.pills(
            "About this figure",
            list(offered),
            key=opened_key(place),
            width=choices_width(offered),
            label_visibility="collapsed",
        )
        if briefing:
            collect(link, place)
        if present:
            st.button(
                "Present",
                icon=":material/slideshow:",
                type="tertiary",
                key=f"{place}_present",
                on_click=_present,
            )
    if opened in offered:
        with st.container(key=f"{place}_opened", gap="small"):
            offered[opened]()


def opened_key(place: str) -> str:
    """Return where the session holds which of the row's names is open."""
    return f"{place}_open"


def fresh(place: str, text: str) -> DeltaGenerator:
    """Return a place for text that changes, mounted anew with each text.

    A browser that translates pages wraps their words in elements of its own: what is changed in
    place then stays as it was, under a picture that has moved on.
    """
    return st.container(key=f"{place}_{zlib.crc32(text.encode()):08x}", gap="xxsmall")


@contextlib.contextmanager
def held_open(key: str, height: int) -> Iterator[None]:
    """Open a place that is `height` pixels high from the start, and grows with what it holds.

    For a picture that is drawn late: what stands under it must not move then.
    """
    with st.container(horizontal=True, gap=None, key=f"{key}_room"):
        with st.container(gap=None, key=f"{key}_place"):
            yield
        st.container(width=1, height=height, border=False)


def sources_and_terms(
    lines: Sequence[SourceLine], terms: Iterable[str] = (), notes: Iterable[str] = ()
) -> None:
    """Show every source of a figure in full, what there is to know, and its terms."""
    for line in lines:
        source_note([line])
    for note in notes:
        st.markdown(f":small[{plain(note)}]")
    if terms := list(terms):
        term_links(terms)


def _link(link: PageLink) -> None:
    address = app_address() + link.text
    # A table of the reader's own is in no link: a frame would hold a page that asks for one.
    is_own = link.query.get("layer") == [OWN_LAYER]
    st.caption(OWN_LINK_NOTE if is_own else LINK_NOTE)
    st.code(address, language=None, wrap_lines=True)
    if is_own:
        return
    st.caption(EMBED_NOTE)
    framed = f"{address}{'&' if '?' in address else '?'}embed=true"
    st.code(
        f'<iframe src="{escape(framed)}" title="Who left Russia, and where to" width="100%" '
        f'height="{FRAME_HEIGHT}" style="border:0" loading="lazy"></iframe>',
        language="html",
        wrap_lines=True,
    )


def _present() -> None:
    write_query({**current_query(), "present": "true"})
