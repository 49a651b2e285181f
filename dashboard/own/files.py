"""A reader's file as cells: read in a process of its own, and the first sheet with countries."""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dashboard.own.columns import find_columns
from dashboard.own.grid import (
    END,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    Grid,
    GridBuilder,
    read,
    refusal,
)
from dashboard.tables.names import CountryNames
from dashboard.tables.problems import TableError
from dashboard.words.typed_numbers import shortened

MOST_NAME = 60
ROOT = Path(__file__).resolve().parents[2]
# The largest tables that are read take some three seconds of one core.
SECONDS = 45.0
# JSON may write a character in six.
LONGEST_LINE = MOST_COLUMNS * (LONGEST_CELL + 4) * 6


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


def shown_name(name: str) -> str:
    """Return a file's name as short printable text without its folder."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in last).strip()
    return shortened(text, MOST_NAME) or "the file"


# Reading one costs a process of its own; covers and notes come first, and are few.
MOST_TRIED = 8


def fitting_sheet(name: str, content: bytes, names: CountryNames, sheet: str | None = None) -> Grid:
    """Return the cells of the named sheet of a file, or of the first with countries and values.

    Raises:
        TableError: where it cannot be read; one without countries is returned as it is.
    """
    grid = read_own_file(name, content, sheet)
    if sheet is not None or len(grid.sheets) < 2 or _has_table(grid, names):
        return grid
    for other in [each for each in grid.sheets if each != grid.sheet][:MOST_TRIED]:
        try:
            found = read_own_file(name, content, other)
        except TableError:
            continue
        if _has_table(found, names):
            return found
    return grid


def _has_table(grid: Grid, names: CountryNames) -> bool:
    try:
        find_columns(grid, names)
    except TableError:
        return False
    return True


@contextlib.contextmanager
def _reader() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Start the process; it is gone when the block ends, and after `SECONDS` whatever it does."""
    # No fork: the server has threads. The process limits itself, see own_reader.
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
        builder.add(*read(line))
    sheets = tuple(str(name) for name in head["sheets"])
    return builder.grid(str(head["how"]), sheets, str(head["sheet"]))
