"""An XLSX file: what it declares is weighed before anything of it is unpacked."""

import datetime
import io
import re
import warnings
import zipfile

from dashboard.tables.own_grid import MOST_CELLS, Cell, Grid, GridBuilder, refusal
from dashboard.tables.problems import TableError

# A zip entry never gives more bytes than it declares (zipfile cuts it there), so these bound
# memory and time. A sheet of 50,000 rows takes about 10 MB unpacked.
MOST_PARTS = 2_000
MOST_UNPACKED = 120 * 2**20
MOST_SHEET = 60 * 2**20
MOST_TEXTS = 16 * 2**20
MOST_PART = 4 * 2**20
SHEETS, TEXTS = "xl/worksheets/", "xl/sharedStrings.xml"
LAST_LINE = 2**20
# Blank cells before a far one are made up while reading.
MOST_PADDED = 20_000_000
CELL = re.compile(rb"<(?:[A-Za-z0-9]{1,16}:)?c[ />]")
CHUNK = 2**20


def read_workbook(file: str, content: bytes) -> Grid:
    """Return the first sheet with a table; formulas are never run, their saved results are read.

    Raises:
        TableError: where the file declares too much, or is no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _weigh(file, packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
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


def _weigh(file: str, packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and b"opendocument" in packed.open("mimetype").read(100):
        raise refusal(file, "is an OpenDocument file; save it as .xlsx or .csv")
    if "xl/workbook.xml" not in names:
        raise refusal(file, "is a zip archive and not an .xlsx workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large(file)
    sheets = [part for part in parts if part.filename.startswith(SHEETS)]
    for part in parts:
        most = MOST_SHEET if part in sheets else MOST_PART
        if part.file_size > (MOST_TEXTS if part.filename == TEXTS else most):
            raise _too_large(file)
        _scan(file, packed, part, cells=part in sheets)


def _too_large(file: str) -> TableError:
    return refusal(
        file, "unpacks to more than is read here; save the sheet with the table alone, as .csv"
    )


def _scan(file: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo, *, cells: bool) -> None:
    """Refuse entities, which unpack a second time, and sheets of too many cells."""
    count = 0
    tail = b""
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            seen = tail + chunk
            if b"<!ENTITY" in seen or b"<!DOCTYPE" in seen:
                raise refusal(file, "defines XML entities, which no workbook needs; not read")
            # The end is looked at again with the next chunk, so no cell is missed at the seam.
            tail = seen[-24:]
            if cells:
                count += len(CELL.findall(seen)) - len(CELL.findall(tail))
                if count > MOST_CELLS:
                    raise refusal(
                        file,
                        f"has a sheet of more than {MOST_CELLS:,} cells; "
                        "save the columns that are needed alone",
                    )


def _first_table(file: str, content: bytes) -> Grid:
    # Imported here: it costs 30 MB, and only uploads need it.
    import openpyxl

    # openpyxl warns of styles and rules that it does not keep; none of them matters here.
    warnings.filterwarnings("ignore", module="openpyxl")
    workbook = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    others: list[str] = []
    try:
        for sheet in workbook.worksheets:
            # A wrong declaration would cut the table off, or pad it without end.
            sheet.reset_dimensions()
            builder = GridBuilder(file)
            widest = padded = 0
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                padded += len(values)
                if number > LAST_LINE or padded > MOST_PADDED:
                    raise _too_large(file)
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
