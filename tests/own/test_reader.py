"""A file is read in a process of its own: its kind, its sheets, its limits, its refusals."""

import io
import re
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from dashboard.own import reader as own_apart
from dashboard.own.grid import LONGEST_CELL
from dashboard.own.reader import read_own_file
from dashboard.own.report import check_table
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import TableError
from tests.hostile.files import ODS_ROWS, old_workbook, open_document
from tests.own.nasty import TEXTS, Nasty, Refused
from tests.own.nasty_books import BOOKS, workbook

ROOT = Path(__file__).resolve().parents[2]
CORPUS = [*TEXTS, *BOOKS]
# Of the processor, so that a busy machine does not fail them.
SECONDS = 10
MOST_MEGABYTES = 400
# Not the peak that getrusage knows: a process inherits that of the one which started it.
MEASURED = (
    "import sys; from pathlib import Path; from dashboard.commands.check import main; "
    "main(sys.argv[1:]); print(Path('/proc/self/status').read_text())"
)
WORST = {"eleven_megabytes", "millions_of_other_blank_lines", "zip_bomb"}


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 60
    assert len({nasty.name for nasty in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("nasty", CORPUS, ids=lambda nasty: nasty.name)
def test_a_nasty_file_becomes_exactly_this(nasty: Nasty, catalogue: Catalogue) -> None:
    content = nasty.make()
    started = time.process_time()
    if isinstance(nasty.expected, Refused):
        with pytest.raises(TableError) as refused:
            check_table(read_own_file(nasty.file, content), catalogue.names)
        assert len(refused.value.problems) == 1
        message = str(refused.value)
        assert nasty.expected.words in message
        assert message.startswith(("table.", "passwd"))
        assert message.isprintable()
    else:
        report = check_table(read_own_file(nasty.file, content), catalogue.names)
        found = [(row.line, row.iso3, row.value, row.kind) for row in report.rows]
        assert found == nasty.expected.rows
    assert time.process_time() - started < SECONDS


def test_the_largest_table_that_is_read_takes_seconds(catalogue: Catalogue) -> None:
    half = 25_000
    unknown = "".join(f"Грузыя {n};{n}\n" for n in range(half))
    text = "country;value\n" + unknown + "Georgia;5\n" * half
    started = time.process_time()
    report = check_table(read_own_file("a.csv", text.encode()), catalogue.names)
    assert time.process_time() - started < SECONDS
    assert report.counts == {"unmatched": half, "duplicate": half}
    text = report.rows[-1].findings[0].text
    assert text == f"line {half + 2} has the same country and year"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_the_worst_files_stay_within_the_memory(tmp_path: Path) -> None:
    for nasty in CORPUS:
        if nasty.name in WORST:
            (tmp_path / nasty.name).write_bytes(nasty.make())
    assert {path.name for path in tmp_path.iterdir()} == WORST
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    peak = re.search(r"VmHWM:\s*(\d+) kB", done.stdout)
    assert peak is not None
    assert int(peak[1]) < MOST_MEGABYTES * 1024


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
