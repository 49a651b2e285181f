"""What a reader's own file is once it is read: lines of cells, and the limits it must keep."""

import json
from dataclasses import dataclass

from dashboard.tables.problems import Problem, TableError
from dashboard.words.typed_numbers import Cell

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 600_000
# Cells of numbers and names are short; a longer one is a text that no map shows.
LONGEST_CELL = 1_000
MOST_CHARACTERS = 2 * MOST_BYTES
# Names and years come again in every row, so each is kept once; more texts than that do not.
MOST_SHARED, SHARED_LENGTH = 20_000, 80
# What a spreadsheet can number; a file of blank lines must not be read for ever.
LAST_LINE = 2**20

Line = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True)
class Grid:
    """The lines that hold anything, each with its number in the file, and how they were read.

    `sheets` are the visible sheets of a workbook, in its order, and `sheet` the one that was read.
    """

    file: str
    lines: tuple[Line, ...]
    how: str
    sheets: tuple[str, ...] = ()
    sheet: str = ""


class GridBuilder:
    """Collects lines and refuses a file as soon as it goes over a limit."""

    def __init__(self, file: str) -> None:
        """Take the name that messages call the file by."""
        self._file = file
        self._cells = self._characters = 0
        self._lines: list[Line] = []
        self._cut: list[int] = []
        self._same: dict[str, str] = {}

    def add(self, number: int, cells: list[Cell]) -> None:
        """Keep a line without its blank end; a line that holds nothing is left out.

        Raises:
            TableError: where the table has too many columns, lines or cells.
        """
        if number > LAST_LINE:
            raise refusal(
                self._file, f"has more than {LAST_LINE:,} lines; remove the blank ones", number
            )
        while cells and (cells[-1] == "" or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise refusal(
                self._file,
                f"has {len(cells):,} columns; at most {MOST_COLUMNS} are read. "
                "Keep the column of countries and the columns of values",
                number,
            )
        self._cells += len(cells)
        # One line more than the limit, as the header is not a row.
        if len(self._lines) > MOST_ROWS:
            raise refusal(
                self._file, f"has more than {MOST_ROWS:,} rows; split it or add rows up", number
            )
        if self._cells > MOST_CELLS:
            raise refusal(
                self._file,
                f"has more than {MOST_CELLS:,} cells; keep only the columns that are needed",
                number,
            )
        self._lines.append((number, tuple(self._kept(number, cell) for cell in cells)))
        if self._characters > MOST_CHARACTERS:
            raise refusal(
                self._file,
                f"has more than {MOST_CHARACTERS:,} characters; keep only the needed columns",
                number,
            )

    def _kept(self, number: int, cell: Cell) -> Cell:
        if isinstance(cell, float):
            return cell
        if len(cell) > LONGEST_CELL:
            self._cut.append(number)
            cell = cell[:LONGEST_CELL]
        self._characters += len(cell)
        if len(cell) > SHARED_LENGTH or len(self._same) > MOST_SHARED:
            return self._same.get(cell, cell)
        return self._same.setdefault(cell, cell)

    def grid(self, how: str, sheets: tuple[str, ...] = (), sheet: str = "") -> Grid:
        """Return what was collected; `how` also says what was cut.

        Raises:
            TableError: where nothing was.
        """
        if not self._lines:
            raise refusal(self._file, "is empty: expected a column of countries and one of values")
        if self._cut:
            cells = "1 cell was" if len(self._cut) == 1 else f"{len(self._cut):,} cells were"
            how += (
                f"; {cells} longer than {LONGEST_CELL:,} characters and cut there, "
                f"the first in line {self._cut[0]:,}"
            )
        return Grid(self._file, tuple(self._lines), how, sheets, sheet)


def refusal(file: str, rule: str, line: int | None = None) -> TableError:
    """Return the one problem that keeps a file from being read."""
    return TableError([Problem(file, rule, line)])


# After the last line; without it a table is not whole.
END = b"end\n"


def written(line: Line) -> bytes:
    """Return a line as JSON in ASCII, with the end of the line."""
    number, cells = line
    return json.dumps([number, *cells]).encode() + b"\n"


def read(text: bytes) -> tuple[int, list[Cell]]:
    """Return the number and the cells of a written line.

    Raises:
        ValueError or TypeError: where it is none.
    """
    number, *cells = json.loads(text)
    return int(number), [cell if isinstance(cell, str) else float(cell) for cell in cells]
