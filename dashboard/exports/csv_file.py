"""A table as CSV with a header block that says what it is."""

import csv
import io
from collections.abc import Mapping

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: pd.DataFrame, header: Mapping[str, str]) -> bytes:
    """Return UTF-8 CSV with a byte-order mark: `# name: text` lines, then the rows.

    Read it back with `pandas.read_csv(file, skiprows=len(header))`. Text that a spreadsheet would
    run as a formula gets a leading apostrophe; numbers stay numbers.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for name, text in header.items():
        writer.writerow([f"# {name}: {' '.join(text.split())}"])
    writer.writerow(list(rows.columns))
    writer.writerows([_cell(cell) for cell in row] for row in rows.itertuples(index=False))
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet runs it."""
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) else text


def _cell(cell: object) -> object:
    if isinstance(cell, str):
        return harmless(cell)
    if cell is None or cell != cell:  # NaN is the only value that differs from itself
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell
