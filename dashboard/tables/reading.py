"""Read the CSV files of data/, each once, and hold them against their schemas."""

import csv
from pathlib import Path

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from dashboard.tables.columns import Row
from dashboard.tables.problems import Problem, TableError, gathered
from dashboard.tables.release import cut_short

DATA = Path(__file__).resolve().parents[2] / "data"
MOST_SHOWN = 50


class Folder:
    """A folder of tables, each read when it is first asked for and then kept.

    What could not be read is tried again: somebody may have mended it. Frames are shared between
    readers: copy before changing one.
    """

    def __init__(self, path: Path = DATA) -> None:
        self.path = path
        self._read: dict[str, pd.DataFrame] = {}

    def frames(self, *kinds: type[Row]) -> dict[str, pd.DataFrame]:
        """Return tables by name.

        Raises:
            TableError: with every problem of every file asked for.
        """
        named = {str(kind.schema.name): kind.schema for kind in kinds}
        with gathered() as problems:
            for name, schema in named.items():
                if name not in self._read:
                    with problems.kept():
                        self._read[name] = read_table(self.path / f"{name}.csv", schema)
        return {name: self._read[name] for name in named}


def read_table(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Return `read_rows` of a file that was not cut short.

    Raises:
        TableError: with what the release has and the file has not, or every problem found.
    """
    if (cut := cut_short(path)) is not None:
        raise TableError([cut])
    return read_rows(path, schema)


def read_rows(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Return the rows of `path` in file order, typed by `schema`.

    The index is the line number in the file, so that later checks can name it. Blank text stays
    an empty string; a blank number is NaN.

    Raises:
        TableError: with every problem found, not only the first.
    """
    may_be_empty = bool((schema.metadata or {}).get("may_be_empty"))
    frame = _read_text(path, list(schema.columns), may_be_empty=may_be_empty)
    numeric = [name for name, column in schema.columns.items() if column.dtype.type == "float64"]
    typed = frame.copy()
    problems: list[Problem] = []
    for name in numeric:
        given = frame[name].str.strip()
        typed[name] = pd.to_numeric(given, errors="coerce").astype("float64")
        # float() reads "inf" and "1e400"; neither can be a figure.
        bad = given.ne("") & (typed[name].isna() | typed[name].abs().eq(float("inf")))
        problems += [
            Problem(path.name, "must be a number with a decimal point", line, name, given[line])
            for line in given.index[bad]
        ]
    if problems:
        raise TableError(problems[:MOST_SHOWN])
    try:
        return schema.validate(typed, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        raise TableError(_problems(path.name, frame, errors)[:MOST_SHOWN]) from errors


def _read_text(path: Path, expected: list[str], *, may_be_empty: bool) -> pd.DataFrame:
    """Return all cells of `path` as text, indexed by line number."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TableError([Problem(path.name, "the file is missing")]) from None
    except OSError as error:
        raise TableError([Problem(path.name, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TableError([Problem(path.name, "must be saved as UTF-8", line)]) from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: dict[int, list[str]] = {}
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        problems += _header_problems(path.name, header, expected)
        for row in reader:
            if len(row) == len(header):
                rows[reader.line_num] = row
            else:
                rule = f"has not as many cells as the header: {len(row)}, not {len(header)}"
                problems.append(Problem(path.name, rule, reader.line_num))
    except csv.Error as error:
        problems.append(Problem(path.name, f"is not readable CSV: {error}", reader.line_num))
    if not rows and not problems and not may_be_empty:
        problems.append(Problem(path.name, "the table has no rows"))
    if problems:
        raise TableError(problems[:MOST_SHOWN])
    return pd.DataFrame.from_dict(rows, orient="index", columns=header, dtype=str)


def _header_problems(file: str, header: list[str], expected: list[str]) -> list[Problem]:
    """Return what is missing from, unknown to or repeated in a header."""
    problems = [
        Problem(file, "this column is missing", 1, name) for name in expected if name not in header
    ]
    problems += [
        Problem(file, f"unknown column; expected: {', '.join(expected)}", 1, name)
        for name in header
        if name not in expected
    ]
    problems += [
        Problem(file, "this column stands twice", 1, name)
        for name in sorted(set(header))
        if header.count(name) > 1
    ]
    return problems


def _problems(file: str, frame: pd.DataFrame, errors: pandera.errors.SchemaErrors) -> list[Problem]:
    """Return pandera's failure cases as problems, one for each line and rule."""
    found: dict[tuple[int | None, str | None, str], Problem] = {}
    for case in errors.failure_cases.to_dict("records"):
        line = None if pd.isna(case["index"]) else int(case["index"])
        rule = str(case["check"])
        column: str | None = str(case["column"])
        if case["schema_context"] == "DataFrameSchema" and rule != "multiple_fields_uniqueness":
            column = None
        if rule == "not_nullable":
            rule = "must not be blank"
        elif rule in {"multiple_fields_uniqueness", "field_uniqueness"}:
            rule, column = "the same key stands in another line too", column
        value = None
        if line is not None and column in frame.columns:
            value = str(frame.at[line, column])
        found[line, column, rule] = Problem(file, rule, line, column, value)
    return sorted(found.values(), key=lambda p: (p.line or 0, p.column or ""))
