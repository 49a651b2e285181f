"""The totals that publishers print, against the rows."""

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import TotalCheck, check_totals, jump_problems


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


@pytest.mark.parametrize(
    ("year", "total"),
    [
        (2019, 48_282),
        (2020, 44_399),
        (2021, 42_959),
        (2022, 66_373),
        (2023, 114_669),
        (2024, 125_962),
        (2025, 88_310),
    ],
)
def test_pending_claims_of_the_world(
    checks: dict[tuple[str, str, int], TotalCheck], year: int, total: int
) -> None:
    check = checks["asylum_pending", "WLD", year]
    assert check.published == check.from_rows == total


def test_applications_of_2019_and_2020_leave_the_partly_converted_cases_out(
    checks: dict[tuple[str, str, int], TotalCheck], catalogue: Catalogue
) -> None:
    found = [checks["asylum_applications", "WLD", year].from_rows for year in (2019, 2020)]
    assert found == [22_837 - 3_511, 11_926 - 3_888]
    rows = catalogue.observations
    usa = rows[rows["iso3"].eq("USA") & rows["indicator_id"].str.startswith("asylum_")]
    decided = usa[~usa["indicator_id"].eq("asylum_pending")]
    assert set(decided["period_end"].str[:4]) == {"2021", "2022", "2023", "2024", "2025"}
    bulgaria = rows[rows["iso3"].eq("BGR") & rows["indicator_id"].eq("asylum_applications")]
    assert set(bulgaria["note"]) == {"New and repeat claims together."}


BREAKS = {
    ("DEU", "2019"),
    ("DEU", "2021"),
    ("DEU", "2024"),
    ("DNK", "2022"),
    ("FIN", "2019"),
    ("FIN", "2020"),
    ("FRA", "2020"),
    ("ITA", "2021"),
}
# Rise of the stock in the year, and the first permits of that year.
JUMPS = {"DNK": ("2022", 1_455, 985), "FRA": ("2020", 5_993, 4_013), "ITA": ("2021", 3_735, 3_297)}


def test_a_rise_that_first_permits_cannot_explain_is_a_break(catalogue: Catalogue) -> None:
    rows = catalogue.observations
    assert jump_problems(rows) == []
    permits = rows[rows["indicator_id"].eq("valid_permits")]
    broken = permits[permits["break_before"].eq("1")]
    assert set(zip(broken["iso3"], broken["period_end"].str[:4], strict=True)) == BREAKS
    for iso3, (year, rise, given) in JUMPS.items():
        at = rows["iso3"].eq(iso3) & rows["indicator_id"].eq("valid_permits")
        at &= rows["period_end"].str.startswith(year)
        unmarked = rows.assign(break_before=rows["break_before"].mask(at, "0"))
        (problem,) = jump_problems(unmarked)
        assert problem.line == rows.index[at].item()
        assert f"up {rise:g} in a year with {given:g} first permits" in str(problem)


def test_a_floor_of_first_permits_explains_any_rise(catalogue: Catalogue) -> None:
    rows = catalogue.observations
    at = rows["iso3"].eq("DNK") & rows["period_end"].str.startswith("2022")
    first = at & rows["indicator_id"].eq("first_permits")
    stock = at & rows["indicator_id"].eq("valid_permits")
    open_ended = rows.assign(
        break_before=rows["break_before"].mask(stock, "0"),
        bound=rows["bound"].mask(first, "at_least"),
    )
    assert jump_problems(open_ended) == []


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
