"""One view as a slide of a presentation: words, chart or map, source and link."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dashboard.charts.palette import LIGHT
from dashboard.charts.shares import ShareLine
from dashboard.files.deck_words import address_of, clean, heading_line, own_notes
from dashboard.files.pptx_chart import add_chart
from dashboard.files.pptx_table import add_table
from dashboard.files.pptx_text import (
    HEIGHT,
    LINE,
    MARGIN,
    WIDTH,
    add_box,
    emu,
    height_of,
    shortened,
    slide_number,
    style,
    title_layout,
    wrapped,
    write,
)
from dashboard.files.pptx_xy import add_xy
from dashboard.kit.slide import Deck, DeckSlide, Slide
from dashboard.map.picture import SMALLEST, bare_map
from dashboard.map.spec import Map

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as NativeSlide

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

# Of a map: pixels across, and its smallest letters on a slide in points.
PIXELS, LETTERS = 1920, 10.5


def add_view(
    made: "Presentation",
    deck: Deck,
    item: DeckSlide,
    title: str,
    number: int,
) -> None:
    """Add a view; `title` is the slide's own, told apart from others of the same words."""
    view = item.slide
    native = made.slides.add_slide(title_layout(made))
    top = put_title(native, title)
    if item.heading:
        text = heading_line(item)
        top = _put(native, "Presenter’s heading", text, HEADING_SIZE, top, 2, italic=True)
    top = _put(native, "Subtitle", clean(view.subtitle), SUBTITLE_SIZE, top, 2, color=LIGHT.muted)
    foot = [f"Source: {clean(view.source)}", clean(view.caution), clean(view.border_note)]
    bottom = put_foot(native, deck, [text for text in foot if text], number, address_of(deck, view))
    top += GAP / 2
    left_over = _body(native, view, (MARGIN, top, INNER, bottom - top - GAP))
    read_last(native, FOOT)
    _notes(native, deck, item, left_over)


def read_last(native: "NativeSlide", names: Sequence[str]) -> None:
    """Move shapes behind all others, in the order of `names`: so they are read out last."""
    tree = native.shapes._spTree
    shapes = {shape.name: shape._element for shape in native.shapes}
    for name in names:
        if name in shapes:
            tree.append(shapes[name])


def put_title(
    native: "NativeSlide", title: str, sizes: Sequence[tuple[float, int]] = TITLE_SIZES
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


def put_foot(
    native: "NativeSlide", deck: Deck, texts: list[str], number: int, address: str
) -> float:
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
    native: "NativeSlide", name: str, text: str, size: float, top: float, lines: int, **look: Any
) -> float:
    """Write one paragraph of at most `lines` lines and return where it ends."""
    if not text:
        return top
    text = shortened(text, size, INNER, lines)
    height = height_of([text], size, INNER)
    write(add_box(native, name, (MARGIN, top, INNER, height)), [text], size, **look)
    return top + height + GAP / 2


def _body(
    native: "NativeSlide",
    view: Slide,
    box: tuple[float, float, float, float],
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
        add_table(native, view.table, view.alt, figure)
    if not points:
        return rest
    if drawn:
        box = (left + width + POINTS_GAP, top, column, height)
    return [*_points(native, points, box), *rest]


def _map(slide: "NativeSlide", spec: Map, alt: str, box: tuple[float, float, float, float]) -> None:
    """Add a map as a sharp picture at x, y with width and height in points."""
    _, _, width, height = box
    zoom = SMALLEST / LETTERS
    size = (round(width * zoom), round(height * zoom))
    picture = bare_map(spec, "light", size, PIXELS / size[0])
    shape = slide.shapes.add_picture(io.BytesIO(picture), *emu(box))
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", clean(alt))


def _points(
    native: "NativeSlide", points: list[str], box: tuple[float, float, float, float]
) -> list[str]:
    left, top, width, height = box
    shown = list(points)
    size = POINT_SIZES[-1]
    while shown:
        fitting = [s for s in POINT_SIZES if height_of(shown, s, width - s, s / 2) <= height]
        if fitting:
            size = fitting[0]
            break
        shown.pop()
    used = min(height_of(shown, size, width - size, size / 2), height)
    shape = add_box(native, "Points", (left, top, width, used))
    write(shape, shown, size, gap=size / 2, bullets=True)
    return points[len(shown) :]


def _notes(native: "NativeSlide", deck: Deck, item: DeckSlide, left_over: list[str]) -> None:
    """Write what the data say, then what the presenter wrote, then the full address."""
    lines = [clean(text) for text in [*left_over, *item.slide.notes]]
    if own_notes(item):
        lines += ["Presenter’s notes:", *own_notes(item)]
    # A slide that is taken into another deck keeps its sources and their terms.
    lines += [f"Source: {clean(text)}" for text in item.slide.sources]
    lines.append(f"This view: {address_of(deck, item.slide)}")
    frame = native.notes_slide.notes_text_frame
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        style(paragraph.add_run(), line, 12)
