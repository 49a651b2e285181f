"""What a service gave for one indicator, in the schema of data/."""

from dataclasses import dataclass, field
from typing import Literal

from dashboard.commands.refresh.writing import Row

Bound = Literal["exact", "rounded", "range"]
OFFICIAL = "official"


@dataclass(frozen=True)
class Value:
    """A figure of a country and year, or of the Union (EUU), with what its reader has to know."""

    iso3: str
    year: int
    number: int
    low: int | None = None
    bound: Bound = "exact"
    break_before: bool = False
    note: str = ""


@dataclass(frozen=True)
class Found:
    """All that a service gave for an indicator.

    `source` is its row of sources.csv; `remarks` are lines for the report; `doubts` say of a
    country and year why a person should look before accepting it.
    """

    indicator_id: str
    period: Literal["1 January", "31 December", "year"]
    source: Row
    values: tuple[Value, ...]
    totals: tuple[Value, ...] = ()
    remarks: tuple[str, ...] = ()
    doubts: dict[tuple[str, int], str] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """Return the values as rows of observations.csv."""
        return [self._row(one) for one in self.values]

    def total_rows(self) -> list[Row]:
        """Return the published totals as rows of totals.csv; how they are checked is left open."""
        rows = []
        for one in self.totals:
            row = self._row(one)
            del row["iso3"], row["definition_class"], row["break_before"]
            rows.append({**row, "aggregate": one.iso3, "check": "quoted"})
        return rows

    def _row(self, one: Value) -> Row:
        first, last = {
            "1 January": (f"{one.year}-01-01", f"{one.year}-01-01"),
            "31 December": (f"{one.year}-12-31", f"{one.year}-12-31"),
            "year": (f"{one.year}-01-01", f"{one.year}-12-31"),
        }[self.period]
        return {
            "indicator_id": self.indicator_id,
            "iso3": one.iso3,
            "period_start": first,
            "period_end": last,
            "value": str(one.number),
            "low": "" if one.low is None else str(one.low),
            "high": "" if one.low is None else str(one.number),
            "bound": one.bound,
            "definition_class": "",
            "break_before": str(int(one.break_before)),
            "quality": OFFICIAL,
            "source_id": self.source["source_id"],
            "note": one.note,
        }
