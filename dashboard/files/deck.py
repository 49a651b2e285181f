"""A briefing as a file: what it is made of, and the words that all its forms share."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from dashboard.kit.slide import Slide

Told = Callable[[int, str], None]
"""Is told the number and the title of the slide that is made next."""

Source = tuple[str, str]
"""What a source is, and its address; blank where it has none."""

NBSP = "\N{NO-BREAK SPACE}"
NONE = "No source is named."
_ADDRESS = re.compile(r"[.:]? (https?://\S+)$")
# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    r"""Return `text` on one line, without characters that XML cannot hold.

    >>> clean("a\x00b\n  c")
    'ab c'
    """
    return " ".join(_NOT_XML.sub("", text).split())


def unique_titles(titles: Sequence[str]) -> list[str]:
    r"""Return cleaned titles, numbered where several slides have the same one.

    >>> unique_titles(["A", "B", "A"])
    ['A (1\xa0of\xa02)', 'B', 'A (2\xa0of\xa02)']
    """
    cleaned = [clean(title) for title in titles]
    often, seen = Counter(cleaned), Counter[str]()
    unique = []
    for title in cleaned:
        seen[title] += 1
        several = often[title] > 1
        unique.append(numbered(title, seen[title], often[title]) if several else title)
    return unique


def numbered(title: str, number: int, of: int) -> str:
    """Return a title with its number; the number is not broken over lines."""
    return f"{title} ({number}{NBSP}of{NBSP}{of})"


def parted(text: str) -> Source:
    """Part a source from the address at its end.

    >>> parted("Rosstat, 2023. https://example.org/a")
    ('Rosstat, 2023', 'https://example.org/a')
    """
    found = _ADDRESS.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


@dataclass(frozen=True)
class DeckSlide:
    """A slide with the presenter's own heading (at most 80 characters) and notes, plain text.

    Both may be empty. They are the presenter's words, not the data's, and are marked as such.
    """

    slide: Slide
    heading: str = ""
    notes: str = ""

    @property
    def heading_line(self) -> str:
        """The presenter's heading, marked as such; blank where there is none."""
        return f"Presenter’s heading: {clean(self.heading)}" if self.heading else ""

    @property
    def own_notes(self) -> list[str]:
        """The lines of the presenter's notes."""
        return [line for line in map(clean, self.notes.splitlines()) if line]


@dataclass(frozen=True)
class Deck:
    """What a file is made of.

    `signature` names this deployment as citations do, `author` is its publisher (blank where it
    names none), `release` is the data release, `address` the app's own address with a trailing
    slash, under which the links of the slides hold. `template` is a presentation whose look is
    taken, the package's own for None.
    """

    title: str
    signature: str
    release: str
    address: str
    slides: list[DeckSlide]
    author: str = ""
    template: Path | None = None

    def address_of(self, view: Slide) -> str:
        """Return the full address of the page that shows the view."""
        return urljoin(self.address, view.link.text)

    @property
    def sources(self) -> list[Source]:
        """Every source of every slide once, in the order of the slides; never nothing."""
        texts = dict.fromkeys(clean(text) for item in self.slides for text in item.slide.sources)
        return [parted(text) for text in texts] or [(NONE, "")]
