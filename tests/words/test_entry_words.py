"""The words of the entry rules: past tense, dates, evidence, and titles that keep the rules."""

import datetime
import re
from itertools import combinations

import pytest

from dashboard.map.entry import tally_of
from dashboard.map.entry_play import corner_text
from dashboard.models.entry import compare
from dashboard.models.entry_days import counts, histories, rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.words import entry_words
from dashboard.words import entry_words as words

on = datetime.date.fromisoformat

LATEST = on("2026-09-12")
# A country's rule is told as what it did; these would tell it as advice, or in strong words.
FORBIDDEN = re.compile(
    r"\b(today|now|currently|you can|fled|exodus|flood|shut the door|lets|allows)\b", re.IGNORECASE
)
GROUPS = re.compile(r"\b(Baltic|Nordic|Schengen states|EU states|Balkan|Central Asia)\b")


def sentence(entry: EntryTables, iso3: str, date: datetime.date, name: str) -> str:
    return words.rule_sentence(entry, entry.rules_of(iso3)[date], name)


def test_golden_sentences(entry: EntryTables) -> None:
    assert sentence(entry, "GEO", on("2023-06-05"), "Georgia") == (
        "On 5 June 2023 Georgia let Russian citizens stay 365 days per entry without a visa; "
        "text checked"
    )
    assert sentence(entry, "KAZ", on("2024-12-04"), "Kazakhstan") == (
        "On 4 December 2024 Kazakhstan let Russian citizens stay 90 in any 180 days without a "
        "visa; text checked"
    )
    assert sentence(entry, "AFG", on("2023-06-05"), "Afghanistan") == (
        "On 5 June 2023 Afghanistan asked Russian citizens for a visa from a consulate; no text "
        "of that date checked"
    )


def test_the_last_snapshot_is_the_latest_evidence(entry: EntryTables) -> None:
    assert words.snapshot_label(entry, LATEST) == "latest evidence (February–September 2026)"
    assert sentence(entry, "FIN", LATEST, "Finland").startswith(
        "By the latest evidence (February–September 2026) Finland turned tourists"
    )


def test_no_sentence_is_in_the_present_or_gives_advice(
    entry: EntryTables, catalogue: Catalogue
) -> None:
    for date in entry.snapshots:
        for iso3, row in entry.rules_at(date).items():
            text = words.rule_sentence(entry, row, catalogue.names.by_code[iso3])
            assert not FORBIDDEN.search(text), text
            assert text.endswith(("; text checked", "; no text of that date checked"))


@pytest.mark.parametrize(
    ("iso3", "date", "expected"),
    [
        ("GEO", on("2023-06-05"), "365 days per entry"),
        ("ARM", on("2023-06-05"), "180 days in a year"),
        ("KAZ", on("2023-06-05"), "90 in any 180 days"),
        ("TUR", on("2023-06-05"), "60 days per entry, 90 in any 180 days"),
        ("UZB", on("2023-06-05"), "registration within 15 days"),
        ("BLR", on("2023-06-05"), "no fixed limit"),
        ("PER", on("2023-06-05"), "180 days"),
        ("AFG", on("2023-06-05"), ""),
    ],
)
def test_the_stay_in_words(
    entry: EntryTables, iso3: str, date: datetime.date, expected: str
) -> None:
    assert words.stay_text(entry.rules_of(iso3)[date]) == expected


@pytest.mark.parametrize(
    ("iso3", "date", "expected"),
    [
        ("GEO", LATEST, "at all four dates"),
        ("KAZ", on("2023-06-05"), "since 27 Jan 2023"),
        ("KAZ", on("2022-02-10"), "at the first of the four dates"),
        ("NOR", on("2023-06-05"), "changed between 10 Feb 2022 and 5 Jun 2023"),
        ("SAU", LATEST, "changed between 4 Dec 2024 and the latest evidence"),
        ("CHN", on("2024-12-04"), "at every date from 10 Feb 2022"),
        ("SVK", on("2024-12-04"), "since Sep 2022"),
    ],
)
def test_since_only_where_a_decision_dates_it(
    entry: EntryTables, iso3: str, date: datetime.date, expected: str
) -> None:
    assert words.since_text(entry, iso3, date) == expected


def test_the_evidence_says_what_is_shown(entry: EntryTables) -> None:
    georgia = words.evidence_sentence(entry.rules_of("GEO")[on("2023-06-05")])
    assert georgia == (
        "Source dated 10 Oct 2024. The index said 360 days; shown here is the text of the rule."
    )
    mexico = words.evidence_sentence(entry.rules_of("MEX")[on("2023-06-05")])
    assert "The index said e-visa; shown here is what the note says. Online permit" in mexico


