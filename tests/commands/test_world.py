import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard.commands.world.__main__ import PATHS, PROBES, ROOT, SHAPEFILE, SOURCE, main

WORLD = "dashboard/static/map/world.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (SOURCE, PROBES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dashboard.commands.world", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_two_builds_give_the_bytes_in_the_repository(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built = []
    for _ in range(2):
        assert main([], root) == 0
        built.append([(root / name).read_bytes() for name in (SHAPEFILE, *PATHS)])
    assert built[0] == built[1]
    # Two builds of zlib pack the shapefile differently, so its members are compared.
    for name in zipfile.ZipFile(root / SHAPEFILE).namelist():
        assert zipfile.ZipFile(root / SHAPEFILE).read(name) == zipfile.ZipFile(
            ROOT / SHAPEFILE
        ).read(name)
    assert built[0][1:] == [(ROOT / name).read_bytes() for name in PATHS]
    said = capsys.readouterr().out
    assert "Kept 236 rows" in said
    assert "Crimea into UKR" in said
    assert str(root) not in said


def test_the_shapefile_carries_no_date_and_no_path() -> None:
    with zipfile.ZipFile(ROOT / SHAPEFILE) as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == [
            f"world.{suffix}" for suffix in ("cpg", "dbf", "prj", "shp", "shx")
        ]
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("world.cpg") == b"UTF-8"
        assert archive.read("world.dbf")[1:4] == bytes([80, 1, 1])


def test_check_passes_on_the_repository_and_writes_nothing() -> None:
    before = [(ROOT / name).stat().st_mtime_ns for name in (SHAPEFILE, *PATHS)]
    result = run("--check")
    assert result.returncode == 0, result.stderr
    assert "is up to date" in result.stdout
    assert [(ROOT / name).stat().st_mtime_ns for name in (SHAPEFILE, *PATHS)] == before


def test_check_fails_when_a_file_differs_or_is_missing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / SHAPEFILE).write_bytes((ROOT / SHAPEFILE).read_bytes()[:-100])
    assert main(["--check"], root) == 1
    said = capsys.readouterr().err
    assert f"{SHAPEFILE} differs from what was built" in said
    assert f"{WORLD} is missing" in said
    assert not (root / WORLD).exists()


def test_a_damaged_source_stops_the_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray((root / SOURCE).read_bytes())
    content[len(content) // 2] ^= 1
    (root / SOURCE).write_bytes(content)
    assert main([], root) == 1
    said = capsys.readouterr().err
    assert "ne_50m_admin_0_countries.zip: has sha256" in said
    assert "damaged" in said
    assert not (root / SHAPEFILE).exists()


def test_a_missing_source_stops_the_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / SOURCE).unlink()
    assert main([], root) == 1
    assert "ne_50m_admin_0_countries.zip: the file is missing" in capsys.readouterr().err


def test_a_probe_in_the_wrong_country_stops_the_build(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / PROBES).open("a") as probes:
        probes.write("Yalta,34.16,44.55,RUS\n")
    assert main([], root) == 1
    assert "'Yalta': lies in UKR, RUS expected" in capsys.readouterr().err
    assert not (root / WORLD).exists()


def test_the_command_loads_neither_streamlit_nor_plotly() -> None:
    code = (
        "import sys, dashboard.commands.world; "
        "assert not {'streamlit', 'plotly'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
