"""Whatever is uploaded: rows with a verdict each, or one clear refusal, within the time."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.own.files import read_own_file
from dashboard.own.report import check_table
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import TableError
from tests.own.nasty import TEXTS, Nasty, Refused
from tests.own.nasty_books import BOOKS

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
