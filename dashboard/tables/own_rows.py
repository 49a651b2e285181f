"""The rows of a reader's table before they are judged: one for each value, long or wide."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.tables.indicators import NO_YEAR
from dashboard.tables.own_columns import FIRST_YEAR, LAST_YEAR, Columns, cell_at
from dashboard.tables.own_grid import MOST_ROWS, Cell, Grid, refusal
from dashboard.tables.own_numbers import (
    Decimal,
    Number,
    NumberColumn,
    evidence,
    read_numbers,
)

YEAR = re.compile(
    r"(?P<year>[0-9]{4})(?:\.0|-[0-9]{2}(?:-[0-9]{2})?)?|[0-9]{1,2}[./][0-9]{1,2}[./](?P<end>[0-9]{4})"
)


@dataclass(frozen=True)
class Entry:
    """One value of the table: where it stands, what is written there and the number it is.

    `year` is None where the table has years and this row has none, NO_YEAR where it has none.
    """

    line: int
    column: str
    country: Cell
    given: Cell
    number: Number
    year: int | None
    low: float | None
    high: float | None
    note: str


@dataclass(frozen=True)
class Entries:
    """All values; `decimal` is what they were read with, `blank` counts a wide table's gaps."""

    rows: tuple[Entry, ...]
    decimal: Decimal
    ambiguous: tuple[str, ...]
    blank: int


def read_entries(grid: Grid, columns: Columns, decimal: Decimal | None) -> Entries:
    """Return the values of a table, one for each row, or for each cell under a year.

    Raises:
        TableError: where there are more values than are read.
    """
    if columns.value is None:
        return _wide(grid, columns, decimal)
    return _long(columns, columns.value, decimal)


def _long(columns: Columns, value: int, decimal: Decimal | None) -> Entries:
    texts = {place: _column(columns, place) for place in (value, columns.low, columns.high)}
    read = _numbers({place: cells for place, cells in texts.items() if place is not None}, decimal)
    low, high = read.get(columns.low), read.get(columns.high)
    rows = [
        Entry(
            line=line,
            column=columns.name(value),
            country=cell_at(cells, columns.country),
            given=cell_at(cells, value),
            number=read[value].numbers[at],
            year=NO_YEAR if columns.year is None else _year(cell_at(cells, columns.year)),
            low=low.numbers[at].value if low else None,
            high=high.numbers[at].value if high else None,
            note=str(cell_at(cells, columns.note))[:200],
        )
        for at, (line, cells) in enumerate(columns.body)
    ]
    return _entries(rows, read, columns, 0)


def _wide(grid: Grid, columns: Columns, decimal: Decimal | None) -> Entries:
    most = MOST_ROWS // len(columns.years)
    if len(columns.body) > most:
        raise refusal(
            grid.file,
            f"has more than {MOST_ROWS:,} values ({len(columns.body):,} rows of "
            f"{len(columns.years)} years); keep fewer years",
        )
    read = _numbers({place: _column(columns, place) for place in columns.years}, decimal)
    rows = []
    blank = 0
    for at, (line, cells) in enumerate(columns.body):
        for place, year in columns.years.items():
            given = cell_at(cells, place)
            number = read[place].numbers[at]
            # A year without a cell is a gap; a row of gaps still has to be accounted for.
            if given == "" and any(cell_at(cells, other) != "" for other in columns.years):
                blank += 1
                continue
            rows.append(
                Entry(
                    line=line,
                    column=columns.name(place),
                    country=cell_at(cells, columns.country),
                    given=given,
                    number=number,
                    year=year,
                    low=None,
                    high=None,
                    note=str(cell_at(cells, columns.note))[:200],
                )
            )
            if given == "":
                break
    return _entries(rows, read, columns, blank)


def _entries(
    rows: list[Entry], read: dict[int | None, NumberColumn], columns: Columns, blank: int
) -> Entries:
    unclear = tuple(
        columns.name(place)
        for place, column in read.items()
        if column.ambiguous and place is not None
    )
    decimals = {column.decimal for column in read.values()}
    return Entries(tuple(rows), "," if decimals == {","} else ".", unclear, blank)


def _column(columns: Columns, place: int | None) -> list[Cell]:
    return [cell_at(cells, place) for _, cells in columns.body]


def _numbers(
    cells: dict[int, list[Cell]], decimal: Decimal | None
) -> dict[int | None, NumberColumn]:
    """Read each column; one that leaves its marks open takes those of the others."""
    seen = set[Decimal]().union(*(evidence(column) for column in cells.values()))
    elsewhere = next(iter(seen)) if len(seen) == 1 else None
    return {place: read_numbers(column, decimal, elsewhere) for place, column in cells.items()}


def _year(cell: Cell) -> int | None:
    """Return the year of a cell: `2023`, `2023-12-31` or `31.12.2023`."""
    text = f"{cell:g}" if isinstance(cell, float) else cell.strip()
    found = YEAR.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"] or found["end"])
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def given_text(cells: Sequence[Cell] | Cell) -> str:
    """Return what is written in a cell, shortened."""
    text = f"{cells:.15g}" if isinstance(cells, float) else " ".join(str(cells).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
