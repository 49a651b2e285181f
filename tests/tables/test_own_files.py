"""Whatever is uploaded: rows with a verdict each, or one clear refusal, within the time."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.own_files import read_own_file
from dashboard.tables.own_report import check_table
from dashboard.tables.problems import TableError
from tests.own_nasty import TEXTS, Nasty, Refused
from tests.own_nasty_books import BOOKS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = [*TEXTS, *BOOKS]
# Of the processor, so that a busy machine does not fail them.
SECONDS = 10
MOST_MEGABYTES = 400
MEASURED = (
    "import resource, sys; from dashboard.commands.check import main; main(sys.argv[1:]); "
    "print('megabytes', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
)


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


def test_the_largest_tables_that_are_read_take_seconds(catalogue: Catalogue) -> None:
    unknown = "country;value;year\n" + "".join(f"Грузыя {n};{n};2023\n" for n in range(50_000))
    same = "country,value\n" + "Georgia,5\n" * 50_000
    started = time.process_time()
    report = check_table(read_own_file("a.csv", unknown.encode()), catalogue.names)
    assert report.counts["unmatched"] == 50_000
    report = check_table(read_own_file("a.csv", same.encode()), catalogue.names)
    assert report.counts["duplicate"] == 50_000
    assert report.rows[9].findings[0].text == "line 2 has the same country and year"
    assert time.process_time() - started < 2 * SECONDS


def test_the_worst_files_stay_within_the_memory(tmp_path: Path) -> None:
    worst = [nasty for nasty in CORPUS if len(nasty.make()) > 100_000 or "million" in nasty.name]
    assert len(worst) > 8
    for nasty in worst:
        (tmp_path / f"{nasty.name}.csv").write_bytes(nasty.make())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert int(done.stdout.rsplit("megabytes ", 1)[1]) < MOST_MEGABYTES
