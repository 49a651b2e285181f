"""The workbooks of both calculators: cells to change, and formulas that follow from them."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.files.text import harmless
from dashboard.files.workbook import cell_formats, workbook_bytes, write_heads, write_table
from dashboard.models.inputs import PARAMETER_IDS, TAKEN_OFF, Input
from dashboard.tables.columns import written
from dashboard.tables.estimates import Assumption
from dashboard.tables.map_rows import Source

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

# What stands where a source leaves an end open.
OPEN = "open"
MOST_PERSONS = 10_000_000_000
SOURCE_FIELDS = ("source_id", "publisher", "title", "url", "published", "licence", "via", "note")
INPUTS_SHEET = "Inputs"


class Sheet:
    """A sheet of labels, inputs and formulas; rows count from 1, as a reader sees, columns from 0.

    `widths` are those of its columns: the first and the last one, and their letters.
    """

    def __init__(
        self,
        made: "Workbook",
        formats: dict[str, "Format"],
        name: str,
        *widths: tuple[int, int, int],
    ) -> None:
        """Add the sheet to a workbook."""
        self.name, self._formats = name, formats
        self._sheet = made.add_worksheet(name)
        for first, last, letters in widths:
            self.widen(first, last, letters)

    def widen(self, first: int, last: int, letters: int) -> None:
        """Give columns a width."""
        self._sheet.set_column(first, last, letters)

    def heads(self, row: int, column: int, texts: Sequence[str]) -> None:
        """Write headings from a cell to the right."""
        write_heads(self._sheet, row, column, texts, self._formats)

    def text(self, row: int, column: int, text: str, look: str | None = None) -> None:
        """Write text, which is never run."""
        self._sheet.write_string(
            row - 1, column, harmless(text), self._formats[look] if look else None
        )

    def down(self, row: int, column: int, texts: Iterable[str]) -> None:
        """Write texts from a cell downwards."""
        for place, text in enumerate(texts, start=row):
            self.text(place, column, text)

    def formula(
        self, row: int, column: int, formula: str, look: str | None, value: float | str
    ) -> None:
        """Write a formula; `value` is what it gives, for programs that do not recalculate."""
        shown = self._formats[look] if look else None
        self._sheet.write_formula(row - 1, column, f"={formula}", shown, value)

    def input(self, row: int, column: int, look: str, value: float | None) -> None:
        """Write a cell that a reader may change, and refuse what can't be its value.

        An open end takes a number, too.
        """
        share = look.endswith("share")
        if value is None:
            self.text(row, column, OPEN, look)
        else:
            self._sheet.write_number(row - 1, column, value, self._formats[look])
        self._sheet.data_validation(
            row - 1,
            column,
            row - 1,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 1 if share else MOST_PERSONS,
                "error_title": "Not a value for this cell",
                "error_message": "A share from 0% to 100%." if share else "Persons: 0 or more.",
            },
        )


class CalculatorBook:
    """A workbook that is being written."""

    def __init__(self, made: "Workbook") -> None:
        """Take the workbook of the library that writes it."""
        self._made, self._formats = made, cell_formats(made)

    def sheet(self, name: str, *widths: tuple[int, int, int]) -> Sheet:
        """Add a sheet."""
        return Sheet(self._made, self._formats, name, *widths)

    def read_me(self, lines: Sequence[str]) -> Sheet:
        """Add what the workbook is and how it is used, the first line as its heading."""
        sheet = self.sheet("Read me", (0, 0, 100))
        for row, line in enumerate(lines, start=1):
            sheet.text(row, 0, line, "text" if row > 1 else "head")
        return sheet

    def table(self, name: str, rows: pd.DataFrame) -> None:
        """Add a sheet of plain rows."""
        cells = [list(row) for row in rows.astype(object).itertuples(index=False)]
        write_table(self._made, name, list(rows.columns), cells, self._formats)

    def sources(self, sources: Iterable[Source]) -> None:
        """Add the sources, each with its address, its licence and how it was read."""
        rows = [[written(getattr(source, field)) for field in SOURCE_FIELDS] for source in sources]
        write_table(self._made, "Sources", SOURCE_FIELDS, rows, self._formats)


def calculator_xlsx(
    fill: Callable[[CalculatorBook], None], title: str, author: str, day: datetime.date
) -> bytes:
    """Return the workbook that `fill` writes; `day` stands for when it was made."""
    return workbook_bytes(lambda made: fill(CalculatorBook(made)), title, author, day)


def cell_name(sheet: str, row: int, column: int) -> str:
    """Return a fixed reference; `row` counts from 1, `column` (of the first 26) from 0.

    >>> cell_name("Inputs", 4, 1)
    "'Inputs'!$B$4"
    """
    return f"'{sheet}'!${chr(ord('A') + column)}${row}"


def factor(name: Input, row: int, column: int) -> str:
    """Return what an input multiplies by, as a formula of its share on the sheet Inputs."""
    share = cell_name(INPUTS_SHEET, row, column)
    return f"(1-{share})" if name in TAKEN_OFF else share


def input_note(name: Input, assumptions: Sequence[Assumption]) -> str:
    """Return the range of an input, what it rests on and what it means."""
    found = next(row for row in assumptions if row.parameter_id == PARAMETER_IDS[name])
    ends = f"low {found.low:g}, default {found.default:g}, high {found.high:g}"
    return f"{ends}; {found.basis}; {found.help}"
