"""A briefing as PowerPoint: one slide a view, native charts, and a last slide with the sources."""

import datetime

from dashboard.files.deck_words import Told, unique_titles
from dashboard.files.pptx_frame import empty_presentation, saved, sign, speak
from dashboard.files.pptx_slide import add_view
from dashboard.files.pptx_sources import TITLE as SOURCES
from dashboard.files.pptx_sources import add_sources
from dashboard.files.pptx_text import text_width
from dashboard.kit.deck import Deck


def pptx_bytes(deck: Deck, day: datetime.date, told: Told = lambda *_: None) -> bytes:
    """Return the presentation; the same deck gives the same bytes.

    `day` is the day of the release.
    """
    try:
        return _made(deck, day, told)
    finally:
        # It holds texts that were measured, a presenter's own among them.
        text_width.cache_clear()


def _made(deck: Deck, day: datetime.date, told: Told) -> bytes:
    made = empty_presentation(deck.template)
    titles = unique_titles([*(item.slide.title for item in deck.slides), SOURCES])
    for number, (item, title) in enumerate(zip(deck.slides, titles, strict=False), start=1):
        told(number, title)
        add_view(made, deck, item, title, number)
    add_sources(made, deck, titles[-1], len(deck.slides) + 1)
    for slide in made.slides:
        speak(slide._element)
        speak(slide.notes_slide._element)
    sign(made, deck.title, deck.author or deck.signature, deck.release, day)
    return saved(made)
