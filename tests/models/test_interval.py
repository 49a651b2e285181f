import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.models.interval import Interval, OutOfRangeError

numbers = st.floats(0, 3e6)
ends = st.none() | numbers


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, central, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    given_low, given_central, given_high = draw(st.tuples(*[st.booleans()] * 3))
    return Interval(
        low if given_low else None, high if given_high else None, central if given_central else None
    )


def inside(interval: Interval, at: float) -> float:
    """Return a number of the interval; an open end reaches 0 or twice as far."""
    low = interval.low if interval.low is not None else 0.0
    high = interval.high if interval.high is not None else 2 * max(low, interval.central or 1.0)
    return min(max(low + at * (high - low), low), high)


@pytest.mark.parametrize(
    ("interval", "bound"),
    [
        (Interval.point(650_000), "point"),
        (Interval(820_000, 920_000), "range"),
        (Interval.at_least(650_000, 666_000), "at_least"),
        (Interval.up_to(1_300_000), "up_to"),
        (Interval(None, None), "unknown"),
    ],
)
def test_says_which_ends_are_known(interval: Interval, bound: str) -> None:
    assert interval.bound == bound
    assert interval.times(0.5).bound == bound
    assert interval.over(75.1e6).bound == bound
    assert interval.rising(math.sqrt).bound == bound


def test_a_ceiling_does_not_start_at_zero() -> None:
    assert Interval.up_to(1_300_000).times(0.612).low is None
    assert Interval.at_least(650_000).times(0.612).high is None


def test_a_falling_function_swaps_the_ends() -> None:
    assert Interval.up_to(0.25).falling(lambda share: 1 - share) == Interval.at_least(0.75)
    assert Interval(0.0, 0.5, 0.15).falling(lambda s: 1 - s) == Interval(0.5, 1.0, 0.85)


def test_zero_times_an_open_end_is_zero() -> None:
    assert Interval.at_least(650_000).times(0) == Interval.point(0)
    assert Interval.up_to(1_300_000).times(Interval(0.0, 0.5)) == Interval(0.0, 650_000.0)


@pytest.mark.parametrize(
    ("low", "high", "central", "rule"),
    [
        (-1.0, None, None, "below_zero"),
        (math.nan, None, None, "not_finite"),
        (None, math.inf, None, "not_finite"),
        (2.0, 1.0, None, "wrong_order"),
        (1.0, 3.0, 4.0, "wrong_order"),
        (2.0, None, 1.0, "wrong_order"),
    ],
)
def test_refuses_what_is_no_interval(
    low: float | None, high: float | None, central: float | None, rule: str
) -> None:
    with pytest.raises(OutOfRangeError) as refused:
        Interval(low, high, central)
    assert refused.value.rule == rule


@pytest.mark.parametrize("divisor", [0.0, -1.0, math.inf, math.nan])
def test_refuses_a_divisor_that_is_not_above_zero(divisor: float) -> None:
    with pytest.raises(OutOfRangeError):
        Interval.point(1.0).over(divisor)


@given(intervals(), intervals(), st.floats(0, 1), st.floats(0, 1))
def test_a_product_holds_the_products_of_its_members(
    a: Interval, b: Interval, at_a: float, at_b: float
) -> None:
    assert a.times(b).contains(inside(a, at_a) * inside(b, at_b))
    assert a.times(b) == b.times(a)


@given(intervals(), st.floats(0, 1), st.floats(1, 1e8))
def test_images_hold_the_images_of_members(a: Interval, at: float, divisor: float) -> None:
    member = inside(a, at)
    assert a.contains(member)
    assert a.over(divisor).contains(member / divisor)
    assert a.falling(lambda x: 1 / (1 + x)).contains(1 / (1 + member))


@given(ends, numbers)
def test_an_open_end_excludes_nothing(low: float | None, value: float) -> None:
    assert Interval(low, None).contains(value) == (low is None or value >= low)
