"""A reader's file as cells, read in a process of its own; of a workbook no formula is run.

Both ends stand here, so this imports as little as it can.
"""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import python_calamine as calamine

from dashboard.own.grid import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    Grid,
    GridBuilder,
    cell_of,
    read_text,
    refusal,
    shown_name,
)
from dashboard.tables.problems import TableError
from dashboard.words.typed_numbers import Cell

ROOT = Path(__file__).resolve().parents[2]
# The largest tables that are read take some three seconds of one core.
SECONDS = 45.0
# JSON may write a character in six.
LONGEST_LINE = MOST_COLUMNS * (LONGEST_CELL + 4) * 6
# After the last line; without it a table is not whole.
END = b"end\n"


def read_own_file(name: str, content: bytes, sheet: str | None = None) -> Grid:
    """Return the cells of an uploaded file; what it is is told from its bytes, not its name.

    `sheet` is one of a workbook's `Grid.sheets`; without it the first with a table is read.

    Raises:
        TableError: with what is wrong and what to do, where it cannot be read as a table, or takes
            more memory or time than a file gets.
    """
    file = shown_name(name)
    if len(content) > MOST_BYTES:
        raise refusal(
            file, f"has {len(content) / 2**20:.1f} MB; at most {MOST_BYTES // 2**20} MB are read"
        )
    asked = json.dumps({"file": file, "sheet": sheet}).encode()
    with _reader() as (to_reader, answers):
        with contextlib.suppress(BrokenPipeError):
            to_reader.write(asked + b"\n" + content)
            to_reader.close()
        try:
            return _grid(file, answers)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise refusal(
                file,
                "needs more memory or time than a file is given here; save its table alone as .csv",
            ) from error


@contextlib.contextmanager
def _reader() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Start the process; it is gone when the block ends, and after `SECONDS` whatever it does."""
    # No fork: the server has threads. The process limits itself, see `limit`.
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard.own.reader"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    to_reader, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    alarm = threading.Timer(SECONDS, process.kill)
    alarm.start()
    try:
        yield to_reader, answers
    finally:
        alarm.cancel()
        process.kill()
        with contextlib.suppress(BrokenPipeError):
            to_reader.close()
        answers.close()
        process.wait()


def _grid(file: str, answers: IO[bytes]) -> Grid:
    head = json.loads(answers.readline(LONGEST_LINE))
    if "rule" in head:
        raise refusal(file, str(head["rule"]), head["line"])
    builder = GridBuilder(file)
    while (line := answers.readline(LONGEST_LINE)) != END:
        number, *cells = json.loads(line)
        builder.add(int(number), [c if isinstance(c, str) else float(c) for c in cells])
    sheets = tuple(str(name) for name in head["sheets"])
    return builder.grid(str(head["how"]), sheets, str(head["sheet"]))


# A zip entry never gives more bytes than it declares (zipfile cuts it there), so these bound what
# is unpacked. A sheet of 50,000 rows has about 10 MB.
MOST_PARTS = 2_000
MOST_UNPACKED, MOST_PART = 120 * 2**20, 60 * 2**20
KINDS = {"xl/workbook.xml": "XLSX", "content.xml": "ODS"}
ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
CELL = re.compile(rb"<(?:[A-Za-z0-9]{1,16}:)?(?:c|table-cell)[ />]")
# Longer than any tag's beginning that is looked for.
SEAM = 32
CHUNK = 2**20


def weigh(file: str, packed: zipfile.ZipFile) -> str:
    """Return what kind of workbook an archive is; refuse what unpacks to more than a table needs.

    Any part may be the sheet, wherever it lies, so all of them are held to the same.

    Raises:
        TableError: with what is too large and what to do.
    """
    parts = packed.infolist()
    kinds = [kind for name, kind in KINDS.items() if name in {part.filename for part in parts}]
    if not kinds:
        raise refusal(file, "is a zip archive and neither an .xlsx nor an .ods workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large(file)
    for part in parts:
        if part.file_size > MOST_PART:
            raise too_large(file)
        if part.filename.endswith((".xml", ".rels")):
            _weigh_xml(file, packed, part)
    return kinds[0]


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


MOST_SHEETS, MOST_NAMED = 300, 20
WRONG = (RuntimeError, OSError, ValueError, TypeError)
# More merged cells than that are a form, not a table.
MOST_MERGED = 50_000


def read_workbook(file: str, content: bytes, sheet: str | None = None) -> Grid:
    """Return the visible sheet `sheet`, or the first with a table; saved results are read.

    Raises:
        TableError: where the file declares too much, is locked, or is no workbook.
    """
    kind = "XLS"
    try:
        if content.startswith(ZIP):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                kind = weigh(file, packed)
        with calamine.load_workbook(io.BytesIO(content)) as workbook:
            return _table(file, kind, workbook, sheet)
    # An archive may also be encrypted, packed in an unknown way, cut off, or lie about offsets.
    except (zipfile.BadZipFile, calamine.CalamineError, *WRONG) as error:
        raise refusal(
            file, "is not a readable workbook, or locked with a password; save it again, or as .csv"
        ) from error


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
    rows: list[list[Cell]] = [[cell_of(value) for value in values] for values in sheet.to_python()]
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
    for number, cells in grid.lines:
        _say([number, *cells])
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
