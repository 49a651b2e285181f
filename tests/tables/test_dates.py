"""Dates of which only the month or the year is known."""

import datetime
from pathlib import Path

import pytest

from dashboard.tables.dates import PartialDate
from dashboard.tables.everything import Tables
from dashboard.tables.problems import TableError

TEXTS = ["2022", "2022-01", "2022-01-01", "2022-01-02", "2022-02", "2023"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(PartialDate.of(text)) == text


def test_dates_stand_in_the_order_of_their_texts() -> None:
    assert sorted(map(PartialDate.of, reversed(TEXTS))) == [*map(PartialDate.of, TEXTS)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-09-19", "2022-09-19", "2022-09-19"),
    ],
)
def test_a_date_can_be_any_day_of_its_span(text: str, first: str, last: str) -> None:
    date = PartialDate.of(text)
    assert (date.first, date.last) == (
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last),
    )
    assert date.first <= date.middle <= date.last


@pytest.mark.parametrize(
    "text", ["", "22", "2022-13", "2022-02-30", "0000", "2022-1", "20220101", "2022-W01-1", "٢٠٢٢"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no date|out of range|must be in"):
        PartialDate.of(text)


@pytest.mark.parametrize(
    ("file", "column", "wrong"),
    [
        ("timeline", "date", "2022-13"),
        ("timeline", "date", "2022-09-31"),
        ("entry_changes", "as_of_to", "2023-06-31"),
        ("entry_changes", "as_of_to", "0000-06-05"),
    ],
)
def test_a_day_that_the_calendar_has_not_is_named_once(
    data_copy: Path, file: str, column: str, wrong: str
) -> None:
    path = data_copy / f"{file}.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = head.rstrip().split(",").index(column)
    cells = lines[-1].split(",")
    lines[-1] = ",".join([*cells[:at], wrong, *cells[at + 1 :]])
    path.write_text("".join([head, *lines]), encoding="utf-8")
    with pytest.raises(TableError) as error:
        _ = Tables(data_copy).people if file == "timeline" else Tables(data_copy).entry
    (problem,) = error.value.problems
    place = f"{file}.csv, line {len(lines) + 1}, column {column}"
    assert str(problem).startswith(f"{place}: '{wrong}': must be ")
