"""Presenter mode: one idea a screen, large, without scrolling, with a visible way out."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import current_query, write_query
from dashboard.kit.chart import plain_chart
from dashboard.kit.map_component import Shown, draw_one
from dashboard.kit.slide import Slide
from dashboard.kit.slide_tables import NoSlideError, SlideTables
from dashboard.link.grammar import is_present
from dashboard.link.page_link import Page, PageLink
from dashboard.pages import normal_link, slide_of_link, steps_of
from dashboard.tables.indicators import OWN_LAYER
from dashboard.views.present.embedded import embedded
from dashboard.views.present.slide_text import foot, head, points, room_for, screen_height
from dashboard.words.slide_words import OWN_HEADING, SHORT_BORDER_NOTE

# What stands around the slide, in pixels: margins, gaps and buttons; and Streamlit's header.
AROUND, HEADER = 104, 60


@dataclass(frozen=True)
class Turn:
    """Where a slide stands, and what next and previous do; None disables the button."""

    line: str
    before: Callable[[], None] | None
    after: Callable[[], None] | None


def presenting() -> bool:
    """Return whether the address bar asks for presenter mode."""
    return is_present(current_query())


def presented(page: Page) -> bool:
    """Present the view of the address bar; return False where the page is to be drawn instead.

    That is outside presenter mode, and for what no slide is made of, with a way out above it. In a
    frame of another page the figure stands alone.
    """
    query = current_query()
    if not is_present(query):
        return bool(st.context.is_embedded) and embedded(page)
    tables = store.slide_tables()
    link = PageLink.of(page, query)

    def leave() -> None:
        write_query(tables.address(link, present=False).query)

    # A reader's own table goes through no cache, so no slide is made of it.
    if query.get("layer") == [OWN_LAYER]:
        way_out("Your own table is shown as it is: no slide is made of it.", leave)
        return False
    normal, _ = normal_link(link, tables)
    try:
        slide = slide_of_link(normal, figure_height())
    except NoSlideError as error:
        way_out(f"Not a slide: {error}.", leave, _turn(link, tables))
        return False
    present(slide, _turn(link, tables), leave)
    return True


def _turn(link: PageLink, tables: SlideTables) -> Turn:
    steps = steps_of(link, tables)
    return Turn(steps.line, _going(steps.before), _going(steps.after))


def _going(link: PageLink | None) -> Callable[[], None] | None:
    return None if link is None else lambda: write_query(link.query)


def figure_height() -> int:
    """Return how high figures are drawn for the reader's window."""
    return screen_height() - _around() - room_for(title="-", subtitle="-", foot="-")


def _around() -> int:
    return AROUND + (0 if st.context.is_embedded else HEADER)


def present(slide: Slide, turn: Turn, leave: Callable[[], None], heading: str = "") -> None:
    """Show a slide: title, figure and points, one line of source, and the buttons.

    `heading` is the presenter's own and marked as such.
    """
    line = _foot(slide)
    marked = f"{OWN_HEADING}: {heading}" if heading else ""
    texts = room_for(title=slide.title, heading=marked, subtitle=slide.subtitle, foot=line)
    height = screen_height() - _around() - texts
    with st.container(gap="xsmall", key="slide"):
        head(slide.title, [marked, slide.subtitle] if marked else [slide.subtitle])
        if slide.figure is None and slide.map is None:
            with st.container(height=height, border=False):
                points(slide.points, alone=True)
        else:
            left, right = st.columns([2.2, 1], gap="medium", vertical_alignment="center")
            with left:
                if slide.map is not None:
                    shown = Shown(slide.title, slide.alt, height=height, beside=False)
                    draw_one(slide.map, shown, "slide_figure")
                elif slide.figure is not None:
                    plain_chart(slide.figure, slide.alt, "slide_figure", height=height)
            with right:
                points(slide.points, alone=False)
        foot(line)
        _buttons(turn, leave)


def _foot(slide: Slide) -> str:
    """Return source, release and border note in one line."""
    parts = [f"Source: {slide.source}", f"Data release {slide.link.query['data'][0]}"]
    if slide.border_note:
        parts.append(SHORT_BORDER_NOTE)
    return " · ".join(parts)


def _buttons(turn: Turn, leave: Callable[[], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="turn"):
        st.button(
            "Previous",
            icon=":material/arrow_back:",
            key="slide_before",
            shortcut="PageUp",
            on_click=turn.before,
            disabled=turn.before is None,
        )
        st.button(
            "Next",
            icon=":material/arrow_forward:",
            key="slide_after",
            shortcut="PageDown",
            on_click=turn.after,
            disabled=turn.after is None,
        )
        st.text(turn.line)
        st.space("stretch")
        _leave(leave)


def way_out(reason: str, leave: Callable[[], None], turn: Turn | None = None) -> None:
    """Say why there is no slide, with the buttons that leave presenter mode or lead on."""
    st.text(reason)
    if turn is not None and (turn.before or turn.after):
        _buttons(turn, leave)
    else:
        _leave(leave)


def _leave(leave: Callable[[], None]) -> None:
    st.button(
        "Leave presenter mode",
        icon=":material/close_fullscreen:",
        key="slide_leave",
        type="tertiary",
        # The end of a presentation; letters would collide with readers of the screen.
        shortcut="End",
        on_click=leave,
    )
