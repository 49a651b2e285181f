"""A view inside another page: title, figure, legend, source, and a link to the whole page."""

import streamlit as st

from dashboard.charts.figure import Bars, Bridge, Chart, Spans
from dashboard.kit import store
from dashboard.kit.address import current_query, share_link
from dashboard.kit.chart import plain_chart
from dashboard.kit.map_component import Shown, draw_one
from dashboard.kit.slide import Slide
from dashboard.kit.source_note import plain
from dashboard.link.page_link import Page, PageLink
from dashboard.pages import NoSlideError, normal_link, slide_of_link
from dashboard.tables.indicators import OWN_LAYER
from dashboard.views.present.stage import STEP, listen, screen_height

# In pixels: the lowest frame that figures are made for, the one that has room for a subtitle, what
# stands around a chart, what the lines under a map take, and a row of a chart.
LOWEST, ROOMY, AROUND, UNDER_MAP, ROW = 380, 560, 190, 92, 24


def embedded(page: Page) -> bool:
    """Draw the view of the address bar for a frame; return False where the page is to be drawn.

    That is for what no slide is made of. A frame has no room for more than one figure.
    """
    query = current_query()
    if query.get("layer") == [OWN_LAYER]:
        return False
    link, _ = normal_link(PageLink.of(page, query), store.slide_tables())
    frame = screen_height(LOWEST, unknown=LOWEST)
    try:
        slide = slide_of_link(link, frame - AROUND)
        # A chart of many rows is read by scrolling and not squeezed.
        if (height := _rows_high(slide.chart)) > frame - AROUND:
            slide = slide_of_link(link, height)
    except NoSlideError:
        return False
    with st.container(gap="xxsmall", key="embedded"):
        listen(LOWEST)
        st.markdown(f"#### {plain(slide.title)}")
        if frame >= ROOMY:
            st.markdown(f":small[{plain(slide.subtitle)}]")
        # What a reader would have to scroll for stands above a figure that the frame cuts off.
        if scrolls := slide.figure is not None and _high(slide) > frame - AROUND:
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
    rows = 0
    if isinstance(chart, Spans):
        rows = len(chart.spans) + len({span.group for span in chart.spans})
    elif isinstance(chart, Bars):
        rows = len(chart.names)
    elif isinstance(chart, Bridge):
        rows = len(chart.steps)
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
