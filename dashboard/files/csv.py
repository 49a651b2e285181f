"""A table as CSV with a header block that says what it is."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

# What a spreadsheet takes for the start of a formula; full-width and small forms count as well.
FORMULA_STARTS = ("=", "+", "-", "@")
LEADING_CONTROLS = ("\t", "\r", "\n")
# A spreadsheet whose list separator is another than the comma begins a cell after each of these.
_PIECE = re.compile(r"([;\t\r\n])")


def csv_bytes(rows: pd.DataFrame, header: Mapping[str, str]) -> bytes:
    """Return UTF-8 CSV with a byte-order mark: `# name: text` lines, then the rows.

    Read it back with `pandas.read_csv(file, skiprows=len(header))`. Every text is quoted; text
    that a spreadsheet would run as a formula, whatever its separator of cells, gets an
    apostrophe; numbers stay numbers, and what is missing is blank.
    """
    lines = [_line([f"# {name}: {' '.join(text.split())}"]) for name, text in header.items()]
    lines.append(_line(rows.columns))
    lines += [_line(row) for row in rows.itertuples(index=False)]
    return "".join(lines).encode("utf-8-sig", errors="replace")


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet runs it when it stands in a cell.

    Characters that are not seen do not hide the one that counts.

    >>> harmless("=1+1"), harmless(" ＝1"), harmless("minus 1")
    ("'=1+1", "' ＝1", 'minus 1')
    """
    runs = text.startswith(LEADING_CONTROLS) or _is_formula(text)
    return f"'{text}" if runs else text


def _is_formula(text: str) -> bool:
    seen = (c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    first = unicodedata.normalize("NFKC", next(seen, ""))
    return first.startswith(FORMULA_STARTS)


def _line(cells: Iterable[object]) -> str:
    # A line of one blank cell would be no line to most readers.
    return (",".join(map(_cell, cells)) or '""') + "\r\n"


def _cell(cell: object) -> str:
    if isinstance(cell, str):
        return _quoted(cell)
    if cell is None or cell != cell:  # NaN is the only value that differs from itself
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _quoted(text: str) -> str:
    pieces = _PIECE.split(harmless(text))
    # To a reader of another separator a quote ends there, and what follows begins a cell.
    pieces = [f"'{piece}" if _is_formula(piece.replace('"', "")) else piece for piece in pieces]
    return '"{}"'.format("".join(pieces).replace('"', '""'))
