"""Rules that need more than one table: references that resolve, totals that add up."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.tables.map_rows import Country, CountryAlias, Observation, Total
from dashboard.tables.names import CountryNames, no_such_country
from dashboard.tables.problems import Problem

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
    problems: list[Problem] = []
    for name in ("scopes", "observations", "country_aliases"):
        problems += _unplaced(name, tables)
    for name, column, of in (
        ("observations", "indicator_id", "indicators"),
        ("totals", "indicator_id", "indicators"),
        ("indicators", "scope", "scopes"),
    ):
        known = tables[of][column]
        problems += unknown(name, tables[name][column], known, f"no such {column} in {of}.csv")
    problems += source_problems(tables, "countries", "observations", "totals")
    observed = tables["observations"]["iso3"]
    rule = "Russia is the origin and has no value of its own"
    return problems + each_cell("observations", observed[observed.eq(ORIGIN)], rule)


def _unplaced(name: str, tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return the rows that find no country, each with the names that its code may stand for."""
    codes = tables[name]["iso3"]
    missing = codes[~codes.isin(tables["countries"]["iso3"])]
    if missing.empty:
        return []
    aliases = CountryAlias.of(tables["country_aliases"])
    names = CountryNames(Country.of(tables["countries"]), aliases)
    return [
        Problem(f"{name}.csv", no_such_country(names, code), int(str(line)), "iso3", code)
        for line, code in missing.items()
    ]


def each_cell(name: str, cells: pd.Series, rule: str) -> list[Problem]:
    """Return a problem of a table for each of `cells`, at its line and in its column."""
    return [
        Problem(f"{name}.csv", rule, int(str(line)), str(cells.name), str(value))
        for line, value in cells.items()
    ]


def unknown(name: str, codes: pd.Series, known: Collection[str], rule: str) -> list[Problem]:
    """Return every code of a table (several joined by ;) that is not `known`."""
    each = codes.str.split(";").explode()
    return each_cell(name, each[each.ne("") & ~each.isin(list(known))], rule)


def source_problems(tables: Mapping[str, pd.DataFrame], *names: str) -> list[Problem]:
    """Return every source that a table names and sources.csv does not hold."""
    rule, known = "no such source in sources.csv", tables["sources"]["source_id"]
    return [
        problem
        for name in names
        for problem in unknown(name, tables[name]["source_id"], known, rule)
    ]


def check_totals(
    observations: pd.DataFrame, totals: Iterable[Total], countries: Iterable[Country]
) -> list[TotalCheck]:
    """Hold each published total against the rows, as its `check` column says.

    `sum`: the rows add up to it · `floor`: they do not exceed it · `rate`: it follows from the
    summed visas and their rates, to 0.1 percentage points · `quoted`: shown, not compared.
    """
    members = {row.iso3 for row in countries if row.eu_member}
    return [_check_total(observations, total, members) for total in totals]


def _check_total(observations: pd.DataFrame, total: Total, members: set[str]) -> TotalCheck:
    rows = observations[
        observations["indicator_id"].eq(total.indicator_id)
        & observations["period_end"].eq(str(total.period_end))
        & observations["period_start"].eq(str(total.period_start))
    ]
    if total.aggregate == "EUU":
        rows = rows[rows["iso3"].isin(members)]
    elif total.aggregate == "SCH":
        rows = rows[rows["source_id"].eq(UNIFORM_VISAS)]
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


def total_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return the totals that the rows contradict."""
    totals, countries = Total.lines(tables["totals"]), Country.of(tables["countries"])
    checks = check_totals(tables["observations"], [total for _, total in totals], countries)
    return [
        Problem(
            "totals.csv",
            f"check '{check.check}' failed: the rows of observations.csv give {check.from_rows:g}",
            line,
            "value",
            f"{check.published:g}",
        )
        for (line, _), check in zip(totals, checks, strict=True)
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
    stocks = Observation.lines(observations[observations["indicator_id"].eq(STOCK)])
    held = {_state_year(row): row.value for _, row in stocks}
    problems = []
    for line, row in stocks:
        iso3, year = _state_year(row)
        rise = row.value - held.get((iso3, year - 1), math.inf)
        given = most.get((iso3, year), math.inf)
        if rise > given and not row.break_before:
            rule = (
                f"up {rise:g} in a year with {given:g} first permits: mark it as a break "
                "(break_before = 1)"
            )
            problems.append(Problem("observations.csv", rule, line, "value", f"{row.value:g}"))
    return problems


def _state_year(row: Observation) -> tuple[str, int]:
    return row.iso3, row.period_end.year


def _refusal_rate(rates: pd.DataFrame, issued: pd.DataFrame) -> float:
    """Return refused ÷ decided over all states, refused = issued × rate ÷ (1 - rate).

    NaN where nothing was decided.
    """
    visas = rates.merge(issued, on="iso3", suffixes=("_rate", "_issued"), validate="one_to_one")
    share = visas["value_rate"]
    refused = float((visas["value_issued"] * share / (1 - share)).sum())
    decided = refused + float(visas["value_issued"].sum())
    return refused / decided if decided else math.nan
