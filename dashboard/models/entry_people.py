"""People counted abroad beside the rule of the country that they stayed in."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.models.entry import nearest_snapshot
from dashboard.models.entry_days import Standing
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import rows_of, world_totals
from dashboard.tables.map_rows import Observation, Total

# The one count of a single source and definition in countries of all rules.
COUNTED = "staying"
NO_VISA = "no_visa_beforehand"
Period = tuple[datetime.date, datetime.date]
# The family of a country that the tables have no rule for.
NO_FAMILY = ""


@dataclass(frozen=True)
class Counted:
    """The people counted in a country, and its rule; None for a country without one."""

    row: Observation
    name: str
    standing: Standing | None

    @property
    def value(self) -> float:
        """The number of people."""
        return self.row.value


def counted_rows(catalogue: Catalogue) -> list[Observation]:
    """Return the rows of the count, of its latest period only."""
    rows = rows_of(catalogue, COUNTED)
    last = max(row.period_end for row in rows)
    return [row for row in rows if row.period_end == last]


def counting_period(catalogue: Catalogue) -> Period:
    """Return the first and the last day of the count."""
    rows = counted_rows(catalogue)
    return min(row.period_start for row in rows), rows[0].period_end


def opening_date(tables: EntryTables, period: Period) -> datetime.date:
    """Return the snapshot nearest to the middle of a period."""
    start, end = period
    return nearest_snapshot(tables, start + (end - start) / 2)


def counted_people(catalogue: Catalogue, rules: Mapping[str, Standing]) -> list[Counted]:
    """Return the countries of the count with their rules, the largest first."""
    names = catalogue.names.by_code
    found = [Counted(row, names[row.iso3], rules.get(row.iso3)) for row in counted_rows(catalogue)]
    return sorted(found, key=lambda one: (-one.value, one.name))


def by_family(tables: EntryTables, people: Sequence[Counted]) -> dict[str, list[Counted]]:
    """Return the countries of each family of rules that has any, the most open family first."""
    family = {row.category: row.family for row in tables.categories}
    found: dict[str, list[Counted]] = {name: [] for name in [*family.values(), NO_FAMILY]}
    for one in people:
        found[family[one.standing.category] if one.standing else NO_FAMILY].append(one)
    return {name: each for name, each in found.items() if each}


def own_total(catalogue: Catalogue) -> Total | None:
    """Return the world total that the counting newsroom gives itself for the same period."""
    _, end = counting_period(catalogue)
    return next((row for row in world_totals(catalogue, COUNTED) if row.period_end == end), None)
