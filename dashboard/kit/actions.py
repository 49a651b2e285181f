"""What stands at a figure: its source, how it is cited, and the row of what else there is of it."""

import contextlib
import datetime
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.kit import store
from dashboard.kit.address import app_address, current_query, has_page, page_link, write_query
from dashboard.kit.controls import choices_width, icon_button, plain
from dashboard.kit.slide import BriefItem, Items
from dashboard.link.brief_view import MOST_VIEWS, BriefView, brief_query, fits_link, not_collected
from dashboard.link.grammar import is_present
from dashboard.link.page_link import BRIEFING, PageLink
from dashboard.tables.indicators import OWN_LAYER, OWN_SOURCE
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
            icon_button("Present", "slideshow", f"{place}_present", _present, type="tertiary")
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


def headline(place: str, title: str, line: str, of: str = "") -> None:
    """Show what a figure says and one line under it, as Markdown; `of` is what else it is of."""
    with fresh(place, f"{title} {line} {of}"):
        st.subheader(title, anchor=False)
        st.caption(line)


@contextlib.contextmanager
def held_open(key: str, height: int) -> Iterator[None]:
    """Open a place that is `height` pixels high from the start, and grows with what it holds.

    For a picture that is drawn late: what stands under it must not move then.
    """
    with st.container(horizontal=True, gap=None, key=f"{key}_room"):
        with st.container(gap=None, key=f"{key}_place"):
            yield
        st.container(width=1, height=height, border=False)


def source_note(lines: Sequence[SourceLine], quality: str = "") -> None:
    """Show where a figure comes from, each source with its address and what rests on it here."""
    shown = [_linked(line) for line in lines]
    suffix = f". {plain(quality).capitalize()}." if quality else ""
    # Not a caption: links in faded text fall below the contrast that text needs.
    st.markdown(f":small[Source: {' · '.join(shown)}{suffix}]")


def _linked(line: SourceLine) -> str:
    """Return a source as Markdown. The second link is relative: it holds under any base path."""
    text = f"[{plain(line.text)}](<{line.url}>)" if line.url else plain(line.text)
    if line.source_id == OWN_SOURCE or not has_page("sources"):
        return text
    return f"{text} ([all uses](sources?s={line.source_id}))"


def cite(
    figure: str, counts: str, period: str, sources: Iterable[SourceLine], link: str, key: str
) -> None:
    """Offer what a quotable figure has to name as text to copy: of what, when and by whom."""
    opened = st.popover("Cite", icon=":material/format_quote:", key=key, on_change="rerun")
    if not opened.open:
        return
    origin = " / ".join(f"{one.text}{f' <{one.url}>' if one.url else ''}" for one in sources)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    opened.caption("Select the text, or use the copy button at its corner.")
    opened.code(
        f"{figure} ({period}). What it counts: {counts} Source: {origin}. Shown by "
        f"{store.edition().signature}, data release {store.tables().catalogue.release.name}, "
        f"{link}, read on {today}.",
        language=None,
        wrap_lines=True,
    )


def sources_and_terms(
    lines: Sequence[SourceLine], terms: Iterable[str] = (), notes: Iterable[str] = ()
) -> None:
    """Show every source of a figure in full, what there is to know, and its terms."""
    for line in lines:
        source_note([line])
    for note in notes:
        st.markdown(f":small[{plain(note)}]")
    # Relative links, to hold under any base path.
    links = [
        f"[{plain(term)}](sources?{urlencode({'q': term})})" if has_page("sources") else plain(term)
        for term in terms
    ]
    # Not a caption: links in faded text fall below the contrast that text needs.
    if links:
        st.markdown(f":small[Terms: {' · '.join(links)}]")


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


# What is collected; absent as long as the reader has changed nothing: the ready-made then shows.
ITEMS = "briefing_items"
# All words of this session by their view, so that a view that comes back has them again.
WORDS = "briefing_words"
SAID = "briefing_said"


Query = dict[str, str | list[str]]


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
    codes = store.tables()
    query = brief_query(view, codes)
    return query if fits_link(query) else brief_query(BriefView((), n, present), codes)


def collect(link: PageLink, key: str) -> None:
    """Offer to add a view in the row that is open, and say what came of it or why it can't be."""
    if reason := not_collected(link):
        st.text(f"Not for a briefing: {reason}.")
        return
    icon_button("Add to briefing", "playlist_add", f"{key}_collect", _add, link, type="tertiary")
    of, said = st.session_state.get(SAID, (None, ""))
    if of != link:
        return
    st.text(said, width="content")
    page_link("Open my briefing", BRIEFING, address(collected()))


def _add(link: PageLink) -> None:
    """Add a view where it fits, and keep in words what came of it."""
    view, _ = store.tables().normal(link)
    items = collected() or ()
    views = [item.link for item in items]
    said = f"Added ({len(views) + 1} of {MOST_VIEWS})."
    if view in views:
        said = f"Already in the briefing: view {views.index(view) + 1} of {len(views)}."
    elif len(views) == MOST_VIEWS:
        said = f"The briefing holds {MOST_VIEWS} views, the most it can. Remove one there first."
    else:
        keep((*items, *worded([view])))
    st.session_state[SAID] = (link, said)
