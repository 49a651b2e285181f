"""A workbook is read in a process of its own: its sheets, its merged cells, its limits."""

import io
import subprocess
import sys

import openpyxl
import pytest

from dashboard.own import files as own_apart
from dashboard.own.files import read_own_file
from dashboard.own.grid import LONGEST_CELL
from dashboard.tables.problems import TableError
from tests.hostile.files import ODS_ROWS, old_workbook, open_document
from tests.own.nasty_books import workbook

TWO = workbook([["country", "people"], ["Georgia", 5]], [["iso3", "v"], ["SRB", 7]], [["x"]])


def test_a_sheet_can_be_named() -> None:
    first = read_own_file("a.xlsx", TWO)
    assert (first.sheet, first.sheets) == ("S0", ("S0", "S1", "S2"))
    second = read_own_file("a.xlsx", TWO, "S1")
    assert second.lines == ((1, ("iso3", "v")), (2, ("SRB", 7.0)))
    assert (second.sheet, second.sheets) == ("S1", first.sheets)
    with pytest.raises(TableError, match="no such sheet"):
        read_own_file("a.xlsx", TWO, "S9")


def test_a_hidden_sheet_is_not_offered() -> None:
    grid = read_own_file("a.xlsx", workbook([["a", "b"]], [["c", "d"]], hidden=0))
    assert grid.sheets == ("S1",)


def test_a_merged_name_counts_for_each_of_its_rows_and_a_merged_number_once() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in ([], [None, "country", "value"], [None, "Georgia", 5], [None, None, 7], [None] * 3):
        sheet.append(row)
    sheet["B6"], sheet["C6"] = "Armenia", 9
    sheet.merge_cells("B3:B5")
    sheet.merge_cells("C4:C5")
    out = io.BytesIO()
    made.save(out)
    assert read_own_file("a.xlsx", out.getvalue()).lines == (
        (2, ("", "country", "value")),
        (3, ("", "Georgia", 5.0)),
        (4, ("", "Georgia", 7.0)),
        (5, ("", "Georgia")),
        (6, ("", "Armenia", 9.0)),
    )


def test_an_open_document_is_read() -> None:
    grid = read_own_file("a.ods", open_document(ODS_ROWS))
    assert grid.lines == ((1, ("country", "value")), (2, ("Georgia", "5")))
    assert grid.how == "ODS, sheet “T”"


def test_what_is_cut_is_told() -> None:
    long = "x" * (LONGEST_CELL + 1)
    grid = read_own_file("a.csv", f"country,note\nGeorgia,{long}\nArmenia,{long}\n".encode())
    assert [cells[1] for _, cells in grid.lines[1:]] == [long[:-1]] * 2
    assert "2 cells were longer than 1,000 characters and cut there" in grid.how
    assert grid.how.endswith("the first in line 2")


@pytest.mark.skipif(sys.platform == "win32", reason="such limits are the system's")
def test_the_process_imports_little_and_writes_nothing() -> None:
    """What it may touch is asked of a process that has limited itself as the real one does."""
    program = (
        "import sys, tempfile; from dashboard.own.reader import limit; "
        "print(sorted(set(sys.modules) & {'pandas', 'numpy', 'streamlit', 'openpyxl'})); limit()\n"
        "try: tempfile.TemporaryFile().write(b'x' * 9_000_000)\n"
        "except OSError as error: print(error.strerror)\n"
        "try: bytes(500 * 2**20)\n"
        "except MemoryError: print('no memory')\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=own_apart.ROOT, capture_output=True, text=True,
        check=True,
    ).stdout.splitlines()  # fmt: skip
    imported, disk, memory = said
    assert imported == "[]"
    assert disk.startswith("No usable temporary directory")
    assert memory == "no memory"


def test_a_workbook_of_before_2007_is_read() -> None:
    grid = read_own_file("a.xls", old_workbook([("country", "value"), ("Georgia", 5.0)]))
    assert grid.lines == ((1, ("country", "value")), (2, ("Georgia", 5.0)))
    assert grid.how == "XLS, sheet “S”"
