"""The recognition rate: only from all three kinds, from 20 decisions on, with its ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.models.asylum import Count, CountryYear, country_years, rated
from dashboard.tables.catalogue import Catalogue


def exact(value: float) -> Count:
    return Count(value, value, value)


FEW = Count(5, 1, 5)


def made(refugee: Count | None, other: Count | None, rejected: Count | None) -> CountryYear:
    return CountryYear("XXX", 2023, None, refugee, other, rejected)


@pytest.fixture(scope="module")
def figures(catalogue: Catalogue) -> dict[tuple[str, int], CountryYear]:
    return country_years(catalogue)


def test_the_eu_in_2022(figures: dict[tuple[str, int], CountryYear]) -> None:
    eu = figures["EUU", 2022]
    assert (eu.applied, eu.positive, eu.decided) == (
        Count(12_811, 12_811, 12_811, "sum of rows: 27 countries", ("unhcr-rdf-2026-06",)),
        exact(1952),
        exact(6617),
    )
    assert eu.rate == pytest.approx(1952 / 6617)


def test_how_many_rates_there_are(figures: dict[tuple[str, int], CountryYear]) -> None:
    countries = [one for one in figures.values() if one.place not in {"EUU", "WLD"}]
    assert len(countries) == 418
    assert sum(one.decided is not None for one in countries) == 334
    assert len(rated(countries)) == 184
    sizes = [one.decided.value for one in rated(countries) if one.decided]
    assert sizes == sorted(sizes, reverse=True)


def test_sums_of_the_countries_are_the_published_totals(
    figures: dict[tuple[str, int], CountryYear],
) -> None:
    for year in range(2019, 2026):
        each = [one for (place, at), one in figures.items() if at == year and len(place) == 3]
        countries = [one for one in each if one.place not in {"EUU", "WLD"}]
        world = figures["WLD", year]
        assert world.refugee is not None
        assert sum(one.refugee.value for one in countries if one.refugee) == world.refugee.value


@pytest.mark.parametrize("missing", range(3))
def test_no_rate_without_all_three(missing: int) -> None:
    counts: list[Count | None] = [exact(10), exact(10), exact(10)]
    counts[missing] = None
    one = made(*counts)
    assert (one.rate, one.rate_ends, one.decided) == (None, None, None)


def test_no_rate_under_twenty_decisions() -> None:
    assert made(exact(5), exact(4), exact(10)).rate is None
    assert made(exact(6), exact(4), exact(10)).rate == 0.5
    assert made(exact(0), exact(0), exact(20)).rate == 0


def test_a_five_counts_as_five_and_keeps_its_range() -> None:
    one = made(FEW, exact(10), FEW)
    assert one.decided == Count(20, 12, 20)
    assert one.rate == 0.75
    assert one.rate_ends == (11 / 16, 15 / 16)


@given(*[st.tuples(st.integers(0, 500), st.booleans()) for _ in range(3)])
def test_the_rate_lies_within_its_ends(
    first: tuple[int, bool], second: tuple[int, bool], third: tuple[int, bool]
) -> None:
    one = made(*(FEW if few else exact(value) for value, few in (first, second, third)))
    if one.rate is None or one.rate_ends is None:
        return
    low, high = one.rate_ends
    assert 0 <= low <= one.rate <= high <= 1
