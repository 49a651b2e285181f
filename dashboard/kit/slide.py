"""A slide, what it is made from, and a briefing of slides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, TypedDict, Unpack

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.figure import Chart, Figure, Spec
from dashboard.charts.ground import enlarged
from dashboard.charts.palette import SCREEN
from dashboard.kit.source_book import SourceBook
from dashboard.link.page_codes import PageCodes
from dashboard.link.page_link import PageLink
from dashboard.map.spec import Map, Timeline
from dashboard.tables.provenance import Ids
from dashboard.words.sources import source_lines, source_summary

MOST_POINTS = 6
# The note in full does not fit a line; it stands in About and in the notes.
SHORT_BORDER_NOTE = "Crimea is shown as Ukraine (UNGA 68/262); no endorsement of any boundary"
# Marks the words that are the presenter's and not made from the data.
OWN_HEADING = "Presenter's heading"

# A room reads no more beside a picture.
MOST_BESIDE = 3


@dataclass(frozen=True)
class Slide:
    """One idea: what is seen, what it counts, where it comes from.

    `link` is the page with every parameter spelled out and the data release; `points` are
    at most six short lines of plain text. What is seen is a `map`, or the specification of a chart:
    drawn `height` pixels high as `figure`, and as plain data in `chart` for files that draw it.
    `caution` is a line that every form of the slide keeps in sight; `moments` are all that a map
    steps through, made where somebody plays it.
    `table` is the twin of the figure: text columns with human headings. `notes` (takeaway,
    definition, caution) are what a presenter reads, `sources` name both ends of each source.
    """

    link: PageLink
    title: str
    subtitle: str
    alt: str
    source: str
    points: list[str] = field(default_factory=list)
    spec: Spec | None = None
    height: int = 0
    map: Map | None = None
    moments: Callable[[], Timeline] | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    border_note: str = ""
    caution: str = ""
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @cached_property
    def figure(self) -> go.Figure | None:
        """The chart, large enough for a screen that is seen from afar."""
        return enlarged(self.spec.draw(SCREEN), self.height) if self.spec else None

    @cached_property
    def chart(self) -> Chart | None:
        """The chart as plain data."""
        return self.spec.plain() if self.spec else None

    @property
    def shown(self) -> list[str]:
        """The points that stand beside a picture; the others are for notes and for reading."""
        return [point for point in self.points if point != self.title][:MOST_BESIDE]

    @property
    def small_print(self) -> str:
        """Source, release, and what must not be lost, in one line."""
        parts = [f"Source: {self.source}", f"Data release {self.link.query['data'][0]}"]
        parts += [self.caution.rstrip(".")] if self.caution else []
        parts += [SHORT_BORDER_NOTE] if self.border_note else []
        return " · ".join(parts)


LONGEST_HEADING = 80
LONGEST_NOTES = 2_000
# Not seen, but some scripts are misspelt without them: joiners (Persian, the scripts of India),
# marks of direction (Arabic, Hebrew), breaks between words (Khmer, Thai), soft hyphens. Those
# that turn the order of a whole text are not among them.
UNSEEN = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060")


@dataclass(frozen=True)
class BriefItem:
    """A view with the presenter's own heading and notes, as `heading_text` and `notes_text`."""

    link: PageLink
    heading: str = ""
    notes: str = ""


Items = tuple[BriefItem, ...]


def heading_text(text: str) -> str:
    """Return `text` as a heading: one line of what can be shown, at most LONGEST_HEADING long."""
    return " ".join(_shown(text).split())[:LONGEST_HEADING].rstrip()


