"""A reader's own CSV file or workbook: bytes in, lines of cells out. Nothing is kept or logged."""

from dashboard.own.apart import read_apart
from dashboard.own.grid import MOST_BYTES, Grid, refusal

MOST_NAME = 60


def read_own_file(name: str, content: bytes, sheet: str | None = None) -> Grid:
    """Return the cells of an uploaded file; what it is is told from its bytes, not its name.

    `sheet` is one of a workbook's `Grid.sheets`; without it the first with a table is read.

    Raises:
        TableError: with what is wrong and what to do, where it cannot be read as a table.
    """
    file = shown_name(name)
    if len(content) > MOST_BYTES:
        raise refusal(
            file, f"has {len(content) / 2**20:.1f} MB; at most {MOST_BYTES // 2**20} MB are read"
        )
    return read_apart(file, content, sheet)


def shown_name(name: str) -> str:
    """Return a file's name as short printable text without its folder."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in last).strip()
    return (text if len(text) <= MOST_NAME else f"{text[: MOST_NAME - 1]}…") or "the file"
