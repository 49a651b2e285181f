"""Rules that need more than one table: references, totals that add up, changes of entry rules."""

import datetime
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from dashboard.tables.entry import EntryChange, EntryEvent, EntryRule
from dashboard.tables.map_rows import Country, CountryAlias, Observation, Total
from dashboard.tables.names import CountryNames, no_such_country
from dashboard.tables.problems import Problem

UNIFORM_VISAS = "ec-schengen-visa-stats"
ORIGIN, EU_WIDE = "RUS", "EUU"
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


def entry_reference_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return the countries, members, sources and events that do not exist, and missing rules."""
    countries = set(tables["countries"]["iso3"])
    problems: list[Problem] = []
    for name in ("entry_rules", "entry_events", "entry_changes"):
        known = countries | {EU_WIDE} if name == "entry_events" else countries
        problems += unknown(name, tables[name]["iso3"], known, "no such iso3 in countries.csv")
    problems += source_problems(tables, "entry_rules", "entry_events")
    rule = "no such member in countries.csv"
    problems += unknown("entry_events", tables["entry_events"]["members"], countries, rule)
    rules = tables["entry_rules"]
    dates = sorted(rules["as_of"].unique())
    for _, group in rules.groupby("iso3", sort=False):
        missing = sorted(set(dates) - set(group["as_of"]))
        if missing:
            rule = f"this country has no rule at {', '.join(missing)}"
            problems += each_cell("entry_rules", group["iso3"][:1], rule)
    return problems


def entry_change_problems(
    rules: Sequence[tuple[int, EntryRule]], changes: Sequence[tuple[int, EntryChange]]
) -> list[Problem]:
    """Hold entry_changes against the rules: every change of category is there, as it was."""
    category = {(row.iso3, row.as_of): row.category for _, row in rules}
    spans = set(pairwise(sorted({row.as_of for _, row in rules})))
    problems: list[Problem] = []
    listed: set[tuple[str, datetime.date, datetime.date]] = set()
    for line, change in changes:
        span = (change.as_of_from, change.as_of_to)
        if span not in spans:
            rule = "must span two neighbouring snapshots"
            problems.append(
                Problem("entry_changes.csv", rule, line, "as_of_to", str(change.as_of_to))
            )
            continue
        listed.add((change.iso3, *span))
        said = {"category_from": change.category_from, "category_to": change.category_to}
        for (column, one), date in zip(said.items(), span, strict=True):
            if category.get((change.iso3, date)) != one:
                rule = f"entry_rules.csv says otherwise at {date}"
                problems.append(Problem("entry_changes.csv", rule, line, column, one))
    earlier = {second: first for first, second in spans}
    for line, row in rules:
        first = earlier.get(row.as_of)
        if first is None:
            continue
        before = category.get((row.iso3, first), row.category)
        if before != row.category and (row.iso3, first, row.as_of) not in listed:
            rule = f"changed since {first} ({before}), and entry_changes.csv does not list it"
            problems.append(Problem("entry_rules.csv", rule, line, "category", row.category))
    return problems


def entry_event_problems(
    events: Iterable[EntryEvent], changes: Sequence[tuple[int, EntryChange]]
) -> list[Problem]:
    """Return the changes whose event does not exist, is another country's or another time's."""
    by_id = {row.event_id: row for row in events}
    problems: list[Problem] = []
    for line, row in changes:
        if not row.event_id:
            continue
        event = by_id.get(row.event_id)
        if event is None:
            rule = "no such event in entry_events.csv"
        elif row.iso3 not in (event.members or (event.iso3,)):
            rule = "this event does not apply to this country"
        elif not (row.as_of_from <= event.date.last and event.date.first <= row.as_of_to):
            rule = f"this event ({event.date}) does not lie between the two snapshots"
        else:
            continue
        problems.append(Problem("entry_changes.csv", rule, line, "event_id", row.event_id))
    return problems
