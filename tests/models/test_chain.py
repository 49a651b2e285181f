import math
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.models.chain import (
    Needed,
    Result,
    Unreachable,
    backward,
    extremes,
    forward,
    needed_range,
)
from dashboard.models.inputs import (
    COMPARABLE,
    INPUTS,
    TAKEN_OFF,
    AssumptionRanges,
    Assumptions,
    Concept,
    Input,
    Start,
    locks,
    per_thousand,
)
from dashboard.models.interval import Interval, OutOfRangeError

Row = dict[str, str]

LABOUR_FORCE = 75_100_000.0
people = st.integers(0, 3_000_000).map(float)
shares = st.integers(0, 100).map(lambda k: k / 100) | st.floats(0, 1)
assumed = st.builds(Assumptions, **dict.fromkeys(INPUTS, shares))
bases = st.floats(1e6, 2e8)
concepts = st.sampled_from(COMPARABLE)
nothing_off = Assumptions(transit=0, returned=0, adult=1, activity=1, remote=0)


def share_of_all(number: float, base: float) -> float:
    return forward(Start.custom(number), nothing_off, base).share


def test_golden_shares_if_every_leaver_worked(base: float) -> None:
    assert base == LABOUR_FORCE
    assert round(share_of_all(650_000, base) * 100, 2) == 0.87
    assert round(share_of_all(1_300_000, base) * 100, 2) == 1.73


def test_the_target_of_every_labour_force_is_near_the_retold_count(
    labour_forces: dict[str, float], target: float
) -> None:
    assert len(labour_forces) == 8
    for base in labour_forces.values():
        needed = backward(target, nothing_off, base)
        assert isinstance(needed, Needed)
        assert 1_050_000 < needed.people < 1_150_000


def test_the_result_line_of_the_ceiling(
    estimates: dict[str, Row], ranges: AssumptionRanges, base: float
) -> None:
    start = Start.from_estimate(estimates["uk_mod_2023"])
    result = forward(start, ranges.defaults(), base)
    assert (start.people, start.end, start.interval.bound) == (1_300_000, "high end", "up_to")
    assert result.still_abroad == pytest.approx(1_105_000)
    assert result.workers == pytest.approx(795_600)
    assert f"{result.share:.2%}" == "1.06%"
    assert f"{result.share_if_all_worked:.2%}" == "1.73%"
    fixed = extremes(start, ranges, base).share
    assert fixed.low is not None
    assert fixed.high is not None
    assert (f"{fixed.low:.2%}", f"{fixed.high:.2%}") == ("0.29%", "1.73%")
    assert fixed.central == pytest.approx(result.share)
    assert extremes(start, ranges, base, start_fixed=False).share.low is None
    assert result.workers_interval.bound == result.share_interval.bound == "up_to"


def test_the_steps_of_someone_who_left(base: float, ranges: AssumptionRanges) -> None:
    result = forward(Start.custom(1_000_000), ranges.defaults(), base)
    keys = ("start", "transit", "returned", "still_abroad", "adult", "activity", "remote")
    left = (1_000_000, 1_000_000, 850_000, 850_000, 765_000, 612_000, 612_000, 612_000)
    expected = [*zip((*keys, "workers"), left, strict=True)]
    assert [(step.key, step.persons) for step in result.steps] == expected
    locked = [(step.key, step.reason, step.share) for step in result.steps if step.reason]
    assert locked == [("transit", "only_host_sums", 0.0)]


def test_a_sum_over_host_countries_opens_transit(
    estimates: dict[str, Row], ranges: AssumptionRanges, base: float
) -> None:
    start = Start.from_estimate(estimates["re_russia_2023"])
    result = forward(start, replace(ranges.defaults(), transit=0.1), base)
    assert result.still_abroad == pytest.approx(820_000 * 0.9 * 0.85)
    assert not locks("left", host_sum=True)
    assert set(locks("still_abroad", host_sum=True)) == {"returned"}


