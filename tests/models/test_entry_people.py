"""People counted abroad by the rule of their country: every person once, the opening computed."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.models.entry_days import rules_on
from dashboard.models.entry_people import (
    NO_FAMILY,
    NO_VISA,
    by_family,
    counted_people,
    counted_rows,
    counting_period,
    opening_date,
    own_total,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables

on = date.fromisoformat

ENTRY = Tables().entry


def test_every_person_stands_in_one_family_on_every_date(catalogue: Catalogue) -> None:
    rows = counted_rows(catalogue)
    for day in (*ENTRY.snapshots, on("2022-09-30")):
        families = by_family(ENTRY, counted_people(catalogue, rules_on(ENTRY, day)))
        each = [one for people in families.values() for one in people]
        assert sorted(one.row.iso3 for one in each) == sorted(row.iso3 for row in rows)
        assert sum(one.value for one in each) == sum(row.value for row in rows)


def test_golden_where_they_stayed_in_june_2023(catalogue: Catalogue) -> None:
    people = counted_people(catalogue, rules_on(ENTRY, on("2023-06-05")))
    families = by_family(ENTRY, people)
    assert sum(one.value for one in people) == 577_000
    assert sum(one.value for one in families[NO_VISA]) == 431_500
    assert [one.row.iso3 for one in people[:4]] == ["ARM", "ISR", "KAZ", "GEO"]


def test_a_country_without_a_rule_is_kept_apart(catalogue: Catalogue) -> None:
    rules = {k: v for k, v in rules_on(ENTRY, ENTRY.latest).items() if k != "ARM"}
    families = by_family(ENTRY, counted_people(catalogue, rules))
    assert [one.name for one in families[NO_FAMILY]] == ["Armenia"]
    assert list(families)[-1] == NO_FAMILY


def test_golden_the_map_opens_in_the_middle_of_the_count(catalogue: Catalogue) -> None:
    assert counting_period(catalogue) == (date(2022, 2, 24), date(2024, 7, 16))
    assert opening_date(ENTRY, counting_period(catalogue)) == on("2023-06-05")


@pytest.mark.parametrize("at", range(len(ENTRY.snapshots)))
def test_the_opening_is_the_snapshot_nearest_to_the_middle(at: int) -> None:
    first, day = ENTRY.snapshots[0], ENTRY.snapshots[at]
    assert opening_date(ENTRY, (day, day)) == ENTRY.snapshots[at]
    if at:
        assert opening_date(ENTRY, (first, day)) in ENTRY.snapshots[: at + 1]


def test_only_the_latest_count_and_its_own_total_are_shown(catalogue: Catalogue) -> None:
    total = own_total(catalogue)
    assert total is not None
    assert total.period_end == counting_period(catalogue)[1]
    rows = catalogue.observations
    older = rows[rows["indicator_id"].eq("staying")].assign(
        period_start="2020-01-01", period_end="2021-01-01"
    )
    both = replace(catalogue, observations=pd.concat([rows, older]))
    codes = [row.iso3 for row in counted_rows(catalogue)]
    assert [row.iso3 for row in counted_rows(both)] == codes
