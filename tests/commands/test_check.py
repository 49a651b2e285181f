"""The command line says what is sound and what is not."""

from pathlib import Path

import pytest

from dashboard.commands.check import main


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
    assert err.startswith("2 problem(s):")
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
