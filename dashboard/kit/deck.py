"""A deck: slides in order, with what their presenter added, as files take it along."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.kit.slide import Slide


@dataclass(frozen=True)
class DeckSlide:
    """A slide with the presenter's own heading (at most 80 characters) and notes, plain text.

    Both may be empty. They are the presenter's words, not the data's, and are marked as such.
    """

    slide: Slide
    heading: str = ""
    notes: str = ""


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
