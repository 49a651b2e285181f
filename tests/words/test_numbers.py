"""Numbers, days and periods as they are printed."""

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words import numbers
from dashboard.words import numbers as periods
from dashboard.words.numbers import full, period, rounded, year_moment


@pytest.mark.parametrize("module", [numbers, periods])
def test_the_examples_of_the_docstrings_hold(module: object) -> None:
    assert isinstance(module, type(doctest))
    result = doctest.testmod(module)
    assert result.attempted >= 3
    assert result.failed == 0


@given(st.integers(1, 10**9))
def test_rounded_keeps_two_significant_figures(value: int) -> None:
    digits = rounded(value).replace(",", "")
    assert abs(float(digits) - value) <= value * 0.05
    assert len(digits.rstrip("0").replace(".", "").lstrip("0")) <= 2


@given(st.integers(-(10**9), 10**9))
def test_full_keeps_every_digit(value: int) -> None:
    assert int(full(value).replace(",", "").replace("−", "-")) == value


def test_rounding_carries_into_the_next_power_of_ten() -> None:
    assert [rounded(v) for v in (9.96, 99.6, 996, 0.996, 0.0996)] == [
        "10",
        "100",
        "1,000",
        "1.0",
        "0.10",
    ]


def test_a_year_is_printed_as_the_moment_or_span_it_stands_for() -> None:
    assert year_moment(date(2023, 12, 31), date(2023, 12, 31), 2021) == "end of 2021"
    assert year_moment(date(2024, 1, 1), date(2024, 1, 1), 2022) == "1 Jan 2022"
    assert year_moment(date(2022, 10, 1), date(2023, 9, 30), 2021) == "Oct 2020 to Sep 2021"
    assert period(date(2022, 2, 24), date(2024, 7, 16)) == "24 Feb 2022 to 16 Jul 2024"
    assert period(date(2022, 3, 1), date(2022, 3, 31)) == "Mar 2022"
    assert period(date(2022, 3, 1), date(2022, 3, 28)) == "1 Mar to 28 Mar 2022"