def test_people_still_abroad_skip_returns_and_a_sum_of_them_may_count_twice(
    estimates: dict[str, Row], ranges: AssumptionRanges, base: float
) -> None:
    start = Start.from_estimate(estimates["the_bell_2024"])
    assert start.host_sum
    assumptions = replace(ranges.defaults(), transit=0.3, returned=0.5)
    result = forward(start, assumptions, base)
    # A sum over host countries: who moved on may be in it twice.
    assert result.still_abroad == pytest.approx(666_000 * 0.7)
    low = result.still_abroad_interval
    assert low is not None
    assert low.low == pytest.approx(650_000 * 0.7)
    skipped = {step.key: step.reason for step in result.steps if step.skipped}
    assert skipped == {"returned": "returns_already_off"}
    assert all(step.persons is None for step in result.steps if step.skipped)


def test_workers_enter_at_their_own_step(
    estimates: dict[str, Row], ranges: AssumptionRanges, base: float
) -> None:
    start = Start.from_estimate(estimates["alfa_2022"])
    result = forward(start, ranges.defaults(), base)
    assert (result.workers, result.still_abroad) == (1_100_000, None)
    assert f"{result.share:.2%}" == "1.46%"
    assert set(locks("workers")) == {"transit", "returned", "adult", "activity"}
    assert forward(start, replace(ranges.defaults(), remote=0.25), base).workers == 825_000


@given(people, assumed, bases, concepts, st.booleans())
@example(0.0, nothing_off, LABOUR_FORCE, "left", False)
@example(3_000_000.0, nothing_off, LABOUR_FORCE, "left", True)
def test_backward_undoes_forward(
    number: float, assumptions: Assumptions, base: float, concept: Concept, host_sum: bool
) -> None:
    start = Start.of("custom", concept, Interval.point(number), host_sum=host_sum)
    result = forward(start, assumptions, base)
    answer = backward(min(result.share, 1.0), assumptions, base, concept, host_sum=host_sum)
    held = locks(concept, host_sum=host_sum)
    left_over = math.prod(assumptions.factor(name) for name in INPUTS if name not in held)
    assert isinstance(answer, Needed)
    # Below this a double has no full precision left to give back.
    if result.share <= 1 and left_over > 1e-290:
        assert answer.people == pytest.approx(number, rel=1e-9, abs=0)


@given(st.floats(0, 1), assumed, bases, concepts, st.booleans())
def test_forward_undoes_backward(
    share: float, assumptions: Assumptions, base: float, concept: Concept, host_sum: bool
) -> None:
    answer = backward(share, assumptions, base, concept, host_sum=host_sum)
    if isinstance(answer, Unreachable):
        assert share > 0
        assert answer.inputs
        assert math.isfinite(answer.workers)
        return
    assert all(step.persons is None or math.isfinite(step.persons) for step in answer.steps)
    start = Start.of("custom", concept, Interval.point(answer.people), host_sum=host_sum)
    again = forward(start, assumptions, base)
    if share > 1e-290:
        assert again.share == pytest.approx(share, rel=1e-9, abs=0)
        assert again.workers == pytest.approx(answer.workers, rel=1e-9, abs=0)


@given(people, people, assumed, bases)
def test_more_people_never_make_fewer_workers(
    a: float, b: float, assumptions: Assumptions, base: float
) -> None:
    fewer, more = (forward(Start.custom(n), assumptions, base) for n in sorted((a, b)))
    assert fewer.workers <= more.workers
    assert fewer.share <= more.share


@given(people, assumed, st.sampled_from(INPUTS), shares, concepts, st.booleans())
def test_monotone_in_each_share(
    number: float,
    assumptions: Assumptions,
    name: Input,
    other: float,
    concept: Concept,
    host_sum: bool,
) -> None:
    start = Start.of("custom", concept, Interval.point(number), host_sum=host_sum)
    low, high = sorted((assumptions.share(name), other))
    at_low, at_high = (
        forward(start, replace(assumptions, **{name: share}), LABOUR_FORCE).workers
        for share in (low, high)
    )
    if name in locks(concept, host_sum=host_sum):
        assert at_low == at_high
    elif name in TAKEN_OFF:
        assert at_low >= at_high
    else:
        assert at_low <= at_high


@st.composite
def sourced(draw: st.DrawFn) -> tuple[Start, AssumptionRanges, Assumptions, float]:
    """Draw a start with its interval, ranges, and inputs and people inside them."""
    low, number, high = sorted(draw(st.tuples(people, people, people)))
    bands, inside = {}, {}
    for name in INPUTS:
        bottom, share, default, top = sorted(draw(st.tuples(shares, shares, shares, shares)))
        bands[name], inside[name] = Interval(bottom, top, default), share
    start = Start.of(
        "x", draw(concepts), Interval(low, high), host_sum=draw(st.booleans())
    ).moved_to(number)
    return start, AssumptionRanges(**bands), Assumptions(**inside), draw(bases)


