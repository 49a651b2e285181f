"""The report on a reader's own table as plain data: repairs, findings, rows, sums."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from dashboard.tables.own_columns import Columns
from dashboard.tables.own_grid import Grid
from dashboard.tables.own_numbers import Decimal
from dashboard.tables.own_rows import Entries
from dashboard.tables.own_units import Unit

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


def slip_factor(ratio: float) -> float | None:
    """Return 1,000 or 0.001, whichever would undo a ratio that is about 1,000 times off."""
    if SLIP / 2 <= ratio <= SLIP * 2:
        return 1 / SLIP
    if SLIP / 2 <= 1 / ratio <= SLIP * 2:
        return SLIP
    return None
