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
