"""The values of a reader's table before they are judged, and what they are counted in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.own.columns import HEADINGS, Columns
from dashboard.own.grid import MOST_ROWS, Grid, refusal
from dashboard.own.headings import BALANCE, Period, heads, is_total, period
from dashboard.own.layout import cell_at, sampled
from dashboard.words.typed_numbers import (
    Cell,
    Decimal,
    Number,
    NumberColumn,
    evidence,
    one_line,
    read_numbers,
)


@dataclass(frozen=True)
class Entry:
    """One value of the table: where it stands, what is written there and the number it is.

    `cells` is its line. `countries` are the cells that name its country, the main one first.
    `when` is None where the table has no periods, or where this line has none: `undated` tells
    these from each other.
    """

    line: int
    cells: tuple[Cell, ...]
    column: str
    countries: tuple[Cell, ...]
    given: Cell
    number: Number
    when: Period | None
    undated: bool
    low: float | None
    high: float | None
    note: str

    @property
    def country(self) -> Cell:
        """What the row calls its country."""
        return next((cell for cell in self.countries if cell != ""), "")


# Added up instead of chosen from.
ADDED = "+"


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
    return shown_text(cell_at(entry.cells, place))


def shown_text(cell: Cell) -> str:
    """Return a cell as text of at most 80 characters."""
    return one_line(cell)[:80]


@dataclass(frozen=True)
class Entries:
    """All values; `decimal` is what they were read with, `blank` counts a wide table's gaps.

    `marked` says that the decimal mark matters, `ambiguous` which columns leave it open.
    """

    rows: tuple[Entry, ...]
    decimal: Decimal
    marked: bool
    ambiguous: tuple[str, ...]
    blank: int


def read_entries(grid: Grid, columns: Columns, decimal: Decimal | None) -> Entries:
    """Return the values of the chosen series, one for each line or for each cell under a heading.

    Raises:
        TableError: where there are more values than are read.
    """
    slots = [slot for slot in columns.value.slots if slot.period is None or slot.period.is_read]
    slots = slots or list(columns.value.slots)
    if len(columns.body) * len(slots) > max(MOST_ROWS, len(columns.body)):
        raise refusal(
            grid.file,
            f"has more than {MOST_ROWS:,} values ({len(columns.body):,} rows of "
            f"{len(slots)} columns); keep fewer of them",
        )
    bounds = [None, None] if len(slots) > 1 else [columns.low, columns.high]
    places = [*(slot.place for slot in slots), *(place for place in bounds if place is not None)]
    read = _numbers(grid, columns, places, decimal)
    rows: list[Entry] = []
    blank = 0
    for at, (line, cells) in enumerate(columns.body):
        filled = [slot for slot in slots if cell_at(cells, slot.place) != ""]
        # A blank under a heading is a gap; a row of gaps still has to be accounted for.
        blank += (len(slots) - len(filled)) if filled else 0
        stated = None if columns.time is None else period(cell_at(cells, columns.time))
        named = tuple(cell_at(cells, place) for place in columns.countries)
        low, high = (None if end is None else read[end].numbers[at].value for end in bounds)
        for slot in filled or slots[:1]:
            when = slot.period if columns.time is None else stated
            is_read = when is not None and when.is_read
            rows.append(
                Entry(
                    line=line,
                    cells=cells,
                    column=columns.name(slot.place),
                    countries=(slot.country,) if columns.country == HEADINGS else named,
                    given=cell_at(cells, slot.place),
                    number=read[slot.place].numbers[at],
                    when=when if is_read else None,
                    undated=(slot.period or columns.time) is not None and not is_read,
                    low=low,
                    high=high,
                    note=str(cell_at(cells, columns.note))[:200],
                )
            )
    unclear = tuple(columns.name(place) for place in places if read[place].ambiguous)
    decimals = {read[place].decimal for place in places}
    marked = any(read[place].marked for place in places)
    return Entries(tuple(rows), "," if decimals == {","} else ".", marked, unclear, blank)


def _numbers(
    grid: Grid, columns: Columns, places: Iterable[int], decimal: Decimal | None
) -> dict[int, NumberColumn]:
    """Read each column; one that leaves its marks open takes those of the whole table."""

    def column(place: int) -> list[Cell]:
        return [cell_at(cells, place) for _, cells in columns.body]

    def readings(seen: set[Decimal]) -> dict[int, NumberColumn]:
        elsewhere = next(iter(seen)) if len(seen) == 1 else None
        return {place: read_numbers(cells[place], decimal, elsewhere) for place in cells}

    cells = {place: column(place) for place in dict.fromkeys(places)}
    read = readings(set[Decimal]().union(*map(evidence, cells.values())))
    if not any(one.ambiguous for one in read.values()):
        return read
    others = {slot.place for series in columns.value_choices for slot in series.slots} - {*cells}
    seen = set[Decimal]().union(*(evidence(column(place)) for place in others))
    points = any("." in c for each in cells.values() for c in each if isinstance(c, str))
    if not seen and "separated by commas" in grid.how and not points:
        # Where a comma parts cells it seldom parts decimals: "1,234" stands in quotes there.
        seen = {"."}
    return readings(seen)


Unit = Literal["number", "share"]


# In a heading; the values then have to fit.
SHARE_WORDS = ("%", "share", "percent", "per cent", "proportion", "доля", "процент")


def guessed_unit(numbers: Sequence[Number], heading: str) -> Unit:
    """Return `share` where signs, heading or values between 0 and 1 speak for it."""
    values = [number for number in numbers if number.value is not None]
    signs = sum(number.percent for number in values)
    if values and 2 * signs >= len(values):
        return "share"
    shares = any(word in heading.casefold() for word in SHARE_WORDS)
    if values and shares and all(0 <= (number.value or 0) <= 100 for number in values):
        return "share"
    fractions = [number.value or 0.0 for number in values]
    between = all(0 <= value <= 1 for value in fractions)
    return "share" if between and any(0 < value < 1 for value in fractions) else "number"


def percent_scale(numbers: Sequence[Number]) -> bool:
    """Return whether values without a sign are per cent: most of them above 1."""
    plain = [n.value for n in numbers if n.value and not n.percent]
    return 2 * sum(value > 1 for value in plain) > len(plain)


def scaled_share(
    value: float, number: Number, unit: Unit, *, percents: bool
) -> tuple[float | None, str]:
    """Return a value as its unit has it, None where it cannot be that, and what to say of it."""
    if unit == "number":
        if number.percent:
            return None, "a per cent among numbers; take Share as the unit if all are shares"
        return value, ""
    per_cent = number.percent or percents
    share = value / 100 if per_cent else value
    if abs(share) > 1:
        return None, f"above {'100 per cent' if per_cent else '1'}, which no share of a whole is"
    if per_cent and not number.percent and 0 < value < 1:
        return share, f"read as {value:g} per cent, as the other values are per cent"
    return share, ""


_RATE = r"(?<!per )(?<!на )"
SCALES = (
    (1e3, rf"{_RATE}\b(?:in )?thousands?\b(?: of)?(?: persons| people)?|\btsd\b|['’]000s?\b"),
    (1e3, rf"{_RATE}\bтыс(?:\.|яч\w*|\b)(?: ?(?:человек|чел\.?|граждан))?"),
    (1e6, r"\b(?:in )?millions?\b(?: of)?(?: persons| people)?|\bmln\b|\bmio\b"),
    (1e6, r"\bмлн\.?(?: ?(?:человек|чел\.?))?|\bмиллион\w*"),
)
MOST_TEXT = 200


def told_scale(columns: Columns) -> tuple[float, str] | None:
    """Return the factor that headings give, and their words: (1000, "тыс. человек")."""
    for text in table_words(columns):
        for factor, pattern in SCALES:
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                return factor, found[0].strip()
    return None


def without_scale(text: str) -> str:
    """Return a heading without the words that tell its scale."""
    for _, pattern in SCALES:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", text).split()).strip(" ,;:-–—")


def told_balance(columns: Columns) -> bool:
    """Return whether the table calls its values a balance, a change or net."""
    return any(heads(text, BALANCE) for text in table_words(columns))


def table_words(columns: Columns) -> list[str]:
    """Return what is said about all values: their heading, cells that never vary, the title."""
    value = columns.value
    texts = [columns.name(value.place) if len(value.slots) == 1 else value.label]
    for place in range(len(columns.names)):
        cells = {cell_at(cells, place) for _, cells in sampled(columns.body)}
        if len(cells) == 1 and place not in columns.countries:
            texts.append(str(next(iter(cells))))
    return [text[:MOST_TEXT] for text in (*texts, *columns.above)]
