"""One input moved to its threshold meets the target; an input that is left out never does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.models.chain import forward
from dashboard.models.inputs import INPUTS, Assumptions, Start, locks
from dashboard.models.interval import OutOfRangeError
from dashboard.models.sensitivity import thresholds

BASE = 75_100_000.0
shares = st.floats(0, 1)
assumed = st.builds(
    Assumptions, transit=shares, returned=shares, adult=shares, activity=shares, remote=shares
)
USUAL = Assumptions(transit=0, returned=0.15, adult=0.9, activity=0.8, remote=0)


@given(st.integers(0, 3_000_000), assumed, st.floats(0, 0.05))
def test_a_threshold_meets_the_target(people: int, given_: Assumptions, target: float) -> None:
    start = Start.custom(people)
    for name, share in thresholds(start, given_, BASE, target).items():
        moved = replace(given_, **{name: min(max(share, 0.0), 1.0)})
        assert forward(start, moved, BASE).share == pytest.approx(target, rel=1e-6, abs=1e-12)


@given(st.integers(0, 3_000_000), assumed, st.floats(1e-6, 0.05))
def test_an_input_left_out_cannot_meet_it(people: int, given_: Assumptions, target: float) -> None:
    start = Start.custom(people)
    found = thresholds(start, given_, BASE, target)
    for name in set(INPUTS) - set(found) - set(locks("left")):
        best = 0.0 if name in ("transit", "returned", "remote") else 1.0
        assert forward(start, replace(given_, **{name: best}), BASE).share < target * (1 + 1e-9)


def test_two_million_leavers_need_an_activity_rate_of_74_percent() -> None:
    found = thresholds(Start.custom(2_000_000), USUAL, BASE, 0.015)
    assert found["activity"] == pytest.approx(1_126_500 / (2_000_000 * 0.85 * 0.9))
    assert found["returned"] == pytest.approx(1 - 1_126_500 / (2_000_000 * 0.9 * 0.8))
    assert "transit" not in found


def test_nobody_reaches_nothing_but_zero() -> None:
    assert thresholds(Start.custom(0), USUAL, BASE, 0.015) == {}
    with pytest.raises(OutOfRangeError):
        thresholds(Start.custom(1), USUAL, BASE, 1.5)
    with pytest.raises(OutOfRangeError):
        thresholds(Start.custom(1), USUAL, 0, 0.5)
