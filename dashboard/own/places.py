"""Which columns name countries, and which are the values: one, or one a period or country."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.own.countries import (
    Style,
    country_text,
    is_group,
    is_us_states,
    named_country,
    style_of,
)
from dashboard.own.headings import (
    BASES,
    CODES,
    COUNTRY,
    DESTINATION,
    ORIGIN,
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
from dashboard.tables.checks import ORIGIN as RUSSIA
from dashboard.tables.names import CountryNames, normalised
from dashboard.words.typed_numbers import Cell, is_gap, looks_numeric

ENOUGH, AGREE = 0.8, 0.9


@dataclass(frozen=True)
class Places:
    """`clusters` are columns of the same countries, the ones to map first.

    `columns` are all of them, `asked` says that the reader has to choose, `why` none was taken.
    """

    clusters: tuple[tuple[int, ...], ...]
    columns: frozenset[int]
    styles: dict[int, Style]
    asked: bool
    is_destination: bool
    is_neutral: bool
    why: str = ""


@dataclass(frozen=True)
class _Column:
    place: int
    heading: str
    style: Style
    found: tuple[str | None, ...]
    share: float
    foreign: bool

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(iso3 for iso3 in self.found if iso3)


def country_columns(look: "Look", chosen: int | None) -> Places:
    """Return the columns that name countries; `chosen` is the reader's own choice."""
    cells, names = look.cells, look.names
    states = ""
    columns: list[_Column] = []
    for place, heading in enumerate(look.heads):
        texts = {country_text(c) for c in cells[place] if c != ""}
        if is_us_states(texts, names):
            states = f"“{heading}” holds states of the USA, which are not on this map"
        else:
            column = _column(place, heading, cells[place], texts, names)
            if column is not None:
                columns.append(column)
    # A heading alone is enough only where no column holds anything better.
    columns = [column for column in columns if column.countries] or columns
    # The names, which say more than codes, stand before these.
    clusters = [
        sorted(cluster, key=lambda c: -sum(len(str(cell)) for cell in cells[c.place]))
        for cluster in _clusters(columns)
    ]
    ranked = sorted(clusters, key=_rank, reverse=True)
    if chosen is not None:
        ranked.sort(key=lambda cluster: all(column.place != chosen for column in cluster))
        ranked[:1] = [sorted(cluster, key=lambda c: c.place != chosen) for cluster in ranked[:1]]
    best = ranked[0] if ranked else []
    alone = best and len(set().union(*(c.countries for c in best))) == 1
    rows = len(cells[0]) if cells else 0
    if alone and chosen is None and rows > 1 and _role(best) == 0:
        states = f"“{best[0].heading}” is where people come from, and holds one country alone"
        ranked = []
    return Places(
        clusters=tuple(tuple(column.place for column in cluster) for cluster in ranked),
        columns=frozenset(column.place for column in columns),
        styles={column.place: column.style for column in columns},
        asked=(len(ranked) > 1 and _alike(ranked[0], ranked[1]))
        or (len(best) == 1 and best[0].foreign),
        is_destination=bool(ranked) and not alone and _role(best) == 2,
        is_neutral=bool(ranked) and not alone and _role(best) == 1,
        why=states,
    )


def _column(
    place: int, heading: str, cells: Sequence[Cell], texts: set[str], names: CountryNames
) -> _Column | None:
    style = style_of(texts)
    known = {text: named_country(names, text, style) for text in texts}
    asked = [text for text in texts if known[text] or not (is_gap(text) or is_group(text))]
    matched = sum(known[text] is not None for text in asked)
    share = matched / len(asked) if asked else 0.0
    is_headed = heads(heading, COUNTRY | DESTINATION | ORIGIN)
    key = normalised(heading)
    if style == "numbers":
        # Any number under a thousand may be a code: the heading has to say that they are.
        fits = share >= AGREE and heads(heading, CODES | {"location"})
    elif is_headed:
        fits = matched > 0 or key in COUNTRY
    else:
        fits = share >= 0.5 and key not in PART | REMARK
    if not fits or not asked or (all(map(is_gap, asked)) and not is_headed):
        return None
    found = tuple(known.get(country_text(cell)) if cell != "" else None for cell in cells)
    # UNHCR, the IOC and others have codes of their own: some of them are ISO's, of other countries.
    strange = [text for text in asked if known[text] is None]
    are_codes = all(len(text) == 3 and text.isascii() and text.isupper() for text in asked)
    foreign = are_codes and len(strange) > 1 and share < AGREE
    return _Column(place, heading, style, found, share, foreign)


def _clusters(columns: list[_Column]) -> list[list[_Column]]:
    clusters: list[list[_Column]] = []
    for column in sorted(columns, key=lambda c: (c.found.count(None), -c.share, c.heading)):
        for cluster in clusters:
            apart = {_role(cluster[:1]), _role([column])} == {0, 2}
            if _agree(cluster[0], column) and not apart:
                cluster.append(column)
                break
        else:
            clusters.append([column])
    return clusters


def _agree(one: _Column, other: _Column) -> bool:
    both = [a == b for a, b in zip(one.found, other.found, strict=True) if a and b]
    return bool(both) and sum(both) >= AGREE * len(both)


def _role(cluster: Sequence[_Column]) -> int:
    """Return 2 for where people are, 0 for where they come from, 1 where no heading says so."""
    texts = [column.heading.replace("_", " ") for column in cluster]
    if any(heads(text, DESTINATION) for text in texts):
        return 2
    return 0 if any(heads(text, ORIGIN) for text in texts) else 1


def _rank(cluster: Sequence[_Column]) -> tuple[float, ...]:
    different = len(frozenset().union(*(column.countries for column in cluster)))
    share = max(column.share for column in cluster)
    role = _role(cluster)
    return (different > 1, share >= ENOUGH or different == 0, role, len(cluster), different, share)


def _alike(best: Sequence[_Column], other: Sequence[_Column]) -> bool:
    one, two = _rank(best), _rank(other)
    return one[:3] == two[:3] and two[0] > 0 and len(other) >= len(best)


MATRIX = 3
# Of fewer numbers nobody can tell whether they count rows.
FEWEST_NUMBERS = 4
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
        of_russia = [s for s in values if self.names.resolve(s.label) == RUSSIA]
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
        alike = set(texts) == {"0"} or (len(texts) >= FEWEST_NUMBERS and len(set(texts)) == 1)
        return alike or (len(texts) >= FEWEST_NUMBERS and texts == counted)


def _says_total(label: str) -> bool:
    return is_total(label) or any(
        text in normalised(label) for text in ("both sexes", "total", "оба пола", "всего")
    )
