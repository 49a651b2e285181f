"""Rules that need more than one table: references that resolve, totals that add up."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.tables.map_rows import Observation, Total
from dashboard.tables.names import CountryNames
from dashboard.tables.problems import Problem
from dashboard.tables.world import no_such_country

UNIFORM_VISAS = "ec-schengen-visa-stats"
ORIGIN = "RUS"
# Visas of limited validity count as decisions in the published rate and are not in the rows.
RATE_TOLERANCE = 0.001
STOCK, FLOW = "valid_permits", "first_permits"


@dataclass(frozen=True)
class TotalCheck:
    """A published total beside what the rows give."""

    indicator_id: str
    aggregate: str
    year: int
    check: str
    published: float
    from_rows: float
    passed: bool


def reference_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every code that names a row which does not exist."""
    indicators = set(tables["indicators"]["indicator_id"])
    scopes = set(tables["scopes"]["scope"])
    problems: list[Problem] = []
    for name in ("scopes", "observations", "country_aliases"):
        problems += _unplaced(name, tables)
    for name in ("observations", "totals"):
        problems += _unknown(name, tables[name], "indicator_id", indicators, "indicators.csv")
    problems += _unknown("indicators", tables["indicators"], "scope", scopes, "scopes.csv")
    for name in ("countries", "observations", "totals"):
        problems += source_problems(name, tables[name], tables["sources"])
    observed = tables["observations"]
    problems += [
        Problem(
            "observations.csv",
            "Russia is the origin and has no value of its own",
            int(str(line)),
            "iso3",
            ORIGIN,
        )
        for line in observed.index[observed["iso3"].eq(ORIGIN)]
    ]
    return problems


def _unplaced(name: str, tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return the rows that find no country, each with the names that its code may stand for."""
    codes = tables[name]["iso3"]
    missing = codes[~codes.isin(tables["countries"]["iso3"])]
    if missing.empty:
        return []
    names = CountryNames(tables["countries"], tables["country_aliases"])
    return [
        Problem(f"{name}.csv", no_such_country(names, value), int(str(line)), "iso3", value)
        for line, value in missing.items()
    ]


def source_problems(name: str, table: pd.DataFrame, sources: pd.DataFrame) -> list[Problem]:
    """Return every source id of `table` (several joined by ;) that sources.csv does not hold."""
    known = set(sources["source_id"])
    each = table["source_id"].str.split(";").explode()
    missing = each[each.ne("") & ~each.isin(known)]
    return [
        Problem(f"{name}.csv", "no such source in sources.csv", int(str(line)), "source_id", value)
        for line, value in missing.items()
    ]


def check_totals(
    observations: pd.DataFrame, totals: pd.DataFrame, countries: pd.DataFrame
) -> list[TotalCheck]:
    """Hold each published total against the rows, as its `check` column says.

    `sum`: the rows add up to it · `floor`: they do not exceed it · `rate`: it follows from the
    summed visas and their rates, to 0.1 percentage points · `quoted`: shown, not compared.
    """
    return [_check_total(observations, total, countries) for total in Total.of(totals)]


def _check_total(observations: pd.DataFrame, total: Total, countries: pd.DataFrame) -> TotalCheck:
    rows = observations[
        observations["indicator_id"].eq(total.indicator_id)
        & observations["period_end"].eq(str(total.period_end))
        & observations["period_start"].eq(str(total.period_start))
    ]
    rows = _members(rows, total.aggregate, countries)
    from_rows = float(rows["value"].sum())
    if total.check == "rate":
        issued = observations[
            observations["indicator_id"].eq("schengen_issued")
            & observations["period_end"].eq(str(total.period_end))
        ]
        from_rows = _refusal_rate(rows, issued)
        passed = abs(from_rows - total.value) <= RATE_TOLERANCE
    elif total.check == "sum":
        passed = from_rows == total.value
    elif total.check == "floor":
        passed = from_rows <= (total.value if math.isnan(total.high) else total.high)
    else:
        passed = True
    return TotalCheck(
        indicator_id=total.indicator_id,
        aggregate=total.aggregate,
        year=total.period_end.year,
        check=total.check,
        published=total.value,
        from_rows=from_rows,
        passed=passed,
    )


def total_problems(
    observations: pd.DataFrame, totals: pd.DataFrame, countries: pd.DataFrame
) -> list[Problem]:
    """Return the totals that the rows contradict."""
    checks = check_totals(observations, totals, countries)
    return [
        Problem(
            "totals.csv",
            f"check '{check.check}' failed: the rows of observations.csv give {check.from_rows:g}",
            int(str(line)),
            "value",
            f"{check.published:g}",
        )
        for line, check in zip(totals.index, checks, strict=True)
        if not check.passed
    ]


def jump_problems(observations: pd.DataFrame) -> list[Problem]:
    """Return the rises of valid permits that the first permits of the year cannot explain.

    A stock can lose permits in a year, but gains no more than were first given in it; a larger
    rise is a break in the series, and has to be marked as one.
    """
    # A floor says nothing about how many more there were.
    flows = observations[
        observations["indicator_id"].eq(FLOW) & observations["bound"].ne("at_least")
    ]
    most = {
        _state_year(row): row.value if math.isnan(row.high) else row.high
        for row in Observation.of(flows)
    }
    stocks = observations[observations["indicator_id"].eq(STOCK)]
    rows = Observation.of(stocks)
    held = {_state_year(row): row.value for row in rows}
    problems = []
    for line, row in zip(stocks.index, rows, strict=True):
        iso3, year = _state_year(row)
        rise = row.value - held.get((iso3, year - 1), math.inf)
        given = most.get((iso3, year), math.inf)
        if rise > given and not row.break_before:
            rule = (
                f"up {rise:g} in a year with {given:g} first permits: mark it as a break "
                "(break_before = 1)"
            )
            problems.append(
                Problem("observations.csv", rule, int(str(line)), "value", f"{row.value:g}")
            )
    return problems


def _state_year(row: Observation) -> tuple[str, int]:
    return row.iso3, row.period_end.year


def _unknown(
    name: str, table: pd.DataFrame, column: str, known: set[str], where: str
) -> list[Problem]:
    bad = table.loc[~table[column].isin(known), column]
    return [
        Problem(f"{name}.csv", f"no such {column} in {where}", int(str(line)), column, str(value))
        for line, value in bad.items()
    ]


def _members(rows: pd.DataFrame, aggregate: str, countries: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that an aggregate is made of."""
    if aggregate == "EUU":
        return rows[rows["iso3"].isin(countries.loc[countries["eu_member"].eq("1"), "iso3"])]
    if aggregate == "SCH":
        return rows[rows["source_id"].eq(UNIFORM_VISAS)]
    return rows


def _refusal_rate(rates: pd.DataFrame, issued: pd.DataFrame) -> float:
    """Return refused ÷ decided over all states, refused = issued × rate ÷ (1 - rate).

    NaN where nothing was decided.
    """
    visas = rates.merge(issued, on="iso3", suffixes=("_rate", "_issued"), validate="one_to_one")
    share = visas["value_rate"]
    refused = float((visas["value_issued"] * share / (1 - share)).sum())
    decided = refused + float(visas["value_issued"].sum())
    return refused / decided if decided else math.nan
