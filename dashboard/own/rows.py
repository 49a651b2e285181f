"""The values of a reader's table before they are judged: one for each cell that holds one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.own.columns import HEADINGS, Columns
from dashboard.own.grid import MOST_ROWS, Grid, refusal
from dashboard.own.headings import Period, period
from dashboard.own.layout import cell_at
from dashboard.own.series import Slot
from dashboard.words.typed_numbers import (
    Cell,
    Decimal,
    Number,
    NumberColumn,
    evidence,
    read_numbers,
)


@dataclass(frozen=True)
class Entry:
    """One value of the table: where it stands, what is written there and the number it is.

    `cells` is its line, `at` the place of the line in the body. `countries` are the cells that
    name its country, the main one first. `when` is None where the table has no periods, or where
    this line has none: `undated` tells these from each other.
    """

    line: int
    at: int
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
    bounds = [] if len(slots) > 1 else [columns.low, columns.high]
    places = [*(slot.place for slot in slots), *(place for place in bounds if place is not None)]
    read = _numbers(grid, columns, places, decimal)
    rows: list[Entry] = []
    blank = 0
    for at, (line, cells) in enumerate(columns.body):
        filled = [slot for slot in slots if cell_at(cells, slot.place) != ""]
        # A blank under a heading is a gap; a row of gaps still has to be accounted for.
        blank += (len(slots) - len(filled)) if filled else 0
        rows += [
            _entry(columns, slot, at, line, cells, read, bounds) for slot in filled or slots[:1]
        ]
    unclear = tuple(columns.name(place) for place in places if read[place].ambiguous)
    decimals = {read[place].decimal for place in places}
    marked = any(read[place].marked for place in places)
    return Entries(tuple(rows), "," if decimals == {","} else ".", marked, unclear, blank)


def _entry(
    columns: Columns,
    slot: Slot,
    at: int,
    line: int,
    cells: tuple[Cell, ...],
    read: dict[int, NumberColumn],
    bounds: Sequence[int | None],
) -> Entry:
    ends = [None if end is None else read[end].numbers[at].value for end in bounds] or [None, None]
    when = slot.period if columns.time is None else period(cell_at(cells, columns.time))
    dated = slot.period is not None or columns.time is not None
    countries = (
        (slot.country,)
        if columns.country == HEADINGS
        else tuple(cell_at(cells, place) for place in columns.countries)
    )
    return Entry(
        line=line,
        at=at,
        cells=cells,
        column=columns.name(slot.place),
        countries=countries,
        given=cell_at(cells, slot.place),
        number=read[slot.place].numbers[at],
        when=when if when is None or when.is_read else None,
        undated=dated and (when is None or not when.is_read),
        low=ends[0],
        high=ends[1],
        note=str(cell_at(cells, columns.note))[:200],
    )


def _numbers(
    grid: Grid, columns: Columns, places: Iterable[int], decimal: Decimal | None
) -> dict[int, NumberColumn]:
    """Read each column; one that leaves its marks open takes those of the whole table."""

    def column(place: int) -> list[Cell]:
        return [cell_at(cells, place) for _, cells in columns.body]

    cells = {place: column(place) for place in dict.fromkeys(places)}
    seen = set[Decimal]().union(*map(evidence, cells.values()))
    elsewhere = next(iter(seen)) if len(seen) == 1 else None
    read = {place: read_numbers(cells[place], decimal, elsewhere) for place in cells}
    if not any(one.ambiguous for one in read.values()):
        return read
    others = {slot.place for series in columns.value_choices for slot in series.slots} - {*cells}
    seen = set[Decimal]().union(*(evidence(column(place)) for place in others))
    if not seen and "separated by commas" in grid.how and not _points(cells.values()):
        # Where a comma parts cells it seldom parts decimals: "1,234" stands in quotes there.
        seen = {"."}
    elsewhere = next(iter(seen)) if len(seen) == 1 else None
    return {place: read_numbers(cells[place], decimal, elsewhere) for place in cells}


def _points(columns: Iterable[Sequence[Cell]]) -> bool:
    return any("." in cell for cells in columns for cell in cells if isinstance(cell, str))


def given_text(cells: Sequence[Cell] | Cell) -> str:
    """Return what is written in a cell, shortened."""
    text = f"{cells:.15g}" if isinstance(cells, float) else " ".join(str(cells).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
