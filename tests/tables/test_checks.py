"""The totals that publishers print, against the rows."""

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import TotalCheck, check_totals


@pytest.fixture(scope="module")
def checks(catalogue: Catalogue) -> dict[tuple[str, str, int], TotalCheck]:
    made = check_totals(catalogue.observations, catalogue.totals, catalogue.countries)
    return {(check.indicator_id, check.aggregate, check.year): check for check in made}


@pytest.mark.parametrize(("year", "total"), [(2021, 770_982), (2022, 820_456), (2023, 876_789)])
def test_eu_valid_permits(
    checks: dict[tuple[str, str, int], TotalCheck], year: int, total: int
) -> None:
    check = checks["valid_permits", "EUU", year]
    assert check.published == check.from_rows == total


def test_world_asylum_applications_of_every_year(
    checks: dict[tuple[str, str, int], TotalCheck],
) -> None:
    years = [year for name, code, year in checks if (name, code) == ("asylum_applications", "WLD")]
    assert years == list(range(2019, 2026))
    for year in years:
        check = checks["asylum_applications", "WLD", year]
        assert check.check == "sum"
        assert check.published == check.from_rows


def test_schengen_totals_count_uniform_visas_only(
    checks: dict[tuple[str, str, int], TotalCheck], catalogue: Catalogue
) -> None:
    check = checks["schengen_issued", "SCH", 2023]
    assert check.published == check.from_rows == 448_890
    rows = catalogue.observations
    everything = rows[
        rows["indicator_id"].eq("schengen_issued") & rows["period_end"].eq("2023-12-31")
    ]
    assert everything["value"].sum() > check.published


def test_every_total_is_checked(
    checks: dict[tuple[str, str, int], TotalCheck], catalogue: Catalogue
) -> None:
    assert len(checks) == len(catalogue.totals)
    assert all(check.passed for check in checks.values())


def test_refusal_rates_follow_from_the_rows(
    checks: dict[tuple[str, str, int], TotalCheck],
) -> None:
    rates = [check for check in checks.values() if check.check == "rate"]
    assert len(rates) == 7
    assert max(abs(check.published - check.from_rows) for check in rates) < 0.001
