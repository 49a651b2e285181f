"""Rings, list and strip of the people counted abroad, over the map of the entry rules."""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.map.entry_tones import FIRST, NO_RULE
from dashboard.map.spec import Item, Items, Key, Part, Ring
from dashboard.models.entry_days import Standing
from dashboard.models.entry_people import (
    COUNTED,
    Counted,
    by_family,
    counted_people,
    own_total,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import Indicator, indicators
from dashboard.tables.map_rows import Total
from dashboard.tables.provenance import Ids, each_id
from dashboard.words import entry_map_words
from dashboard.words.numbers import full

# Pixels of the largest ring on a map of BASE pixels; areas are true to the numbers.
LARGEST = 26.0


@dataclass(frozen=True)
class People:
    """The people counted, the largest country first, with the rules of a day.

    `total` is the one that the `publisher` of the count gives itself.
    """

    tables: EntryTables
    indicator: Indicator
    date: datetime.date
    each: Sequence[Counted]
    publisher: str
    total: Total | None

    @classmethod
    def on(
        cls,
        catalogue: Catalogue,
        tables: EntryTables,
        date: datetime.date,
        rules: Mapping[str, Standing],
    ) -> "People":
        """Return the people with the rules of a day."""
        each = counted_people(catalogue, rules)
        first = each[0].row.source_id[0]
        publisher = catalogue.sources[first].publisher
        counted = indicators(catalogue)[COUNTED]
        return cls(tables, counted, date, each, publisher, own_total(catalogue))

    def moved(self, date: datetime.date, rules: Mapping[str, Standing]) -> "People":
        """Return the same people with the rules of another day."""
        each = [replace(one, standing=rules.get(one.row.iso3)) for one in self.each]
        return replace(self, date=date, each=each)

    @cached_property
    def families(self) -> dict[str, list[Counted]]:
        """The countries of each family of rules."""
        return by_family(self.tables, self.each)

    @property
    def title(self) -> str:
        """What count and rules show together."""
        return entry_map_words.counted_title(self.families)

    @property
    def subtitle(self) -> str:
        """What the fill and the rings stand for."""
        return entry_map_words.counted_subtitle(
            self.tables,
            self.date,
            self.each,
            self.publisher,
            None if self.total is None else (self.total, self.indicator),
        )

    @property
    def source_ids(self) -> Ids:
        """The sources of the count and of the total that is named with it."""
        of_total = [self.total.source_id] if self.total else []
        return each_id([*(one.row.source_id for one in self.each), *of_total])

    def alt(self, region: str) -> str:
        """Return title and strip in sentences."""
        parts = [(part.label, part.text) for part in self.strip()]
        return entry_map_words.counted_alt(self.title, region, parts, self.date, self.tables)

    def rings(self) -> list[Ring]:
        """Return the rings, the largest first, which finds its label a place first."""
        return [
            Ring(
                one.row.iso3,
                self._radius(one.value),
                entry_map_words.ring_lines(one),
                entry_map_words.ring_text(self.tables, one, self.indicator),
            )
            for one in self.each
        ]

    def keys(self) -> list[Key]:
        """Return two round numbers with the rings that stand for them."""
        large = 10 ** math.floor(math.log10(self.each[0].value))
        return [
            Key(f"{full(size)} people counted", ring=self._radius(size))
            for size in (large // 2, large // 10)
        ]

    def items(self) -> Items:
        """Return the list: every country by size, with its rule."""
        items = [
            Item(
                one.row.iso3,
                one.name,
                entry_map_words.item_label(self.tables, one, self.indicator),
                one.value,
            )
            for one in self.each
        ]
        caution = entry_map_words.CAUTION
        return Items(caution, items, caution, top=len(items))

    def strip(self) -> list[Part]:
        """Return one bar of all people counted, split by family of rules."""
        total = entry_map_words.people_of(self.each)
        return [
            Part(
                entry_map_words.family_label(family, each, total),
                entry_map_words.people_of(each),
                self._tone(each),
                entry_map_words.family_text(each, self.indicator),
            )
            for family, each in self.families.items()
        ]

    def _tone(self, each: Sequence[Counted]) -> int:
        """Return the tone of the category that most of the people of a family are under."""
        people: dict[int, float] = {}
        for one in each:
            rank = self.tables.ranks[one.standing.category] if one.standing else 0
            people[rank] = people.get(rank, 0) + one.value
        most = max(people, key=people.__getitem__)
        return FIRST + most - 1 if most else NO_RULE

    def _radius(self, value: float) -> float:
        return round(LARGEST * math.sqrt(value / self.each[0].value), 1)
