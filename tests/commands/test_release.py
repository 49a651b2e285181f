"""Publishing a release: what changed is listed with its reason, or nothing is written."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.commands.datapackage import main as datapackage
from dashboard.commands.release import main
from dashboard.tables.everything import Tables
from dashboard.tables.reading import DATA
from dashboard.tables.release import read_release

NEXT = ("2030.01", "--date", "2030-01-15")
EMIGRATION = "national_emigration,TUR,2023-01-01,2023-12-31,"
NEW_ROW = (
    "national_emigration,TUR,2021-01-01,2021-12-31,9000,,,exact,,0,official_via_press,"
    "turkstat-migration-2023,\n"
)


@pytest.fixture
def data(whole_copy: Path) -> Path:
    return whole_copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def correct(data: Path) -> None:
    """Correct a value, add a row and take one out; reword a note, which is no figure.

    A table that lost a row was cut short unless the data package is told that it is meant.
    """
    table = data / "observations.csv"
    edit(table, f"{EMIGRATION}71956,", f"{EMIGRATION}71950,")
    table.write_text(table.read_text(encoding="utf-8") + NEW_ROW, encoding="utf-8")
    rows = (data / "returns.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "returns.csv").write_text("".join(rows[:-1]), encoding="utf-8")
    edit(data / "workforce.csv", "rounded to a million in the source", "rounded in the source")
    assert datapackage([str(data)]) == 0


def contents(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_release_lists_what_changed_and_why(data: Path, tmp_path: Path) -> None:
    correct(data)
    reasons = tmp_path / "reasons.csv"
    reasons.write_text(
        "table,key,field,reason\n"
        'observations,national_emigration/TUR/2023-*,value,"typing error, found by a reader"\n'
        "returns,ret_times_2024,,its source was withdrawn\n",
        encoding="utf-8",
    )
    given = ["--data", str(data), "--from", str(DATA), "--reasons", str(reasons)]
    assert main([*NEXT, *given, "--reason", "a year was added"]) == 0
    release = read_release(data)
    assert (release.name, release.date.isoformat()) == NEXT[::2]
    assert (data / "release.toml").read_text(encoding="utf-8").startswith("# The one place")
    rows = Tables(data).reference.changes
    found = [tuple(vars(row).values()) for row in rows if row.release == NEXT[0]]
    emigration = "national_emigration/TUR"
    reader, year = "typing error, found by a reader", "a year was added"
    assert found == [
        ("2030.01", "observations", f"{emigration}/2023-12-31/", "value", "71956", "71950", reader),
        ("2030.01", "observations", f"{emigration}/2021-12-31/", "value", "", "9000", year),
        ("2030.01", "returns", "ret_times_2024", "central", "0.41", "", "its source was withdrawn"),
    ]
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == "2030.01"
    assert datapackage(["--check", str(data)]) == 0


def test_the_last_release_is_taken_from_its_tag(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = len(Tables(data).reference.changes)
    git(data, "init", "--quiet")
    git(data, "add", "--all")
    git(data, "commit", "--quiet", "--message", "The last release")
    git(data, "tag", read_release(DATA).name)
    edit(data / "observations.csv", f"{EMIGRATION}71956,", f"{EMIGRATION}71950,")
    git(data, "commit", "--quiet", "--all", "--message", "A correction")
    assert main([*NEXT, "--data", str(data)]) == 1
    said = capsys.readouterr().err
    assert "1 figure changed without a reason:" in said
    assert "observations national_emigration/TUR/2023-12-31/ value: 71956 -> 71950" in said
    assert main([*NEXT, "--data", str(data), "--reason", "typing error"]) == 0
    assert len(Tables(data).reference.changes) == held + 1
    # The next one has changes behind it, and nothing new to explain.
    git(data, "commit", "--quiet", "--all", "--message", "Release")
    git(data, "tag", "2030.01")
    assert main(["2030.02", "--date", "2030-02-01", "--data", str(data)]) == 0
    assert "since 2030.01, 0 figures changed." in capsys.readouterr().out
    assert len(Tables(data).reference.changes) == held + 1


def nothing(_: Path) -> None:
    """Leave the tables as they are."""


def break_a_table(data: Path) -> None:
    edit(data / "observations.csv", f"{EMIGRATION}71956,", f"{EMIGRATION}many,")


@pytest.mark.parametrize(
    ("change", "arguments", "expected"),
    [
        (nothing, ["2026.01"], "2026.01 is not newer than "),
        (nothing, [read_release(DATA).name], "is not newer than"),
        (nothing, ["spring"], "'spring' is not a release"),
        (nothing, ["2030.01", "--date", "2020-01-01"], "2020-01-01 lies before"),
        (nothing, [*NEXT, "--from", "no-such-tag"], "No tables of the last release were found"),
        (nothing, [*NEXT, "--from", "--output=x"], "expected one argument"),
        (nothing, [*NEXT, "--reasons", "nowhere.csv"], "nowhere.csv gives no reasons"),
        (correct, [*NEXT, "--reason", " "], "3 figures changed without a reason"),
        (break_a_table, [*NEXT], "column value: 'many': must be a number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    data: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], None],
    arguments: list[str],
    expected: str,
) -> None:
    change(data)
    before = contents(data)
    source = [] if "--from" in arguments else ["--from", str(DATA)]
    try:
        code = main([*arguments, "--data", str(data), *source])
    except SystemExit as stopped:  # argparse, for what is no argument at all
        code = int(stopped.code or 0)
    assert code != 0
    assert expected in capsys.readouterr().err
    assert contents(data) == before


def test_a_result_that_is_not_sound_is_taken_back(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "natural_earth" / "probe_points.csv").unlink()
    before = contents(data)
    with pytest.raises(FileNotFoundError):
        main([*NEXT, "--data", str(data), "--from", str(DATA)])
    assert contents(data) == before
    assert capsys.readouterr().out == ""


def test_a_file_of_reasons_has_its_columns_and_no_blank_reason(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = tmp_path / "reasons.csv"
    given = [*NEXT, "--data", str(data), "--from", str(DATA), "--reasons", str(reasons)]
    reasons.write_text("table,reason\nreturns,x\n", encoding="utf-8")
    assert main(given) == 1
    assert "its first line must be: table,key,field,reason" in capsys.readouterr().err
    reasons.write_text("table,key,field,reason\nreturns,,, \n", encoding="utf-8")
    assert main(given) == 1
    assert "line 2: the reason must not be blank" in capsys.readouterr().err
