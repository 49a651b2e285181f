"""The report on a reader's own table: parts, repairs, findings, rows, sums, and what is said."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dashboard.own.columns import Columns
from dashboard.own.grid import Grid
from dashboard.own.rows import Entries, Part, Unit
from dashboard.tables.indicators import NO_YEAR
from dashboard.words.numbers import full
from dashboard.words.typed_numbers import Decimal

Kind = Literal[
    "matched",
    "fixed",
    "unmatched",
    "undecided",
    "part",
    "period",
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
Periods = Literal["last", "sum"]
Question = Literal["country", "value", "part", "periods", "decimal", "balance"]
Duplicates = Literal["first", "last", "sum"]
SLIP = 1000.0
GROUP = "a total or a group of countries, not a country"


@dataclass(frozen=True)
class Repairs:
    """What the reader decided; empty, the report is as the file stands.

    `country`, `time` and `value_column` are places of columns; `only` gives a value for a column
    whose values part a figure. `balance` says that values below zero are meant. `countries` gives
    a code for a country as written; `left_out` are lines; `factor` multiplies every value and
    `row_factors` those of a line.
    """

    country: int | None = None
    time: int | None = None
    value_column: int | None = None
    only: Mapping[int, str] = field(default_factory=dict)
    periods: Periods | None = None
    unit: Unit | None = None
    decimal: Decimal | None = None
    balance: bool | None = None
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
    def is_group(self) -> bool:
        """Whether the row is a total or a group of countries, which no country stands for."""
        return any(finding.text == GROUP for finding in self.findings)

    @property
    def kind(self) -> Kind:
        """The finding that matters most."""
        return self.findings[0].kind


@dataclass(frozen=True)
class Report:
    """Every value of a file in its order. Sums are of the numbers as written.

    `parts` are the columns whose values part a figure. `several` says that a year has several
    periods, `below_zero` that values are. `scale` is the factor that the table's own words give
    and these words. While something is `asked`, no row goes onto the map.
    """

    grid: Grid
    columns: Columns
    entries: Entries
    parts: tuple[Part, ...]
    several: bool
    below_zero: bool
    scale: tuple[float, str] | None
    asked: tuple[Question, ...]
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
    def is_balance(self) -> bool:
        """Whether values below zero are meant."""
        return self.repairs.balance is True

    @property
    def is_scaled(self) -> bool:
        """Whether the table says that its numbers are thousands or millions, and they stay so."""
        return self.scale is not None and self.repairs.factor == 1

    @property
    def fullest_year(self) -> int:
        """The last of the years with most rows on the map."""
        rows = Counter(row.year for row in self.kept)
        return max(rows, key=lambda year: (rows[year], year))

    @property
    def table_slip(self) -> float | None:
        """The factor that would bring the whole table to the size of the layer compared with."""
        return slip_factor(self.typical_ratio) if self.typical_ratio else None


def total(rows: Iterable[ReportRow]) -> float:
    """Return the sum of the numbers as written."""
    return math.fsum(row.number for row in rows if row.number is not None)


def slip_factor(ratio: float) -> float | None:
    """Return 1,000 or 0.001, whichever would undo a ratio that is about 1,000 times off."""
    if SLIP / 2 <= ratio <= SLIP * 2:
        return 1 / SLIP
    if SLIP / 2 <= 1 / ratio <= SLIP * 2:
        return SLIP
    return None


# In the order in which they are counted.
KIND_WORDS: Mapping[Kind, str] = {
    "matched": "matched",
    "fixed": "matched after a fix",
    "unmatched": "not matched",
    "undecided": "not decided",
    "part": "not the part shown",
    "period": "not the period shown",
    "duplicate": "duplicate",
    "negative": "negative",
    "not_a_number": "not a number",
    "no_value": "no value",
    "no_year": "no year",
    "unit_slip": "likely unit slip",
    "share": "share or per cent",
    "left_out": "left out by you",
    "footnote": "a note",
}
PLAIN = Finding("matched")


def reading_lines(report: Report) -> list[str]:
    """Return how the file was read: what a reader has to know before trusting the report."""
    columns = report.columns
    header = f"headings in line {columns.header}" if columns.header else "no headings"
    lines = [f"Read as {report.grid.how}; {header}."]
    if columns.skipped:
        lines.append(f"Years before 2000 or after 2100 are not read: {span(columns.skipped)}.")
    if report.entries.blank:
        lines.append(f"{full(report.entries.blank)} blank cells under headings are not values.")
    factor = report.table_slip
    if factor and report.typical_ratio:
        size = "1,000 times as large as" if factor < 1 else "a thousandth of"
        lines.append(
            f"Likely unit slip: values are about {size} those of {report.compared_with}, "
            f"the built-in layer they are compared with. Is the table in "
            f"{'single units' if factor < 1 else 'thousands'}?"
        )
    return lines


def sums_line(report: Report) -> str:
    """Return the sum before and after, so that nothing is lost unseen."""
    parts = [
        ("In the file", report.rows),
        ("on the map", report.kept),
        ("not on it", report.rejected),
    ]
    if report.unit == "share":
        return "; ".join(f"{name}: {_rows(rows)}" for name, rows in parts) + "."
    return "; ".join(f"{name}: {_rows(rows)}, sum {_sum(rows)}" for name, rows in parts) + "."


def _rows(rows: tuple[ReportRow, ...]) -> str:
    return f"{full(len(rows))} {'row' if len(rows) == 1 else 'rows'}"


def _sum(rows: tuple[ReportRow, ...]) -> str:
    return full(round(total(rows), 2))


def counts_line(report: Report) -> str:
    """Return how many rows have which finding: `3 matched · 1 not matched`."""
    counts = report.counts
    parts = [f"{full(counts[kind])} {KIND_WORDS[kind]}" for kind in KIND_WORDS if counts[kind]]
    return " · ".join(parts)


def finding_text(row: ReportRow, names: Mapping[str, str]) -> str:
    """Return all that is found about a row, with the nearest names where it has no country."""
    parts = []
    for finding in row.findings:
        if finding == PLAIN and len(row.findings) > 1:
            continue
        text = KIND_WORDS[finding.kind]
        if finding.text:
            text += f": {finding.text}"
        if finding.kind == "unmatched" and row.nearest:
            text += f"; nearest: {', '.join(f'{names[c]} ({c})' for c in row.nearest)}"
        parts.append(text)
    return ". ".join(parts)


def year_text(row: ReportRow) -> str:
    """Return the year of a row, nothing where it has none."""
    return str(row.year) if row.year != NO_YEAR else ""


def span(years: Sequence[int]) -> str:
    """Return `2020 to 2024`, or the only year; blank where there is none."""
    return " to ".join(map(str, dict.fromkeys((*years[:1], *years[-1:]))))


def line_label(row: ReportRow) -> str:
    """Return a row of the file in a list to choose from."""
    return f"Line {row.line}: {row.country}, {row.given}"
