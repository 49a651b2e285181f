"""The report on a reader's own table, row by row, and what the reader's repairs change in it.

A pure function of the file, the names of the countries, the layer it is compared with and the
repairs: the same repairs on the same file give the same report.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR
from dashboard.tables.names import CountryNames
from dashboard.tables.own_columns import Columns, find_columns
from dashboard.tables.own_comparison import Comparison
from dashboard.tables.own_countries import CountryMatcher, Match, country_text
from dashboard.tables.own_grid import Grid
from dashboard.tables.own_numbers import Decimal
from dashboard.tables.own_rows import Entries, Entry, given_text, read_entries
from dashboard.tables.own_units import Unit, guessed_unit, percent_scale, scaled_share

Kind = Literal[
    "matched",
    "fixed",
    "unmatched",
    "duplicate",
    "negative",
    "not_a_number",
    "no_value",
    "no_year",
    "unit_slip",
    "share",
    "left_out",
    "footnote",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Duplicates = Literal["first", "last", "sum"]
DUPLICATES: tuple[Duplicates, ...] = get_args(Duplicates)
SLIP = 1000.0
MOST_NAMED = 3


@dataclass(frozen=True)
class Repairs:
    """What the reader decided; empty, the report is as the file stands.

    `countries` gives a code for a country as written; `left_out` are lines; `factor` multiplies
    every value and `row_factors` those of a line.
    """

    unit: Unit | None = None
    value_column: int | None = None
    decimal: Decimal | None = None
    duplicates: Duplicates = "first"
    factor: float = 1.0
    countries: Mapping[str, str] = field(default_factory=dict)
    row_factors: Mapping[int, float] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Finding:
    """One thing to know about a row."""

    kind: Kind
    text: str = ""


@dataclass(frozen=True)
class ReportRow:
    """A value of the file and what becomes of it.

    `number` is as written, `value` as the map shows it (after factors, a share between 0 and 1);
    None where there is none. `kept` says that it goes onto the map, `slip` is the factor that
    would bring the row to the size of the others.
    """

    line: int
    column: str
    country: str
    given: str
    year: int
    iso3: str | None
    nearest: tuple[str, ...]
    number: float | None
    value: float | None
    low: float | None
    high: float | None
    note: str
    findings: tuple[Finding, ...]
    kept: bool
    slip: float | None = None

    @property
    def kind(self) -> Kind:
        """The finding that matters most."""
        return self.findings[0].kind


@dataclass(frozen=True)
class Report:
    """Every value of a file in its order. Sums are of the numbers as written."""

    grid: Grid
    columns: Columns
    entries: Entries
    repairs: Repairs
    unit: Unit
    per_cent: bool
    rows: tuple[ReportRow, ...]
    compared_with: str
    typical_ratio: float | None

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.grid.file

    @property
    def kept(self) -> tuple[ReportRow, ...]:
        """The rows that go onto the map."""
        return tuple(row for row in self.rows if row.kept)

    @property
    def rejected(self) -> tuple[ReportRow, ...]:
        """The rows that do not."""
        return tuple(row for row in self.rows if not row.kept)

    @property
    def counts(self) -> Counter[Kind]:
        """How many rows have each finding as the one that matters most."""
        return Counter(row.kind for row in self.rows)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the rows on the map; only NO_YEAR where the table has none."""
        return tuple(sorted({row.year for row in self.kept}))

    @property
    def table_slip(self) -> float | None:
        """The factor that would bring the whole table to the size of the layer compared with."""
        return slip_factor(self.typical_ratio) if self.typical_ratio else None


def total(rows: Iterable[ReportRow]) -> float:
    """Return the sum of the numbers as written."""
    return math.fsum(row.number for row in rows if row.number is not None)


def check_table(
    grid: Grid,
    names: CountryNames,
    repairs: Repairs | None = None,
    comparison: Comparison | None = None,
) -> Report:
    """Return the report on a table, with the repairs applied.

    Raises:
        TableError: where no countries or values are found, or there are too many.
    """
    repairs = repairs or Repairs()
    columns = find_columns(grid, names, repairs.value_column)
    entries = read_entries(grid, columns, repairs.decimal)
    unit = repairs.unit or guessed_unit([entry.number for entry in entries.rows])
    percents = percent_scale([entry.number for entry in entries.rows])
    matcher = CountryMatcher(names)
    rows = [
        _judged(entry, _match(matcher, entry, repairs), unit, repairs, percents=percents)
        for entry in entries.rows
    ]
    rows = _with_duplicates(rows, repairs.duplicates)
    ratio = None
    if comparison is not None and unit == "number":
        rows, ratio = _with_slips(rows, comparison)
    return Report(
        grid,
        columns,
        entries,
        repairs,
        unit,
        percents and unit == "share",
        tuple(rows),
        comparison.label if comparison and unit == "number" else "",
        ratio,
    )


def _match(matcher: CountryMatcher, entry: Entry, repairs: Repairs) -> Match:
    chosen = repairs.countries.get(country_text(entry.country))
    return Match(chosen, "your choice") if chosen else matcher.match(entry.country)


