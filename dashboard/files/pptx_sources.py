"""The last slides: every source of the presentation, in two columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dashboard.files.deck_sources import Source, all_sources
from dashboard.files.deck_words import clean, numbered
from dashboard.files.pptx_frame import MARGIN, title_layout
from dashboard.files.pptx_slide import GAP, INNER, put_foot, put_title
from dashboard.files.pptx_text import add_box, height_of, link_words, write
from dashboard.kit.deck import Deck

if TYPE_CHECKING:
    from pptx.presentation import Presentation

TITLE = "Sources"
SIZE, SPACE = 12.0, 4.0
COLUMN_GAP = 28.0
COLUMN = (INNER - COLUMN_GAP) / 2
ROOM = 420.0


def source_columns(sources: Sequence[Source]) -> list[list[Source]]:
    """Return the sources in columns that fit."""
    columns: list[list[Source]] = [[]]
    for source in sources:
        longer = [*columns[-1], source]
        if columns[-1] and _height(longer) > ROOM:
            columns.append([source])
        else:
            columns[-1] = longer
    return columns


def add_sources(made: "Presentation", deck: Deck, title: str, first: int) -> None:
    """Add the sources from slide `first` on; the name of a source is the link to it."""
    columns = source_columns(all_sources(deck))
    pages = [columns[start : start + 2] for start in range(0, len(columns), 2)]
    for number, page in enumerate(pages, start=1):
        native = made.slides.add_slide(title_layout(made))
        head = title if len(pages) == 1 else numbered(title, number, len(pages))
        top = put_title(native, head) + GAP
        for place, column in enumerate(page):
            left = MARGIN + place * (COLUMN + COLUMN_GAP)
            height = max(_height(column), SIZE)
            box = add_box(native, f"Sources {place + 1}", (left, top, COLUMN, height))
            write(box, [text for text, _ in column], SIZE, gap=SPACE, bullets=True)
            link_words(box, [(_host(address), address) for _, address in column], SIZE)
        put_foot(native, deck, [], first + number - 1, deck.address)
        native.notes_slide.notes_text_frame.text = f"Data release {clean(deck.release)}."


def _height(sources: Sequence[Source]) -> float:
    texts = [f"{text} {_host(address)}" for text, address in sources]
    return height_of(texts, SIZE, COLUMN - SIZE, SPACE)


def _host(address: str) -> str:
    """Return the name of the host, as the words of a link: whole addresses are long."""
    return urlsplit(address).netloc
