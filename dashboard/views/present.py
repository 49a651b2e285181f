"""A view as one idea a screen, with a visible way out, or alone in a frame of another page.

The text that grows with the screen, and turning by key, are dashboard/static/stage.js.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.figure import Bars, Bridge, Chart, Spans
from dashboard.kit import store
from dashboard.kit.address import current_query, share_link, write_query
from dashboard.kit.component import fetched, plain_chart
from dashboard.kit.controls import plain
from dashboard.kit.map_component import Shown, draw_map, draw_one
from dashboard.kit.slide import OWN_HEADING, NoSlideError, Slide
from dashboard.link.grammar import is_present
from dashboard.link.page_link import Page, PageLink
from dashboard.map.lettering import wrapped
from dashboard.pages import normal_link, slide_of_link, steps_of
from dashboard.tables.indicators import OWN_LAYER

KEY, TURN = "stage_head", "slide_turn"
# Until the browser has told: the smallest screen that has to do without scrolling.
USUAL_HEIGHT = 768
LEAST, MOST, STEP = 560, 2160, 20
# Letters that a line holds on a screen of 16 to 9, and how high a line is, as a part of it.
LETTERS = {"heading": 165, "subtitle": 165, "foot": 190}
LINES = {"title": 0.055, "heading": 0.03, "subtitle": 0.03, "foot": 0.026}
# A title's letters on a screen of 16 to 10, as parts of its height; the page's margins in pixels;
# and how wide the page's bold letters are, as a part of those that are measured here.
TITLE, WIDE, MARGINS, NARROWER = 0.04, 1.6, 160, 0.75

Query = Mapping[str, str | Sequence[str]]
Moved = Callable[[Mapping[str, list[str]]], None]

_stage = fetched("stage", "stage.js", "stage")
_turn = fetched(TURN, "stage.js", "foot")
# What stands around the slide, in pixels: margins and gaps; and Streamlit's header.
AROUND, HEADER = 40, 60
# How much of the width is the picture's.
PICTURE = 2.0


@dataclass(frozen=True)
class Turn:
    """Where a slide stands, the queries of the slides around it (None: there is none), and out."""

    line: str
    before: Query | None
    after: Query | None
    leave: Query


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
    tables = store.tables()
    link = PageLink.of(page, query)
    steps = steps_of(link, tables)
    before, after = (step.query if step else None for step in (steps.before, steps.after))
    turn = Turn(steps.line, before, after, tables.address(link, present=False).query)
    # A reader's own table goes through no cache, so no slide is made of it.
    if query.get("layer") == [OWN_LAYER]:
        alone = Turn("", None, None, turn.leave)
        foot("Your own table is shown as it is: no slide is made of it.", alone, still=False)
        return False
    normal, _ = normal_link(link, tables)
    try:
        slide = slide_of_link(normal, figure_height())
    except NoSlideError as error:
        foot(f"Not a slide: {error}.", turn, still=False)
        return False

    def moved(at: Mapping[str, list[str]]) -> None:
        # Spelled out, so that what the map was compared with stays.
        there = PageLink.of(page, {**normal.query, **at})
        write_query(tables.address(there, present=True).query)

    present(slide, turn, moved)
    return True


def figure_height() -> int:
    """Return how high figures are drawn for the reader's window."""
    return _left(title="-", subtitle="-", foot="-")


def _left(**texts: str) -> int:
    """Return the pixels that texts leave of the reader's window."""
    header = 0 if st.context.is_embedded else HEADER
    return screen_height() - AROUND - header - room_for(**texts)


def present(slide: Slide, turn: Turn, moved: Moved, heading: str = "") -> None:
    """Show a slide: title, picture and at most three points, and one line of source.

    `heading` is the presenter's own and marked as such. `moved` gets what of the slide's link is
    another where the time control of its map came to rest.
    """
    line = slide.small_print
    marked = f"{OWN_HEADING}: {heading}" if heading else ""
    height = _left(title=slide.title, heading=marked, subtitle=slide.subtitle, foot=line)
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


def _play(slide: Slide, height: int, moved: Moved) -> None:
    """Draw the map of a slide with its time control."""
    layer, name, moment = store.layer_of_link(slide.link)
    strong = () if slide.map is None else tuple(slide.map.strong)
    shown = Shown(slide.title, slide.alt, height=height, beside=False, strong=strong)
    draw_map(layer, moment, shown, "slide_figure", on_moment=lambda at: moved({name: [at]}))


# In pixels: the lowest frame that figures are made for, the one that has room for a subtitle, what
# stands around a chart, what the lines under a map take, and a row of a chart.
LOWEST, ROOMY, FRAME_AROUND, UNDER_MAP, ROW = 380, 560, 190, 92, 24


