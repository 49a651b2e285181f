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
    assert lines[1].startswith("  Read as Windows-1251, cells separated by semicolons; headings")
    assert lines[2:6] == [
        "  line 2 | Грузия | GEO | 1 234,5 | matched",
        "  line 3 | Kazachstan | --- | 3 | not matched: no such country is known; "
        "nearest: Kazakhstan (KAZ)",
        "  line 4 | None | --- | 4 | not matched: no such country is known, and no name is near",
        "  line 5 | NA | NAM | 5 | matched",
    ]
    assert "In the file: 4 rows, sum 1,246.50; on the map: 2 rows, sum 1,239.50" in lines[6]


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
    path.write_text(f"{path.read_text(encoding='utf-8')}zebra,A striped animal.\n")
    (data_copy / "notes.csv").write_text("a\n")
    assert main([str(data_copy)]) == 0
    out = capsys.readouterr().out
    assert f"glossary.csv: has 65 instead of the 64 rows of data release {RELEASE}" in out
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
