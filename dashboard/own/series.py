"""What in a reader's table could be the values: a column, or one for each period or country."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.own.countries import named_country, style_of
from dashboard.own.headings import (
    BASES,
    PART,
    REMARK,
    TIME,
    VALUE,
    Period,
    counts_nothing,
    heads,
    is_total,
    split_heading,
)
from dashboard.tables.checks import ORIGIN
from dashboard.tables.names import CountryNames, normalised
from dashboard.words.typed_numbers import Cell, is_gap, looks_numeric

MATRIX = 3
# Of fewer numbers nobody can tell whether they count rows.
ENOUGH = 4
# Headings of numbers that say when, for whom or how sure, and not how many.
NEVER = (REMARK | TIME | PART) - VALUE


@dataclass(frozen=True)
class Slot:
    """A column of a series, with the period or the country that its heading gives."""

    place: int
    period: Period | None = None
    country: str = ""


@dataclass(frozen=True)
class Series:
    """What could be the values: one column, or one for each period or country."""

    label: str
    slots: tuple[Slot, ...]

    @property
    def place(self) -> int:
        """The first of its columns, by which it is chosen."""
        return self.slots[0].place


class Look:
    """The headings of a table and cells from all of its parts, by column."""

    def __init__(
        self, headings: Sequence[str], cells: Sequence[Sequence[Cell]], names: CountryNames
    ) -> None:
        """Take as many columns of cells as there are headings, blank where none is given."""
        self.heads, self.cells, self.names = headings, cells, names

    def first(self, known: frozenset[str]) -> int | None:
        """Return the first column with one of these headings."""
        keys = [normalised(head) for head in self.heads]
        return next((place for place, key in enumerate(keys) if key in known), None)

    def share(self, place: int, test: Callable[[Cell], bool]) -> float:
        """Return of how many of the filled cells of a column something is true."""
        filled = [cell for cell in self.cells[place] if cell != "" and not is_gap(cell)]
        return sum(map(test, filled)) / len(filled) if filled else 0.0

    def is_numeric(self, place: int) -> bool:
        """Return whether at least half of the filled cells of a column are numbers."""
        return self.share(place, looks_numeric) >= 0.5

    def matrix(self, taken: frozenset[int]) -> Series | None:
        """Return the values of a table whose headings are countries."""
        free = [p for p, head in enumerate(self.heads) if head and p not in taken]
        style = style_of([self.heads[p] for p in free])
        slots = tuple(
            Slot(p, None, self.heads[p])
            for p in free
            if named_country(self.names, self.heads[p], style) is not None
        )
        return Series("", slots) if len(slots) >= MATRIX and 2 * len(slots) > len(free) else None

    def series(self, taken: set[int | None], times: Sequence[int]) -> tuple[Series, ...]:
        """Return all that could be values, in the order of the file."""
        free = [
            p
            for p in range(len(self.heads))
            if p not in taken and p not in times and normalised(self.heads[p]) not in NEVER
        ]
        split = {p: split_heading(self.heads[p]) for p in free}
        pure = [p for p in free if split[p][0] == "" and split[p][1]]
        if times and len(pure) < 2:
            split = {p: (self.heads[p], None) for p in free}
        found: dict[str, list[Slot]] = {}
        for p in free:
            label, when = split[p]
            numeric = self.is_numeric(p)
            headed = normalised(self.heads[p]) in VALUE
            if (numeric or headed or when) and not counts_nothing(label or "years"):
                key = label if when else f"{label}\0{p}"
                found.setdefault(key, []).append(Slot(p, when))
        if not found:
            left = [p for p in free if self._filled(p) and not counts_nothing(self.heads[p])]
            counters = [p for p in free if self._filled(p) and self._counter_only(p)]
            found = {f"{self.heads[p]}\0{p}": [Slot(p)] for p in left or counters}
        return tuple(Series(key.split("\0")[0], tuple(slots)) for key, slots in found.items())

    def _filled(self, place: int) -> bool:
        return any(cell != "" for cell in self.cells[place])

    def _counter_only(self, place: int) -> bool:
        return heads(self.heads[place], ("rank", "ranking", "index", "место", "ранг", "round"))

    def likely(self, values: Sequence[Series]) -> tuple[Series, bool]:
        """Return the likeliest values, and whether nothing else could be meant."""
        numbered = [s for s in values if self._counts(s)] or list(values)
        years = [s for s in numbered if not s.label and len(s.slots) > 1]
        named = [s for s in numbered if normalised(s.label) in VALUE]
        plain = [s for s in numbered if not self._is_weak(s)]
        of_russia = [s for s in values if self.names.resolve(s.label) == ORIGIN]
        totals = [s for s in plain if _says_total(s.label)]
        for likely in (years, named, plain, of_russia, totals):
            if len(likely) == 1:
                return likely[0], True
        return (named or plain or numbered)[0], len(values) == 1

    def _counts(self, series: Series) -> bool:
        return any(looks_numeric(c) for slot in series.slots for c in self.cells[slot.place])

    def _is_weak(self, series: Series) -> bool:
        """Return whether a column of numbers is seldom the values: a counter, a base, all alike."""
        nameless = not series.label and not series.slots[0].period and any(self.heads)
        base = heads(series.label, BASES) and not heads(series.label, {"per", "на"})
        if nameless or base:
            return True
        cells = [c for slot in series.slots for c in self.cells[slot.place] if looks_numeric(c)]
        texts = [f"{c:g}" if isinstance(c, float) else c.strip() for c in cells]
        counted = [str(n) for n in range(1, len(texts) + 1)]
        alike = set(texts) == {"0"} or (len(texts) >= ENOUGH and len(set(texts)) == 1)
        return alike or (len(texts) >= ENOUGH and texts == counted)


def _says_total(label: str) -> bool:
    return is_total(label) or any(
        text in normalised(label) for text in ("both sexes", "total", "оба пола", "всего")
    )
