"""Charts that PowerPoint itself draws and lets the reader edit."""

from typing import TYPE_CHECKING

from dashboard.files.chart_columns import Columns, columns_of
from dashboard.files.chart_workbook import chart_workbook, number_format
from dashboard.files.deck_words import clean
from dashboard.files.pptx_chart_look import AXIS_SIZE, Fit, dress, has_legend
from dashboard.files.pptx_text import LINE, emu, text_width, wrapped
from dashboard.kit.slide import Chart, Lines

if TYPE_CHECKING:
    from pptx.chart.chart import Chart as NativeChart
    from pptx.slide import Slide as NativeSlide

SIZES = (16.0, 14.0, 12.0, 11.0, 10.0)
# The room below the bars for the numbers of the axis and its title, and for a legend.
AXIS_ROOM = 3.4 * AXIS_SIZE
LEGEND_ROOM = 2 * AXIS_SIZE
NAME_GAP = 12.0
NAME_SHARE = 0.44


def add_chart(
    slide: "NativeSlide", chart: Chart, alt: str, box: tuple[float, float, float, float]
) -> "NativeChart":
    """Add a native chart at x, y with width and height in points, with `alt` as its description."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

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
    frame = slide.shapes.add_chart(kind, *emu(box), data)
    frame.name = "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    native: NativeChart = frame.chart
    native.part.chart_workbook.update_from_xlsx_blob(chart_workbook(fit.names, columns, form))
    dress(native, chart, columns, form, fit)
    return native


def _fitted(chart: Chart, columns: Columns, width: float, height: float) -> Fit:
    """Return the names with their details, at a size and in a column in which they fit."""
    plain = [clean(name) for name in columns.names]
    if isinstance(chart, Lines):
        return Fit(plain, AXIS_SIZE, 0, 0)
    details = [clean(text) for text in columns.details]
    below = [f"{name}\n{text}" if text else name for name, text in zip(plain, details, strict=True)]
    beside = [
        f"{name}: {text}" if text else name for name, text in zip(plain, details, strict=True)
    ]
    bottom = AXIS_ROOM + (LEGEND_ROOM if has_legend(columns) else 0)
    most = width * NAME_SHARE
    for size in SIZES:
        for names in (below, beside):
            fit = _broken(names, size, most, width, bottom / height)
            # All rows of a bar chart are equally high.
            most_lines = max(name.count("\n") + 1 for name in fit.names)
            if most_lines * len(names) * size * LINE <= height - bottom:
                return fit
    return _broken(beside, SIZES[-1], most, width, bottom / height)


def _broken(names: list[str], size: float, most: float, width: float, below: float) -> Fit:
    """Return the names broken into lines: not every program breaks those of an axis."""
    widest = max(text_width(line) * size for name in names for line in name.split("\n"))
    column = min(widest + NAME_GAP, most)
    lines = ["\n".join(wrapped(name, size, column - NAME_GAP)) for name in names]
    return Fit(lines, size, column / width, below)
