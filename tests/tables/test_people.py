"""The tables of the People page are read whole, and a broken cell is named."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.tables.dates import PartialDate
from dashboard.tables.everything import ALL_SCHEMAS, Tables
from dashboard.tables.people import PeopleTables
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA, read_table

Change = Callable[[str], str]


@pytest.fixture(scope="module")
def tables() -> PeopleTables:
    return Tables().people


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("name", "count"), [("profile", 49), ("people", 3), ("timeline", 45), ("series", 130)]
)
def test_every_line_of_every_table_is_read(name: str, count: int) -> None:
    assert len(read_table(DATA / f"{name}.csv", ALL_SCHEMAS[name])) == count


def test_the_figures_are_those_of_the_facts(tables: PeopleTables) -> None:
    profile = {row.profile_id: row.value for row in tables.profile}
    assert profile["age_under_35"] == 57
    assert profile["age_median"] == 32
    assert profile["education_residents_2010"] == 34
    assert profile["employer_2023_07"] == 13
    assert profile["first_georgia"] == 15.5
    assert profile["motive_mobilisation"] == 33
    assert sum(profile.values()) == pytest.approx(1831.5)
    totals: dict[str, float] = {}
    for row in tables.series:
        totals[row.series_id] = totals.get(row.series_id, 0) + row.value
    assert totals["georgia_daily_in"] == 78_742
    claims = tables.series_rows("asylum_eu27_all")
    assert [row.value for row in claims] == [
        12_844,
        7_757,
        6_987,
        15_679,
        20_295,
        13_122,
        9_679,
    ]
    assert totals["georgia_daily_out"] == 62_120
    assert totals["passports_monthly"] == 5_413_000
    assert totals["transfers_abroad_monthly"] == pytest.approx(32.0)
    assert totals["fsb_exits_quarter"] == pytest.approx(48.08)
    assert totals["kazakhstan_cum_in"] == 698_000
    assert totals["kazakhstan_cum_out"] == 531_234
    assert totals["finland_daily_in"] == 32_614
    assert totals["unemployment_rate"] == pytest.approx(73.5)
    assert len(totals) == 19
    kinds = Counter(row.kind for row in tables.timeline)
    assert kinds == {
        "border": 17,
        "migration": 15,
        "law": 6,
        "economy": 4,
        "mobilisation": 2,
        "war": 1,
    }


def test_the_people_have_a_name_a_route_and_a_month_only(tables: PeopleTables) -> None:
    assert list(vars(tables.people[0])) == [
        "name",
        *("from_place", "from_lat", "from_lon"),
        *("to_place", "to_iso3", "to_lat", "to_lon"),
        "month",
        "source_id",
    ]
    assert [row.to_iso3 for row in tables.people] == ["SRB", "SWE", "GEO"]
    assert [row.month for row in tables.people] == [None, None, PartialDate.of("2022-09")]
    assert [row.to_place for row in tables.people] == ["Belgrade", "", "Tbilisi"]


def test_no_other_file_of_the_project_names_them(tables: PeopleTables) -> None:
    names = re.compile(rf"\b({'|'.join(row.name for row in tables.people)})\b", re.IGNORECASE)
    root = DATA.parent
    files = [*DATA.glob("*.csv"), *(root / "dashboard").rglob("*.py"), *DATA.glob("*.md")]
    assert len(files) > 100
    found = [path.name for path in files if names.search(path.read_text(encoding="utf-8"))]
    assert found == ["people.csv"]


@pytest.mark.parametrize(
    ("file", "change", "expected"),
    [
        ("profile.csv", replaced(",57,percent", ",157,percent"), "must not be above 100"),
        ("profile.csv", replaced("emigrants,under 35", "nobody,under 35"), "must be one of: emi"),
        ("profile.csv", replaced(",46,", ",,"), "comparison_value needs a comparison_note"),
        ("profile.csv", replaced("age_mean", "age_median"), "the same key stands in another line"),
        ("people.csv", replaced(",SWE,,,", ",SWE,59.3,18.1,"), "stand where to_place does"),
        ("people.csv", replaced(",SRB,", ",XYZ,"), "'XYZ': no such iso3 in countries.csv"),
        ("people.csv", replaced("2022-09", "autumn"), "column month: 'autumn': must be blank or"),
        ("people.csv", replaced("55.7558", "155.7558"), "must lie within -90 and 90"),
        ("timeline.csv", replaced(",war,", ",peace,"), "column kind: 'peace': must be one of"),
        ("timeline.csv", replaced("2022-05-30", "2021-05-30"), "must not stand before an earlier"),
        ("timeline.csv", replaced("afp-2022-12", "nowhere"), "'nowhere': no such source"),
        ("series.csv", replaced("6986", "many"), "column value: 'many': must be a number"),
        ("series.csv", replaced("georgia_daily_in", "other"), "line 2"),
        ("series.csv", replaced(",crossings,2022-09-18", ",persons,2022-09-18"), "has one unit"),
    ],
)
def test_a_broken_cell_is_named(data_copy: Path, file: str, change: Change, expected: str) -> None:
    path = data_copy / file
    text = change(path.read_text(encoding="utf-8"))
    if expected == "line 2":
        text = text.replace("2022-09-17,2022-09-17,6986", "2022-09-17,2022-09-16,6986")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as error:
        _ = Tables(data_copy).people
    assert expected in str(error.value)
    assert file in {problem.file for problem in error.value.problems}


def test_a_drawn_series_cannot_be_missing(data_copy: Path) -> None:
    path = data_copy / "series.csv"
    text = path.read_text(encoding="utf-8").replace("unemployment_rate", "jobless_rate")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match="'unemployment_rate': this series is missing"):
        _ = Tables(data_copy).people
