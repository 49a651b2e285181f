"""The tables of the calculators are read whole, and a broken cell is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.tables.estimates import DEFAULT_BASE
from dashboard.tables.everything import Tables
from dashboard.tables.problems import TableError

Change = Callable[[str], str]


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def test_the_bases_are_persons_and_start_with_the_default() -> None:
    tables = Tables().estimates
    assert next(iter(tables.bases)) == DEFAULT_BASE
    assert {row.unit for row in tables.bases.values()} == {"persons"}
    assert {row.base for row in tables.bases.values()} == {
        "labour_force",
        "employed",
        "working_age",
    }
    assert (tables.target, tables.residents.value) == (0.015, 146_400_000)
    with pytest.raises(KeyError):
        tables.estimates_by_id["nobody"]


@pytest.mark.parametrize(
    ("file", "change", "expected"),
    [
        ("estimates.csv", replaced("820000,,920000,range", "920000,,820000,range"), "low must not"),
        ("estimates.csv", replaced(",,1300000,up_to", ",1300000,,up_to"), "up_to fills: high"),
        (
            "estimates.csv",
            replaced(",650000,,point", ",,,point"),
            "a bound of point fills: central",
        ),
        ("estimates.csv", replaced("500000,600000,700000", "500000,800000,700000"), "central must"),
        (
            "estimates.csv",
            replaced("2023-07-28,2022-02-24,2023-07", "2023-07-28,2023-08,2023-07"),
            "covers_from must not follow covers_to",
        ),
        (
            "estimates.csv",
            replaced("range,left,1,1", "range,crossings,1,1"),
            "a scenario_source needs",
        ),
        ("estimates.csv", replaced(",ranepa-2025-08;", ",no-such;"), "'no-such': no such source"),
        ("estimates.csv", replaced("re_russia_2022", "re_russia_2023"), "the same key stands in"),
        ("assumptions.csv", replaced("0.0,0.15,0.5", "0.0,0.6,0.5"), "default must lie within"),
        (
            "assumptions.csv",
            replaced("0.0,0.15,0.5", "0.0,0.15,1.5"),
            "column high: '1.5': must lie",
        ),
        ("assumptions.csv", replaced("transit_share", "transit"), "'transit_share': this row is m"),
        ("returns.csv", replaced(",0.85,", ",8.5,"), "column central: '8.5': must lie within 0"),
        ("workforce.csv", replaced("75100000", "-1"), "column value: '-1': must be 0 or more"),
        ("workforce.csv", replaced("pop_2023_01", "pop"), "'pop_2023_01': this row is missing"),
        ("article_figures.csv", replaced("600000,1000000", "1000000,600000"), "value_low must not"),
        ("article_figures.csv", replaced("people,left", "people,"), "needs start_concept"),
    ],
)
def test_a_broken_cell_is_named(data_copy: Path, file: str, change: Change, expected: str) -> None:
    path = data_copy / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(TableError) as error:
        _ = Tables(data_copy).estimates
    assert expected in str(error.value)
    assert file in {problem.file for problem in error.value.problems}
