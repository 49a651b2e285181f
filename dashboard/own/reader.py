"""What the process does that reads one file, workbooks too, of which no formula is run.

It imports as little as it can.
"""

import datetime
import io
import json
import os
import re
import sys
import zipfile

import python_calamine as calamine

from dashboard.own.grid import (
    END,
    MOST_BYTES,
    MOST_CELLS,
    Grid,
    GridBuilder,
    read_text,
    refusal,
    written,
)
from dashboard.tables.problems import TableError
from dashboard.words.typed_numbers import Cell

# A zip entry never gives more bytes than it declares (zipfile cuts it there), so these bound what
# is unpacked. A sheet of 50,000 rows has about 10 MB.
MOST_PARTS = 2_000
MOST_UNPACKED, MOST_PART = 120 * 2**20, 60 * 2**20
EXCEL, OPEN_DOCUMENT = "xl/workbook.xml", "content.xml"
ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
CELL = re.compile(rb"<(?:[A-Za-z0-9]{1,16}:)?(?:c|table-cell)[ />]")
# Longer than any tag's beginning that is looked for.
SEAM = 32
CHUNK = 2**20


def weigh(file: str, packed: zipfile.ZipFile) -> None:
    """Refuse an archive that is no workbook, or unpacks to more than a table needs.

    Any part may be the sheet, wherever it lies, so all of them are held to the same.

    Raises:
        TableError: with what is too large and what to do.
    """
    parts = packed.infolist()
    if not {EXCEL, OPEN_DOCUMENT} & {part.filename for part in parts}:
        raise refusal(file, "is a zip archive and neither an .xlsx nor an .ods workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large(file)
    for part in parts:
        if part.file_size > MOST_PART:
            raise too_large(file)
        if part.filename.endswith((".xml", ".rels")):
            _weigh_xml(file, packed, part)


def _weigh_xml(file: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    cells = 0
    tail = b""
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            # The end is looked at again with the next chunk, so nothing hides at the seam. Cells
            # there may be counted twice: one in ten thousand, far below the limit.
            seen = tail + chunk
            if b"\0" in chunk:
                raise refusal(file, "has a part that is not UTF-8; save it again, or as .csv")
            if b"<!ENTITY" in seen or b"<!DOCTYPE" in seen:
                raise refusal(file, "defines XML entities, which no workbook needs")
            cells += len(CELL.findall(seen))
            if cells > MOST_CELLS + MOST_CELLS // 100:
                raise refusal(
                    file,
                    f"has a sheet of more than {MOST_CELLS:,} cells; save the needed columns alone",
                )
            tail = seen[-SEAM:]


def too_large(file: str) -> TableError:
    """Return the refusal of a workbook that would take too much memory or time."""
    return refusal(
        file, "unpacks to more than is read here; save the sheet with the table alone, as .csv"
    )


KINDS = {EXCEL: "XLSX", OPEN_DOCUMENT: "ODS"}
MOST_SHEETS, MOST_NAMED = 300, 20
# More merged cells than that are a form, not a table.
MOST_MERGED = 50_000


def read_workbook(file: str, content: bytes, sheet: str | None = None) -> Grid:
    """Return the visible sheet `sheet`, or the first with a table; saved results are read.

    Raises:
        TableError: where the file declares too much, is locked, or is no workbook.
    """
    kind = "XLS"
    if content.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                weigh(file, packed)
                kind = next(kind for part, kind in KINDS.items() if part in packed.namelist())
        # An archive may also be encrypted, packed in an unknown way, cut off, or lie about offsets.
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError) as no:
            raise _unreadable(file) from no
    try:
        with calamine.load_workbook(io.BytesIO(content)) as workbook:
            return _table(file, kind, workbook, sheet)
    except TableError:
        raise
    except (calamine.CalamineError, ValueError, TypeError, OSError) as error:
        raise _unreadable(file) from error


def _unreadable(file: str) -> TableError:
    return refusal(
        file, "is not a readable workbook, or locked with a password; save it again, or as .csv"
    )


def _table(file: str, kind: str, workbook: calamine.CalamineWorkbook, sheet: str | None) -> Grid:
    sheets = tuple(
        known.name
        for known in workbook.sheets_metadata
        if known.visible == calamine.SheetVisibleEnum.Visible
        and known.typ == calamine.SheetTypeEnum.WorkSheet
    )[:MOST_SHEETS]
    others: list[str] = []
    for name in sheets if sheet is None else (sheet,):
        if name not in sheets:
            raise refusal(file, "has no such sheet any more; upload it again")
        lines = _lines(file, workbook.get_sheet_by_name(name))
        # A sheet with one cell a line is a cover or a note, not a table.
        if sheet is not None or any(sum(c != "" for c in cells) > 1 for _, cells in lines):
            builder = GridBuilder(file)
            for number, cells in lines:
                builder.add(number, cells)
            named = [other[:31] for other in others[:MOST_NAMED]]
            skipped = f"; not read before it: {', '.join(named)}" if named else ""
            return builder.grid(f"{kind}, sheet “{name[:31]}”{skipped}", sheets, name)
        others.append(name)
    raise refusal(file, "is empty: no sheet has a column of countries and one of values")


def _lines(file: str, sheet: calamine.CalamineSheet) -> list[tuple[int, list[Cell]]]:
    """Return each row with its number and its cells from column A on."""
    top, left = sheet.start or (0, 0)
    rows: list[list[Cell]] = [[_cell(value) for value in values] for values in sheet.to_python()]
    ranges = sheet.merged_cell_ranges or []
    filled = sum(end[0] - start[0] for start, end in ranges)
    if len(ranges) > MOST_MERGED or filled > MOST_CELLS:
        raise too_large(file)
    for (first, column), (last, _) in ranges:
        if first < top or column < left or first - top >= len(rows):
            continue
        # A merged name stands for each of its rows; a merged number is one number.
        text = rows[first - top][column - left]
        for row in rows[first - top + 1 : last - top + 1]:
            if isinstance(text, str) and row[column - left] == "":
                row[column - left] = text
    indent: list[Cell] = [""] * left
    return [(number, indent + cells) for number, cells in enumerate(rows, start=top + 1)]


def _cell(value: object) -> Cell:
    """Return a cell as text or number; a date becomes text that looks like one."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()


MOST_MEMORY = 400 * 2**20
MOST_SECONDS = 10


def main() -> int:
    """Read a file from standard input, write its cells, or what is wrong with it, as JSON lines."""
    limit()
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        grid = read_table(asked["file"], sys.stdin.buffer.read(MOST_BYTES + 1), asked["sheet"])
    except TableError as error:
        (problem,) = error.problems
        _say({"rule": problem.rule, "line": problem.line})
        return 1
    _say({"how": grid.how, "sheets": grid.sheets, "sheet": grid.sheet})
    for line in grid.lines:
        sys.stdout.buffer.write(written(line))
    sys.stdout.buffer.write(END)
    return 0


def read_table(file: str, content: bytes, sheet: str | None = None) -> Grid:
    """Return the cells of a file, told by its first bytes.

    Raises:
        TableError: where it cannot be read as a table.
    """
    if content.startswith(PDF):
        raise refusal(file, "is a PDF; copy its table to a spreadsheet and save it as .csv")
    if content.startswith((ZIP, OLD_OFFICE)):
        return read_workbook(file, content, sheet)
    return read_text(file, content)


def limit() -> None:
    """Bound this process's memory and time, and keep it from writing anything anywhere."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time is bounded from outside.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    # A dump of what it held would put the file on the disk.
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(kind, (0, 0))
    # The server's other readers come first.
    os.nice(5)


def _say(answer: object) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    raise SystemExit(main())
