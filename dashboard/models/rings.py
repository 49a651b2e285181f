"""Figures of unlike definitions: drawn as rings, listed, never ranked, summed or differenced."""

import pandas as pd

from dashboard.models.layer import DEFINITION_ORDER
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import Indicator, rows_of

NATIONAL_PERMITS = "national_permits"
MOST_MONTHS_APART = 24
# Upper bounds of the small and the middle ring; fixed, so that rings compare across layers.
RING_BOUNDS = (10_000.0, 50_000.0)


def ring_size(value: float) -> int:
    """Return 0, 1 or 2: small, middle or large."""
    return sum(value >= bound for bound in RING_BOUNDS)


def ring_rows(catalogue: Catalogue, indicator: Indicator, year: int) -> pd.DataFrame:
    """Return all rows of a ring layer in a year with the country's name, largest first.

    `drawn` marks the row a country's ring stands for: stocks before applications before issued,
    the latest of each.
    """
    rows = _with_names(catalogue, rows_of(catalogue, indicator.indicator_id, year))
    ordered = rows.assign(_kind=rows["definition_class"].map(DEFINITION_ORDER.index))
    ordered = ordered.sort_values(["_kind", "period_end"], ascending=[True, False])
    first = ~ordered["iso3"].duplicated()
    ordered["drawn"] = first
    return ordered.drop(columns="_kind").sort_values(["value", "name"], ascending=[False, True])


def national_rings(catalogue: Catalogue, year: int, shown: set[str]) -> pd.DataFrame:
    """Return national permit figures for countries outside `shown`, one row a country.

    The row is the nearest to the end of `year` within 24 months, stocks before applications
    before permits issued.
    """
    rows = rows_of(catalogue, NATIONAL_PERMITS)
    rows = rows[~rows["iso3"].isin(shown)]
    target = year * 12 + 12
    months = rows["period_end"].str[:4].astype(int) * 12 + rows["period_end"].str[5:7].astype(int)
    rows = rows.assign(
        _apart=(months - target).abs(), _kind=rows["definition_class"].map(DEFINITION_ORDER.index)
    )
    rows = rows[rows["_apart"].le(MOST_MONTHS_APART) & rows["iso3"].ne(ORIGIN)]
    nearest = rows.sort_values(["_kind", "_apart", "period_end"], ascending=[True, True, False])
    nearest = nearest.drop_duplicates("iso3").drop(columns=["_apart", "_kind"])
    named = _with_names(catalogue, nearest)
    return named.sort_values(["value", "name"], ascending=[False, True])


def _with_names(catalogue: Catalogue, rows: pd.DataFrame) -> pd.DataFrame:
    """Add name and label point; countries without a shape have no label point."""
    names = catalogue.countries[["iso3", "name"]]
    points = catalogue.world[["iso3", "label_lon", "label_lat"]]
    named = rows.merge(names, on="iso3", how="left", validate="many_to_one")
    return named.merge(pd.DataFrame(points), on="iso3", how="left", validate="many_to_one")
