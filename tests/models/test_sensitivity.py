import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.models.chain import Result, forward
from dashboard.models.inputs import (
    COMPARABLE,
    INPUTS,
    AssumptionRanges,
    Assumptions,
    NotComparableError,
    Start,
)
from dashboard.models.interval import Interval
from dashboard.models.sensitivity import Quantity, bridge, tornado

LABOUR_FORCE = 75_100_000.0
shares = st.integers(0, 100).map(lambda k: k / 100) | st.floats(0, 1)


@st.composite
def results(draw: st.DrawFn) -> Result:
    number = float(draw(st.integers(0, 3_000_000)))
    start = Start.of(
        "x",
        draw(st.sampled_from(COMPARABLE)),
        Interval.point(number),
        host_sum=draw(st.booleans()),
    )
    return forward(start, draw(st.builds(Assumptions, **dict.fromkeys(INPUTS, shares))), 75.1e6)


def test_tornado_of_the_ceiling(
    estimates: dict[str, dict[str, str]], ranges: AssumptionRanges, base: float
) -> None:
    start = Start.from_estimate(estimates["uk_mod_2023"])
    bars = tornado(start, ranges.defaults(), ranges, base)
    assert [(bar.name, round(bar.effect_workers)) for bar in bars] == [
        ("returned", 468_000),
        ("activity", 397_800),
        ("adult", 221_000),
        ("remote", 198_900),
        ("people", 0),
        ("transit", 0),
    ]
    people, transit = bars[4], bars[5]
    assert (people.low, people.at_low) == (None, None)
    assert transit.reason == "only_host_sums"
    returned = bars[0]
    assert returned.at_low is not None
    assert returned.at_high is not None
    assert returned.at_low.workers == pytest.approx(936_000)
    assert returned.at_high.workers == pytest.approx(468_000)
    assert returned.effect_share == pytest.approx(468_000 / base)
    assert returned.effect_still_abroad == pytest.approx(650_000)
    assert bars[1].effect_still_abroad == 0


def test_tornado_of_a_floor_runs_only_to_its_known_end(
    estimates: dict[str, dict[str, str]], ranges: AssumptionRanges, base: float
) -> None:
    start = Start.from_estimate(estimates["the_bell_2024"])
    people = next(b for b in tornado(start, ranges.defaults(), ranges, base) if b.name == "people")
    assert people.at_high is None
    assert people.effect_still_abroad == 16_000


@given(results())
def test_tornado_bars_are_sorted_and_finite(result: Result) -> None:
    half = Interval(0.25, 0.75, 0.5)
    bands = AssumptionRanges(half, half, half, half, half)
    bars = tornado(result.start, result.assumptions, bands, LABOUR_FORCE)
    widths = [bar.effect_workers for bar in bars]
    assert widths == sorted(widths, reverse=True)
    assert all(math.isfinite(bar.effect_share) for bar in bars)
    assert {bar.name for bar in bars} == {"people", *INPUTS}
    assert all(bar.effect_workers == 0 for bar in bars if bar.reason)


@given(results(), results(), st.sampled_from(["still_abroad", "workers"]))
def test_the_parts_of_a_bridge_sum_to_the_difference(
    a: Result, b: Result, quantity: Quantity
) -> None:
    if quantity == "still_abroad" and "workers" in (a.start.concept, b.start.concept):
        with pytest.raises(NotComparableError) as refused:
            bridge(a, b, quantity)
        assert refused.value.reason == "no_count_of_still_abroad"
        return
    there, back = bridge(a, b, quantity), bridge(b, a, quantity)
    assert there.total == there.b - there.a
    assert math.fsum(part.persons for part in there.parts) == pytest.approx(there.total, abs=1e-6)
    for part, reverse in zip(there.parts, back.parts, strict=True):
        assert part.persons == pytest.approx(-reverse.persons, abs=1e-6)
        if part.reason or part.a == part.b:
            assert part.persons == 0


def test_a_bridge_is_symmetric_in_its_inputs(ranges: AssumptionRanges) -> None:
    defaults = ranges.defaults()
    a = forward(Start.custom(1_000_000), replace(defaults, adult=0.5, activity=0.5), LABOUR_FORCE)
    b = forward(Start.custom(1_000_000), replace(defaults, adult=1.0, activity=1.0), LABOUR_FORCE)
    parts = {part.name: part.persons for part in bridge(a, b).parts}
    assert parts["adult"] == parts["activity"] == pytest.approx(850_000 * 0.75 / 2)
    assert parts["people"] == parts["returned"] == parts["remote"] == 0


def test_a_bridge_of_two_inputs_by_hand(ranges: AssumptionRanges) -> None:
    defaults = ranges.defaults()
    a = forward(Start.custom(1_000_000), replace(defaults, returned=0.0), LABOUR_FORCE)
    b = forward(Start.custom(600_000), replace(defaults, returned=0.5), LABOUR_FORCE)
    parts = {part.name: part.persons for part in bridge(a, b, "still_abroad").parts}
    assert parts["people"] == pytest.approx(-400_000 * (1.0 + 0.5) / 2)
    assert parts["returned"] == pytest.approx(-0.5 * (1_000_000 + 600_000) / 2)


def test_a_bridge_never_sets_leavers_against_people_still_abroad(
    estimates: dict[str, dict[str, str]], ranges: AssumptionRanges, base: float
) -> None:
    a, b = (
        forward(Start.from_estimate(estimates[key]), ranges.defaults(), base)
        for key in ("uk_mod_2023", "the_bell_2024")
    )
    parts = {part.name: part for part in bridge(a, b, "still_abroad").parts}
    assert (parts["people"].a, parts["people"].b) == (1_105_000, 666_000)
    assert (parts["returned"].persons, parts["returned"].reason) == (0, "part_of_start")
    assert (parts["transit"].persons, parts["transit"].reason) == (0, "part_of_start")
