"""Charts that PowerPoint itself draws and lets the reader edit, and how they look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide as NativeSlide
from pptx.util import Pt

from dashboard.charts.figure import Bars, Bridge, Charted, Lines, Spans
from dashboard.charts.palette import LIGHT
from dashboard.files import pptx_text
from dashboard.files.chart_columns import (
    AT_LEAST,
    DOT,
    UP_TO,
    Columns,
    apart,
    columns_of,
    columns_workbook,
    number_format,
)
from dashboard.files.deck import clean
from dashboard.words.numbers import full

AXIS_SIZE = 14.0
MARK_SIZE = 20.0
SIZES = (16.0, 14.0, 12.0, 11.0, 10.0)
# The room below the bars for the numbers of the axis and its title, and for a legend.
AXIS_ROOM = 3.4 * AXIS_SIZE
LEGEND_ROOM = 2 * AXIS_SIZE
NAME_GAP = 12.0
NAME_SHARE = 0.44
DARK_FIRST = tuple(LIGHT.sequential[place] for place in (4, 2, 0, 3, 1))
LINE_COLORS = (
    LIGHT.sequential[4],
    LIGHT.diverging[0],
    LIGHT.sequential[3],
    LIGHT.muted,
    LIGHT.text,
)
FILLS = {
    "range": LIGHT.diverging[3],
    "total": LIGHT.muted,
    "rise": LIGHT.diverging[4],
    "fall": LIGHT.diverging[0],
}
SIGNS = {DOT: "single claim", AT_LEAST: "at least", UP_TO: "up to"}
DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH, MSO_LINE.DASH_DOT)
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.X,
)


@dataclass(frozen=True)
class Fit:
    """Names of the bars and their size in points.

    `left` is the part of the width that they take, `below` the part of the height under the bars.
    """

    names: list[str]
    size: float
    left: float
    below: float


def add_chart(slide: NativeSlide, chart: Charted, alt: str, box: pptx_text.Box) -> None:
    """Add a native chart at x, y with width and height in points, with `alt` as its description."""
    columns = columns_of(chart)
    form = number_format(columns)
    fit = _fitted(chart, columns, box[2], box[3])
    data = CategoryChartData(number_format=form)
    data.categories = fit.names
    for column in columns.drawn:
        data.add_series(clean(column.name), column.values)
    if isinstance(chart, Lines):
        kind = XL_CHART_TYPE.LINE_MARKERS
    else:
        kind = XL_CHART_TYPE.BAR_STACKED if columns.basis else XL_CHART_TYPE.BAR_CLUSTERED
    native = put_chart(slide, kind, data, alt, box, columns_workbook(fit.names, columns, form))
    _axes(native, chart, columns, form, fit)
    native.has_legend = _has_legend(columns)
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(AXIS_SIZE)
    if isinstance(chart, Lines):
        _lines(native, columns)
    else:
        # All names have the room they were measured for.
        fix_plot(native, (fit.left, 0.01, 0.96 - fit.left, 0.99 - fit.below))
        _bars(native, chart, columns, form, fit)
    pptx_text.speak(native._chartSpace)


def put_chart(
    slide: NativeSlide, kind: Any, data: Any, alt: str, box: pptx_text.Box, workbook: bytes
) -> NativeChart:
    """Add a native chart of a kind as python-pptx draws it, with our workbook behind it."""
    frame = slide.shapes.add_chart(kind, *pptx_text.emu(box), data)
    frame.name = "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    native: NativeChart = frame.chart
    native.part.chart_workbook.update_from_xlsx_blob(workbook)
    native.has_title = False
    native.font.size = Pt(AXIS_SIZE)
    return native


def _fitted(chart: Charted, columns: Columns, width: float, height: float) -> Fit:
    """Return the names with their details, at a size and in a column in which they fit."""
    plain = [clean(name) for name in columns.names]
    if isinstance(chart, Lines):
        return Fit(plain, AXIS_SIZE, 0, 0)
    details = [clean(text) for text in columns.details]
    below = [f"{name}\n{text}" if text else name for name, text in zip(plain, details, strict=True)]
    beside = [
        f"{name}: {text}" if text else name for name, text in zip(plain, details, strict=True)
    ]
    bottom = AXIS_ROOM + (LEGEND_ROOM if _has_legend(columns) else 0)
    most = width * NAME_SHARE
    for size in SIZES:
        for names in (below, beside):
            fit = _broken(names, size, most, width, bottom / height)
            # All rows of a bar chart are equally high.
            most_lines = max(name.count("\n") + 1 for name in fit.names)
            if most_lines * len(names) * size * pptx_text.LINE <= height - bottom:
                return fit
    return _broken(beside, SIZES[-1], most, width, bottom / height)


def _broken(names: list[str], size: float, most: float, width: float, below: float) -> Fit:
    """Return the names broken into lines: not every program breaks those of an axis."""
    widest = max(pptx_text.text_width(line) * size for name in names for line in name.split("\n"))
    column = min(widest + NAME_GAP, most)
    lines = ["\n".join(pptx_text.wrapped(name, size, column - NAME_GAP)) for name in names]
    return Fit(lines, size, column / width, below)


def _has_legend(columns: Columns) -> bool:
    """Return whether the series must be told apart by name."""
    return len(columns.drawn) > 1 and all(column.look == "solid" for column in columns.drawn)


def _axes(native: NativeChart, chart: Charted, columns: Columns, form: str, fit: Fit) -> None:
    native.font.color.rgb = pptx_text.rgb(LIGHT.text)
    names, values = native.category_axis, native.value_axis
    names.tick_labels.font.size = Pt(fit.size)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = pptx_text.rgb(LIGHT.text)
    names.format.line.width = Pt(1)
    if not isinstance(chart, Lines):
        names.reverse_order = True
        # Names from top to bottom turn the axis of the numbers to the top; its high side is below.
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    dress_numbers(values, form, chart.unit and _axis_title(chart, columns))
    values.format.line.fill.background()
    if isinstance(chart, Spans) and chart.now is not None:
        values.crosses_at = chart.now


def dress_numbers(axis: Any, form: str, title: str) -> None:
    """Give an axis of numbers their size and format, a grid and what they are; blank adds none."""
    axis.tick_labels.font.size = Pt(AXIS_SIZE)
    axis.tick_labels.number_format = form
    axis.tick_labels.number_format_is_linked = False
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.major_gridlines.format.line.color.rgb = pptx_text.rgb(LIGHT.grid)
    if title:
        pptx_text.style(axis.axis_title.text_frame.paragraphs[0].add_run(), title, AXIS_SIZE)


def _axis_title(chart: Charted, columns: Columns) -> str:
    """Return the unit, and what the signs and the line of ranges mean."""
    unit = clean(chart.unit)
    if isinstance(chart, Spans) and chart.now is not None:
        return f"{unit}; the bars start at the result as it stands, {full(chart.now)}"
    used = {mark for column in columns.drawn if column.look == "mark" for mark in column.marks}
    signs = [f"{mark} {meaning}" for mark, meaning in SIGNS.items() if mark in used]
    return " · ".join([unit, *signs])


def _lines(native: NativeChart, columns: Columns) -> None:
    each = zip(native.plots[0].series, columns.drawn, strict=True)
    for place, (series, column) in enumerate(each):
        label_points(series, column.marks, AXIS_SIZE, XL_LABEL_POSITION.ABOVE)
        color = LINE_COLORS[place % len(LINE_COLORS)]
        dress_line(series, color, 2.5, DASHES[place % len(DASHES)])
        dress_marks(series, color, 8, MARKERS[place % len(MARKERS)])


def dress_line(series: Any, color: str, width: float, dash: MSO_LINE) -> None:
    """Draw the line of a series."""
    series.format.line.color.rgb = pptx_text.rgb(color)
    series.format.line.width = Pt(width)
    series.format.line.dash_style = dash


def dress_marks(series: Any, color: str, size: int, shape: XL_MARKER_STYLE) -> None:
    """Draw the points of a series, which no curve is laid through."""
    series.smooth = False
    series.marker.style = shape
    series.marker.size = size
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = pptx_text.rgb(color)
    series.marker.format.line.color.rgb = pptx_text.rgb(color)


def _bars(native: NativeChart, chart: Charted, columns: Columns, form: str, fit: Fit) -> None:
    size = min(fit.size, AXIS_SIZE)
    plot = native.plots[0]
    plot.vary_by_categories = False
    plot.gap_width = 40
    # The bars of a tornado stand in one row, one to either side of the line.
    one_row = isinstance(chart, Bars) and apart(chart)
    plot.overlap = 100 if one_row or isinstance(chart, Spans | Bridge) else 0
    for place, (series, column) in enumerate(zip(plot.series, columns.drawn, strict=True)):
        if column.look in ("hidden", "mark"):
            series.format.fill.background()
            series.format.line.fill.background()
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = pptx_text.rgb(
                FILLS.get(column.look) or DARK_FIRST[place % len(DARK_FIRST)]
            )
            series.format.line.color.rgb = pptx_text.rgb(LIGHT.muted)
            series.format.line.width = Pt(0.75)
        series.invert_if_negative = False
        if column.look == "solid":
            labels = series.data_labels
            labels.show_value = True
            labels.number_format = form
            labels.number_format_is_linked = False
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
            labels.font.size = Pt(size)
            labels.font.color.rgb = pptx_text.rgb(LIGHT.text)
            # Bars of values that are not exact are labelled with their bound.
            label_points(series, column.marks, size, XL_LABEL_POSITION.OUTSIDE_END)
        elif column.look == "mark":
            # Bars of no width: the sign stands where the single claim or the open end is.
            label_points(series, column.marks, MARK_SIZE, XL_LABEL_POSITION.CENTER, bold=True)


def label_points(
    series: Any, texts: Sequence[str], size: float, side: XL_LABEL_POSITION, *, bold: bool = False
) -> None:
    """Label each point that has a text, at a side of it."""
    for place, text in enumerate(texts):
        if text:
            label = series.points[place].data_label
            pptx_text.style(label.text_frame.paragraphs[0].add_run(), clean(text), size, bold=bold)
            label.position = side


def fix_plot(native: NativeChart, part: pptx_text.Box) -> None:
    """Fix where the axes stand, in parts of the chart: left, top, width, height."""
    area = native._chartSpace.chart.plotArea
    layout = pptx_text.add_xml(area, "c:layout")
    area.insert(0, layout)
    pptx_text.add_xml(
        layout,
        "c:manualLayout",
        ("c:layoutTarget", "inner"),
        ("c:xMode", "edge"),
        ("c:yMode", "edge"),
        *((f"c:{name}", round(size, 4)) for name, size in zip("xywh", part, strict=True)),
    )
