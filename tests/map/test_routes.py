"""Lines on the globe start and end where they should and take the shortest way."""

import pytest

from dashboard.map.routes import great_circle


def test_ends_and_middle() -> None:
    line = great_circle((0, 0), (90, 0))
    assert line[0] == pytest.approx((0, 0))
    assert line[-1] == pytest.approx((90, 0))
    assert line[len(line) // 2] == pytest.approx((45, 0))


def test_the_shortest_way_bends_towards_the_pole() -> None:
    line = great_circle((0, 60), (90, 60))
    assert max(lat for _, lat in line) > 67


def test_a_line_may_stop_before_its_end() -> None:
    line = great_circle((0, 0), (10, 0), short_by=4)
    assert line[-1] == pytest.approx((6, 0))
    assert great_circle((0, 0), (1, 0), short_by=4) == [(0, 0)]
