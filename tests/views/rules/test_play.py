"""The rules as they are played through the decisions: each day as it is shown alone."""

import datetime
import re
from dataclasses import replace
from itertools import pairwise

from dashboard.map.entry import entry_card
from dashboard.map.entry_play import entry_timeline, played_sources
from dashboard.models.entry_days import decided, decided_days
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from tests.views.rules.test_figures import view

on = datetime.date.fromisoformat


def test_every_moment_shows_what_its_day_shows_alone(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    for people in ("none", "staying"):
        asked = view(on("2022-11-11"), people=people)
        played = entry_timeline(catalogue, entry, asked)
        assert played.shown == "2022-11-11"
        days = sorted({*entry.snapshots, *decided_days(entry), on("2022-11-11")})
        assert [one.code for one in played.moments] == [*map(str, days)]
        labels = {tuple(key.label for key in one.map.legend) for one in played.moments}
        assert len(labels) == 1
        for one in played.moments:
            alone = entry_card(catalogue, entry, replace(asked, date=on(one.code)))
            assert replace(one.map, corner="") == alone.map, one.code
            assert (one.title, one.subtitle) == (alone.title, alone.subtitle)


def test_the_counts_in_the_corner_run_up_to_all_decisions(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    moments = entry_timeline(catalogue, entry, view()).moments
    running = [re.findall(r"(\d+) tightened, (\d+) loosened$", one.map.corner) for one in moments]
    pairs = [(int(a), int(b)) for ((a, b),) in running]
    assert all(
        first <= second for one in zip(*pairs, strict=True) for first, second in pairwise(one)
    )
    events = [event for each in decided_days(entry).values() for event in each]
    assert pairs[-1] == (decided(events, "tightened"), decided(events, "loosened"))
    finland = next(one.map.corner for one in moments if one.code == "2022-09-30")
    assert finland.startswith("30 Sep 2022 · Finland: Entry closed to Russian tourists")


def test_what_a_decision_does_not_change_is_held_once(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    moments = entry_timeline(catalogue, entry, view(people="staying")).moments
    for before, after in pairwise(moments):
        if before.map.classes == after.map.classes and before.map.texts == after.map.texts:
            assert before.map.classes is after.map.classes
            assert before.map.texts is after.map.texts
            assert before.map.rings is after.map.rings


def test_a_comparison_plays_through_the_later_dates(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    asked = view(on("2024-12-04"), on("2023-06-05"))
    played = entry_timeline(catalogue, entry, asked)
    later = [str(day) for day in entry.snapshots if day > on("2023-06-05")]
    assert [one.code for one in played.moments] == later
    alone = entry_card(catalogue, entry, asked)
    shown = next(one for one in played.moments if one.code == played.shown)
    assert replace(shown.map, corner="") == alone.map
    assert (shown.title, shown.subtitle) == (alone.title, alone.subtitle)


def test_what_is_played_names_the_sources_of_every_day(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    # The index changed hands between the dates; a comparison rests on the decisions alone.
    both = "MIT (Passport Index dataset (ilyankou), Passport Index data (imorte))"
    rules, terms = played_sources(catalogue, entry, view())
    assert rules.startswith("Passport Index dataset (ilyankou), Passport Index data (imorte)")
    assert both in terms
    people, terms = played_sources(catalogue, entry, view(people="staying"))
    assert people.startswith("The Bell")
    assert both in terms
    decisions, terms = played_sources(catalogue, entry, view(on("2024-12-04"), on("2023-06-05")))
    assert "Passport Index" not in decisions + terms
