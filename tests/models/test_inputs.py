import math
from dataclasses import replace

import pytest

from dashboard.models.inputs import AssumptionRanges, Assumptions, NotComparableError, Start
from dashboard.models.interval import Interval, OutOfRangeError

Row = dict[str, str]

nothing_off = Assumptions(transit=0, returned=0, adult=1, activity=1, remote=0)


@pytest.mark.parametrize(
    ("estimate", "number", "end", "bound"),
    [
        ("raksha_2023", 600_000, "central", "range"),
        ("re_russia_2023", 820_000, "low end", "range"),
        ("the_bell_2024", 666_000, "central", "at_least"),
        ("sonin_2022", 200_000, "low end", "at_least"),
        ("uk_mod_2023", 1_300_000, "high end", "up_to"),
        ("ranepa_2025", 650_000, "central", "point"),
    ],
)
def test_a_start_takes_its_central_value_or_says_which_end(
    estimates: dict[str, Row], estimate: str, number: float, end: str, bound: str
) -> None:
    start = Start.from_estimate(estimates[estimate])
    assert (start.people, start.end, start.interval.bound) == (number, end, bound)


def test_the_article_reads_its_sources_its_own_way(article: dict[str, Row]) -> None:
    flat, span = (Start.from_article(article[key]) for key in ("a09_uk_mod", "a10_forbes"))
    assert (flat.interval.bound, flat.end, flat.people) == ("point", "central", 1_300_000)
    assert (span.interval, span.end) == (Interval(600_000, 1_000_000), "low end")
    with pytest.raises(NotComparableError):
        Start.from_article(article["a15_permits"])


def test_a_row_may_hold_floats_and_nan(estimates: dict[str, Row]) -> None:
    typed: dict[str, object] = {**estimates["uk_mod_2023"], "low": math.nan, "high": 1.3e6}
    assert Start.from_estimate(typed) == Start.from_estimate(estimates["uk_mod_2023"])


def test_other_kinds_are_refused_with_the_reason(estimates: dict[str, Row]) -> None:
    reasons = {}
    for key, row in estimates.items():
        try:
            assert Start.from_estimate(row).concept == row["concept"]
        except NotComparableError as refused:
            reasons[key] = refused.reason
    assert reasons["forbes_2022_admin"] == "crossings_are_not_people"
    assert reasons["bbc_permits_2023"] == "permits_are_not_people"
    assert reasons["un_wpp_net_2022"] == "balance_of_all_nationalities"
    assert reasons["rosstat_2022"] == "lapsed_registrations_of_all_nationalities"
    assert reasons["rtvi_2023"] == "number_not_found"
    assert "unknown_concept" not in reasons.values()


def test_every_scenario_source_starts_a_chain(estimates: dict[str, Row]) -> None:
    offered = [row for row in estimates.values() if row["scenario_source"] == "1"]
    starts = [Start.from_estimate(row) for row in offered]
    assert len(starts) == 7
    assert [start.source for start in starts if start.host_sum] == [
        "outrush_2025",
        "ranepa_2025",
        "re_russia_2023",
        "the_bell_2024",
    ]


@pytest.mark.parametrize("share", [-0.01, 1.01, math.nan, math.inf])
def test_refuses_a_share_outside_zero_to_one(share: float) -> None:
    with pytest.raises(OutOfRangeError) as refused:
        replace(nothing_off, returned=share)
    assert refused.value.name == "returned"


@pytest.mark.parametrize("number", [-1.0, math.nan, math.inf])
def test_refuses_people_below_zero(number: float) -> None:
    with pytest.raises(OutOfRangeError):
        Start.custom(number)
    with pytest.raises(OutOfRangeError):
        Start.custom(1.0).moved_to(number)


def test_ranges_need_both_ends_and_a_default() -> None:
    full = Interval(0.0, 1.0, 0.5)
    with pytest.raises(ValueError, match="remote needs"):
        AssumptionRanges(full, full, full, full, Interval.up_to(1.0))
