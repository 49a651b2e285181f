"""Words come from the numbers they stand beside; no claim of a cause, no loaded word."""

import re
from dataclasses import replace

import pytest

from dashboard.charts.scenarios import results
from dashboard.link.scenario_view import RESULTS
from dashboard.models.chain import forward
from dashboard.models.interval import Interval
from dashboard.tables.dates import PartialDate
from dashboard.tables.estimates import NOT_KNOWN
from dashboard.views.estimates.answer import listed_rows
from dashboard.words import estimate_words, scenario_words
from dashboard.words.chain_words import (
    equation,
    interval_text,
    people,
    share_text,
    step_lines,
)
from dashboard.words.scenario_words import returned_claims
from tests.calculators import ALL_ON, DEFAULT, STARTS, TABLES

MADE = results(ALL_ON, STARTS)


def test_the_working_is_written_as_on_a_whiteboard() -> None:
    assert step_lines(MADE["a"]) == [
        "820,000 people left (starts at the low end, as its source gives no central value)",
        "− 0 counted twice in transit (820,000 × 0%) → 820,000",
        "− 123,000 came back (820,000 × 15%) → 697,000",
        "= 697,000 people still abroad",
        "697,000 × 90% are adults → 627,300",
        "627,300 × 80% of them work or seek work → 501,840",
        "− 0 still work remotely for Russian employers (501,840 × 0%) → 501,840",
        "= 501,840 workers who left",
        "501,840 ÷ 75,100,000 = 0.67% of the base",
    ]


def test_a_lock_says_why_in_the_working() -> None:
    assert "already off it" in step_lines(MADE["b"])[2]
    flat = forward(STARTS.source("uk_mod_2023"), STARTS.ranges.defaults(), 75_100_000)
    assert step_lines(flat)[1] == (
        "no step “counted twice in transit”: only a sum over host countries can count a person in "
        "two of them, and nothing that was read says that this start is one."
    )


def test_the_step_of_returns_says_what_is_not_known_of_a_start_and_what_its_publisher_asked() -> (
    None
):
    for code in STARTS.codes:
        unclear = code in ("uk_mod_2023", "ranepa_2025", "outrush_2025")
        assert (TABLES.returns_of(code) == NOT_KNOWN) == unclear
    for code in ("ranepa_2025", "outrush_2025"):
        assert (
            "whether the hosts' figures already leave out" in TABLES.estimates_by_id[code].caution
        )
        assert TABLES.estimates_by_id[code].host_sum
    claims = {row.return_id: row for row in TABLES.returns}
    own = claims["ret_ranepa_2025"]
    assert returned_claims(TABLES, "ranepa_2025") == [
        f"RANEPA (Meduza), 7 Feb 2025: 10% came back ({own.denominator})."
    ]
    assert len(returned_claims(TABLES, "outrush_2025")) == 3
    assert returned_claims(TABLES, "custom") == returned_claims(TABLES, "a09_uk_mod") == []


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_the_equation_gives_its_own_answer(letter: str) -> None:
    result = {str(key): made for key, made in MADE.items()}[letter]
    left, answer = equation(result).split(" = ")
    product = 1.0
    numerator, base = left.replace(",", "").split(" ÷ ")
    for factor in numerator.split(" × "):
        if factor.startswith("("):
            product *= 1 - float(factor.strip("()").split(" − ")[1])
        else:
            product *= float(factor)
    assert f"{product / float(base):.2%}" == answer == f"{result.share:.2%}"


@pytest.mark.parametrize(
    ("interval", "share", "text"),
    [
        (Interval.up_to(1.3e6), False, "at most 1,300,000"),
        (Interval.at_least(650_000, 666_000), False, "at least 650,000"),
        (Interval(0.0067, 0.0075), True, "0.67–0.75%"),
        (Interval.point(650_000), False, "650,000"),
        (Interval(None, None), False, "number not found"),
    ],
)
def test_open_ends_stay_open(interval: Interval, share: bool, text: str) -> None:
    assert interval_text(interval, share_text if share else people) == text


