"""Rules compared: category first, then days, then window; only decisions are counted."""

import datetime
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from dashboard.models.entry import (
    compare,
    days_a_year,
    direction,
    latest_span,
    nearest_snapshot,
    since,
)
from dashboard.models.entry_days import (
    EventFilter,
    counts,
    decided,
    quarter,
    rules_on,
    select_events,
)
from dashboard.tables.dates import PartialDate
from dashboard.tables.entry import EntryRule, EntryTables
from dashboard.tables.everything import Tables

on = datetime.date.fromisoformat

FIRST, SECOND, THIRD, LATEST = (
    on("2022-02-10"),
    on("2023-06-05"),
    on("2024-12-04"),
    on("2026-09-12"),
)


RULES = Tables().entry.rules


def rule(category: str, days: float = float("nan"), window: str = "") -> EntryRule:
    known = RULES[0]
    return replace(known, category=category, max_stay_days=days, window=window)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (rule("visa_free", 90), rule("visa_required"), "tightened"),
        (rule("e_visa"), rule("visa_free", 30), "loosened"),
        (rule("visa_free", 90), rule("visa_free", 30), "tightened"),
        (rule("visa_free", 15), rule("visa_free", 45), "loosened"),
        (rule("visa_free", 90, "90 per entry"), rule("visa_free", 90, "90 in 180"), "tightened"),
        (rule("visa_free", 90, "90 in 180"), rule("visa_free", 90, "90 in a year"), "tightened"),
        (rule("visa_free", 90), rule("visa_free", 90, "90 in 180"), "same"),
        (rule("visa_free"), rule("visa_free", 30), "same"),
        (rule("visa_free", 30), rule("visa_free"), "same"),
        (
            rule("visa_free", 30, "30 per entry"),
            rule("visa_free", 90, "90 in 180"),
            "terms changed",
        ),
        (
            rule("visa_free", 30, "30 with a form"),
            rule("visa_free", 30, "30 in 60"),
            "terms changed",
        ),
        (
            rule("visa_free", window="register within 3 days"),
            rule("visa_free", window="register within 15 days"),
            "loosened",
        ),
    ],
)
def test_direction(entry: EntryTables, before: EntryRule, after: EntryRule, expected: str) -> None:
    assert direction(before, after, entry.ranks) == expected


def test_days_a_year_takes_the_tightest_part_and_nothing_unknown() -> None:
    assert days_a_year("30 in 60") == pytest.approx(182.5)
    assert days_a_year("no fixed limit") == 365
    assert days_a_year("30 per entry; 90 in a calendar year") == 90
    assert days_a_year("180 with registration") is None
    assert days_a_year("") is None


def test_golden_comparisons(entry: EntryTables) -> None:
    first = compare(entry, FIRST, SECOND)
    assert (first["KAZ"].direction, first["KAZ"].evidence) == ("tightened", "explained")
    assert [event.event_id for event in first["KAZ"].events] == ["kaz-2023-01-27"]
    assert compare(entry, SECOND, THIRD)["KGZ"].direction == "tightened"
    assert first["GEO"].direction == first["ARM"].direction == "same"
    for iso3 in ("FIN", "EST", "LVA", "LTU", "POL", "CZE"):
        assert first[iso3].direction == "tightened"
    assert compare(entry, SECOND, THIRD)["NOR"].direction == "tightened"


def test_a_decision_that_went_the_other_way_leaves_the_direction_open(entry: EntryTables) -> None:
    assert compare(entry, FIRST, SECOND)["KOR"].direction == "terms changed"


def test_every_change_between_neighbours_is_listed_and_nothing_else(entry: EntryTables) -> None:
    for first, second in pairwise(entry.snapshots):
        changed = {i for i, one in compare(entry, first, second).items() if one.direction != "same"}
        listed = {row.iso3 for row in entry.changes if row.as_of_from == first}
        assert changed == listed


