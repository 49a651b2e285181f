"""One view as a slide of a presentation: words, chart, map or table, source and link."""

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.presentation import Presentation
from pptx.slide import Slide as NativeSlide
from pptx.util import Pt

from dashboard.charts.palette import LIGHT
from dashboard.charts.shares import ShareLine
from dashboard.files.deck import Deck, DeckSlide, clean
from dashboard.files.pptx_chart import add_chart
from dashboard.files.pptx_text import (
    EMU_PER_POINT,
    HEIGHT,
    LINE,
    MARGIN,
    WIDTH,
    Box,
    add_box,
    emu,
    height_of,
    rgb,
    shortened,
    slide_number,
    style,
    text_width,
    title_layout,
    wrapped,
    write,
)
from dashboard.files.pptx_xy import add_xy
from dashboard.kit.slide import Slide
from dashboard.map.picture import SMALLEST, bare_map
from dashboard.map.spec import Map
from dashboard.words.numbers import counted

INNER = WIDTH - 2 * MARGIN
GAP = 8.0
# A title has to fit in a wider font too, where neither Arial nor one as wide is there.
ROOM = INNER / 1.14
FOOT = ("Source", "Link and release")
# Sizes with the most lines a title may take at each.
TITLE_SIZES = ((28.0, 1), (26.0, 1), (26.0, 2), (22.0, 2), (20.0, 3))
HEADING_SIZE, SUBTITLE_SIZE, FOOT_SIZE = 18.0, 16.0, 12.0
POINT_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0)
# A map is wide and needs the room.
POINTS_WIDTH, POINTS_BY_MAP, POINTS_GAP = 270.0, 240.0, 20.0

# The smaller one is for tables of many columns.
TABLE_SIZES = (14.0, 12.0)
# In points: around the text of a cell, and what its width may be off.
PAD, SLACK = 5.0, 1.0
NOTE_SIZE, MOST_LINES = 14.0, 3
# Of a map: pixels across, and its smallest letters on a slide in points.
PIXELS, LETTERS = 1920, 10.5


def add_view(made: Presentation, deck: Deck, item: DeckSlide, title: str, number: int) -> None:
    """Add a view; `title` is the slide's own, told apart from others of the same words."""
    view = item.slide
    native = made.slides.add_slide(title_layout(made))
    top = put_title(native, title)
    top = _put(native, "Presenter’s heading", item.heading_line, HEADING_SIZE, top, 2, italic=True)
    top = _put(native, "Subtitle", clean(view.subtitle), SUBTITLE_SIZE, top, 2, color=LIGHT.muted)
    foot = [f"Source: {clean(view.source)}", clean(view.caution), clean(view.border_note)]
    bottom = put_foot(native, deck, [text for text in foot if text], number, deck.address_of(view))
    top += GAP / 2
    left_over = _body(native, view, (MARGIN, top, INNER, bottom - top - GAP))
    read_last(native, FOOT)
    _notes(native, deck, item, left_over)


def read_last(native: NativeSlide, names: Sequence[str]) -> None:
    """Move shapes behind all others, in the order of `names`: so they are read out last."""
    tree = native.shapes._spTree
    shapes = {shape.name: shape._element for shape in native.shapes}
    for name in names:
        if name in shapes:
            tree.append(shapes[name])


def put_title(
    native: NativeSlide, title: str, sizes: Sequence[tuple[float, int]] = TITLE_SIZES
) -> float:
    """Write the title into its placeholder and return where it ends, in points from the top."""
    size, _ = next(
        (each for each in sizes if len(wrapped(title, each[0], ROOM, bold=True)) <= each[1]),
        sizes[-1],
    )
    height = height_of([title], size, ROOM, bold=True)
    holder = native.shapes.title
    holder.left, holder.top, holder.width, holder.height = emu((MARGIN, 24, INNER, height))
    write(holder, [title], size, bold=True)
    return 24 + height + GAP / 2


def put_foot(native: NativeSlide, deck: Deck, texts: list[str], number: int, address: str) -> float:
    """Write the small print along the lower edge and return where it begins."""
    lines = [shortened(text, FOOT_SIZE, INNER, 2) for text in texts]
    height = height_of(lines, FOOT_SIZE, INNER)
    last = FOOT_SIZE * LINE
    top = HEIGHT - 20 - last - height - 2
    if lines:
        box = add_box(native, FOOT[0], (MARGIN, top, INNER, height))
        write(box, lines, FOOT_SIZE, color=LIGHT.muted)
    box = add_box(native, FOOT[1], (MARGIN, HEIGHT - 20 - last, INNER, last))
    write(box, [], FOOT_SIZE)
    paragraph = box.text_frame.paragraphs[0]
    link = paragraph.add_run()
    style(link, "Open this view" if lines else "Open the dashboard", FOOT_SIZE, color=LIGHT.accent)
    link.hyperlink.address = address
    rest = f"  ·  Data release {clean(deck.release)}  ·  "
    rest += shortened(clean(deck.signature), FOOT_SIZE, INNER - 280, 1)
    style(paragraph.add_run(), f"{rest}  ·  ", FOOT_SIZE, color=LIGHT.muted)
    slide_number(paragraph, number, FOOT_SIZE, color=LIGHT.muted)
    return top


