"""All that the Sources page looks up: sources, their uses, names, and the search over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from dashboard.kit.search import FigureIndex, FigurePlace, Index
from dashboard.link.page_link import Vocabulary
from dashboard.link.source_uses import Uses, rows_used, source_uses, tables_used
from dashboard.tables.everything import Tables
from dashboard.tables.map_rows import Source
from dashboard.tables.reference import Gap
from dashboard.words import source_words
from dashboard.words.entry_words import event_line
from dashboard.words.numbers import counted
from dashboard.words.sources import source_count

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
class SourceCard:
    """What the page shows of a source; `uses` are its rows, `links` lead to where each is shown."""

    facts: list[tuple[str, str]]
    uses: pd.DataFrame
    links: list[FigurePlace]
    row: Source


@dataclass(frozen=True)
class Publisher:
    """What rests on a publisher: rows by how they were read, as keys of READ_WORDS."""

    name: str
    rows: Mapping[str, int]
    source_ids: Sequence[str]

    @property
    def total(self) -> int:
        """All rows; a row of several sources stands under each."""
        return sum(self.rows.values())


class SourceBook:
    """The page's look-ups; shared between readers, so not to be changed."""

    def __init__(self, tables: Tables, words: Vocabulary) -> None:
        """Take the tables; the people of the article are in no look-up."""
        data, entry, estimates = tables.catalogue, tables.entry, tables.estimates
        each = sorted(data.sources.values(), key=lambda row: source_words.heading(row).casefold())
        self.sources = {row.source_id: row for row in each}
        self.uses: Uses = source_uses(data, words, entry, estimates, tables.people)
        self.names = data.names.by_code
        # Of indicators, decisions and estimates.
        self.labels = {
            **{code: one.label for code, one in words.layers.items() if not one.is_own},
            **{code: event_line(row, self.names) for code, row in entry.events_by_id.items()},
            **{row.estimate_id: row.label for row in estimates.estimates},
        }
        self.words, self.reference = words, tables.reference
        self.figures = FigureIndex(tables, words, self.uses)

    def card(self, source_id: str) -> SourceCard:
        """Return a source in full."""
        source, uses = self.sources[source_id], self.uses[source_id]
        facts = [
            ("Publisher", source.publisher),
            ("Published", source_words.published(source)),
            ("Terms", source.licence),
            ("Where it was read", source_words.read_where(source)),
        ]
        if source.note:
            facts.append(("Remarks", source.note))
        facts.append(("Code in links", source.source_id))
        rows = [
            {
                "Table": source_words.table_title(use.table),
                "What": source_words.use_text(use, self.names, self.labels),
                "Rows": f"{use.rows:,}",
            }
            for use in uses
            if use.table
        ]
        links: dict[str, FigurePlace] = {}
        for use in uses:
            label = source_words.link_text(use, self.names, self.labels)
            links.setdefault(label, FigurePlace(label, use.page, use.query))
        return SourceCard(facts, pd.DataFrame(rows), list(links.values()), source)

    @cached_property
    def publishers(self) -> list[Publisher]:
        """What rests on each publisher, most rows first."""
        rows: dict[str, dict[str, int]] = {}
        ids: dict[str, list[str]] = {}
        for source_id in self.ordered("most_used"):
            source = self.sources[source_id]
            name, kind = source.publisher, source_words.how_read(source)
            ids.setdefault(name, []).append(source_id)
            read = rows.setdefault(name, dict.fromkeys(source_words.READ_WORDS, 0))
            read[kind] += rows_used(self.uses[source_id])
        found = [Publisher(name, read, ids[name]) for name, read in rows.items()]
        return sorted(found, key=lambda one: -one.total)

    @cached_property
    def resting(self) -> tuple[str, str]:
        """Title and subtitle of the picture of what rests on whom."""
        shares = [one.total for one in self.publishers]
        tables = {table for uses in self.uses.values() for table in tables_used(uses)}
        line = (
            f"{source_count(self.sources)} · {counted(sum(shares), 'row')} of "
            f"{counted(len(tables), 'table')}, by publisher and by how they were read; a row of "
            "several sources stands under each"
        )
        return source_words.publishers_title(shares), line

    def read(self, kind: str) -> list[str]:
        """Return the ids of the sources that were read in a way, most used first."""
        each = self.ordered("most_used")
        return [one for one in each if source_words.how_read(self.sources[one]) == kind]

    def line(self, source_id: str) -> str:
        """Return a source in one line: terms, where it was read, what rests on it."""
        source, uses = self.sources[source_id], self.uses[source_id]
        return source_words.source_line(source, rows_used(uses), len(tables_used(uses)))

    def ordered(self, order: Order) -> list[str]:
        """Return the ids of all sources by publisher, by date or by the rows that rest on them."""
        ids = list(self.sources)
        if order == "newest":
            return sorted(ids, key=lambda one: str(self.sources[one].published or ""), reverse=True)
        if order == "most_used":
            return sorted(ids, key=lambda one: rows_used(self.uses[one]), reverse=True)
        return ids

    def meaning(self, term: str) -> str:
        """Return what a term of the glossary means. Raises KeyError where it has none."""
        return {row.term: row.meaning for row in self.reference.glossary}[term]

    def find(self, typed: str) -> Found:
        """Return what a search finds in sources, indicators, terms, gaps, and among all values."""
        sources, indicators, terms, gaps = (index.find(typed) for index in self._indexes)
        return Found(sources, indicators, terms, gaps, self.figures.find(typed))

    @cached_property
    def _indexes(self) -> tuple[Index, ...]:
        fields = ("source_id", "publisher", "title", "published", "licence", "via", "note")
        words = ("label", "definition", "caution", "layer_group")
        gaps, terms = self.reference.gaps, self.reference.glossary
        sources, layers = self.sources.items(), self.words.layers.items()
        return (
            Index({code: [str(getattr(row, at) or "") for at in fields] for code, row in sources}),
            Index({code: [code, *(getattr(one, at) for at in words)] for code, one in layers}),
            Index({row.term: [row.term, row.meaning] for row in terms}),
            Index({row.gap_id: [row.topic, row.text, self.concerns(row)] for row in gaps}),
        )

    def concerns(self, gap: Gap) -> str:
        """Return the indicators and tables that a gap is about."""
        return ", ".join(
            self.labels.get(code) or source_words.table_title(code) for code in gap.concerns
        )
