"""Valid permits per resident Russian citizen, from the two tables by hand."""

import pytest

from dashboard.models.permits import naturalised, per_resident
from dashboard.tables.catalogue import Catalogue


@pytest.mark.parametrize(
    ("iso3", "year", "permits", "residents", "ratio"),
    [
        ("AUT", 2023, 23_126, 37_332, 0.62),
        ("NOR", 2023, 4_213, 7_133, 0.59),
        ("DEU", 2023, 246_204, 272_362, 0.90),
        ("SVK", 2021, 6_159, 2_412, 2.55),
        ("SVK", 2023, 7_694, 2_570, 2.99),
    ],
)
def test_permits_at_the_end_of_a_year_stand_beside_residents_a_day_later(
    catalogue: Catalogue, iso3: str, year: int, permits: float, residents: float, ratio: float
) -> None:
    found = per_resident(catalogue, iso3, year)
    assert found is not None
    assert (found.permits.value, found.residents.value) == (permits, residents)
    assert round(found.ratio, 2) == ratio


def test_there_is_no_ratio_without_both_counts(catalogue: Catalogue) -> None:
    assert per_resident(catalogue, "FRA", 2023) is None  # no count of residents
    assert per_resident(catalogue, "AUT", 2024) is None  # no permits of that year
    assert per_resident(catalogue, "GEO", 2023) is None


def test_new_citizens_are_known_of_two_countries(catalogue: Catalogue) -> None:
    assert [row.value for row in naturalised(catalogue, "DEU")] == [1_995, 12_980]
    assert [row.value for row in naturalised(catalogue, "NOR")] == [3_200]
    assert naturalised(catalogue, "AUT") == []


def test_the_spread_that_the_gaps_name_is_that_of_the_tables(catalogue: Catalogue) -> None:
    found = {iso3: per_resident(catalogue, iso3, 2023) for iso3 in catalogue.names.by_code}
    ratios = sorted((one.ratio, iso3) for iso3, one in found.items() if one is not None)
    assert {iso3 for _, iso3 in ratios[:2]} == {"AUT", "NOR"}
    assert [f"{ratio:.1f}" for ratio, _ in (ratios[0], ratios[1], ratios[-1])] == [
        "0.6",
        "0.6",
        "3.0",
    ]
    assert ratios[-1][1] == "SVK"
