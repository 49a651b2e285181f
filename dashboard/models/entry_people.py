"""People counted abroad beside the rule of the country that they stayed in."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.models.entry import nearest_snapshot
from dashboard.models.entry_days import Standing
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.rows import Row, records

# The one count of a single source and definition in countries of all rules.
COUNTED = "staying"
NO_VISA = "no_visa_beforehand"
# The family of a country that the tables have no rule for.
NO_FAMILY = ""


@dataclass(frozen=True)
class Counted:
    """The people counted in a country, and its rule; None for a country without one."""

    row: Row
    name: str
    standing: Standing | None

    @property
    def value(self) -> float:
        """The number of people."""
        return float(self.row["value"])


def counted_rows(catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows of the count, of its latest period only."""
    rows = catalogue.rows_by_indicator[COUNTED]
    return rows[rows["period_end"].eq(rows["period_end"].max())]


def counting_period(catalogue: Catalogue) -> tuple[str, str]:
    """Return the first and the last day of the count."""
    rows = counted_rows(catalogue)
    return str(rows["period_start"].min()), str(rows["period_end"].max())


def opening_date(tables: EntryTables, period: tuple[str, str]) -> str:
    """Return the snapshot nearest to the middle of a period."""
    start, end = (datetime.date.fromisoformat(day) for day in period)
    return nearest_snapshot(tables, (start + (end - start) / 2).isoformat())


def counted_people(catalogue: Catalogue, rules: Mapping[str, Standing]) -> list[Counted]:
    """Return the countries of the count with their rules, the largest first."""
    names = catalogue.names.by_code
    found = [
        Counted(row, names[row["iso3"]], rules.get(row["iso3"]))
        for row in records(counted_rows(catalogue))
    ]
    return sorted(found, key=lambda one: (-one.value, one.name))


def by_family(tables: EntryTables, people: Sequence[Counted]) -> dict[str, list[Counted]]:
    """Return the countries of each family of rules that has any, the most open family first."""
    family = {row.category: row.family for row in tables.categories}
    found: dict[str, list[Counted]] = {name: [] for name in [*family.values(), NO_FAMILY]}
    for one in people:
        found[family[one.standing.category] if one.standing else NO_FAMILY].append(one)
    return {name: each for name, each in found.items() if each}


def own_total(catalogue: Catalogue) -> Row | None:
    """Return the world total that the counting newsroom gives itself for the same period."""
    totals = catalogue.totals
    own = totals[
        totals["indicator_id"].eq(COUNTED)
        & totals["aggregate"].eq("WLD")
        & totals["period_end"].eq(counting_period(catalogue)[1])
    ]
    return next(iter(records(own)), None)
