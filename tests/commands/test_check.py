"""The command line says what is sound and what is not."""

from pathlib import Path

import pytest

from dashboard.commands import check
from dashboard.commands.check import main
from tests.this_release import RELEASE


def test_the_committed_tables_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "valid_permits (of 31): 2018 30+1" in out
    assert "valid_permits EUU 2023: 876789, rows 876789 (sum: holds)" in out
    assert "Gibraltar (GIB)" in out


def test_a_broken_table_exits_non_zero_with_the_list(
    data_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data_copy / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",exact,", ",exactly,", 2))
    assert main([str(data_copy)]) == 1
    err = capsys.readouterr().err
    assert err.startswith("2 problems:")
    assert "observations.csv, line 2, column bound: 'exactly': must be one of" in err


def test_a_table_of_ones_own_is_reported_row_by_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "country;people\nГрузия;1 234,5\nKazachstan;3\nNone;4\nNA;5\n", encoding="cp1251"
    )
    assert main([str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "mine.csv"
    assert lines[1:6] == [
        "  Read as Windows-1251, cells separated by semicolons; headings in line 1.",
        "  Countries: “country”",
        "  Years: none in this table",
        "  Values: “people”",
        "  Unit: number (--unit …: share (Share of a whole))",
    ]
    assert lines[6:10] == [
        "  line 2 | Грузия | GEO | 1 234,5 | matched",
        "  line 3 | Kazachstan | --- | 3 | not matched: no such country is known; "
        "nearest: Kazakhstan (KAZ)",
        "  line 4 | None | --- | 4 | not matched: no country is named in this row",
        "  line 5 | NA | --- | 5 | not matched: no country is named in this row",
    ]
    assert "In the file: 4 rows, sum 1,246.50; on the map: 1 row, sum 1,234.50" in lines[10]


def test_a_table_whose_rows_all_match_exits_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("iso3,value\nGEO,5\nARM,abc\n")
    bad.write_text("iso3,value\nXXX,5\nGEO,5\n")
    assert main([str(good)]) == 0
    assert main([str(good), str(bad)]) == 1
    assert "line 2 | XXX | --- | 5 | not matched" in capsys.readouterr().out


def test_what_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty\x1b[2J.csv"
    empty.write_bytes(b"")
    assert main([str(empty), str(tmp_path / "absent.csv")]) == 1
    err = capsys.readouterr().err
    assert "is empty: expected a column of countries and one of values" in err
    assert "absent.csv: cannot be opened: No such file or directory" in err
    assert "\x1b" not in err


def test_a_file_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("country,value\n\x1b[31mGeorgia,5\nGeorgia,\x07\n")
    main([str(path)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out


@pytest.mark.parametrize("file", ["observations.csv", "scopes.csv", "people.csv", "returns.csv"])
def test_a_table_that_was_cut_short_does_not_pass(
    file: str, data_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data_copy / file
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: len(lines) // 2]))
    assert main([str(data_copy)]) == 1
    told = capsys.readouterr()
    left, whole = max(len(lines) // 2 - 1, 0), len(lines) - 1
    assert (
        f"{file}: has {left:,} instead of the {whole:,} rows of data release {RELEASE}" in told.err
    )
    assert "All checks passed." not in told.out


def test_an_edit_passes_and_is_named(data_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data_copy / "glossary.csv"
    rows = len(path.read_text(encoding="utf-8").splitlines()) - 1
    path.write_text(f"{path.read_text(encoding='utf-8')}zebra,A striped animal.\n")
    (data_copy / "notes.csv").write_text("a\n")
    assert main([str(data_copy)]) == 0
    out = capsys.readouterr().out
    assert (
        f"glossary.csv: has {rows + 1} instead of the {rows} rows of data release {RELEASE}" in out
    )
    assert "notes.csv: nothing reads it" in out
    assert "run python3 -m dashboard.commands.datapackage" in out


def test_rates_of_nothing_are_a_problem_and_no_fault(
    data_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data_copy / "datapackage.json").unlink()
    path = data_copy / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("schengen_issued,")))
    assert main([str(data_copy)]) == 1
    err = capsys.readouterr().err
    assert "totals.csv, line " in err
    assert "check 'rate' failed: the rows of observations.csv give nan" in err


def test_whatever_happens_the_answer_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_folder: Path) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(check, "read_everything", fails)
    assert main([]) == 1
    err = capsys.readouterr().err
    assert "data: the check failed at what no rule foresaw: ZeroDivisionError" in err


UNHCR = (
    "year,coo_name,coa_name,coa_iso,refugees,asylum_seekers\n"
    "2022,Russian Federation,Germany,DEU,9000,5000\n"
    "2022,Ukraine,Germany,DEU,90000,50\n"
    "2022,Russian Federation,Austria,AUT,17000,2696\n"
)


def test_what_is_asked_exits_with_one_and_is_taken_as_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "unhcr.csv"
    path.write_text(UNHCR)
    assert main([str(path)]) == 1
    out = capsys.readouterr().out
    asked = "To be answered: Which column holds the values? --value …: refugees; asylum_seekers"
    assert asked in out
    assert "on the map: 0 rows" in out
    assert main([str(path), "--value", "asylum_seekers", "--only", "coo_name=Ukraine"]) == 0
    out = capsys.readouterr().out
    assert "Values: “asylum_seekers” (--value …: refugees)" in out
    assert "coo_name: “Ukraine” (its rows differ in this column)" in out
    assert "on the map: 1 row, sum 50; not on it: 2 rows, sum 7,696." in out
    # A column goes by its letter too.
    assert main([str(path), "--value", "E", "--countries", "coa_name"]) == 0
    assert "on the map: 2 rows, sum 26,000" in capsys.readouterr().out


def test_a_column_may_hold_an_equals_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("country,group (a=b),value\nGeorgia,old,5\nGeorgia,new,7\nArmenia,old,9\n")
    assert main([str(path), "--only", "group (a=b)=old"]) == 0
    assert "on the map: 2 rows, sum 14" in capsys.readouterr().out


def test_an_option_that_does_not_fit_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "unhcr.csv"
    path.write_text(UNHCR)
    for options, words in (
        (["--value", "idps"], "--value idps: takes one of refugees, asylum_seekers"),
        (["--only", "sex=T"], "columns whose values part figures here: coo_name"),
        (["--decimal", ","], "--decimal: there is nothing to choose here"),
        (["--factor", "-2"], "--factor -2: takes a number above zero"),
    ):
        assert main([str(path), *options]) == 1
        assert words in capsys.readouterr().err