def _put(
    native: NativeSlide, name: str, text: str, size: float, top: float, lines: int, **look: Any
) -> float:
    """Write one paragraph of at most `lines` lines and return where it ends."""
    if not text:
        return top
    text = shortened(text, size, INNER, lines)
    height = height_of([text], size, INNER)
    write(add_box(native, name, (MARGIN, top, INNER, height)), [text], size, **look)
    return top + height + GAP / 2


def _body(
    native: NativeSlide,
    view: Slide,
    box: Box,
) -> list[str]:
    """Fill the middle with the figure and the points; return the points that do not fit."""
    left, top, width, height = box
    drawn = view.chart is not None or view.map is not None or not view.table.empty
    points = [clean(point) for point in (view.shown if drawn else view.points)]
    rest = [point for point in map(clean, view.points) if point not in points]
    column = POINTS_WIDTH if view.map is None else POINTS_BY_MAP
    if drawn and points:
        width -= column + POINTS_GAP
    figure = (left, top, width, height)
    if view.map is not None:
        _map(native, view.map, view.alt, figure)
    elif isinstance(view.chart, ShareLine):
        add_xy(native, view.chart, view.alt, figure)
    elif view.chart is not None:
        add_chart(native, view.chart, view.alt, figure)
    elif drawn:
        _table(native, view.table, view.alt, figure)
    if not points:
        return rest
    if drawn:
        box = (left + width + POINTS_GAP, top, column, height)
    return [*_points(native, points, box), *rest]


def _map(slide: NativeSlide, spec: Map, alt: str, box: Box) -> None:
    """Add a map as a sharp picture at x, y with width and height in points."""
    _, _, width, height = box
    zoom = SMALLEST / LETTERS
    size = (round(width * zoom), round(height * zoom))
    picture = bare_map(spec, "light", size, PIXELS / size[0])
    shape = slide.shapes.add_picture(io.BytesIO(picture), *emu(box))
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", clean(alt))


def _points(native: NativeSlide, points: list[str], box: Box) -> list[str]:
    left, top, width, height = box

    def high(count: int, size: float) -> float:
        return height_of(points[:count], size, width - size, size / 2)

    tried = ((count, size) for count in range(len(points), 0, -1) for size in POINT_SIZES)
    count, size = next((one for one in tried if high(*one) <= height), (0, POINT_SIZES[-1]))
    shape = add_box(native, "Points", (left, top, width, min(high(count, size), height)))
    write(shape, points[:count], size, gap=size / 2, bullets=True)
    return points[count:]


def _notes(native: NativeSlide, deck: Deck, item: DeckSlide, left_over: list[str]) -> None:
    """Write what the data say, then what the presenter wrote, then the full address."""
    lines = [clean(text) for text in [*left_over, *item.slide.notes]]
    if item.own_notes:
        lines += ["Presenter’s notes:", *item.own_notes]
    # A slide that is taken into another deck keeps its sources and their terms.
    lines += [f"Source: {clean(text)}" for text in item.slide.sources]
    lines.append(f"This view: {deck.address_of(item.slide)}")
    frame = native.notes_slide.notes_text_frame
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        style(paragraph.add_run(), line, 12)


def _table(native: NativeSlide, table: pd.DataFrame, alt: str, box: Box) -> None:
    """Add as many rows as fit at x, y with width and height in points; say where some do not."""
    left, top, width, height = box
    texts = [[clean(str(name)) for name in table.columns]]
    texts += [[clean(str(cell)) for cell in row] for row in table.itertuples(index=False)]
    fitting = (size for size in TABLE_SIZES if sum(_floors(texts, size)) <= width)
    size = next(fitting, TABLE_SIZES[-1])
    widths = _widths(texts, size, width)
    cells = [
        [
            shortened(text, size, w - 2 * PAD, MOST_LINES)
            for text, w in zip(row, widths, strict=True)
        ]
        for row in texts
    ]
    lines = [
        max(len(wrapped(text, size, w - 2 * PAD)) for text, w in zip(row, widths, strict=True))
        for row in cells
    ]
    heights = [count * size * LINE + 2 * PAD for count in lines]
    count = _fitting(heights, height)
    if count < len(cells):
        count = _fitting(heights, height - NOTE_SIZE * LINE)
    used = sum(heights[:count])
    frame = native.shapes.add_table(count, len(widths), *emu((left, top, width, used)))
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
        below = add_box(native, "Rows shown", (left, top + used + 2, width, 18))
        write(below, [note], NOTE_SIZE, color=LIGHT.muted)


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


def _fitting(heights: list[float], room: float) -> int:
    """Return how many rows fit, at least the head and one."""
    count = len(heights)
    while count > 2 and sum(heights[:count]) > room:
        count -= 1
    return count


def _fill(cell: Any, text: str, size: float, *, head: bool) -> None:
    write(cell, [text], size, bold=head)
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(PAD)
    cell.fill.solid()
    color = LIGHT.not_covered if head else LIGHT.page
    cell.fill.fore_color.rgb = rgb(color)
