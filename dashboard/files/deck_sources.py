"""The sources of a deck: each once, parted from its address."""

import re

from dashboard.files.deck_words import clean
from dashboard.kit.deck import Deck

Source = tuple[str, str]
"""What a source is, and its address; blank where it has none."""

NONE = "No source is named."
_ADDRESS = re.compile(r"[.:]? (https?://\S+)$")


def all_sources(deck: Deck) -> list[Source]:
    """Return every source of every slide once, in the order of the slides; never nothing."""
    texts = dict.fromkeys(clean(text) for item in deck.slides for text in item.slide.sources)
    return [parted(text) for text in texts] or [(NONE, "")]


def parted(text: str) -> Source:
    """Part a source from the address at its end.

    >>> parted("Rosstat, 2023. https://example.org/a")
    ('Rosstat, 2023', 'https://example.org/a')
    """
    found = _ADDRESS.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")
