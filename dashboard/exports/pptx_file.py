"""A briefing as PowerPoint: one slide a view, native charts, and a last slide with the sources."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence

import geopandas as gpd

from dashboard.exports.pptx_frame import empty_presentation, saved, sign, speak
from dashboard.exports.pptx_slide import Place, add_view
from dashboard.exports.pptx_sources import TITLE as SOURCES
from dashboard.exports.pptx_sources import add_sources, source_slides
from dashboard.exports.pptx_text import clean
from dashboard.figures.deck import Deck

Told = Callable[[int, str], None]
"""Is told the number and the title of the slide that is made next."""


def pptx_bytes(
    deck: Deck, world: gpd.GeoDataFrame, day: datetime.date, told: Told = lambda *_: None
) -> bytes:
    """Return the presentation; the same deck gives the same bytes.

    `world` has iso3, label_lon, label_lat, geometry (WGS 84); `day` is the day of the release.
    """
    made = empty_presentation()
    titles = unique_titles([*(item.slide.title for item in deck.slides), SOURCES])
    views = len(deck.slides)
    total = views + source_slides(deck)
    for number, (item, title) in enumerate(zip(deck.slides, titles, strict=False), start=1):
        told(number, title)
        add_view(made, deck, item, title, Place(number, total), world)
    add_sources(made, deck, titles[-1], Place(views + 1, total))
    for slide in made.slides:
        speak(slide._element)
        speak(slide.notes_slide._element)
    sign(made, deck.title, deck.signature, deck.release, day)
    return saved(made)


def unique_titles(titles: Sequence[str]) -> list[str]:
    """Return cleaned titles, numbered where several slides have the same one.

    >>> unique_titles(["A", "B", "A"])
    ['A (1 of 2)', 'B', 'A (2 of 2)']
    """
    cleaned = [clean(title) for title in titles]
    often, seen = Counter(cleaned), Counter[str]()
    unique = []
    for title in cleaned:
        seen[title] += 1
        unique.append(f"{title} ({seen[title]} of {often[title]})" if often[title] > 1 else title)
    return unique
