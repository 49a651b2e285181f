"""Files that are there as a whole or not at all, and tables as text."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Row = dict[str, str]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that no reader meets a half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table as text."""
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return a table as the files of data/ are written: LF, quotes only where they are needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
