"""My briefing: the views a reader collected, to present and to take along."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import pages
from dashboard.kit import actions as briefing
from dashboard.kit import store
from dashboard.kit.actions import fresh
from dashboard.kit.address import current_query, link_notes, share_link, write_query
from dashboard.kit.controls import icon_button, popover
from dashboard.kit.slide import BriefItem, Items
from dashboard.link.brief_view import (
    LONGEST_LINK,
    MOST_VIEWS,
    BriefView,
    brief_query,
    fits_link,
    parse_brief,
)
from dashboard.link.page_link import PageLink
from dashboard.pages import slide_of_link
from dashboard.views.briefing.cards import brief_cards
from dashboard.views.briefing.downloads import asked_for, downloads, open_file
from dashboard.views.briefing.file import ready_views
from dashboard.views.present import Turn, figure_height, foot, present

# What was done last, line by line, and the list before it where it can be brought back.
SAID, BEFORE = "brief_said", "brief_before"
PLAYED = "brief_played"


def main() -> None:
    """Lay the page out from the views of the address bar, the session, or the ready-made ones."""
    codes = store.tables()
    query = current_query()
    view, refusals = parse_brief(query, codes, pages.PAGES)
    if view.views:
        briefing.keep(briefing.worded(view.views))
    held = briefing.collected()
    items = held if held is not None else tuple(map(BriefItem, ready_views(codes, pages.PAGES)))
    if view.present:
        _present(items, held, view.n)
        return
    st.session_state.pop(PLAYED, None)
    shown = (figures for item in items for figures in codes.in_view(item.link))
    link_notes(refusals, query, codes.words.release, tuple(shown))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(gap=None, width="content"), fresh("briefing", _title(held)):
            st.subheader(_title(held), anchor=False)
            st.markdown(":small[In your order, to present and to take along.]")
        if not st.context.is_embedded:
            _actions(items, held)
    _said()
    asked_for(items)
    if held and "v" not in briefing.address(held):
        st.text(
            f"These views make a link of more than {LONGEST_LINK:,} characters, so the address bar "
            "leaves them out: they are in this session only. Save them as a file to keep them."
        )
    if items:
        brief_cards(items, lambda left, done: _replace(left, [done]), lambda n: _start(held, n))
    else:
        st.text(
            "Add views on the other pages, open a briefing file, or start from the ready-made "
            "briefing."
        )


def _present(items: Items, held: Items | None, n: int) -> None:
    """Present the slide `n`, from 1; next and previous step through the briefing."""

    def turned(to: int) -> briefing.Query | None:
        return briefing.address(held, n=to, present=True) if 1 <= to <= len(items) else None

    out = briefing.address(held)
    if not items:
        nothing = "The briefing is empty: there is nothing to present."
        foot(nothing, Turn("", None, None, out), still=False)
        return
    n = min(n, len(items))
    item = items[n - 1]
    # A map that was played stays where it came to rest; the briefing keeps its own view.
    rest: dict[PageLink, PageLink] = st.session_state.setdefault(PLAYED, {})

    def moved(at: Mapping[str, list[str]]) -> None:
        rest[item.link] = PageLink.of(item.link.page, {**item.link.query, **at})

    slide = slide_of_link(rest.get(item.link, item.link), figure_height())
    turn = Turn(f"{n} of {len(items)}", turned(n - 1), turned(n + 1), out)
    present(slide, turn, moved, item.heading)


def _title(held: Items | None) -> str:
    if held is None:
        return "The ready-made briefing: the article's questions, in its order"
    if not held:
        return "Your briefing is empty"
    return f"Your briefing: {len(held)} of at most {MOST_VIEWS} views"


def _start(held: Items | None, n: int = 1) -> None:
    write_query(briefing.address(held, n=n, present=True))


def _actions(items: Items, held: Items | None) -> None:
    with st.container(horizontal=True, gap="small", width="content"):
        # White on the accent of the dark theme could not be read.
        label = ":primary[**Present**]"
        icon_button(label, "slideshow", "brief_present", _start, held, disabled=not items)
        downloads(items)
        popover("Share", ":material/link:", "brief_link", lambda: _share(items), disabled=not items)
        with st.popover("More", icon=":material/more_horiz:", key="brief_more"):
            open_file(_replace, _failed)
            ready = partial(_replace, None, ["This is the ready-made briefing."])
            label, unchanged = "Start from the ready-made", held is None
            icon_button(label, "restart_alt", "brief_ready", ready, disabled=unchanged)
            empty = partial(_replace, (), ["All views were taken out."])
            icon_button("Empty it", "delete_sweep", "brief_empty", empty, disabled=not items)


def _said() -> None:
    """Say once what was done last, and offer to take it back."""
    lines: list[str] = st.session_state.pop(SAID, [])
    if not lines:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="brief_said"):
        st.text("\n".join(lines), width="content")
        if BEFORE in st.session_state:
            st.button("Undo", icon=":material/undo:", key="brief_undo", on_click=_undo)


def _tell(lines: list[str]) -> None:
    st.session_state[SAID] = lines


def _go(items: Items | None) -> None:
    briefing.keep(items)
    write_query(briefing.address(items))


def _replace(items: Items | None, lines: list[str]) -> None:
    st.session_state[BEFORE] = briefing.collected()
    _tell(lines)
    _go(items)


def _failed(lines: list[str]) -> None:
    """Say why nothing was changed, so that there is nothing to take back."""
    st.session_state.pop(BEFORE, None)
    _tell(lines)


def _undo() -> None:
    # A second click comes before the button is gone.
    if BEFORE in st.session_state:
        _tell(["Undone."])
        _go(st.session_state.pop(BEFORE))


def _share(items: Items) -> None:
    view = BriefView(tuple(item.link for item in items))
    query = brief_query(view, store.tables(), full=True)
    if not fits_link(query):
        st.text(
            f"With every setting these views make a link of more than {LONGEST_LINK:,} "
            "characters, which not every server takes. Save the briefing as a file instead."
        )
        return
    st.caption(
        "It holds the views with every setting, their order and the data release. Headings "
        "and speaker notes are left out: they are in this session and in the file only."
    )
    st.code(share_link(query), language=None, wrap_lines=True)


main()
