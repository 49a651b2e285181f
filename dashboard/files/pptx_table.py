"""A table on a slide, for views that are neither a chart nor a map."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.charts.palette import LIGHT
from dashboard.files.deck_words import clean
from dashboard.files.pptx_text import (
    EMU_PER_POINT,
    LINE,
    add_box,
    emu,
    rgb,
    shortened,
    text_width,
    wrapped,
    write,
)
from dashboard.words.numbers import counted

if TYPE_CHECKING:
    from pptx.slide import Slide as NativeSlide

# The smaller one is for tables of many columns.
SIZES = (14.0, 12.0)
PAD = 5.0
NOTE = 14.0
MOST_LINES = 3
SLACK = 1.0


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
    size = next((size for size in SIZES if sum(_floors(texts, size)) <= width), SIZES[-1])
    widths = _widths(texts, size, width)
    cells = [
        [
            shortened(text, size, w - 2 * PAD, MOST_LINES)
            for text, w in zip(row, widths, strict=True)
        ]
        for row in texts
    ]
    heights = [_row_height(row, size, widths) for row in cells]
    count = _fitting(heights, height)
    if count < len(cells):
        count = _fitting(heights, height - NOTE * LINE)
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
            _fill(cell, text, size, head=place == 0)
    if count < len(cells):
        note = f"{count - 1} of {counted(len(cells) - 1, 'row')}; the link below shows them all."
        below = add_box(slide, "Rows shown", (left, top + sum(heights[:count]) + 2, width, 18))
        write(below, [note], NOTE, color=LIGHT.muted)


def _widths(texts: list[list[str]], size: float, width: float) -> list[float]:
    """Return widths of the columns in points, together `width`.

    No word is broken where that can be helped, and short columns are as wide as they need.
    """
    floors = _floors(texts, size)
    needed = [
        max(_cell_width(text, size, place) for place, text in enumerate(column))
        for column in zip(*texts, strict=True)
    ]
    room = width - sum(floors)
    if room < 0:
        return [floor * width / sum(floors) for floor in floors]
    wanted = [need - floor for need, floor in zip(needed, floors, strict=True)]
    given = dict.fromkeys(range(len(floors)), 0.0)
    for done, place in enumerate(sorted(given, key=wanted.__getitem__)):
        given[place] = min(wanted[place], room / (len(floors) - done))
        room -= given[place]
    return [floors[place] + given[place] + room / len(floors) for place in given]


def _floors(texts: list[list[str]], size: float) -> list[float]:
    """Return how wide each column must be for its longest word."""
    return [
        max(
            _cell_width(word, size, place)
            for place, text in enumerate(column)
            for word in text.split() or [""]
        )
        for column in zip(*texts, strict=True)
    ]


def _cell_width(text: str, size: float, row: int) -> float:
    """Return how wide a cell must be for `text` in one line; the head is bold."""
    return text_width(text, bold=row == 0) * size + 2 * PAD + SLACK


def _row_height(row: list[str], size: float, widths: list[float]) -> float:
    lines = max(len(wrapped(text, size, w - 2 * PAD)) for text, w in zip(row, widths, strict=True))
    return lines * size * LINE + 2 * PAD


def _fitting(heights: list[float], room: float) -> int:
    """Return how many rows fit, at least the head and one."""
    count = len(heights)
    while count > 2 and sum(heights[:count]) > room:
        count -= 1
    return count


def _fill(cell: Any, text: str, size: float, *, head: bool) -> None:
    from pptx.util import Pt

    write(cell, [text], size, bold=head)
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(PAD)
    cell.fill.solid()
    color = LIGHT.not_covered if head else LIGHT.page
    cell.fill.fore_color.rgb = rgb(color)
