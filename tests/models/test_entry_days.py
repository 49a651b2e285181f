"""Rules on any day, exact at the snapshots; between them before, between, after; people counted."""

import datetime
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.models.entry import direction
from dashboard.models.entry_days import (
    DECIDED,
    NO_FAMILY,
    NO_VISA,
    Standing,
    by_family,
    counted_people,
    counted_rows,
    counting_period,
    counts,
    decided_days,
    histories,
    opening_date,
    own_total,
    rules_on,
    standing_on,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.dates import PartialDate
from dashboard.tables.entry import EntryRule, EntryTables
from dashboard.tables.everything import Tables

on = datetime.date.fromisoformat

ENTRY = Tables().entry
FIRST, SECOND = ENTRY.snapshots[:2]
DAYS = st.dates(FIRST, ENTRY.latest)


def edited(iso3: str, **columns: object) -> EntryTables:
    """Return the tables with the decision behind a country's first change edited."""
    event_id = ENTRY.changes_of(iso3, FIRST, SECOND)[0].event_id
    events = [
        replace(row, **columns) if row.event_id == event_id else row  # type: ignore[arg-type]
        for row in ENTRY.events
    ]
    return replace(ENTRY, events=tuple(events))


def stages(tables: EntryTables, iso3: str, days: list[datetime.date]) -> list[tuple[str, str]]:
    """Return on each day the category, and why it is not settled."""
    found = [rules_on(tables, day)[iso3] for day in days]
    return [(one.category, one.change.why if one.change else "") for one in found]


def test_at_a_snapshot_the_rules_are_exactly_those_of_the_table() -> None:
    for day in ENTRY.snapshots:
        found = rules_on(ENTRY, day)
        assert {iso3: one.row for iso3, one in found.items()} == ENTRY.rules_at(day)
        assert not any(one.change for one in found.values())


def test_no_rule_is_known_before_the_first_snapshot_and_the_last_one_stays() -> None:
    with pytest.raises(ValueError, match=str(FIRST)):
        rules_on(ENTRY, on("2022-02-09"))
    later = rules_on(ENTRY, on("2031-01-01"))
    assert {iso3: one.row for iso3, one in later.items()} == ENTRY.rules_at(ENTRY.latest)


@given(st.lists(DAYS, min_size=2, max_size=6).map(sorted))
def test_a_country_has_the_rule_before_then_a_change_then_the_rule_after(
    days: list[datetime.date],
) -> None:
    known = histories(ENTRY)
    for first, second in pairwise(ENTRY.snapshots):
        within = [standing_on(known, day) for day in days if first <= day <= second]
        before, after = ENTRY.rules_at(first), ENTRY.rules_at(second)
        for iso3 in after:
            places = [place(one[iso3], before[iso3], after[iso3]) for one in within]
            assert places == sorted(places), iso3


def place(standing: Standing, before: EntryRule, after: EntryRule) -> int:
    """Return 0 for the rule before, 1 while it changes, 2 for the rule after."""
    if standing.change:
        assert standing.row is before
        assert standing.change.after is after
        assert direction(before, after, ENTRY.ranks) != "same"
        return 1
    assert standing.row is before or standing.row is after
    return 0 if standing.row is before else 2


@given(DAYS)
def test_every_destination_is_counted_once_on_every_day(day: datetime.date) -> None:
    rules = rules_on(ENTRY, day)
    assert sum(counts(ENTRY, rules).values()) == len(rules) == len(ENTRY.rules_at(FIRST))


def test_golden_finland_on_the_day_of_its_decision() -> None:
    assert stages(ENTRY, "FIN", [on("2022-09-29"), on("2022-09-30"), SECOND]) == [
        ("visa_required", ""),
        ("entry_restricted", ""),
        ("entry_restricted", ""),
    ]


@pytest.mark.parametrize(
    ("columns", "days", "expected"),
    [
        (
            {"date": PartialDate.of("2022-09"), "date_precision": "month"},
            [on("2022-08-31"), on("2022-09-01"), on("2022-09-29"), on("2022-09-30")],
            ["", "dated", "dated", "after"],
        ),
        (
            {"date": PartialDate.of("2022"), "date_precision": "year"},
            [FIRST, on("2022-02-11"), on("2022-12-30"), on("2022-12-31")],
            ["", "dated", "dated", "after"],
        ),
        # The snapshot shows the change, whatever of the year is left.
        (
            {"date": PartialDate.of("2023"), "date_precision": "year"},
            [on("2022-12-31"), on("2023-01-01"), on("2023-06-04"), SECOND],
            ["", "dated", "dated", "after"],
        ),
        # A decision on the day of the snapshot before changed the rule afterwards.
        ({"date": PartialDate(FIRST)}, [FIRST, on("2022-02-11")], ["", "after"]),
        ({"status": "lapsed"}, [on("2022-09-29"), on("2022-09-30")], ["", "after"]),
        (
            {"status": "unconfirmed"},
            [FIRST, on("2022-02-11"), on("2022-09-30"), on("2023-06-04"), SECOND],
            ["", "unconfirmed", "unconfirmed", "unconfirmed", "after"],
        ),
    ],
)
def test_a_change_is_settled_on_the_last_day_its_decision_can_have_been(
    columns: dict[str, str], days: list[datetime.date], expected: list[str]
) -> None:
    found = stages(edited("FIN", **columns), "FIN", days)
    assert found == [
        ("entry_restricted", "") if stage == "after" else ("visa_required", stage)
        for stage in expected
    ]


@pytest.mark.parametrize(
    ("reason", "why"), [("missing event", "missing"), ("index noise", "noise")]
)
def test_a_change_without_a_decision_lies_between_its_snapshots(reason: str, why: str) -> None:
    changes = [
        replace(row, event_id="", no_event_because=reason)
        if (row.iso3, row.as_of_from) == ("FIN", FIRST)
        else row
        for row in ENTRY.changes
    ]
    tables = replace(ENTRY, changes=tuple(changes))
    days = [FIRST, on("2022-02-11"), on("2023-06-04"), SECOND]
    assert [found for _, found in stages(tables, "FIN", days)] == ["", why, why, ""]
    change = rules_on(tables, on("2022-09-30"))["FIN"].change
    assert change is not None
    assert (change.first, change.last, change.decisions) == (FIRST, SECOND, ())


def test_each_decision_that_came_into_force_stands_on_one_day() -> None:
    found = decided_days(ENTRY)
    ids = [event.event_id for events in found.values() for event in events]
    assert len(ids) == len(set(ids))
    for event_id, event in ENTRY.events_by_id.items():
        first, last = event.date.first, event.date.last
        inside = first >= FIRST and last <= ENTRY.latest
        if inside or event.status not in DECIDED:
            assert (event_id in ids) == (event.status in DECIDED), event_id
        for day, events in found.items():
            if event in events:
                assert first <= day <= last
    assert list(found) == sorted(found)


def test_golden_the_decision_that_changed_the_map_comes_first() -> None:
    assert decided_days(ENTRY)[on("2022-09-30")][0].event_id == "fin-2022-09-30"


def test_every_day_on_which_a_decision_settles_a_change_is_one_of_them() -> None:
    days = {*decided_days(ENTRY), *ENTRY.snapshots}
    for iso3, history in histories(ENTRY).items():
        for day, standing in history:
            assert standing.change or day in days, iso3


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
    assert counting_period(catalogue) == (on("2022-02-24"), on("2024-07-16"))
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