def test_a_ceiling_and_a_floor_stay_what_they_are_in_every_result() -> None:
    residents = float(TABLES.residents.value)
    for what in RESULTS:
        assert scenario_words.result_range(MADE["c"], what, residents).startswith("at most ")
        assert scenario_words.result_range(MADE["b"], what, residents).startswith("at least ")
    assert scenario_words.result_range(MADE["a"], "per_1000", residents) == "4.76–5.34"


def test_titles_are_short_and_hold_the_ends_of_the_data() -> None:
    rows = listed_rows(TABLES, DEFAULT)
    title = estimate_words.ranges_title(rows)
    assert title == "People who left: claims covering 2022 run from 450,000 to 2,000,000"
    assert estimate_words.ranges_subtitle(rows, 40) == (
        "23 of 40 estimates, by what they count and by date · 6 are for another period or made "
        "before it was over: 150,000 to 700,000"
    )
    assert "24 Feb to 31 Dec 2022" in estimate_words.COVERING
    assert estimate_words.ranges_title([]) == "No estimate is listed with these filters"


@pytest.mark.parametrize(
    ("concept", "title"),
    [
        ("still_abroad", "The Bell, July 2024: at least 650,000, central 666,000 people still"),
        ("workers", "Alfa Bank, 1.5% of workforce: 1,100,000 workers who left"),
        ("crossings", "Border crossings, each counted its own way: 190,000 to 9,700,000"),
        ("net_migration", "Net migration, each counted its own way: 62,000 to 765,629"),
        ("permits", "Permits and notices, each counted its own way: 50,000 to 178,000"),
    ],
)
def test_no_title_sets_unlike_counts_against_each_other(concept: str, title: str) -> None:
    rows = listed_rows(TABLES, replace(DEFAULT, show=(concept,)))
    found = estimate_words.ranges_title(rows)
    assert found.startswith(title)
    assert len(found.split()) <= 12


def test_claims_of_other_periods_alone_make_no_claim_about_the_year() -> None:
    row = TABLES.estimates_by_id["sonin_2022"]
    assert estimate_words.ranges_title([row]) == "People who left: no claim listed here covers 2022"
    assert estimate_words.ranges_subtitle([row], 40) == (
        "1 of 40 estimates, by what they count and by date · 1 is for another period or made "
        "before it was over: 200,000"
    )


def test_no_number_is_said_to_be_found_for_rtvi() -> None:
    row = TABLES.estimates_by_id["rtvi_2023"]
    assert estimate_words.estimate_value(row) == "number not found"
    assert estimate_words.short_value(row) == "number not found"
    assert estimate_words.covers(row) == "period not given"
    assert (
        estimate_words.covers(replace(row, covers_from=PartialDate.of("2022-02-24")))
        == "from 24 Feb 2022"
    )
    assert (
        estimate_words.covers(replace(row, covers_to=PartialDate.of("2023-07"))) == "up to Jul 2023"
    )


def test_every_start_is_named_with_its_number() -> None:
    labels = scenario_words.start_labels(TABLES, STARTS.codes)
    assert list(labels) == list(STARTS.codes)
    assert labels["uk_mod_2023"].endswith("up to 1,300,000 left")
    assert labels["the_bell_2024"].endswith("at least 650,000, central 666,000 still abroad")
    assert labels["a09_uk_mod"] == "The article's reading of the UK ministry: 1,300,000 left"


def test_the_dashboard_itself_uses_no_loaded_word() -> None:
    own = [*estimate_words.WHY_APART.values(), estimate_words.MARKS]
    for result in MADE.values():
        own += step_lines(result)
        own.append(scenario_words.result_line("a", result, TABLES))
    own += scenario_words.start_labels(TABLES, STARTS.codes).values()
    assert not re.search(r"\b(fled|flee|exodus|flood|wave)\b", " ".join(own), re.IGNORECASE)
