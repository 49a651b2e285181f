"""A table on a slide, for views that are neither a chart nor a map."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.charts.palette import LIGHT
from dashboard.exports.deck_words import clean
from dashboard.exports.pptx_text import (
    EMU_PER_POINT,
    LINE,
    emu,
    shortened,
    text_width,
    wrapped,
    write,
)

if TYPE_CHECKING:
    from pptx.slide import Slide as NativeSlide

SIZE = 14.0
PAD = 5.0
MOST_LINES = 3


def add_table(
    slide: "NativeSlide",
    table: pd.DataFrame,
    alt: str,
    box: tuple[float, float, float, float],
) -> None:
    """Add as many rows as fit at x, y with width and height in points; say where some do not."""
    left, top, width, height = box
    texts = [[clean(str(name)) for name in table.columns]]
    texts += [[clean(str(cell)) for cell in row] for row in table.itertuples(index=False)]
    widths = _widths(texts, width)
    cells = [
        [
            shortened(text, SIZE, w - 2 * PAD, MOST_LINES)
            for text, w in zip(row, widths, strict=True)
        ]
        for row in texts
    ]
    heights = [_row_height(row, widths) for row in cells]
    count = _fitting(heights, height)
    if count < len(cells):
        count = _fitting(heights, height - SIZE * LINE)
    frame = slide.shapes.add_table(
        count, len(widths), *emu((left, top, width, sum(heights[:count])))
    )
    frame.name = "Table"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    for place, column in enumerate(frame.table.columns):
        column.width = round(widths[place] * EMU_PER_POINT)
    for place in range(count):
        frame.table.rows[place].height = round(heights[place] * EMU_PER_POINT)
        for cell, text in zip(frame.table.rows[place].cells, cells[place], strict=True):
            _fill(cell, text, head=place == 0)
    if count < len(cells):
        from dashboard.exports.pptx_text import add_box

        note = f"{count - 1} of {len(cells) - 1} rows; the link below shows them all."
        below = add_box(slide, "Rows shown", (left, top + sum(heights[:count]) + 2, width, 18))
        write(below, [note], SIZE, color=LIGHT.muted)


def _widths(texts: list[list[str]], width: float) -> list[float]:
    """Return widths of the columns in points: short ones as wide as they need, all `width`."""
    needed = [
        max(text_width(text) for text in column) * SIZE + 2 * PAD
        for column in zip(*texts, strict=True)
    ]
    given: dict[int, float] = {}
    room = width
    for place in sorted(range(len(needed)), key=needed.__getitem__):
        fair = room / (len(needed) - len(given))
        given[place] = min(needed[place], fair)
        room -= given[place]
    return [given[place] + room / len(needed) for place in range(len(needed))]


def _row_height(row: list[str], widths: list[float]) -> float:
    lines = max(len(wrapped(text, SIZE, w - 2 * PAD)) for text, w in zip(row, widths, strict=True))
    return lines * SIZE * LINE + 2 * PAD


def _fitting(heights: list[float], room: float) -> int:
    """Return how many rows fit, at least the head and one."""
    count = len(heights)
    while count > 2 and sum(heights[:count]) > room:
        count -= 1
    return count


def _fill(cell: Any, text: str, *, head: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    write(cell, [text], SIZE, bold=head)
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(PAD)
    cell.fill.solid()
    color = LIGHT.not_covered if head else LIGHT.page
    cell.fill.fore_color.rgb = RGBColor.from_string(color.lstrip("#"))