def test_titles_are_short_and_their_numbers_those_of_the_map(entry: EntryTables) -> None:
    for date in entry.snapshots:
        rules = rules_on(entry, date)
        title = words.title(entry, date, rules)
        assert len(title.split()) <= 12
        assert f"{counts(entry, rules)['visa_free']} of 198" in title
        assert not GROUPS.search(title)
    latest = words.subtitle(entry, LATEST, rules_on(entry, LATEST))
    assert "54 of 198 rules checked" in latest
    assert "today" not in latest


def test_a_day_between_two_dates_says_what_its_rules_are_worked_out_from(
    entry: EntryTables,
) -> None:
    day = on("2022-09-30")
    rules = rules_on(entry, day)
    changing = sum(one.change is not None for one in rules.values())
    assert words.subtitle(entry, day, rules) == (
        "30 September 2022 · worked out from the rules of 10 Feb 2022 and 5 Jun 2023 and the dated "
        f"decisions in between · hatched: {changing} that changed on a day not known"
    )
    later = on("2025-01-01")
    after = words.subtitle(entry, later, rules_on(entry, later))
    assert "and the latest evidence and the dated" in after
    free = counts(entry, rules)["visa_free"]
    assert words.title(entry, day, rules).startswith(f"30 September 2022: {free} of ")
    assert len(words.title(entry, day, rules).split()) <= 12


def test_every_change_on_an_unknown_day_says_between_which_and_why(entry: EntryTables) -> None:
    proofs = {
        "dated": "decided: ",
        "unconfirmed": "not confirmed: ",
        "missing": "no dated decision found",
        "noise": "in the index only",
    }
    for history in histories(entry).values():
        for _, standing in history:
            if standing.change:
                text = entry_words.change_text(entry, standing.change)
                assert re.match(
                    r"changed to [1-7] .* between \d.* and (\d|the latest evidence)", text
                )
                assert proofs[standing.change.why] in text
                assert text in entry_words.standing_text(entry, standing)
                assert text in entry_words.hover_detail(entry, standing)
                assert not FORBIDDEN.search(text)


def test_the_corner_says_what_was_decided_on_a_day(
    entry: EntryTables, catalogue: Catalogue
) -> None:
    names, tally = catalogue.names.by_code, {"tightened": 12, "loosened": 5}

    def corner(day: datetime.date, *ids: str) -> str:
        events = [entry.events_by_id[event_id] for event_id in ids]
        return corner_text(entry, day, events, tally, names)

    assert corner(on("2022-09-30"), "fin-2022-09-30") == (
        "30 Sep 2022 · Finland: Entry closed to Russian tourists · 12 tightened, 5 loosened"
    )
    assert "Estonia and Poland: Joint ban" in corner(
        on("2022-09-19"), "est-2022-09-19", "pol-2022-09-19"
    )
    assert "Finland: Entry closed to Russian tourists, and 1 more ·" in corner(
        on("2022-09-30"), "fin-2022-09-30", "mng-2022-09-30"
    )
    assert "(Mar 2022)" in corner(on("2022-03-31"), "mkd-2022-03")
    assert corner(LATEST) == "latest evidence · 12 tightened, 5 loosened"


def test_titles_of_comparisons_count_decisions_only(entry: EntryTables) -> None:
    for first, second in combinations(entry.snapshots, 2):
        tally = tally_of(compare(entry, first, second))
        title = words.compare_title(entry, first, second, tally)
        assert len(title.split()) <= 12
        assert [int(n) for n in re.findall(r"\bin (\d+)", title)] == [
            tally["tightened"],
            tally["loosened"],
        ]
        assert not GROUPS.search(title)
    dates = on("2022-02-10"), on("2023-06-05")
    assert (
        words.compare_title(entry, *dates, tally_of(compare(entry, *dates)))
        == "Tightened in 17 countries, loosened in 6, Feb 2022 to Jun 2023"
    )


def test_a_change_without_a_decision_says_so(entry: EntryTables) -> None:
    found = compare(entry, on("2022-02-10"), on("2023-06-05"))
    later = compare(entry, on("2023-06-05"), on("2024-12-04"))
    assert words.compared_text(entry, later["VUT"]).startswith("index differs, no decision found")
    assert words.compared_text(entry, found["SGP"]).startswith("index noise")
    assert words.compared_text(entry, found["GEO"]) == (
        "no change: 1 No visa needed, 365 days per entry"
    )
    assert "27 Jan 2023 (in force)" in words.compared_text(entry, found["KAZ"])


def test_the_legend_counts_and_numbers_the_categories(entry: EntryTables) -> None:
    lines = list(words.category_counts(entry, LATEST).values())
    assert lines[0] == "1 No visa needed (81)"
    assert lines[-1] == "7 Tourists turned away (7)"