def embedded(page: Page) -> bool:
    """Draw the view of the address bar for a frame; return False where the page is to be drawn.

    That is for what no slide is made of. A frame has no room for more than one figure.
    """
    query = current_query()
    if query.get("layer") == [OWN_LAYER]:
        return False
    link, _ = normal_link(PageLink.of(page, query), store.tables())
    frame = screen_height(LOWEST, unknown=LOWEST)
    try:
        slide = slide_of_link(link, frame - FRAME_AROUND)
        # A chart of many rows is read by scrolling and not squeezed.
        if (height := _rows_high(slide.chart)) > frame - FRAME_AROUND:
            slide = slide_of_link(link, height)
    except NoSlideError:
        return False
    with st.container(gap="xxsmall", key="embedded"):
        listen(LOWEST)
        st.markdown(f"#### {plain(slide.title)}")
        if frame >= ROOMY:
            st.markdown(f":small[{plain(slide.subtitle)}]")
        # What a reader would have to scroll for stands above a figure that the frame cuts off.
        if scrolls := slide.figure is not None and _high(slide) > frame - FRAME_AROUND:
            whole_page(slide.small_print)
        _figure(slide)
        if not scrolls:
            whole_page(slide.small_print)
    return True


def whole_page(small_print: str = "") -> None:
    """Offer the page that a frame shows a part of, then what there is to say of the figure."""
    whole = f"[Open the whole page](<{share_link(current_query())}>)"
    # The link first: the end of the line is what a low frame cuts off.
    st.markdown(f":small[{' · '.join([whole, *([plain(small_print)] if small_print else [])])}]")


def _high(slide: Slide) -> int:
    return int(slide.figure.layout.height) if slide.figure is not None else 0


def _rows_high(chart: Chart | None) -> int:
    """Return the pixels that a chart takes with every row readable, in steps of 20."""
    match chart:
        case Spans():
            rows = len(chart.spans) + len({span.group for span in chart.spans})
        case Bars():
            rows = len(chart.names)
        case Bridge():
            rows = len(chart.steps)
        case _:
            rows = 0
    return (rows + 3) * ROW // STEP * STEP


def _figure(slide: Slide) -> None:
    if slide.map is not None:
        shown = Shown(slide.title, slide.alt, beside=False, leaves=UNDER_MAP)
        draw_one(slide.map, shown, "embedded_figure")
    elif slide.figure is not None:
        plain_chart(slide.figure, slide.alt, "embedded_figure", height=_high(slide))
    else:
        for point in slide.points:
            st.text(point)


def screen_height(lowest: int = LEAST, unknown: int = USUAL_HEIGHT) -> int:
    """Return the height of the reader's window in pixels, in steps so that figures are shared.

    A window below `lowest` counts as that high, one that has not told yet as `unknown`.
    """
    height = _told() or unknown
    return min(max(height, lowest), MOST) // STEP * STEP


def head(title: str, lines: Sequence[str]) -> None:
    """Show a title and the lines under it as plain text, and learn the height of the window."""
    blocks = [_block("h1", [title]), *(_block("p", [line]) for line in lines)]
    with st.container(key="stage_room"):
        _learn(blocks, LEAST, screen_height())


def listen(lowest: int) -> None:
    """Learn the height of the window, down to `lowest` pixels, and show nothing."""
    _learn([], lowest, screen_height(lowest, unknown=lowest))


def _learn(blocks: list[dict[str, object]], lowest: int, height: int) -> None:
    # The run that follows a new height draws the page anew.
    heights = {"least": lowest, "most": MOST, "step": STEP, "height": height}
    _stage(key=KEY, data={"blocks": blocks, "heights": heights}, on_height_change=lambda: None)


def points(lines: Sequence[str], room: int) -> None:
    """Show lines of plain text as a list, as large as `room` pixels of height allow."""
    _stage(key="stage_points", data={"blocks": [_block("ul", lines)], "room": room})


def foot(line: str, turn: Turn, *, still: bool = True) -> None:
    """Show the line under a figure, and lead on by key, or by links where a pointer moves.

    `still` is for a slide: the foot keeps its place at the lower edge.
    """
    ways = {"before": turn.before, "after": turn.after, "leave": turn.leave}
    data = {
        "foot": line,
        "line": turn.line,
        "still": still,
        "ways": {
            way: None if query is None else f"?{urlencode(query, doseq=True)}"
            for way, query in ways.items()
        },
    }

    def turned() -> None:
        query = ways.get(str(st.session_state[TURN].get("way")))
        if query is not None:
            write_query(query)

    _turn(key=TURN, data=data, on_way_change=turned)


def room_for(**texts: str) -> int:
    """Return the pixels that texts take in the reader's window, by the names of LINES."""
    high = screen_height()
    parts = (LINES[name] * _lines(name, text, high) for name, text in texts.items())
    return math.ceil(high * sum(parts))


def _lines(name: str, text: str, high: int) -> int:
    """Return how many lines a text takes in a window; a line of a title is the dearest to err."""
    if name != "title":
        return math.ceil(len(text) / LETTERS[name])
    return len(wrapped(text, TITLE * high * NARROWER, WIDE * high - MARGINS, bold=True))


def _block(tag: str, lines: Sequence[str]) -> dict[str, object]:
    return {"tag": tag, "lines": list(lines)}


def _told() -> int | None:
    told = st.session_state.get(KEY)
    height = told.get("height") if told else None
    return int(height) if isinstance(height, (int, float)) else None
