"""What workbooks share: formats, names of cells, headings and plain tables."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dashboard.exports.csv_file import harmless

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The background of cells that a reader may change.
INPUT = "#fff7d6"
# What stands where a source leaves an end open.
OPEN = "open"
MOST_PERSONS = 10_000_000_000
# In letters.
NARROWEST, WIDEST = 8, 60
MOST_LETTERS = 32_767  # xlsxwriter leaves a longer text out


def cell_formats(made: "Workbook") -> dict[str, "Format"]:
    """Return the formats by name; inputs have a background of their own."""
    return {
        "head": made.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "people": made.add_format({"num_format": "#,##0"}),
        "share": made.add_format({"num_format": "0.00%"}),
        "rate": made.add_format({"num_format": "0.00"}),
        "input": made.add_format({"num_format": "#,##0", "bg_color": INPUT}),
        "input_share": made.add_format({"num_format": "0.00%", "bg_color": INPUT}),
        "text": made.add_format({"text_wrap": True, "valign": "top"}),
    }


def cell_name(sheet: str, row: int, column: int) -> str:
    """Return a fixed reference; `row` counts from 1, `column` (of the first 26) from 0.

    >>> cell_name("Inputs", 4, 1)
    "'Inputs'!$B$4"
    """
    return f"'{sheet}'!${chr(ord('A') + column)}${row}"


def write_heads(
    sheet: "Worksheet", row: int, column: int, texts: Sequence[str], formats: dict[str, "Format"]
) -> None:
    """Write headings from a cell to the right; `row` counts from 1, `column` from 0."""
    for offset, text in enumerate(texts):
        sheet.write_string(row - 1, column + offset, harmless(text), formats["head"])


def write_input(
    sheet: "Worksheet",
    row: int,
    column: int,
    value: float | None,
    formats: dict[str, "Format"],
    look: str,
) -> None:
    """Write a cell that a reader may change, and refuse what can't be its value.

    `row` counts from 1, `column` from 0; an open end takes a number, too.
    """
    share = look.endswith("share")
    if value is None:
        sheet.write_string(row - 1, column, OPEN, formats[look])
    else:
        sheet.write_number(row - 1, column, value, formats[look])
    sheet.data_validation(
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


def write_table(
    made: "Workbook",
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    formats: dict[str, "Format"],
) -> None:
    """Write a sheet of rows under headings; text is never run as a formula, NaN stays blank.

    Columns are as wide as their longest cell, within `NARROWEST` and `WIDEST` letters.
    """
    sheet = made.add_worksheet(name)
    for column, heading in enumerate(columns):
        longest = max((len(str(cells[column])) for cells in rows), default=0)
        width = min(WIDEST, max(NARROWEST, len(heading), longest))
        sheet.set_column(column, column, width + 1)
    sheet.freeze_panes(1, 1)
    write_heads(sheet, 1, 0, columns, formats)
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, harmless(cell)[:MOST_LETTERS])
            elif cell is not None and math.isfinite(cell):
                sheet.write_number(row, column, cell)
