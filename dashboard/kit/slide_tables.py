"""What slides are made from, and what links to them can name."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.kit.source_book import SourceBook
from dashboard.link.entry_view import EntryCodes
from dashboard.link.page_codes import PageCodes
from dashboard.link.source_view import SourceCodes
from dashboard.link.starts import Starts
from dashboard.link.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.people import PeopleTables
from dashboard.tables.reference import ReferenceTables
from dashboard.words.sources import source_lines, source_summary


class NoSlideError(ValueError):
    """A view that no slide is made of: the three people, or a page without a choice."""


@dataclass(frozen=True)
class SlideTables:
    """The tables of all pages; shared between readers, so not to be changed."""

    catalogue: Catalogue
    words: Vocabulary
    entry: EntryTables
    estimates: EstimateTables
    people: PeopleTables
    book: SourceBook

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        entry: EntryTables,
        estimates: EstimateTables,
        people: PeopleTables,
        reference: ReferenceTables,
    ) -> "SlideTables":
        """Return the tables with the look-ups that are made from them."""
        words = Vocabulary.of(catalogue)
        book = SourceBook.of(catalogue, words, entry, estimates, people, reference)
        return cls(catalogue, words, entry, estimates, people, book)

    @cached_property
    def entry_codes(self) -> EntryCodes:
        """The codes that links to the entry rules may hold."""
        return EntryCodes.of(self.words, self.entry)

    @cached_property
    def starts(self) -> Starts:
        """What the calculators can start from."""
        return Starts.of(self.estimates, self.words.release)

    @cached_property
    def source_codes(self) -> SourceCodes:
        """The codes that links to the Sources page may hold."""
        return SourceCodes.of(self.words, self.catalogue.sources["source_id"])

    @cached_property
    def codes(self) -> PageCodes:
        """The codes that links to any page may hold."""
        target = self.estimates.target
        return PageCodes(self.words, self.entry_codes, self.starts, target, self.source_codes)

    def source_texts(self, source_ids: str) -> list[str]:
        """Return a line for each of the ids, joined by ;: who, what, where it was read, address."""
        lines = source_lines(source_ids, self.catalogue.sources)
        licences = self.catalogue.sources.set_index("source_id")["licence"]
        told = []
        for line in lines:
            terms = licences[line.source_id] or "not stated"
            told.append(f"{line.text}. Terms: {terms}. {line.url}".removesuffix(". "))
        return told

    def source_line(self, source_ids: str) -> str:
        """Return who publishes, and how it was read, in one line."""
        return source_summary(source_ids.split(";"), self.catalogue.sources)
