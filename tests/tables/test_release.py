"""One place says which release this is; a team may give its own name."""

import re
from pathlib import Path

import pytest

from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA
from dashboard.tables.release import (
    DEFAULT_NAME,
    RELEASE,
    Edition,
    read_edition,
    read_release,
    release_order,
)


def test_the_release_is_named_by_year_and_month() -> None:
    assert re.fullmatch(RELEASE, read_release(DATA).name)


@pytest.mark.parametrize(
    "name",
    ["", "zzz", "2026", "2026.11.", "2026.11.x", "٢٠٢٦.١١", "9" * 5000, "2026.11." + "9" * 5000],
)
def test_what_is_no_release_sorts_before_every_release(name: str) -> None:
    assert release_order(name) < release_order("2026.11") < release_order("2026.11.9")
    assert release_order("2026.11.9") < release_order("2026.11.10") < release_order("2026.12")


def test_an_edition_may_be_absent_partial_or_full(tmp_path: Path) -> None:
    assert read_edition(tmp_path) == Edition(name=DEFAULT_NAME)
    (tmp_path / "edition.toml").write_text('publisher = "A team"\nname = " "\n')
    assert read_edition(tmp_path) == Edition(publisher="A team")


def test_a_wrong_key_or_type_is_named(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('logo = "../icon.png"\n')
    with pytest.raises(TableError, match="logo must be a file in dashboard/static"):
        read_edition(tmp_path)
    (tmp_path / "edition.toml").write_text('tilte = "x"\ncontact = 5\n')
    with pytest.raises(TableError) as error:
        read_edition(tmp_path)
    assert "'tilte': unknown key" in str(error.value)
    assert "contact must be text in quotes" in str(error.value)


@pytest.mark.parametrize("date", ['"2026-11-24"', "2026-11-24T10:00:00", "20261124"])
def test_a_release_has_a_day_and_no_hour(tmp_path: Path, date: str) -> None:
    (tmp_path / "release.toml").write_text(f'release = "2026.11"\ndate = {date}\n')
    with pytest.raises(TableError, match="date must be a day"):
        read_release(tmp_path)
