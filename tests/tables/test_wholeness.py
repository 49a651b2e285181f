"""A table that is not whole is noticed, whatever the place where it was cut."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.commands.datapackage import main as datapackage
from dashboard.files.datapackage import OTHER_FILES, extra
from dashboard.tables.everything import ALL_SCHEMAS
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import DATA, read_table
from dashboard.tables.release import COMMAND, FILE, cut_short, differences
from tests.effort import Effort
from tests.this_release import RELEASE

TABLES = sorted(ALL_SCHEMAS)
ROWS = {name: (DATA / f"{name}.csv").read_bytes().count(b"\n") - 1 for name in TABLES}
# A table of more lines is cut at some of its line ends: at each of the first and last, and between.
MANY, ENDS = 60, 4


def cuts(name: str, effort: Effort) -> Iterator[tuple[int, bytes]]:
    """The number of rows that a cut leaves, and what is left; a cut may leave not even a header."""
    lines = (DATA / f"{name}.csv").read_bytes().splitlines(keepends=True)
    step = 1 if effort.thorough or len(lines) <= MANY else len(lines) // MANY
    kept = {*range(0, len(lines), step), *range(ENDS), *range(len(lines) - ENDS, len(lines))}
    for count in sorted(count for count in kept if 0 <= count < len(lines)):
        yield max(count - 1, 0), b"".join(lines[:count])


def beside(rows: int, name: str) -> str:
    """The row count that is found, and the release's."""
    noun = "row" if ROWS[name] == 1 else "rows"
    return f"has {rows:,} instead of the {ROWS[name]:,} {noun} of data release {RELEASE}"


@pytest.mark.parametrize("name", TABLES)
def test_every_cut_at_a_line_end_is_named_with_both_counts(
    name: str, data_copy: Path, effort: Effort
) -> None:
    path = data_copy / f"{name}.csv"
    for rows, content in cuts(name, effort):
        path.write_bytes(content)
        problem = cut_short(path)
        assert problem is not None, rows
        assert problem.file == path.name
        told = f"{beside(rows, name)}; it was cut short: "
        assert problem.rule.startswith(told if content else "the file is empty; it was cut short")
        assert COMMAND in problem.rule
        assert [one.file for one in differences(data_copy)] == [path.name]
    with pytest.raises(TableError, match="it was cut short"):
        read_table(path, ALL_SCHEMAS[name])


@pytest.mark.parametrize("name", TABLES)
def test_every_cut_inside_the_last_line_is_named(name: str, data_copy: Path) -> None:
    path = data_copy / f"{name}.csv"
    whole = path.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for end in range(last + 1, len(whole)):
        path.write_bytes(whole[:end])
        problem = cut_short(path)
        # A cut inside a quoted cell or a letter is named by whoever reads the lines.
        if problem is None:
            with pytest.raises(TableError):
                read_table(path, ALL_SCHEMAS[name])
        else:
            assert "it was cut short" in problem.rule


@pytest.mark.parametrize("name", TABLES)
def test_an_edit_is_named_and_used(name: str, data_copy: Path) -> None:
    path = data_copy / f"{name}.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    # The last row twice: as many rows as in a table that somebody adds to.
    path.write_bytes(b"".join([*lines, lines[-1]]))
    assert cut_short(path) is None
    assert differences(data_copy) == [Problem(path.name, beside(len(lines), name))]
    path.write_bytes(lines[0] + b"".join(reversed(lines[1:])))
    same = f"differs from data release {RELEASE}, with as many rows"
    reordered = [Problem(path.name, same)] if len(set(lines[1:])) > 1 else []
    assert differences(data_copy) == reordered


def test_line_ends_of_a_checkout_are_no_difference(data_copy: Path) -> None:
    for path in data_copy.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert cut_short(path) is None
    assert differences(data_copy) == []
    path = data_copy / "scopes.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    problem = cut_short(path)
    assert problem is not None
    assert beside(ROWS["scopes"] - 1, "scopes") in problem.rule


def test_a_change_that_is_told_is_whole(data_copy: Path) -> None:
    for name in OTHER_FILES:
        (data_copy / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(DATA / name, data_copy / name)
    glossary, people = data_copy / "glossary.csv", data_copy / "people.csv"
    for path in (glossary, people):
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
        assert cut_short(path) is not None
    assert datapackage([str(data_copy)]) == 0
    assert cut_short(glossary) is cut_short(people) is None
    assert differences(data_copy) == []


@pytest.mark.parametrize(
    "content",
    [None, b"", b"{", b"\xff", b"[]", b"{}", b'{"version": 1, "resources": [1]}', b"[" * 9999],
)
def test_without_a_descriptor_nothing_is_called_whole(
    content: bytes | None, data_copy: Path
) -> None:
    path = data_copy / FILE
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    (problem,) = differences(data_copy)
    assert problem.file == FILE
    assert COMMAND in problem.rule
    assert cut_short(data_copy / "scopes.csv") is None


def test_each_table_of_the_descriptor_has_its_rows() -> None:
    package = json.loads((DATA / FILE).read_text(encoding="utf-8"))
    files = [*package["resources"], *package["kept_apart"]]
    assert {one["path"]: one["rows"] for one in files if "rows" in one} == {
        f"{name}.csv": count for name, count in ROWS.items()
    }


def test_a_file_that_nothing_reads_is_named(data_copy: Path) -> None:
    assert extra(data_copy) == []
    (data_copy / "observations (copy).csv").write_text("x")
    assert extra(data_copy) == ["observations (copy).csv"]
