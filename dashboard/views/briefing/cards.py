"""The views of a briefing as a grid of small pictures; each opens its order, heading and notes."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

import streamlit as st
from PIL import Image

from dashboard.charts.figure import Bars, Bridge, Chart, Lines, Spans
from dashboard.charts.palette import PALETTES, Palette, ThemeName
from dashboard.kit.address import hold, page_link
from dashboard.kit.controls import plain, popover, theme
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
from dashboard.link.brief_view import token
from dashboard.link.page_link import TITLES, PageLink
from dashboard.map.picture import small_map
from dashboard.pages import slide_of_link

# The cards say what is said of a figure; slides of any height have the same words.
LIST_HEIGHT = 400
# Of a card, in pixels: as many stand in a row as fit.
CARD_WIDTH = 284

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
    with st.container(border=True, key=key, gap="xsmall", width=CARD_WIDTH):
        # `st.image` has a button of its own each.
        picture = {"src": address(item.link, theme()), "alt": slide.alt}
        _thumb(key=f"{key}_thumb", data=picture, height=SHOWN)
        st.markdown(f"**{at + 1}. {plain(slide.title)}**")
        if item.heading:
            # Not Markdown: it makes a link of any address, escaped or not.
            st.text(f"{OWN_HEADING}: {item.heading}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":small[{TITLES[item.link.page]}]")
            if st.context.is_embedded:
                return

            def edit() -> None:
                _moves(items, at, key, change, start)
                _words(items, item, slide, key, change)

            told = f"Order, heading and notes of view {at + 1}"
            popover("Edit", None, f"{key}_edit", edit, help=told)


def _moves(items: Items, at: int, key: str, change: Change, start: Callable[[int], None]) -> None:
    """Offer to move and remove a view, and to present from it on."""
    name = f"View {at + 1}"

    def move(by: int) -> None:
        change(moved(items, at, by), f"{name} is now view {at + by + 1}.")

    def remove() -> None:
        change(without(items, at), f"{name} was removed.")

    offered: list[tuple[str, str, str, bool, Callable[[], None]]] = [
        ("Earlier", "arrow_back", "up", at == 0, lambda: move(-1)),
        ("Later", "arrow_forward", "down", at == len(items) - 1, lambda: move(1)),
        ("Remove", "close", "remove", False, remove),
        ("Present from here", "slideshow", "present", False, lambda: start(at + 1)),
    ]
    with st.container(horizontal=True, gap="xsmall"):
        for label, icon, code, off, do in offered:
            look = f":material/{icon}:"
            st.button(label, icon=look, key=f"{key}_{code}", disabled=off, on_click=do)


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
    page_link("Open this view on its page", item.link.page, item.link.query)


def card_key(link: PageLink) -> str:
    """Return a key for a view that stays with it when it moves."""
    return f"brief_{hashlib.sha256(token(link).encode()).hexdigest()[:12]}"


# In pixels; the least room at the edge; the most bars that can be told apart; and the colours
# that a small map needs.
WIDTH, HEIGHT, EDGE = 320, 180, 12
MOST, COLORS = 24, 32
# As high as the picture is shown, kept before it is drawn: what stands under it must not move.
SHOWN = 142

# On one line it would be taken for the name of a file.
CSS = """
img { display: block; width: 100%;
  aspect-ratio: 16 / 9; border-radius: 6px; }
