"""Lines and marks over an axis of numbers, which PowerPoint draws itself: shares against people."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.slide import Slide as NativeSlide

from dashboard.charts.palette import LIGHT
from dashboard.charts.shares import NAMES_AT, STEPS, ShareLine
from dashboard.files import pptx_chart
from dashboard.files.chart_columns import chart_workbook
from dashboard.files.deck import clean
from dashboard.files.pptx_text import Box, add_xml
from dashboard.files.text import harmless

LABEL_SIZE = 12.0
# Where along a line its name stands.
NAMED_AT = 0.86
# The part of the chart that the axes span: left, top, width, height.
PLOT = (0.11, 0.02, 0.86, 0.78)
LEADERS = (
    '<c:extLst xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ext '
    'uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="1"/></c:ext></c:extLst>'
)
PERSONS, PERCENT = "#,##0", "0.0"
SHAPES = {
    "left": XL_MARKER_STYLE.CIRCLE,
    "still_abroad": XL_MARKER_STYLE.DIAMOND,
    "workers": XL_MARKER_STYLE.SQUARE,
}
SIDES = XL_LABEL_POSITION


@dataclass(frozen=True)
class XySeries:
    """Points in persons and percent, with a label for each that is named; `mark` is drawn."""

    name: str
    points: Sequence[tuple[float, float]]
    labels: Sequence[str] = ()
    mark: XL_MARKER_STYLE | None = None
    color: str = LIGHT.text
    dash: MSO_LINE = MSO_LINE.SOLID
    side: XL_LABEL_POSITION = SIDES.BELOW


def xy_series(spec: ShareLine) -> list[XySeries]:
    """Return the lines, the estimates by what they count, and the inputs; the longest first.

    LibreOffice loses the series that stand before a longer one.
    """

    def line(
        at_most: float, parts: Sequence[float] = (0, NAMED_AT, 1)
    ) -> list[tuple[float, float]]:
        return [(spec.most * one, at_most * one * 100) for one in parts]

    target = [(spec.most * one, spec.target * 100) for one in (0, NAMED_AT, 1)]
    sides = (SIDES.ABOVE, SIDES.BELOW)
    over, under = sides if spec.at_most * NAMED_AT >= spec.target else sides[::-1]
    dotted = partial(XySeries, color=LIGHT.muted, dash=MSO_LINE.ROUND_DOT)
    found = [
        dotted("All assumptions high", line(spec.high_at_most), side=SIDES.LEFT),
        XySeries("As set", line(spec.at_most), color=LIGHT.accent, side=over),
        # It stops where the names begin.
        dotted("All assumptions low", line(spec.low_at_most, (0, 0.45, NAMES_AT - 0.02))),
        XySeries(f"{spec.target_label} to reach", target, dash=MSO_LINE.DASH, side=under),
    ]
    for concept, shape in SHAPES.items():
        placed = [one for one in spec.placed if one.concept == concept]
        for named in (True, False):
            drawn = [one for one in placed if bool(one.name) == named]
            points = [(one.people, one.share * 100) for one in drawn]
            names = [unescape(one.name) for one in drawn]
            if named and drawn:
                name = f"Estimates: {concept.replace('_', ' ')}"
                found.append(XySeries(name, points, names, shape, LIGHT.accent))
            elif drawn:
                name = f"Estimates, not named: {concept}"
                found.append(XySeries(name, points, (), shape, LIGHT.muted))
    if spec.now is not None:
        people, share = spec.now
        label = [unescape(spec.now_label)]
        found.append(XySeries("As set, now", [(people, share * 100)], label, XL_MARKER_STYLE.X))
    return sorted(found, key=lambda one: -len(one.points))


def add_xy(slide: NativeSlide, spec: ShareLine, alt: str, box: Box) -> None:
    """Add the chart at x, y with width and height in points, with `alt` as its description."""
    series = xy_series(spec)
    data = XyChartData(number_format="General")
    for one in series:
        added = data.add_series(clean(one.name))
        for x, y in one.points:
            added.add_data_point(x, y)
    kind = XL_CHART_TYPE.XY_SCATTER_LINES
    native = pptx_chart.put_chart(slide, kind, data, alt, box, _workbook(series))
    native.has_legend = False
    top = _top(spec)
    _axes(native, spec, top)
    places = {unescape(one.name): (spec.most * NAMES_AT, y) for one, y in spec.listed(top)}
    for drawn, one in zip(native.plots[0].series, series, strict=True):
        _dress(drawn, one)
        if any(label in places for label in one.labels):
            _lead(drawn, one, places, (spec.most, top))


def _workbook(series: Sequence[XySeries]) -> bytes:
    """Return the numbers where the chart looks for them: series under series, a row between."""

    def fill(book: Any, sheet: Any) -> None:
        people, share = (book.add_format({"num_format": form}) for form in (PERSONS, "0.00"))
        sheet.set_column(0, 1, 24)
        sheet.set_column(2, 2, 48)
        row = 0
        for one in series:
            sheet.write_string(row, 0, "Persons")
            sheet.write_string(row, 1, harmless(clean(one.name)))
            for place, (x, y) in enumerate(one.points):
                row += 1
                sheet.write_number(row, 0, x, people)
                sheet.write_number(row, 1, y, share)
                if place < len(one.labels):
                    sheet.write_string(row, 2, harmless(clean(one.labels[place])))
            row += 2

    return chart_workbook(fill)


def _top(spec: ShareLine) -> float:
    """Return where the axis of percent ends: a round number above all that is drawn."""
    highest = 100 * max(spec.high_at_most, spec.target, *(one.share for one in spec.placed))
    step = next((100 * one for one in STEPS if highest / one <= 600), 100 * STEPS[-1])
    return step * (int(highest / step) + 1)


def _lead(
    native: Any,
    one: XySeries,
    places: dict[str, tuple[float, float]],
    ends: tuple[float, float],
) -> None:
    """Move the names of marks that lie close to their place in the corner, with a leader."""
    labels = native._element.get_or_add_dLbls()
    for label in labels.findall("{*}dLbl"):
        at = int(label.find("{*}idx").get("val"))
        if one.labels[at] not in places:
            continue
        (x, y), (to_x, to_y) = one.points[at], places[one.labels[at]]
        layout = add_xml(label, "c:layout")
        across, up = (to_x - x) / ends[0] * PLOT[2], (y - to_y) / ends[1] * PLOT[3]
        add_xml(layout, "c:manualLayout", ("c:x", round(across, 4)), ("c:y", round(up, 4)))
        label.insert(1, layout)
    labels.append(parse_xml(LEADERS))


def _axes(native: NativeChart, spec: ShareLine, top: float) -> None:
    across, up = native.category_axis, native.value_axis
    across.maximum_scale, up.maximum_scale = spec.most, top
    pptx_chart.fix_plot(native, PLOT)
    titles = (across, PERSONS, f"{spec.axis}, persons"), (up, PERCENT, "percent")
    for axis, form, title in titles:
        axis.minimum_scale = 0
        axis.has_major_gridlines = True
        pptx_chart.dress_numbers(axis, form, clean(title))


def _dress(native: Any, one: XySeries) -> None:
    if one.mark is not None:
        native.format.line.fill.background()
        pptx_chart.dress_marks(native, one.color, 9 if one.labels else 6, one.mark)
        left = one.mark in (XL_MARKER_STYLE.X, XL_MARKER_STYLE.SQUARE)
        pptx_chart.label_points(native, one.labels, LABEL_SIZE, SIDES.LEFT if left else SIDES.RIGHT)
        return
    native.smooth = False
    native.marker.style = XL_MARKER_STYLE.NONE
    pptx_chart.dress_line(native, one.color, 2.5 if one.dash == MSO_LINE.SOLID else 1.5, one.dash)
    pptx_chart.label_points(native, ["", one.name, ""], LABEL_SIZE, one.side)