@pytest.mark.parametrize(
    ("since_date", "date", "expected"),
    [
        (FIRST, SECOND, (17, 6, 2, 0, 7)),
        (SECOND, THIRD, (2, 8, 0, 2, 8)),
        (THIRD, LATEST, (3, 7, 0, 2, 8)),
        (FIRST, LATEST, (19, 19, 2, 4, 16)),
    ],
)
def test_only_changes_with_an_event_are_counted(
    entry: EntryTables, since_date: datetime.date, date: datetime.date, expected: tuple[int, ...]
) -> None:
    each = list(compare(entry, since_date, date).values())
    explained = [one.direction for one in each if one.evidence == "explained"]
    found = (
        explained.count("tightened"),
        explained.count("loosened"),
        explained.count("terms changed"),
        sum(one.evidence == "unexplained" for one in each),
        sum(one.evidence == "noise" for one in each),
    )
    assert found == expected
    assert all(one.events for one in each if one.evidence == "explained")
    assert not any(one.events for one in each if one.evidence in ("unexplained", "noise"))


def test_counts_and_checks_of_a_snapshot(entry: EntryTables) -> None:
    rules = [rules_on(entry, date) for date in entry.snapshots]
    assert counts(entry, rules[-1])["visa_free"] == 81
    checked = [sum(one.row.checked for one in each.values()) for each in rules]
    assert checked == [16, 57, 53, 54]
    for each in rules:
        assert sum(counts(entry, each).values()) == 198


def test_since_needs_a_decision_with_a_date(entry: EntryTables) -> None:
    decided_by = since(entry, "KAZ", SECOND).decided
    assert decided_by is not None
    assert decided_by.date == PartialDate(on("2023-01-27"))
    assert since(entry, "GEO", LATEST).always
    # The decision is known by its year only, and the next one was not confirmed.
    for iso3, date, span in (("NOR", SECOND, (FIRST, SECOND)), ("SAU", LATEST, (THIRD, LATEST))):
        found = since(entry, iso3, date)
        assert found.decided is None
        assert (found.after, found.by) == span
    assert since(entry, "KAZ", FIRST) == since(entry, "CHN", THIRD)


def test_the_latest_evidence_spans_index_and_newest_text(entry: EntryTables) -> None:
    assert latest_span(entry) == (on("2026-02-18"), on("2026-09-12"))
    assert nearest_snapshot(entry, on("2024-07-16")) == THIRD
    assert nearest_snapshot(entry, on("2023-12-31")) == SECOND


def test_the_nearest_snapshot_is_so_by_days_however_long_its_months_are() -> None:
    rules = [replace(RULES[0], as_of=at) for at in (on("2024-01-31"), on("2024-03-01"))]
    tables = replace(Tables().entry, rules=tuple(rules))
    assert nearest_snapshot(tables, on("2024-02-15")) == on("2024-03-01")
    assert nearest_snapshot(tables, on("2024-02-14")) == on("2024-01-31")


def test_events_are_filtered_by_member_effect_and_status(entry: EntryTables) -> None:
    def ids(**wanted: object) -> set[str]:
        chosen = select_events(entry, EventFilter(**wanted))  # type: ignore[arg-type]
        return {event.event_id for event in chosen}

    assert len(ids()) == 144
    assert "euu-2022-09-12" in ids(country="EST")
    assert "kaz-2023-01-27" not in ids(country="EST")
    assert "kaz-2023-01-27" in ids(country="KAZ")
    assert "euu-2022-09-12" not in ids(country="KAZ")
    assert ids(effects=("loosened",)) & ids(effects=("tightened",)) == set()
    assert len(ids(statuses=("proposed", "unconfirmed"))) == 29


def test_a_plan_is_not_counted_as_a_decision(entry: EntryTables) -> None:
    events = list(entry.recent)
    assert (decided(events, "tightened"), decided(events, "loosened")) == (72, 38)


def test_comparing_is_the_same_whichever_pairs_are_asked_first(entry: EntryTables) -> None:
    for first, second in combinations(entry.snapshots, 2):
        assert compare(entry, first, second) == compare(entry, first, second)


def test_a_date_stands_in_its_quarter() -> None:
    assert quarter(PartialDate.of("2024-12-31")) == "2024-Q4"
