"""An XLSX file: what it declares is weighed before anything of it is unpacked."""

import datetime
import io
import warnings
import zipfile

from dashboard.tables.own_grid import MOST_CELLS, Cell, Grid, GridBuilder, refusal
from dashboard.tables.own_zip import too_large, weigh
from dashboard.tables.problems import TableError

# Blank cells before a far one are made up while reading.
MOST_PADDED = 20_000_000


def read_workbook(file: str, content: bytes) -> Grid:
    """Return the first sheet with a table; formulas are never run, their saved results are read.

    Raises:
        TableError: where the file declares too much, or is no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            weigh(file, packed)
    # An archive may also be encrypted, packed in an unknown way, cut off, or lie about offsets.
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise _unreadable(file) from error
    try:
        return _first_table(file, content)
    except TableError:
        raise
    except Exception as error:
        # openpyxl raises whatever a broken part makes it stumble over.
        raise _unreadable(file) from error


def _unreadable(file: str) -> TableError:
    return refusal(file, "is not a readable .xlsx workbook; save it again, or as .csv")


def _first_table(file: str, content: bytes) -> Grid:
    # Imported here: it costs 30 MB, and only uploads need it.
    import openpyxl

    # openpyxl warns of styles and rules that it does not keep; none of them matters here.
    warnings.filterwarnings("ignore", module="openpyxl")
    workbook = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    others: list[str] = []
    padded = 0
    try:
        for sheet in workbook.worksheets:
            # A wrong declaration would cut the table off, or pad it without end.
            sheet.reset_dimensions()
            builder = GridBuilder(file)
            widest = 0
            # One large sheet is read; to go on searching after it would take too long.
            if padded > MOST_CELLS:
                raise too_large(file)
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                padded += len(values) + 1
                if padded > MOST_PADDED:
                    raise too_large(file)
                cells = [_cell(value) for value in values]
                widest = max(widest, sum(1 for cell in cells if cell != ""))
                builder.add(number, cells)
            # A sheet with one cell a line is a cover or a note, not a table.
            if widest > 1 and sheet.sheet_state == "visible":
                skipped = f"; not read before it: {', '.join(others)}" if others else ""
                return builder.grid(f"XLSX, sheet “{sheet.title[:31]}”{skipped}")
            others.append(sheet.title[:31])
    finally:
        workbook.close()
    raise refusal(file, "is empty: no sheet has a column of countries and one of values")


def _cell(value: object) -> Cell:
    """Return a cell as text or number; a date becomes text that looks like one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return "a number too large to read"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()