@given(sourced())
def test_the_extremes_hold_every_result_between_them(
    drawn: tuple[Start, AssumptionRanges, Assumptions, float],
) -> None:
    start, bands, inside, base = drawn
    result = forward(start, inside, base)
    assert result.workers_interval.contains(result.workers)
    assert result.share_interval.contains(result.share)
    for fixed in (True, False):
        ends = extremes(start, bands, base, start_fixed=fixed)
        assert ends.workers.contains(result.workers)
        assert ends.share.contains(result.share)
        if result.still_abroad is not None and ends.still_abroad is not None:
            assert ends.still_abroad.contains(result.still_abroad)
        assert (ends.still_abroad is None) == (start.concept == "workers")


@given(sourced())
def test_the_extremes_are_reached(
    drawn: tuple[Start, AssumptionRanges, Assumptions, float],
) -> None:
    start, bands, _, base = drawn
    ends = extremes(start, bands, base).share
    assert forward(start, bands.lowering(), base).share == ends.low
    assert forward(start, bands.raising(), base).share == ends.high


def test_open_ends_stay_open_through_every_step(
    estimates: dict[str, Row], ranges: AssumptionRanges, base: float
) -> None:
    for key, bound in (("uk_mod_2023", "up_to"), ("the_bell_2024", "at_least")):
        result = forward(Start.from_estimate(estimates[key]), ranges.defaults(), base)
        assert {step.interval.bound for step in result.steps if step.interval} == {bound}


@pytest.mark.parametrize(
    ("name", "share"),
    [("returned", 1.0), ("adult", 0.0), ("activity", 0.0), ("remote", 1.0)],
)
def test_backwards_a_zero_denominator_is_named(name: Input, share: float, base: float) -> None:
    assumptions = replace(nothing_off, **{name: share})
    answer = backward(0.015, assumptions, base)
    assert isinstance(answer, Unreachable)
    assert (answer.inputs, answer.reason) == ((name,), "nobody_left_over")
    assert forward(Start.custom(1e6), assumptions, base).share == 0
    nobody = backward(0.0, assumptions, base)
    assert isinstance(nobody, Needed)
    assert nobody.people == 0


def test_backwards_a_locked_input_is_not_in_the_way(base: float) -> None:
    gone = Assumptions(transit=1, returned=1, adult=0, activity=0, remote=0)
    answer = backward(0.015, gone, base, "workers")
    assert isinstance(answer, Needed)
    assert answer.people == 1_126_500


def test_backwards_next_to_nobody_is_not_infinity(base: float) -> None:
    answer = backward(1.0, replace(nothing_off, activity=5e-324), base)
    assert isinstance(answer, Unreachable)
    assert (answer.inputs, answer.reason) == (("activity",), "next_to_nobody_left_over")


def test_the_range_of_people_needed(ranges: AssumptionRanges, base: float, target: float) -> None:
    needed = needed_range(target, ranges, base)
    assert needed.low == 1_126_500
    assert needed.central == pytest.approx(1_126_500 / 0.612)
    assert needed.high == pytest.approx(1_126_500 / 0.16875)


def test_corners(base: float) -> None:
    nobody: Result = forward(Start.custom(0), nothing_off, base)
    assert (nobody.still_abroad, nobody.workers, nobody.share) == (0, 0, 0)
    assert per_thousand(650_000, 146_400_000) == pytest.approx(4.4399, abs=1e-4)
    with pytest.raises(OutOfRangeError):
        backward(1.01, nothing_off, base)


@pytest.mark.parametrize("number", [0.0, -1.0, math.nan])
def test_refuses_a_base_not_above_zero(number: float, ranges: AssumptionRanges) -> None:
    for attempt in (
        lambda: forward(Start.custom(1.0), nothing_off, number),
        lambda: backward(0.015, nothing_off, number),
        lambda: extremes(Start.custom(1.0), ranges, number),
        lambda: per_thousand(1.0, number),
    ):
        with pytest.raises(OutOfRangeError):
            attempt()
