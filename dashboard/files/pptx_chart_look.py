"""How a native chart looks: axes, fills, labels, and where the bars begin."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.charts.palette import LIGHT
from dashboard.files.chart_columns import AT_LEAST, DOT, UP_TO, Column, Columns, apart
from dashboard.files.deck_words import clean
from dashboard.files.pptx_text import LANGUAGE, style
from dashboard.kit.slide import Bars, Bridge, Chart, Lines, Spans
from dashboard.words.numbers import full

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as NativeChart

AXIS_SIZE = 14.0
MARK_SIZE = 20.0
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
DASHES = ("SOLID", "DASH", "ROUND_DOT", "LONG_DASH", "DASH_DOT")
MARKERS = ("CIRCLE", "SQUARE", "DIAMOND", "TRIANGLE", "X")


@dataclass(frozen=True)
class Fit:
    """Names of the bars and their size in points.

    `left` is the part of the width that they take, `below` the part of the height under the bars.
    """

    names: list[str]
    size: float
    left: float
    below: float


def has_legend(columns: Columns) -> bool:
    """Return whether the series must be told apart by name."""
    return len(columns.drawn) > 1 and all(column.look == "solid" for column in columns.drawn)


def dress(native: "NativeChart", chart: Chart, columns: Columns, form: str, fit: Fit) -> None:
    """Give a chart, as it came from its data, everything that is not data."""
    _axes(native, chart, columns, form, fit)
    native.has_legend = has_legend(columns)
    if native.has_legend:
        _legend(native)
    if isinstance(chart, Lines):
        _lines(native)
    else:
        _plot_area(native, fit)
        _bars(native, chart, columns, form, fit)
    native._chartSpace.xpath("c:chart/c:autoTitleDeleted")[0].set("val", "1")
    for part in native._chartSpace.iter("{*}defRPr", "{*}endParaRPr", "{*}rPr"):
        part.set("lang", LANGUAGE)


def _axes(native: "NativeChart", chart: Chart, columns: Columns, form: str, fit: Fit) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    native.font.size = Pt(AXIS_SIZE)
    native.font.color.rgb = _rgb(LIGHT.text)
    names, values = native.category_axis, native.value_axis
    names.tick_labels.font.size = Pt(fit.size)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = _rgb(LIGHT.text)
    names.format.line.width = Pt(1)
    if not isinstance(chart, Lines):
        names.reverse_order = True
        # Names from top to bottom turn the axis of the numbers to the top; its high side is below.
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    values.tick_labels.font.size = Pt(AXIS_SIZE)
    values.tick_labels.number_format = form
    values.tick_labels.number_format_is_linked = False
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    values.format.line.fill.background()
    if isinstance(chart, Spans) and chart.now is not None:
        values.crosses_at = chart.now
    if chart.unit:
        frame = values.axis_title.text_frame
        style(frame.paragraphs[0].add_run(), _axis_title(chart, columns), AXIS_SIZE)


def _axis_title(chart: Chart, columns: Columns) -> str:
    """Return the unit, and what the signs and the line of ranges mean."""
    unit = clean(chart.unit)
    if isinstance(chart, Spans) and chart.now is not None:
        return f"{unit}; the bars start at the result as it stands, {full(chart.now)}"
    used = {mark for column in columns.drawn if column.look == "mark" for mark in column.marks}
    signs = [f"{mark} {meaning}" for mark, meaning in SIGNS.items() if mark in used]
    return " · ".join([unit, *signs])


def _legend(native: "NativeChart") -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    native.legend.position = XL_LEGEND_POSITION.BOTTOM
    native.legend.include_in_layout = False
    native.legend.font.size = Pt(AXIS_SIZE)


def _lines(native: "NativeChart") -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    for place, series in enumerate(native.plots[0].series):
        color = _rgb(LINE_COLORS[place % len(LINE_COLORS)])
        series.smooth = False
        series.format.line.color.rgb = color
        series.format.line.width = Pt(2.5)
        series.format.line.dash_style = getattr(MSO_LINE, DASHES[place % len(DASHES)])
        series.marker.style = getattr(XL_MARKER_STYLE, MARKERS[place % len(MARKERS)])
        series.marker.size = 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = color
        series.marker.format.line.color.rgb = color


def _bars(native: "NativeChart", chart: Chart, columns: Columns, form: str, fit: Fit) -> None:
    from pptx.util import Pt

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
            series.format.fill.fore_color.rgb = _rgb(
                FILLS.get(column.look) or DARK_FIRST[place % len(DARK_FIRST)]
            )
            series.format.line.color.rgb = _rgb(LIGHT.muted)
            series.format.line.width = Pt(0.75)
        series.invert_if_negative = False
        if column.look == "solid":
            _value_labels(series, form, fit)
            _own_labels(series, column, min(fit.size, AXIS_SIZE))
        elif column.look == "mark":
            _marks(series, column)


def _value_labels(series: Any, form: str, fit: Fit) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    labels = series.data_labels
    labels.show_value = True
    labels.number_format = form
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(min(fit.size, AXIS_SIZE))
    labels.font.color.rgb = _rgb(LIGHT.text)


def _own_labels(series: Any, column: Column, size: float) -> None:
    """Label the bars of values that are not exact with their bound."""
    from pptx.enum.chart import XL_LABEL_POSITION

    for place, text in enumerate(column.marks):
        if text:
            label = series.points[place].data_label
            style(label.text_frame.paragraphs[0].add_run(), clean(text), size)
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def _marks(series: Any, column: Column) -> None:
    """Label bars of no width with a sign: it stands where the single claim or the open end is."""
    from pptx.enum.chart import XL_LABEL_POSITION

    for place, mark in enumerate(column.marks):
        if mark:
            label = series.points[place].data_label
            style(label.text_frame.paragraphs[0].add_run(), mark, MARK_SIZE, bold=True)
            label.position = XL_LABEL_POSITION.CENTER


def _plot_area(native: "NativeChart", fit: Fit) -> None:
    """Fix where the bars stand, so that all names have the room they were measured for."""
    area = native._chartSpace.chart.plotArea
    layout = area.makeelement(_tag("c:layout"))
    area.insert(0, layout)
    manual = _add(
        layout,
        "c:manualLayout",
        ("c:layoutTarget", "inner"),
        ("c:xMode", "edge"),
        ("c:yMode", "edge"),
        ("c:x", round(fit.left, 4)),
        ("c:y", 0.01),
        ("c:w", round(0.96 - fit.left, 4)),
        ("c:h", round(0.99 - fit.below, 4)),
    )
    layout.append(manual)


def _add(parent: Any, name: str, *children: tuple[str, object]) -> Any:
    """Append an element with children that have a value each."""
    element = parent.makeelement(_tag(name))
    for child, value in children:
        element.append(element.makeelement(_tag(child), {"val": str(value)}))
    parent.append(element)
    return element


def _tag(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(name))


def _rgb(color: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color.lstrip("#"))
