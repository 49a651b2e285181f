"""What slides are made from, and what links to them can name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.kit.source_book import SourceBook
from dashboard.link.entry_view import EntryCodes
from dashboard.link.page_codes import PageCodes
from dashboard.link.page_link import PageLink, Vocabulary
from dashboard.link.page_views import SourceCodes
from dashboard.link.starts import Starts
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.everything import Tables
from dashboard.tables.people import PeopleTables
from dashboard.words.sources import source_lines, source_summary


class NoSlideError(ValueError):
    """A view that no slide is made of: the three people, or a page without a choice."""


@dataclass(frozen=True)
class SlideTables:
    """All tables and what is looked up in them; shared between readers, so not to be changed.

    Each is read and made when it is first asked for: a broken table stops what needs it.
    """

    tables: Tables

    @cached_property
    def codes(self) -> PageCodes:
        """The codes that links to any page may hold."""
        return PageCodes(self.tables)

    @cached_property
    def book(self) -> SourceBook:
        """What the Sources page looks up."""
        return SourceBook.of(self.tables, self.words)

    @property
    def catalogue(self) -> Catalogue:
        """The tables of the Map."""
        return self.tables.catalogue

    @property
    def entry(self) -> EntryTables:
        """The tables of entry rules."""
        return self.tables.entry

    @property
    def estimates(self) -> EstimateTables:
        """The tables of the calculators."""
        return self.tables.estimates

    @property
    def people(self) -> PeopleTables:
        """The tables of the People page."""
        return self.tables.people

    @property
    def words(self) -> Vocabulary:
        """The codes that links to the Map may hold."""
        return self.codes.words

    @property
    def entry_codes(self) -> EntryCodes:
        """The codes that links to the entry rules may hold."""
        return self.codes.entry

    @property
    def starts(self) -> Starts:
        """What the calculators can start from."""
        return self.codes.starts

    @property
    def source_codes(self) -> SourceCodes:
        """The codes that links to the Sources page may hold."""
        return self.codes.sources

    def source_texts(self, source_ids: str) -> list[str]:
        """Return a line for each of the ids, joined by ;: who, what, where it was read, address."""
        lines = source_lines(source_ids, self.catalogue.sources)
        sources = self.catalogue.sources
        told = []
        for line in lines:
            terms = sources[line.source_id].licence or "not stated"
            told.append(f"{line.text}. Terms: {terms}. {line.url}".removesuffix(". "))
        return told

    def source_line(self, source_ids: str) -> str:
        """Return who publishes, and how it was read, in one line."""
        return source_summary(source_ids.split(";"), self.catalogue.sources)

    def address(self, link: PageLink, *, present: bool) -> PageLink:
        """Return the link as the address bar writes it: without defaults, presenting or not."""
        return self.codes.spelled(link, full=False, present=present)[0]


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
