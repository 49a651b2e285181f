"""An indicator as a typed row, with what the tables hold of it."""

from dataclasses import dataclass
from typing import Literal, cast

import pandas as pd

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.rows import records

MapKind = Literal["choropleth", "rings", "series"]
# The layer of a reader's own table: its code in links, its scope, and its year where it has none.
OWN_LAYER = OWN_SCOPE = "own"
NO_YEAR = 0


@dataclass(frozen=True)
class Indicator:
    """Something that is counted: see data/README.md for each field.

    `unit_name` is the unit of a reader's own table in its own words; `fractional` says that its
    numbers are not whole, `signed` that they are a balance, above and below zero.
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
    signed: bool = False

    @property
    def is_own(self) -> bool:
        """Whether this is a reader's own table."""
        return self.indicator_id == OWN_LAYER

    @property
    def is_share(self) -> bool:
        """Whether values are shares between 0 and 1."""
        return self.unit == "share"


def indicators(catalogue: Catalogue) -> dict[str, Indicator]:
    """Return all indicators by id, in the order of the table."""
    years: dict[str, set[int]] = {}
    for indicator_id, end in zip(
        catalogue.observations["indicator_id"], catalogue.observations["period_end"], strict=True
    ):
        years.setdefault(indicator_id, set()).add(int(end[:4]))
    return {
        row["indicator_id"]: Indicator(
            indicator_id=row["indicator_id"],
            label=row["label"],
            unit=row["unit"],
            concept=row["concept"],
            definition=row["definition"],
            caution=row["caution"],
            comparable=row["comparable"] == "1",
            default_year=int(row["default_year"]),
            scope=row["scope"],
            map_kind=cast("MapKind", row["map_kind"]),
            change_base=int(row["change_base"]) if row["change_base"] else None,
            per_1000=row["per_1000"] == "1",
            layer_group=row["layer_group"],
            years=tuple(sorted(years.get(row["indicator_id"], ()))),
        )
        for row in records(catalogue.indicators)
    }


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
