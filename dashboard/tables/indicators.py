"""An indicator as a typed row, with what the tables hold of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.map_rows import IndicatorRow, MapKind

# The layer of a reader's own table: its code in links, its scope, and its year where it has none.
OWN_LAYER = OWN_SCOPE = "own"
NO_YEAR = 0
OWN_SOURCE = "own-table"
OWN_DEFINITION = "Values of a table that a reader brought along; what they count is not known here."
OWN_CAUTION = "Not checked by this dashboard, and in this reader's session only."


@dataclass(frozen=True)
class Indicator:
    """Something that is counted: see data/README.md for each field.

    `unit_name` is the unit of a reader's own table in its own words; `fractional` says that its
    numbers are not whole, `signed` that they are a balance, above and below zero. `reporters` is
    how many countries of the scope have a value of any year, `thin` the years of which fewer than
    half of them have one, each with how many do.
    """

    indicator_id: str
    label: str
    unit: str
    concept: str
    definition: str
    caution: str
    comparable: bool
    default_year: int
    scope: str
    map_kind: MapKind
    change_base: int | None
    per_1000: bool
    layer_group: str
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
    observed = catalogue.observations
    found: dict[str, dict[int, set[str]]] = {}
    for indicator_id, end, iso3 in zip(
        observed["indicator_id"], observed["period_end"], observed["iso3"], strict=True
    ):
        found.setdefault(indicator_id, {}).setdefault(int(end[:4]), set()).add(iso3)
    scopes = catalogue.scopes.groupby("scope")["iso3"].agg(frozenset)
    return {
        row.indicator_id: _indicator(row, found.get(row.indicator_id, {}), scopes[row.scope])
        for row in IndicatorRow.of(catalogue.indicators)
    }


def _indicator(
    row: IndicatorRow, found: Mapping[int, set[str]], scope: frozenset[str]
) -> Indicator:
    reporting = {year: len(found[year] & scope) for year in sorted(found)}
    reporters = len(scope & set().union(*found.values()))
    thin = tuple(
        (year, count)
        for year, count in reporting.items()
        # Rings are single figures: there is no whole that a year could miss half of.
        if row.map_kind == "choropleth" and count < reporters / 2
    )
    return Indicator(
        indicator_id=row.indicator_id,
        label=row.label,
        unit=row.unit,
        concept=row.concept,
        definition=row.definition,
        caution=row.caution,
        comparable=row.comparable,
        default_year=row.default_year,
        scope=row.scope,
        map_kind=row.map_kind,
        change_base=row.change_base,
        per_1000=row.per_1000,
        layer_group=row.layer_group,
        years=tuple(reporting),
        reporters=reporters,
        # Where each country has another year, none of them is the fuller one.
        thin=thin if len(thin) < len(reporting) else (),
    )


def rows_of(catalogue: Catalogue, indicator_id: str, year: int | None = None) -> pd.DataFrame:
    """Return the observations of an indicator, of one year of `period_end` where it is given."""
    rows = catalogue.rows_by_indicator.get(indicator_id, catalogue.observations.iloc[:0])
    if year is not None:
        rows = rows[rows["period_end"].str.startswith(f"{year}-")]
    return rows


def scope_of(catalogue: Catalogue, indicator: Indicator) -> frozenset[str]:
    """Return the iso3 codes inside which a missing row means *not reported*."""
    scopes = catalogue.scopes
    return frozenset(scopes.loc[scopes["scope"].eq(indicator.scope), "iso3"])
