"""An indicator as a typed row, with what the tables hold of it."""

from collections.abc import Sequence

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.map_rows import IndicatorRow, Observation, Total

# The layer of a reader's own table: its code in links, its scope, and its year where it has none.
OWN_LAYER = OWN_SCOPE = "own"
NO_YEAR = 0
OWN_SOURCE = "own-table"
OWN_DEFINITION = "Values of a table that a reader brought along; what they count is not known here."
OWN_CAUTION = "Not checked by this dashboard, and in this reader's session only."


class Indicator(IndicatorRow):
    """Something that is counted, with the years that the tables hold of it.

    `unit_name` is the unit of a reader's own table in its own words; `fractional` says that its
    numbers are not whole, `signed` that they are a balance, above and below zero. `reporters` is
    how many countries of the scope have a value of any year, `thin` the years of which fewer than
    half of them have one, each with how many do.
    """

    years: tuple[int, ...]
    unit_name: str | None = None
    fractional: bool = False
    reporters: int = 0
    thin: tuple[tuple[int, int], ...] = ()
    signed: bool = False

    @property
    def is_own(self) -> bool:
        """Whether this is a reader's own table."""
        return self.indicator_id == OWN_LAYER

    @property
    def open_years(self) -> tuple[int, ...]:
        """The years that the Map offers: all but the thin ones."""
        thin = {year for year, _ in self.thin}
        return tuple(year for year in self.years if year not in thin)

    @property
    def is_share(self) -> bool:
        """Whether values are shares between 0 and 1."""
        return self.unit == "share"


def indicators(catalogue: Catalogue) -> dict[str, Indicator]:
    """Return all indicators by id, in the order of the table."""
    return {
        row.indicator_id: _indicator(
            row, rows_of(catalogue, row.indicator_id), catalogue.members[row.scope]
        )
        for row in catalogue.indicators
    }


def _indicator(
    row: IndicatorRow, observed: Sequence[Observation], scope: frozenset[str]
) -> Indicator:
    found: dict[int, set[str]] = {}
    for one in observed:
        found.setdefault(one.period_end.year, set()).add(one.iso3)
    reporting = {year: len(found[year] & scope) for year in sorted(found)}
    reporters = len(scope & set().union(*found.values()))
    thin = tuple(
        (year, count)
        for year, count in reporting.items()
        # Rings are single figures: there is no whole that a year could miss half of.
        if row.map_kind == "choropleth" and count < reporters / 2
    )
    return Indicator(
        **vars(row),
        years=tuple(reporting),
        reporters=reporters,
        # Where each country has another year, none of them is the fuller one.
        thin=thin if len(thin) < len(reporting) else (),
    )


def rows_of(
    catalogue: Catalogue, indicator_id: str, year: int | None = None
) -> Sequence[Observation]:
    """Return the observations of an indicator, of one year of `period_end` where it is given."""
    rows = catalogue.rows_by_indicator.get(indicator_id, ())
    return rows if year is None else [row for row in rows if row.period_end.year == year]


def world_totals(catalogue: Catalogue, indicator_id: str) -> list[Total]:
    """Return the totals of the whole world that the publisher of an indicator gives."""
    return [
        row
        for row in catalogue.totals
        if row.indicator_id == indicator_id and row.aggregate == "WLD"
    ]


def scope_of(catalogue: Catalogue, indicator: Indicator) -> frozenset[str]:
    """Return the iso3 codes inside which a missing row means *not reported*."""
    return catalogue.members.get(indicator.scope, frozenset())
