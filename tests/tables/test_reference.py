"""Gaps, glossary and changes: what they may say, and what they may not."""

from pathlib import Path

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.problems import TableError
from dashboard.tables.reference import ReferenceTables
from tests.this_release import RELEASE

HEADER = "release,table,key,field,old,new,reason\n"


@pytest.fixture(scope="module")
def reference() -> ReferenceTables:
    return Tables().reference


def problems(data: Path) -> str:
    with pytest.raises(TableError) as caught:
        _ = Tables(data).reference
    return str(caught.value)


def test_every_change_is_of_this_release_or_an_earlier_one(reference: ReferenceTables) -> None:
    assert list(vars(reference.changes[0])) == HEADER.strip().split(",")
    assert all(row.release <= RELEASE for row in reference.changes)


def test_every_indicator_has_a_known_gap(reference: ReferenceTables, catalogue: Catalogue) -> None:
    codes = [row.indicator_id for row in catalogue.indicators]
    bare = [code for code in codes if not reference.gaps_of(code)]
    # What a country's own statistics leave out stands in the notes of its rows.
    assert bare == ["national_emigration"]


def test_the_terms_that_pages_use_are_explained(reference: ReferenceTables) -> None:
    terms = {row.term for row in reference.glossary}
    assert terms >= {
        "stock",
        "flow",
        "first permit",
        "valid permit",
        "recognition rate",
        "first instance",
        "labour force",
        "activity rate",
        "quantile",
        "at least",
        "up to",
        "range",
        "not reported",
        "not covered",
    }


def test_the_kinds_of_entry_rule_are_explained_by_their_names(
    reference: ReferenceTables,
) -> None:
    terms = {row.term for row in reference.glossary}
    assert {label.lower() for label in Tables().entry.labels.values()} <= terms


def test_numbers_in_the_gaps_are_those_of_the_tables(
    reference: ReferenceTables, catalogue: Catalogue
) -> None:
    texts = {row.gap_id: row.text for row in reference.gaps}
    rows = catalogue.observations
    permits = rows[rows["indicator_id"].eq("valid_permits")]

    def value(iso3: str, day: str) -> str:
        found = permits[permits["iso3"].eq(iso3) & permits["period_end"].eq(day)]
        return f"{found['value'].item():,.0f}"

    assert value("POL", "2021-12-31") in texts["poland_two_counts"]
    assert value("DNK", "2021-12-31") in texts["denmark_two_copies"]
    assert permits["period_end"].eq("2024-12-31").sum() == 9
    assert "nine countries" in texts["valid_permits_2024"]
    joint = rows[rows["note"].str.contains("First instance and appeal reported together")]
    assert f"{len(joint)} rows" in texts["asylum_instance"]
    population = [row.source_id for row in catalogue.countries].count(("natural-earth-50m",))
    assert f"{population} small territories" in texts["population_small"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("9999.12,estimates,x,low,1,2,why", "column release: '9999.12': is later than"),
        ("2026.11,people,x,name,1,2,why", "column table: 'people': no such table"),
        ("2026.11,estimates,x,colour,1,2,why", "no such column in estimates.csv"),
        ("2026.11,estimates,x,low,1,1,why", "old and new are the same"),
        ("2026.11,estimates,x,low,1,2,", "must not be blank"),
    ],
)
def test_a_change_that_cannot_be_is_refused(data_copy: Path, row: str, expected: str) -> None:
    with (data_copy / "changes.csv").open("a", encoding="utf-8") as changes:
        changes.write(f"{row}\n")
    assert expected in problems(data_copy)


def test_a_real_change_is_read(data_copy: Path) -> None:
    known = len(Tables(data_copy).reference.changes)
    with (data_copy / "changes.csv").open("a", encoding="utf-8") as changes:
        changes.write("2026.11,estimates,auzan_2023,low,1000000,1500000,typing error\n")
    assert len(Tables(data_copy).reference.changes) == known + 1


def test_a_gap_about_nothing_is_refused(data_copy: Path) -> None:
    path = data_copy / "gaps.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}x,Coverage,A text.,valid_permits;nothing\n", encoding="utf-8")
    assert "column concerns: 'nothing': no such indicator or table" in problems(data_copy)


def test_an_empty_glossary_is_refused(data_copy: Path) -> None:
    (data_copy / "glossary.csv").write_text("term,meaning\n", encoding="utf-8")
    assert "glossary.csv: has 0 instead of the " in problems(data_copy)
