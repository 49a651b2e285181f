"""A reader's own CSV or XLSX file: bytes in, lines of cells out. Nothing is kept or logged."""

from dashboard.tables.own_grid import MOST_BYTES, Grid, refusal
from dashboard.tables.own_text import read_text
from dashboard.tables.own_workbook import read_workbook
from dashboard.tables.problems import TableError

ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
MOST_NAME = 60


def read_own_file(name: str, content: bytes) -> Grid:
    """Return the cells of an uploaded file; what it is is told from its bytes, not its name.

    Raises:
        TableError: with what is wrong and what to do, where it cannot be read as a table.
    """
    file = shown_name(name)
    if len(content) > MOST_BYTES:
        raise refusal(
            file, f"has {len(content) / 2**20:.1f} MB; at most {MOST_BYTES // 2**20} MB are read"
        )
    if content.startswith(OLD_OFFICE):
        raise refusal(
            file, "is an old .xls file or locked with a password; save it as .xlsx or .csv"
        )
    if content.startswith(PDF):
        raise refusal(file, "is a PDF; copy its table to a spreadsheet and save it as .csv")
    try:
        return read_workbook(file, content) if content.startswith(ZIP) else read_text(file, content)
    except (MemoryError, RecursionError) as error:
        raise _too_much(file) from error


def _too_much(file: str) -> TableError:
    return refusal(file, "is too deep or too large to read; save its table alone as .csv")


def shown_name(name: str) -> str:
    """Return a file's name as short printable text without its folder."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in last).strip()
    return (text if len(text) <= MOST_NAME else f"{text[: MOST_NAME - 1]}…") or "the file"
