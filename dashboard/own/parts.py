"""Columns whose values part a country's figure: reason, sex, age, indicator, origin.

They are found by what they do: rows of one country and period that would be duplicates differ in
them. One of their values is shown, the total where there is one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.own.columns import HEADINGS, Columns
from dashboard.own.headings import PART, REMARK, TIME, heads, is_total
from dashboard.own.layout import cell_at, sampled
from dashboard.own.rows import Entry
from dashboard.tables.checks import ORIGIN
from dashboard.tables.names import CountryNames
from dashboard.words.typed_numbers import Cell, looks_numeric

# Added up instead of chosen from.
ADDED = "+"
MOST_VALUES = 300


@dataclass(frozen=True)
class Part:
    """A column and which of its values is shown; `asked` says that this is a guess.

    `values` are all of them, the total first, then by how many rows they have.
    """

    place: int
    values: tuple[str, ...]
    taken: str
    asked: bool

    @property
    def can_add(self) -> bool:
        """Whether the values may be added up: no total is among them."""
        return not is_total(self.values[0])

    def shows(self, entry: Entry) -> bool:
        """Return whether a row is of the value shown."""
        return self.taken in (ADDED, part_text(entry, self.place))


def part_text(entry: Entry, place: int) -> str:
    """Return the value of a row in a column."""
    return _text(cell_at(entry.cells, place))


def find_parts(
    columns: Columns,
    entries: Sequence[Entry],
    codes: Sequence[str | None],
    only: Mapping[int, str],
    names: CountryNames,
) -> tuple[Part, ...]:
    """Return the columns in which rows of the same country (`codes`) and period differ."""
    left = [(iso3, entry) for iso3, entry in zip(codes, entries, strict=True) if iso3]
    free = _candidates(columns)
    parts: list[Part] = []
    while free:
        place = _parting(left, free)
        if place is None:
            place = _called(columns, left, free)
        if place is None:
            break
        free.remove(place)
        part = _part(columns, place, [entry for _, entry in left], only, names)
        parts.append(part)
        if part.taken != ADDED:
            left = [(iso3, entry) for iso3, entry in left if part.shows(entry)]
        else:
            left = [(f"{iso3} {part_text(entry, place)}", entry) for iso3, entry in left]
    return tuple(parts)


def _text(cell: Cell) -> str:
    text = f"{cell:g}" if isinstance(cell, float) else " ".join(cell.split())
    return text[:80]


def _candidates(columns: Columns) -> list[int]:
    taken = {*columns.countries, columns.time, columns.low, columns.high, columns.note}
    if columns.country != HEADINGS:
        taken |= {slot.place for series in columns.value_choices for slot in series.slots}
    else:
        taken |= {slot.place for slot in columns.value.slots}
    width = max(len(cells) for _, cells in columns.body)
    free = []
    for place in range(width):
        heading = columns.names[place] if place < len(columns.names) else ""
        texts = {_text(cell_at(cells, place)) for _, cells in sampled(columns.body)}
        numeric = 2 * sum(map(looks_numeric, texts)) > len(texts)
        called = heads(heading, PART | TIME)
        if place not in taken and not heads(heading, REMARK) and (called or not numeric):
            free.append(place)
    return free


def _parting(left: Sequence[tuple[str, Entry]], free: Sequence[int]) -> int | None:
    """Return the column that tells most rows of one country and period apart."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for iso3, entry in left:
        groups.setdefault((iso3, entry.when, entry.column), []).append(entry)
    doubles = [rows for rows in groups.values() if len(rows) > 1]
    told = {
        place: sum(len({part_text(entry, place) for entry in rows}) - 1 for rows in doubles)
        for place in free
    }
    telling = {place: len(_values(left, place)) for place in free if told[place]}
    few = [place for place, count in telling.items() if count <= MOST_VALUES]
    return max(few, key=lambda place: (told[place], -telling[place], -place), default=None)


def _called(columns: Columns, left: Sequence[tuple[str, Entry]], free: Sequence[int]) -> int | None:
    """Return a column that parts figures by its heading or its total, though no rows meet."""
    for place in free:
        values = _values(left, place)
        heading = columns.names[place] if place < len(columns.names) else ""
        some_total = any(map(is_total, values))
        if 1 < len(values) <= max(2, len(left) // 2) and (some_total or heads(heading, PART)):
            return place
    return None


def _values(left: Sequence[tuple[str, Entry]], place: int) -> Counter[str]:
    return Counter(part_text(entry, place) for _, entry in left)


def _part(
    columns: Columns,
    place: int,
    entries: Sequence[Entry],
    only: Mapping[int, str],
    names: CountryNames,
) -> Part:
    counted = Counter(part_text(entry, place) for entry in entries)
    values = sorted(counted, key=lambda text: (not is_total(text), -counted[text], text))
    chosen = only.get(place)
    if chosen in counted or (chosen == ADDED and not is_total(values[0])):
        return Part(place, tuple(values), str(chosen), asked=False)
    of_russia = [text for text in values if place in columns.styles and _is_russia(names, text)]
    likely = [*(text for text in values[:1] if is_total(text)), *of_russia]
    return Part(place, tuple(values), (likely or values)[0], asked=not likely)


def _is_russia(names: CountryNames, text: str) -> bool:
    return names.resolve(text) == ORIGIN
