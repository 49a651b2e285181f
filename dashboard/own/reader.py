"""What the process does that reads one file: see own_apart. It imports as little as it can."""

import json
import os
import sys

from dashboard.own.grid import END, MOST_BYTES, Grid, refusal, written
from dashboard.own.text import read_text
from dashboard.own.workbook import read_workbook
from dashboard.tables.problems import TableError

ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
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