def _judged(
    entry: Entry, match: Match, unit: Unit, repairs: Repairs, *, percents: bool
) -> ReportRow:
    """Return a row with what is wrong with it by itself, the gravest first."""
    number = entry.number
    factor = repairs.factor * repairs.row_factors.get(entry.line, 1.0)
    value = None if number.value is None else number.value * factor
    wrong: list[Finding] = []
    remarks: list[Finding] = []
    text = country_text(entry.country)
    if match.iso3 is None:
        wrong.append(_unmatched(entry, match, text))
    elif match.fix:
        remarks.append(Finding("fixed", f"read as {match.iso3}: {match.fix}"))
    if entry.line in repairs.left_out:
        wrong.insert(0, Finding("left_out", "left out by you"))
    if number.why:
        wrong.append(Finding("not_a_number", number.why))
    elif number.value is None and not (wrong and wrong[0].kind == "footnote"):
        wrong.append(Finding("no_value", "no value is given; a formula never saved reads so too"))
    elif number.value is not None and number.value < 0:
        wrong.append(Finding("negative", "below zero, which no count or share is"))
    elif value is not None:
        value, finding = scaled_share(value, number, unit, percents=percents)
        if finding:
            (remarks if value is not None else wrong).append(Finding("share", finding))
    if entry.year is None:
        wrong.append(Finding("no_year", "no year from 2000 to 2100 stands in this row"))
    if match.iso3 == ORIGIN and not wrong:
        origin = "the country of origin: in table and downloads, neither coloured nor ranked"
        remarks.append(Finding("fixed" if match.fix else "matched", origin))
    bounds = [None if bound is None else bound * factor for bound in (entry.low, entry.high)]
    return ReportRow(
        line=entry.line,
        column=entry.column,
        country=text,
        given=given_text(entry.given),
        year=entry.year or NO_YEAR,
        iso3=match.iso3,
        nearest=match.nearest,
        number=number.value,
        value=value if not wrong else None,
        low=bounds[0],
        high=bounds[1],
        note=entry.note,
        findings=tuple(wrong + remarks) or (Finding("matched"),),
        kept=not wrong,
    )


def _unmatched(entry: Entry, match: Match, text: str) -> Finding:
    if not text:
        return Finding("unmatched", "no country is named in this row")
    if match.aggregate:
        return Finding("unmatched", "a total or a group of countries, not a country")
    if entry.given == "":
        return Finding("footnote", "neither a country nor a value: read as a note")
    if match.nearest:
        return Finding("unmatched", "no such country is known")
    return Finding("unmatched", "no such country is known, and no name is near")


def _with_duplicates(rows: list[ReportRow], rule: Duplicates) -> list[ReportRow]:
    """Return the rows with all but one of a country and year left out, or all to be added up."""
    places: dict[tuple[str | None, int], list[int]] = {}
    for at, row in enumerate(rows):
        if row.kept:
            places.setdefault((row.iso3, row.year), []).append(at)
    for same in places.values():
        if len(same) == 1:
            continue
        stays = same[0] if rule == "first" else same[-1]
        few = same[: MOST_NAMED + 1]
        for at in same:
            named = [str(rows[other].line) for other in few if other != at][:MOST_NAMED]
            more = len(same) - 1 - len(named)
            others = ", ".join(named) + (f" and {more} more" if more else "")
            if rule == "sum":
                text, kept = f"added to line {others}: the same country and year", True
            elif at == stays:
                text, kept = f"kept; line {others} has the same country and year", True
            else:
                text, kept = f"line {rows[stays].line} has the same country and year", False
            finding = Finding("duplicate", text)
            rows[at] = replace(rows[at], findings=(finding, *rows[at].findings), kept=kept)
    return rows


def _with_slips(
    rows: list[ReportRow], comparison: Comparison
) -> tuple[list[ReportRow], float | None]:
    """Mark rows that are about 1,000 times off where the others are not; return the usual ratio."""
    ratios = {
        at: row.value / known
        for at, row in enumerate(rows)
        if row.kept and row.value and (known := comparison.near(row.iso3 or "", row.year))
    }
    typical = comparison.typical(list(ratios.values()))
    if typical is None:
        return rows, None
    for at, ratio in ratios.items():
        factor = slip_factor(ratio / typical)
        if factor is not None:
            done = "multiplied by 1,000" if factor > 1 else "divided by 1,000"
            text = f"would fit {comparison.label} as the other rows do if it were {done}"
            finding = Finding("unit_slip", text)
            rows[at] = replace(rows[at], findings=(finding, *rows[at].findings), slip=factor)
    return rows, typical


def slip_factor(ratio: float) -> float | None:
    """Return 1,000 or 0.001, whichever would undo a ratio that is about 1,000 times off."""
    if SLIP / 2 <= ratio <= SLIP * 2:
        return 1 / SLIP
    if SLIP / 2 <= 1 / ratio <= SLIP * 2:
        return SLIP
    return None