"""
JS = """
export default function ({ data, parentElement }) {
  Object.assign(parentElement.querySelector("img"), data)
}
"""
_thumb = st.components.v2.component("thumb", html="<img>", css=CSS, js=JS)


@st.cache_resource(show_spinner=False, max_entries=64)
def address(link: PageLink, theme: ThemeName) -> str:
    """Return the picture of a normal link as an address that holds it all; shared by readers."""
    slide = slide_of_link(link, LIST_HEIGHT)
    if slide.map is None:
        return f"data:image/svg+xml,{quote(sketch(slide, PALETTES[theme]))}"
    out = io.BytesIO()
    with Image.open(io.BytesIO(small_map(slide.map, theme, (WIDTH, HEIGHT)))) as drawn:
        drawn.convert("RGB").quantize(COLORS).save(out, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


def sketch(slide: Slide, palette: Palette) -> str:
    """Return the chart of a slide as SVG; lines of text where it has none."""
    drawn = _text(slide.points) if slide.chart is None else _chart(slide.chart)
    parts = "".join(
        part.replace("ACCENT", palette.accent).replace("TEXT", palette.muted) for part in drawn
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.page}"/>{parts}</svg>'
    )


def _chart(chart: Chart) -> Iterator[str]:
    if isinstance(chart, Bars):
        return _bars(chart)
    if isinstance(chart, Spans):
        return _spans(chart)
    if isinstance(chart, Lines):
        return _lines(list(chart.series.values()))
    if isinstance(chart, Bridge):
        return _bridge(chart)
    ends = (chart.at_most, chart.low_at_most, chart.high_at_most)
    return _lines([*([0.0, end] for end in ends), [chart.target, chart.target]])


class _Scale:
    """From values to pixels between two edges; 0 is always in view."""

    def __init__(self, values: Sequence[float | None], start: float, end: float) -> None:
        given = [0.0, *(value for value in values if value is not None)]
        self.low, self.high = min(given), max(given)
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        part = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + part * (self.end - self.start)


def _bar(x: float, y: float, width: float, height: float, color: str = "ACCENT") -> str:
    left, wide = (x, width) if width >= 0 else (x + width, -width)
    return (
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{max(wide, 1):.1f}" height="{height:.1f}" '
        f'fill="{color}"/>'
    )


def _rows(count: int) -> tuple[float, float]:
    """Return how high a row is, and its bar."""
    row = (HEIGHT - 2 * EDGE) / max(count, 1)
    return row, min(row * 0.7, 16)


def _bars(chart: Bars) -> Iterator[str]:
    series = list(chart.series.values())
    scale = _Scale([value for each in series for value in each[:MOST]], EDGE, WIDTH - EDGE)
    row, high = _rows(min(len(chart.names), MOST) * len(series))
    for at in range(min(len(chart.names), MOST)):
        for place, each in enumerate(series):
            if (value := each[at]) is not None:
                y = EDGE + (at * len(series) + place) * row
                color = "TEXT" if place % 2 else "ACCENT"
                yield _bar(scale(0), y, scale(value) - scale(0), high, color)


def _spans(chart: Spans) -> Iterator[str]:
    spans = chart.spans[:MOST]
    ends = [end for each in spans for end in (each.low, each.high, each.at)]
    scale = _Scale([*ends, chart.now], EDGE, WIDTH - 2 * EDGE)
    row, high = _rows(len(spans))
    for at, each in enumerate(spans):
        y = EDGE + at * row
        low, top = each.low, each.high
        if low is not None or top is not None:
            left = scale(low) if low is not None else scale(top or 0) - 3 * EDGE
            right = scale(top) if top is not None else left + 3 * EDGE
            yield _bar(left, y, right - left, high)
        if each.at is not None:
            middle = y + high / 2
            yield f'<circle cx="{scale(each.at):.1f}" cy="{middle:.1f}" r="3.5" fill="TEXT"/>'
    if chart.now is not None:
        yield _bar(scale(chart.now), EDGE, 1.5, HEIGHT - 2 * EDGE, "TEXT")


def _lines(series: Sequence[Sequence[float | None]]) -> Iterator[str]:
    scale = _Scale([value for each in series for value in each], HEIGHT - EDGE, EDGE)
    apart = (WIDTH - 2 * EDGE) / max(len(series[0]) - 1, 1)
    for place, each in enumerate(series):
        path, pen = "", "M"
        for at, value in enumerate(each):
            if value is None:
                pen = "M"
                continue
            path += f"{pen}{EDGE + at * apart:.1f} {scale(value):.1f}"
            pen = "L"
        color = "TEXT" if place else "ACCENT"
        yield (
            f'<path d="{path}" fill="none" stroke="{color}" stroke-width="2.5" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    yield _bar(EDGE, scale(0), WIDTH - 2 * EDGE, 1, "TEXT")


def _bridge(chart: Bridge) -> Iterator[str]:
    scale = _Scale([end for step in chart.steps for end in (step.start, step.end)], EDGE, WIDTH)
    row, high = _rows(len(chart.steps) + 1)
    for at, step in enumerate(chart.steps):
        color = "ACCENT" if step.total else "TEXT"
        yield _bar(
            scale(step.start), EDGE + at * row, scale(step.end) - scale(step.start), high, color
        )


def _text(points: Sequence[str]) -> Iterator[str]:
    row, _ = _rows(6)
    for at, point in enumerate(points[:6]):
        yield _bar(EDGE, EDGE + at * row, min(len(point) * 3.2, WIDTH - 2 * EDGE), 8, "TEXT")
