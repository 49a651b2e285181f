"""Whatever is uploaded: rows with a verdict each, or one clear refusal, within the time."""

import time

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.own_files import read_own_file
from dashboard.tables.own_report import check_table
from dashboard.tables.problems import TableError
from tests.own_nasty import TEXTS, Nasty, Refused
from tests.own_nasty_books import BOOKS

CORPUS = [*TEXTS, *BOOKS]
SECONDS = 10


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 60
    assert len({nasty.name for nasty in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("nasty", CORPUS, ids=lambda nasty: nasty.name)
def test_a_nasty_file_becomes_exactly_this(nasty: Nasty, catalogue: Catalogue) -> None:
    content = nasty.make()
    started = time.monotonic()
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
    assert time.monotonic() - started < SECONDS


def test_the_largest_tables_that_are_read_take_seconds(catalogue: Catalogue) -> None:
    text = "country;value;year\n" + "".join(f"Грузыя {n};{n};2023\n" for n in range(50_000))
    started = time.monotonic()
    report = check_table(read_own_file("a.csv", text.encode()), catalogue.names)
    assert time.monotonic() - started < SECONDS
    assert report.counts["unmatched"] == 50_000
