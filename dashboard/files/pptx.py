"""A briefing as PowerPoint: a cover, one slide a view with native charts, and the sources."""

import datetime
from collections.abc import Sequence
from urllib.parse import urlsplit

from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation

from dashboard.charts.palette import LIGHT
from dashboard.files import pptx_text
from dashboard.files.deck import Deck, Source, Told, clean, numbered, unique_titles
from dashboard.files.pptx_slide import GAP, INNER, add_view, put_foot, put_title, read_last

SOURCES = "Sources"
SIZE, SPACE = 12.0, 4.0
COLUMN_GAP = 28.0
COLUMN = (INNER - COLUMN_GAP) / 2
ROOM = 420.0
# Of the cover, in points: its title, the titles of its slides, and the band along its edge.
COVER_SIZES = ((40.0, 1), (34.0, 2), (28.0, 3))
ITEMS, BAND = (18.0, 16.0, 14.0), 14.0


def pptx_bytes(deck: Deck, day: datetime.date, told: Told = lambda *_: None) -> bytes:
    """Return the presentation; the same deck gives the same bytes.

    `day` is the day of the release.
    """
    try:
        return _made(deck, day, told)
    finally:
        # It holds texts that were measured, a presenter's own among them.
        pptx_text.text_width.cache_clear()


def _made(deck: Deck, day: datetime.date, told: Told) -> bytes:
    made = pptx_text.empty_presentation(deck.template)
    cover, *titles, last = unique_titles(
        [deck.title, *(item.slide.title for item in deck.slides), SOURCES]
    )
    _add_cover(made, deck, cover, titles)
    for number, (item, title) in enumerate(zip(deck.slides, titles, strict=True), start=1):
        told(number, title)
        add_view(made, deck, item, title, number + 1)
    _add_sources(made, deck, last, len(deck.slides) + 2)
    for slide in made.slides:
        pptx_text.speak(slide._element)
        pptx_text.speak(slide.notes_slide._element)
    pptx_text.sign(made, deck.title, deck.author or deck.signature, deck.release, day)
    return pptx_text.saved(made)


def _add_cover(made: Presentation, deck: Deck, title: str, titles: Sequence[str]) -> None:
    """Open with what the briefing is, who shows it, and what its slides say."""
    native = made.slides.add_slide(pptx_text.title_layout(made))
    top = put_title(native, title, COVER_SIZES) + GAP
    told = [f"{at}  {text}" for at, text in enumerate(titles, start=1)]
    room = pptx_text.HEIGHT - 60 - top
    high = {size: pptx_text.height_of(told, size, 2 * INNER, size / 2) for size in ITEMS}
    size = next((size for size in ITEMS if high[size] <= room), ITEMS[-1])
    box = pptx_text.add_box(native, "Contents", (pptx_text.MARGIN, top, INNER, high[size]))
    pptx_text.write(
        box, [pptx_text.shortened(line, size, INNER, 1) for line in told], size, gap=size / 2
    )
    put_foot(native, deck, [], 1, deck.address)
    band = native.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, *pptx_text.emu((0, 0, BAND, pptx_text.HEIGHT))
    )
    band.name = "Band"
    band.fill.solid()
    band.fill.fore_color.rgb = pptx_text.rgb(LIGHT.accent)
    band.line.fill.background()
    # Nothing is told of it.
    band._element.nvSpPr.cNvPr.set("descr", "")
    read_last(native, ("Source", "Link and release"))
    native.notes_slide.notes_text_frame.text = f"Data release {clean(deck.release)}."


def _columns(sources: Sequence[Source]) -> list[list[Source]]:
    """Return the sources in columns that fit."""
    columns: list[list[Source]] = [[]]
    for source in sources:
        longer = [*columns[-1], source]
        if columns[-1] and _height(longer) > ROOM:
            columns.append([source])
        else:
            columns[-1] = longer
    return columns


def _add_sources(made: Presentation, deck: Deck, title: str, first: int) -> None:
    """Add the sources from slide `first` on; the name of a source is the link to it."""
    columns = _columns(deck.sources)
    pages = [columns[start : start + 2] for start in range(0, len(columns), 2)]
    for number, page in enumerate(pages, start=1):
        native = made.slides.add_slide(pptx_text.title_layout(made))
        head = title if len(pages) == 1 else numbered(title, number, len(pages))
        top = put_title(native, head) + GAP
        for place, column in enumerate(page):
            left = pptx_text.MARGIN + place * (COLUMN + COLUMN_GAP)
            height = max(_height(column), SIZE)
            box = pptx_text.add_box(native, f"Sources {place + 1}", (left, top, COLUMN, height))
            pptx_text.write(box, [text for text, _ in column], SIZE, gap=SPACE, bullets=True)
            pptx_text.link_words(box, [(_host(address), address) for _, address in column], SIZE)
        put_foot(native, deck, [], first + number - 1, deck.address)
        native.notes_slide.notes_text_frame.text = f"Data release {clean(deck.release)}."


def _height(sources: Sequence[Source]) -> float:
    texts = [f"{text} {_host(address)}" for text, address in sources]
    return pptx_text.height_of(texts, SIZE, COLUMN - SIZE, SPACE)


def _host(address: str) -> str:
    """Return the name of the host, as the words of a link: whole addresses are long."""
    return urlsplit(address).netloc
