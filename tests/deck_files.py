"""The deck of `tests.decks` as a PowerPoint file, made once and read back."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import openpyxl
import pptx

from dashboard.files.deck import Deck, DeckSlide
from dashboard.files.pptx import pptx_bytes
from tests.decks import wide_deck
from tests.slides import slide_tables


def made(deck: Deck) -> bytes:
    data = slide_tables().catalogue
    return pptx_bytes(deck, data.release.date)


@cache
def presentation() -> Any:
    return pptx.Presentation(io.BytesIO(made(wide_deck())))


def pairs() -> Iterator[tuple[Any, DeckSlide]]:
    """Each view's slide in the file, and what it was made from."""
    _, *views = presentation().slides
    return zip(views, wide_deck().slides, strict=False)


def workbook(chart: Any, *, values: bool) -> Any:
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob), data_only=values).active
