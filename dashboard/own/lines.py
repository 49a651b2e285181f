"""A line of a reader's table as bytes, on its way between processes and while it waits."""

import json

from dashboard.own.grid import Line
from dashboard.words.typed_numbers import Cell

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
