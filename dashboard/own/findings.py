"""The report on a reader's own table as plain data: parts, repairs, findings, rows, sums."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.own.columns import Columns
from dashboard.own.grid import Grid
from dashboard.own.headings import is_total
from dashboard.own.layout import cell_at
from dashboard.own.rows import Entries, Entry, Unit
from dashboard.words.typed_numbers import Cell, Decimal, one_line

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


# Added up instead of chosen from.
ADDED = "+"


@dataclass(frozen=True)
class Part:
    """A column and which of its values is shown; `asked` says that this is a guess.

    `values` are all of them, the total first, then by how many rows they have.
    """

    place: int
    values: tuple[str, ...]
    taken: str
    asked: bool

    @property
    def can_add(self) -> bool:
        """Whether the values may be added up: no total is among them."""
        return not is_total(self.values[0])

    def shows(self, entry: Entry) -> bool:
        """Return whether a row is of the value shown."""
        return self.taken in (ADDED, part_text(entry, self.place))


def part_text(entry: Entry, place: int) -> str:
    """Return the value of a row in a column."""
    return shown_text(cell_at(entry.cells, place))


def shown_text(cell: Cell) -> str:
    """Return a cell as text of at most 80 characters."""
    return one_line(cell)[:80]


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
