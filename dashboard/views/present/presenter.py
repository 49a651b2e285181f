"""Presenter mode: one idea a screen, large, without scrolling, with a visible way out."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import current_query, write_query
from dashboard.kit.chart import plain_chart
from dashboard.kit.map_component import Shown, draw_map
from dashboard.kit.slide import OWN_HEADING, NoSlideError, Slide
from dashboard.link.grammar import is_present
from dashboard.link.page_link import Page, PageLink
from dashboard.pages import normal_link, slide_of_link, steps_of
from dashboard.tables.indicators import OWN_LAYER
from dashboard.views.present.embedded import embedded
from dashboard.views.present.stage import Turn, foot, head, points, room_for, screen_height

# What stands around the slide, in pixels: margins and gaps; and Streamlit's header.
AROUND, HEADER = 40, 60
# How much of the width is the picture's.
PICTURE = 2.0


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

    steps = steps_of(link, tables)
    turn = Turn(
        steps.line,
        steps.before.query if steps.before else None,
        steps.after.query if steps.after else None,
        tables.address(link, present=False).query,
    )
    # A reader's own table goes through no cache, so no slide is made of it.
    if query.get("layer") == [OWN_LAYER]:
        way_out(
            "Your own table is shown as it is: no slide is made of it.",
            Turn("", None, None, turn.leave),
        )
        return False
    normal, _ = normal_link(link, tables)
    try:
        slide = slide_of_link(normal, figure_height())
    except NoSlideError as error:
        way_out(f"Not a slide: {error}.", turn)
        return False

    def moved(at: Mapping[str, list[str]]) -> None:
        # Spelled out, so that what the map was compared with stays.
        there = PageLink.of(page, {**normal.query, **at})
        write_query(tables.address(there, present=True).query)

    present(slide, turn, moved=moved)
    return True


def figure_height() -> int:
    """Return how high figures are drawn for the reader's window."""
    return screen_height() - _around() - room_for(title="-", subtitle="-", foot="-")


def _around() -> int:
    return AROUND + (0 if st.context.is_embedded else HEADER)


def present(
    slide: Slide,
    turn: Turn,
    heading: str = "",
    *,
    moved: Callable[[Mapping[str, list[str]]], None],
) -> None:
    """Show a slide: title, picture and at most three points, and one line of source.

    `heading` is the presenter's own and marked as such. `moved` gets what of the slide's link is
    another where the time control of its map came to rest.
    """
    line = slide.small_print
    marked = f"{OWN_HEADING}: {heading}" if heading else ""
    texts = room_for(title=slide.title, heading=marked, subtitle=slide.subtitle, foot=line)
    height = screen_height() - _around() - texts
    with st.container(gap="xsmall", key="slide"):
        head(slide.title, [marked, slide.subtitle] if marked else [slide.subtitle])
        if slide.figure is None and slide.map is None:
            points(slide.points, height)
        else:
            left, right = st.columns([PICTURE, 1], gap="medium", vertical_alignment="center")
            with left:
                if slide.map is not None:
                    _play(slide, height, moved)
                elif slide.figure is not None:
                    plain_chart(slide.figure, slide.alt, "slide_figure", height=height)
            with right:
                points(slide.shown, height)
        foot(line, turn)


def _play(slide: Slide, height: int, moved: Callable[[Mapping[str, list[str]]], None]) -> None:
    """Draw the map of a slide with its time control."""
    layer, name, moment = store.layer_of_link(slide.link)
    strong = () if slide.map is None else tuple(slide.map.strong)
    shown = Shown(slide.title, slide.alt, height=height, beside=False, strong=strong)
    draw_map(layer, moment, shown, "slide_figure", on_moment=lambda at: moved({name: [at]}))


def way_out(reason: str, turn: Turn) -> None:
    """Say why there is no slide, with the links that leave presenter mode or lead on."""
    foot(reason, turn, still=False)
