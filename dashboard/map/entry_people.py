"""Rings, list and strip of the people counted abroad, over the map of the entry rules."""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.map.entry_tones import FIRST, NO_RULE
from dashboard.map.spec import Item, Items, Key, Part, Ring
from dashboard.models.entry_days import (
    COUNTED,
    NO_FAMILY,
    NO_VISA,
    Counted,
    Standing,
    by_family,
    counted_people,
    own_total,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import Indicator, indicators
from dashboard.tables.map_rows import Total
from dashboard.tables.provenance import Ids, each_id
from dashboard.words import entry_words
from dashboard.words.entry_words import FAMILY_WORDS, category_labels, rule_text, snapshot_label
from dashboard.words.numbers import full, percent, period
from dashboard.words.values import BOUND_SIGNS, LISTED_CAUTION, value_text

# Pixels of the largest ring on a map of BASE pixels; areas are true to the numbers.
LARGEST = 26.0
COUNTS = "people who had left Russia and not come back"


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
        return counted_title(self.families)

    @property
    def subtitle(self) -> str:
        """What the fill and the rings stand for."""
        text = (
            f"Rules: {snapshot_label(self.tables, self.date)} · rings: {COUNTS}, {self.when}, "
            f"counted by one newsroom, {self.publisher}, in {len(self.each)} countries"
        )
        if self.total is None:
            return text
        own = value_text(self.total, self.indicator)
        return f"{text}; its own total is {own}, not the sum of these"

    @property
    def when(self) -> str:
        """The period of the count."""
        first = self.each[0].row
        return period(first.period_start, first.period_end)

    @property
    def source_ids(self) -> Ids:
        """The sources of the count and of the total that is named with it."""
        of_total = [self.total.source_id] if self.total else []
        return each_id([*(one.row.source_id for one in self.each), *of_total])

    def alt(self, region: str) -> str:
        """Return title and strip in sentences."""
        each = ". ".join(f"{part.label}: {part.text}" for part in self.strip())
        date = snapshot_label(self.tables, self.date)
        return (
            f"Map, {region}, filled by entry rule ({date}), with rings where people were counted. "
            f"{self.title}. {each}. The table under the map holds every rule."
        )

    def rings(self) -> list[Ring]:
        """Return the rings, the largest first, which finds its label a place first."""
        return [
            Ring(one.row.iso3, self._radius(one.value), ring_lines(one), self._ring_text(one))
            for one in self.each
        ]

    def _ring_text(self, one: Counted) -> str:
        """Return what the tooltip of a ring says: the count with its period, and the rule."""
        when = period(one.row.period_start, one.row.period_end)
        rule = rule_text(self.tables, one.standing.row) if one.standing else entry_words.NO_RULE
        counted = value_text(one.row, self.indicator)
        return f"{one.name}: {counted} people counted, {when}; rule: {rule}"

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
            Item(one.row.iso3, one.name, self._item_label(one), one.value) for one in self.each
        ]
        return Items(LISTED_CAUTION, items, LISTED_CAUTION, top=len(items))

    def _item_label(self, one: Counted) -> str:
        """Return a line of the list: `about 110,000 · 1 No visa needed`."""
        rule = entry_words.NO_RULE
        if one.standing is not None:
            rule = category_labels(self.tables)[one.standing.category]
            rule += ", changing" if one.standing.change else ""
        return f"{value_text(one.row, self.indicator)} · {rule}"

    def strip(self) -> list[Part]:
        """Return one bar of all people counted, split by family: `No visa beforehand: 5 (75%)`."""
        total, parts = people_of(self.each), []
        for family, each in self.families.items():
            name = "No rule in the tables" if family == NO_FAMILY else FAMILY_WORDS[family]
            people = people_of(each)
            label = f"{name}: {full(people)} ({percent(people / total, 0)})"
            text = ", ".join(f"{one.name} {value_text(one.row, self.indicator)}" for one in each)
            parts.append(Part(label, people, self._tone(each), text))
        return parts

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


def people_of(each: Sequence[Counted]) -> float:
    """Return how many people were counted in some countries."""
    return sum(one.value for one in each)


def counted_title(families: Mapping[str, Sequence[Counted]]) -> str:
    """Return how many of the people counted stayed where no visa was needed beforehand."""
    total = sum(people_of(each) for each in families.values())
    stayed = people_of(families.get(NO_VISA, ()))
    share = f"{full(stayed)} of {full(total)}"
    if stayed in (0, total):
        share = f"{'All' if stayed else 'None of'} {full(total)}"
    return f"{share} counted abroad stayed where no visa was needed beforehand"


def ring_lines(one: Counted) -> tuple[str, ...]:
    """Return the label of a ring in two lines: `Armenia`, `c. 110,000`."""
    return one.name, f"{BOUND_SIGNS.get(one.row.bound, '')}{full(one.value)}"
