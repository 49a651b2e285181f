"""All that the Sources page looks up: sources, their uses, names, and the search over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dashboard.kit.figure_places import FigureIndex, FigurePlace
from dashboard.kit.source_card import SourceCard, labels_of, source_card, sources_by_id
from dashboard.link.source_uses import Use, Uses, rows_used, source_uses, tables_used
from dashboard.link.vocabulary import Vocabulary
from dashboard.models.search import Index
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.people import PeopleTables
from dashboard.tables.reference import ReferenceTables
from dashboard.tables.rows import Row, records
from dashboard.words import source_words

Order = Literal["publisher", "newest", "most_used"]


@dataclass(frozen=True)
class Found:
    """The codes that a search found, each kind in its own order."""

    sources: list[str]
    indicators: list[str]
    terms: list[str]
    gaps: list[str]
    figures: list[FigurePlace]


@dataclass(frozen=True)
class SourceBook:
    """The page's look-ups; shared between readers, so not to be changed."""

    sources: Mapping[str, Row]
    uses: Uses
    names: Mapping[str, str]
    labels: Mapping[str, str]
    words: Vocabulary
    reference: ReferenceTables
    figures: FigureIndex

    @classmethod
    def of(
        cls,
        data: Catalogue,
        words: Vocabulary,
        entry: EntryTables,
        estimates: EstimateTables,
        people: PeopleTables,
        reference: ReferenceTables,
    ) -> "SourceBook":
        """Return the look-ups of all tables; the people of the article are in none of them."""
        uses = source_uses(data, words, entry, estimates, people)
        return cls(
            sources=sources_by_id(data.sources),
            uses=uses,
            names=data.names.by_code,
            labels=labels_of(data, entry, estimates),
            words=words,
            reference=reference,
            figures=FigureIndex(data, words, entry, estimates, people, uses),
        )

    def card(self, source_id: str) -> SourceCard:
        """Return a source in full."""
        return source_card(self.sources[source_id], self.uses[source_id], self.names, self.labels)

    def line(self, source_id: str) -> str:
        """Return a source in one line: terms, where it was read, what rests on it."""
        uses: Sequence[Use] = self.uses[source_id]
        return source_words.source_line(
            self.sources[source_id], rows_used(uses), len(tables_used(uses))
        )

    def ordered(self, order: Order) -> list[str]:
        """Return the ids of all sources by publisher, by date or by the rows that rest on them."""
        ids = list(self.sources)
        if order == "newest":
            return sorted(ids, key=lambda one: self.sources[one]["published"], reverse=True)
        if order == "most_used":
            return sorted(ids, key=lambda one: rows_used(self.uses[one]), reverse=True)
        return ids

    def meaning(self, term: str) -> str:
        """Return what a term of the glossary means. Raises KeyError where it has none."""
        terms = self.reference.glossary
        return str(terms.set_index("term").at[term, "meaning"])

    def find(self, typed: str) -> Found:
        """Return what a search finds in sources, indicators, terms, gaps, and among all values."""
        sources, indicators, terms, gaps = (index.find(typed) for index in self._indexes)
        return Found(sources, indicators, terms, gaps, self.figures.find(typed))

    @cached_property
    def _indexes(self) -> tuple[Index, ...]:
        fields = ("source_id", "publisher", "title", "published", "licence", "via", "note")
        layers = self.words.layers
        gaps, terms = records(self.reference.gaps), records(self.reference.glossary)
        return (
            Index({code: [row[name] for name in fields] for code, row in self.sources.items()}),
            Index(
                {
                    code: [code, one.label, one.definition, one.caution, one.layer_group]
                    for code, one in layers.items()
                }
            ),
            Index({row["term"]: [row["term"], row["meaning"]] for row in terms}),
            Index({row["gap_id"]: [row["topic"], row["text"], self.concerns(row)] for row in gaps}),
        )

    def concerns(self, gap: Row) -> str:
        """Return the indicators and tables that a gap is about."""
        codes = gap["concerns"].split(";")
        return ", ".join(source_words.concern_word(code, self.labels) for code in codes)
