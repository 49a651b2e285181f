"""A broken file is named with file, line, column, value and rule, and nothing is dropped."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.tables.everything import ALL_SCHEMAS, Tables
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA, read_rows, read_table


def edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(change(lines)), encoding="utf-8")


def replaced(number: int, old: str, new: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return lines

    return change


@pytest.mark.parametrize("name", ALL_SCHEMAS)
def test_every_line_of_every_table_is_read(name: str) -> None:
    path = DATA / f"{name}.csv"
    rows = read_table(path, ALL_SCHEMAS[name])
    lines = path.read_text(encoding="utf-8").count("\n")
    assert len(rows) == lines - 1
    assert list(rows.index) == list(range(2, lines + 1))


@pytest.mark.parametrize(
    ("file", "change", "expected"),
    [
        (
            "countries.csv",
            replaced(3, "42647492", "-5"),
            "countries.csv, line 3, column population: '-5': must be 0 or more",
        ),
        (
            "countries.csv",
            replaced(3, "42647492", "42 million"),
            "countries.csv, line 3, column population: '42 million': must be a number",
        ),
        (
            "countries.csv",
            replaced(3, "42647492", "inf"),
            "countries.csv, line 3, column population: 'inf': must be a number",
        ),
        ("countries.csv", replaced(3, "AFG", "Afg"), "line 3, column iso3: 'Afg': must be an ISO"),
        ("countries.csv", replaced(4, "AGO", "AFG"), "the same key stands in another line too"),
        ("observations.csv", replaced(2, "exact", "certain"), "'certain': must be one of: exact"),
        (
            "observations.csv",
            replaced(2, "2018-12-31,2018-12-31", "2018-12-31,2018-02-31"),
            "line 2, column period_end: '2018-02-31': must be a date",
        ),
        (
            "observations.csv",
            replaced(2, "2018-12-31,2018-12-31", "2018-12-31,2018-12-3"),
            "line 2, column period_end: '2018-12-3': must be a date",
        ),
        (
            "observations.csv",
            replaced(2, "2018-12-31,2018-12-31", "2019-12-31,2018-12-31"),
            "line 2: period_start must not follow period_end",
        ),
        (
            "observations.csv",
            replaced(2, ",AUT,", ",AUX,"),
            "line 2, column iso3: 'AUX': no such country on the map; "
            "nearest: Saudi Arabia, Luxembourg, Austria",
        ),
        (
            "observations.csv",
            replaced(2, "eurostat-migr-resvalid", "no-such-source"),
            "line 2, column source_id: 'no-such-source': no such source in sources.csv",
        ),
        (
            "scopes.csv",
            replaced(2, "eurostat_permits,AUT", "eurostat_permits"),
            "cells as the header: 1, not 2",
        ),
        ("indicators.csv", replaced(1, "caution", "warning"), "line 1, column caution: this col"),
        ("indicators.csv", replaced(2, "eurostat_permits", "nowhere"), "no such scope in scopes"),
        ("totals.csv", replaced(2, "693022", "693023"), "totals.csv, line 2, column value: '69302"),
        ("sources.csv", replaced(2, "https://", "javascript:"), "blank or an http(s) address"),
        ("country_aliases.csv", lambda lines: lines[:1], "country_aliases.csv: has 0 instead of"),
        ("country_aliases.csv", lambda _: [], "country_aliases.csv: the file is empty; it was cut"),
        ("release.toml", lambda _: ["release = 2026\n"], "release must be text"),
    ],
)
def test_a_broken_cell_is_named(
    data_copy: Path, file: str, change: Callable[[list[str]], list[str]], expected: str
) -> None:
    edit(data_copy / file, change)
    with pytest.raises(TableError) as error:
        _ = Tables(data_copy).catalogue
    assert expected in str(error.value)
    assert file in {problem.file for problem in error.value.problems}


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (1, "country_aliases.csv: the table has no rows"),
        (0, "column alias: this column is missing"),
    ],
)
def test_a_table_of_no_rows_is_named_where_no_release_is_known(
    tmp_path: Path, kept: int, expected: str
) -> None:
    path = tmp_path / "country_aliases.csv"
    path.write_bytes((DATA / path.name).read_bytes())
    edit(path, lambda lines: lines[:kept])
    with pytest.raises(TableError) as error:
        read_table(path, ALL_SCHEMAS["country_aliases"])
    assert expected in str(error.value)


def test_a_missing_file_and_a_wrong_encoding_are_named(data_copy: Path) -> None:
    (data_copy / "scopes.csv").unlink()
    path = data_copy / "countries.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(TableError) as error:
        _ = Tables(data_copy).catalogue
    message = str(error.value)
    assert "scopes.csv: the file is missing" in message
    assert "countries.csv, line 1: must be saved as UTF-8" in message


def test_low_above_value_and_bounds_without_ends_are_named(data_copy: Path) -> None:
    header = "indicator_id,iso3,period_start,period_end,value,low,high,bound,"
    header += "definition_class,break_before,quality,source_id,note\n"
    path = data_copy / "observations.csv"
    path.write_text(
        header
        + "staying,ARM,2022-02-24,2024-07-16,5,6,,at_least,,0,official,unhcr-rdf-2026-06,\n"
        + "staying,GEO,2022-02-24,2024-07-16,5,,4,up_to,,0,official,unhcr-rdf-2026-06,\n"
        + "staying,KAZ,2022-02-24,2024-07-16,5,,,range,,0,official,unhcr-rdf-2026-06,\n"
        + "staying,ISR,2022-02-24,2024-07-16,5,1,,exact,,0,official,unhcr-rdf-2026-06,\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError) as error:
        read_rows(path, ALL_SCHEMAS["observations"])
    found = {(problem.line, problem.rule) for problem in error.value.problems}
    assert (2, "low must not be above value") in found
    assert (3, "value must not be above high") in found
    assert (4, "a bound of at_least or range needs low") in found
    assert (4, "a bound of up_to or range needs high") in found
    assert (5, "an exact or rounded value has no low or high") in found