def notes_text(text: str) -> str:
    """Return `text` as notes: lines of what can be shown, at most LONGEST_NOTES long."""
    lines = (_shown(line).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip()[:LONGEST_NOTES].rstrip()


def _shown(text: str) -> str:
    kept = "".join(c if c.isprintable() or c in UNSEEN else " " for c in text)
    return kept if any(c not in UNSEEN and c != " " for c in kept) else ""


def moved(items: Sequence[BriefItem], at: int, by: int) -> Items:
    """Return `items` with the one at `at` moved `by` places; it stops at either end."""
    left = [item for index, item in enumerate(items) if index != at]
    left.insert(max(0, at + by), items[at])
    return tuple(left)


def without(items: Sequence[BriefItem], at: int) -> Items:
    """Return `items` without the one at `at`."""
    return (*items[:at], *items[at + 1 :])


def with_words(items: Sequence[BriefItem], link: PageLink, heading: str, notes: str) -> Items:
    """Return `items` with the presenter's words at `link`."""
    worded = BriefItem(link, heading_text(heading), notes_text(notes))
    return tuple(worded if item.link == link else item for item in items)


class NoSlideError(ValueError):
    """A view that no slide is made of: the three people, or a page without a choice."""


class SlideWords(TypedDict, total=False):
    """What a slide holds besides its figure, or in place of the figure's own."""

    subtitle: str
    source: str
    points: list[str]
    spec: Spec | None
    map: Map | None
    moments: Callable[[], Timeline] | None
    table: pd.DataFrame
    border_note: str
    caution: str
    notes: list[str]
    sources: list[str]


class SlideTables(PageCodes):
    """All tables and what is looked up in them; shared between readers, so not to be changed.

    Each is read and made when it is first asked for: a broken table stops what needs it.
    """

    @cached_property
    def book(self) -> SourceBook:
        """What the Sources page looks up."""
        return SourceBook(self, self.words)

    def source_texts(self, source_ids: Ids) -> list[str]:
        """Return a line for each source: who, what, where it was read, address."""
        lines = source_lines(source_ids, self.catalogue.sources)
        sources = self.catalogue.sources
        told = []
        for line in lines:
            terms = sources[line.source_id].licence or "not stated"
            told.append(f"{line.text}. Terms: {terms}. {line.url}".removesuffix(". "))
        return told

    def source_line(self, source_ids: Ids) -> str:
        """Return who publishes, and how it was read, in one line."""
        return source_summary(source_ids, self.catalogue.sources)

    def slide(
        self, link: PageLink, figure: Figure, ids: Ids, height: int, **words: Unpack[SlideWords]
    ) -> Slide:
        """Return the slide of a figure that rests on sources; `words` are its other fields."""
        made = Slide(
            link=link,
            title=figure.title,
            subtitle=" ".join(figure.lines[:1]),
            alt=figure.alt,
            source=self.source_line(ids) if ids else "none",
            spec=figure.spec,
            height=height,
            table=figure.table,
            sources=self.source_texts(ids),
        )
        return replace(made, **words)

    def address(self, link: PageLink, *, present: bool) -> PageLink:
        """Return the link as the address bar writes it: without defaults, presenting or not."""
        return self.spelled(link, full=False, present=present)[0]


class MakeSlide(Protocol):
    """`SlideTables.slide` for one link and height."""

    def __call__(self, figure: Figure, ids: Ids, **words: Unpack[SlideWords]) -> Slide:
        """Return the slide of a figure that rests on sources."""


@dataclass(frozen=True)
class Steps:
    """Where a view stands on its page's main control, and the links before and after it.

    `line` says which, `Year 2022, 2 of 6`; None where an end is reached: nothing wraps.
    """

    line: str
    before: PageLink | None = None
    after: PageLink | None = None


def steps_at(line: str, links: Sequence[PageLink], at: int, tables: SlideTables) -> Steps:
    """Return the steps at place `at` of `links`, as the address bar writes them, presenting."""

    def presented(place: int) -> PageLink | None:
        return tables.address(links[place], present=True) if 0 <= place < len(links) else None

    return Steps(f"{line}, {at + 1} of {len(links)}", presented(at - 1), presented(at + 1))


def notes(takeaway: str, definition: str, *cautions: str) -> list[str]:
    """Return what a presenter reads: takeaway, what is counted, what to mind."""
    parts = [("Takeaway", takeaway), ("What it counts", definition)]
    parts += [("Caution", caution) for caution in dict.fromkeys(cautions)]
    return [f"{name}: {text.rstrip('.')}." for name, text in parts if text]
