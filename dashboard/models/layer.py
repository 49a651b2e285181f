"""A layer of the Map: for each country of the map its state and the number it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from dashboard.models.classes import Classes, Method, diverging, sequential
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR, Indicator, rows_of, scope_of
from dashboard.tables.provenance import Ids, named_ids
from dashboard.tables.rows import Row, records
from dashboard.tables.world import join_world

Measure = Literal["total", "per_1000", "change"]
State = Literal["value", "zero", "not_reported", "not_covered", "absent", "origin"]
# Layers that are kept of one catalogue: every year of all that is on screen at a time.
MOST_KEPT = 160
# What is kept of the earlier of two values that are compared.
OF_BEFORE = ("period_start", "period_end", "quality", "source_id", "note")
DEFINITION_ORDER = ["stock_at_date", "applications", "permits_issued", ""]


@dataclass(frozen=True)
class Layer:
    """An indicator in one year, joined to the world.

    `frame` has one row for each country of the map and for each one that has no shape
    (geometry None): iso3, name, state, shown (the number of the measure), value, low, high,
    bound, before (and its before_period_start, before_period_end, before_quality,
    before_source_id, before_note), change, change_percent, population, population_year,
    population_source_id, per_1000, rank, share, period_start, period_end,
    quality, source_id, note, missing (why a country inside the scope shows no number).
    """

    indicator: Indicator
    year: int
    measure: Measure
    since: int | None
    classes: Classes
    frame: pd.DataFrame
    scope: frozenset[str]
    population_year: int | None

    @cached_property
    def valued(self) -> pd.DataFrame:
        """The rows that show a number (zero included), largest first."""
        rows = self.frame[self.frame["state"].isin(["value", "zero"])]
        return rows.sort_values(["shown", "name"], ascending=[False, True])

    @property
    def signed(self) -> bool:
        """Whether the numbers shown lie above and below zero."""
        return self.measure == "change" or self.indicator.signed

    @property
    def inputs(self) -> dict[str, str]:
        """The columns with the sources of each input, by its name; the value's own is blank."""
        more = {
            "total": {},
            "change": {str(self.since): "before_source_id"},
            "per_1000": {"residents": "population_source_id"},
        }
        return {"": "source_id"} | more[self.measure]

    @property
    def source_ids(self) -> Ids:
        """The sources of every input of every number shown."""
        return named_ids(self.valued[[*self.inputs.values()]])

    @property
    def reporting(self) -> int:
        """How many countries of the scope show a number."""
        return int(self.valued["iso3"].isin(self.scope).sum())

    @cached_property
    def _by_code(self) -> dict[str, Row]:
        return {row["iso3"]: row for row in records(self.frame)}

    def row(self, iso3: str) -> Row:
        """Return the row of one country, shared by all who ask for it."""
        return self._by_code[iso3]


def nearest_year(years: Iterable[int], year: int) -> int:
    """Return the year of `years` nearest to `year`, the later one of two."""
    return min(years, key=lambda candidate: (abs(candidate - year), -candidate))


def layer_of(
    catalogue: Catalogue,
    indicator: Indicator,
    year: int,
    measure: Measure = "total",
    since: int | None = None,
    method: Method = "quantile",
) -> Layer:
    """Return the layer as `build_layer` does, once for all that show it; not to be changed."""
    compared = since if measure == "change" else None
    key = (indicator.indicator_id, year, measure, compared, method)
    kept = catalogue.layers
    found = kept.get(key)
    if not isinstance(found, Layer):
        found = build_layer(catalogue, indicator, year, measure, compared, method)
        kept[key] = found
        while len(kept) > MOST_KEPT:
            kept.pop(next(iter(kept)), None)
    return found


def build_layer(
    catalogue: Catalogue,
    indicator: Indicator,
    year: int,
    measure: Measure = "total",
    since: int | None = None,
    method: Method = "quantile",
) -> Layer:
    """Return `indicator` in `year` for every country, with classes fixed across years.

    `change` needs `since`; a change is computed only where both years have a value and no break
    of the series lies between them.

    Raises:
        TableError: when a row finds no country of the map.
    """
    # A reader's table may have no years at all; then there is nothing to choose from.
    rows = _one_a_country(rows_of(catalogue, indicator.indicator_id, year or None))
    frame = _joined(catalogue, rows)
    scope = scope_of(catalogue, indicator)
    frame = _with_change(catalogue, indicator, frame, year, since)
    population_year = _population_year(catalogue)
    per_1000 = frame["value"] / frame["population"] * 1000
    frame["per_1000"] = per_1000.where(frame["population_year"].eq(str(population_year)))
    column = {"total": "value", "per_1000": "per_1000", "change": "change"}[measure]
    frame["shown"] = frame[column]
    outside: State = "absent" if indicator.is_own else "not_covered"
    signed = indicator.signed or measure == "change"
    frame["state"] = _states(frame, scope, outside, signed=signed)
    frame["missing"] = _missing(frame, measure, since)
    ranked = frame["shown"].where(frame["state"].isin(["value", "zero"]))
    frame["rank"] = ranked.rank(ascending=False, method="min")
    summed = indicator.comparable and not indicator.is_share and measure == "total"
    summed = summed and not indicator.signed
    total = float(ranked.sum())
    frame["share"] = ranked / total if summed and total > 0 else np.nan
    return Layer(
        indicator=indicator,
        year=year,
        measure=measure,
        since=since if measure == "change" else None,
        classes=layer_classes(catalogue, indicator, measure, method),
        frame=frame,
        scope=scope,
        population_year=population_year if measure == "per_1000" else None,
    )


def layer_classes(
    catalogue: Catalogue, indicator: Indicator, measure: Measure, method: Method
) -> Classes:
    """Return the classes of a measure from the values of all years, so that they never move."""
    rows = rows_of(catalogue, indicator.indicator_id)
    whole = measure != "per_1000" and not indicator.is_share and not indicator.fractional
    if measure == "change":
        return diverging(_all_changes(rows, indicator), whole)
    values = rows["value"]
    if indicator.signed:
        return diverging(values.dropna().tolist(), whole)
    if measure == "per_1000":
        population = catalogue.countries.set_index("iso3")["population"]
        values = values / rows["iso3"].map(population) * 1000
    return sequential(values.dropna().tolist(), method, whole)


def _one_a_country(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a country: stocks before applications before issued, the latest of each."""
    order = rows["definition_class"].map(DEFINITION_ORDER.index)
    sortable = rows.assign(_order=order)
    best = sortable.sort_values(["_order", "period_end"], ascending=[True, False])
    return best.drop_duplicates("iso3").drop(columns="_order")


def _joined(catalogue: Catalogue, rows: pd.DataFrame) -> pd.DataFrame:
    """Join `rows` to the world; countries without a shape follow with an empty geometry."""
    off_map = set(catalogue.off_map)
    joined = join_world(catalogue.world, rows, "observations.csv", catalogue.names, off_map=off_map)
    beside = catalogue.countries.loc[catalogue.countries["iso3"].isin(off_map), ["iso3", "name"]]
    beside = beside.merge(rows, on="iso3", how="left", validate="one_to_one")
    # A plain frame from here on: the arithmetic needs no geometry, and is faster without.
    frame = pd.concat([pd.DataFrame(joined), beside.assign(geometry=None)], ignore_index=True)
    facts = catalogue.countries[
        ["iso3", "region", "population", "population_year", "source_id"]
    ].rename(columns={"source_id": "population_source_id"})
    return frame.merge(facts, on="iso3", how="left", validate="one_to_one")


def _with_change(
    catalogue: Catalogue,
    indicator: Indicator,
    frame: pd.DataFrame,
    year: int,
    since: int | None,
) -> pd.DataFrame:
    """Add before, change, change_percent and broken (a break lies between the two years)."""
    if since is None or year == NO_YEAR:
        blank = dict.fromkeys((f"before_{name}" for name in OF_BEFORE), "")
        return frame.assign(
            before=np.nan, change=np.nan, change_percent=np.nan, broken=False, **blank
        )
    rows = rows_of(catalogue, indicator.indicator_id)
    before = rows_of(catalogue, indicator.indicator_id, since).set_index("iso3")
    frame["before"] = frame["iso3"].map(before["value"])
    for name in OF_BEFORE:
        frame[f"before_{name}"] = frame["iso3"].map(before[name]).fillna("")
    first, last = sorted((since, year))
    between = rows[
        rows["break_before"].eq("1")
        & rows["period_end"].str[:4].astype(int).between(first + 1, last)
    ]
    frame["broken"] = frame["iso3"].isin(between["iso3"])
    change = (frame["value"] - frame["before"]).where(~frame["broken"])
    frame["change"] = change
    percent = change / frame["before"] * 100
    frame["change_percent"] = percent.where(frame["before"].gt(0))
    return frame


def _all_changes(rows: pd.DataFrame, indicator: Indicator) -> list[float]:
    """Return the changes of all later years against the base year of the indicator."""
    table = rows.pivot_table(index="iso3", columns=rows["period_end"].str[:4], values="value")
    base = str(indicator.change_base)
    if base not in table.columns:
        return []
    later = [year for year in table.columns if year > base]
    changes = table[later].sub(table[base], axis=0).to_numpy().ravel()
    return [float(change) for change in changes if not np.isnan(change)]


def _population_year(catalogue: Catalogue) -> int:
    return int(catalogue.countries["population_year"].replace("", np.nan).mode().iloc[0])


def _states(
    frame: pd.DataFrame, scope: frozenset[str], outside: State, *, signed: bool
) -> pd.Series:
    """Return the state of each country: value, zero, not_reported, origin or `outside`."""
    has_number = frame["shown"].notna()
    # A change of nothing is a value like any other; a count of nothing is a state.
    zero = has_number & frame["shown"].eq(0) & (not signed)
    inside = frame["iso3"].isin(scope) | frame["value"].notna()
    states = np.select(
        [frame["iso3"].eq(ORIGIN), zero, has_number, inside],
        ["origin", "zero", "value", "not_reported"],
        default=outside,
    )
    return pd.Series(states, index=frame.index)


def _missing(frame: pd.DataFrame, measure: Measure, since: int | None) -> pd.Series:
    """Return why a country of the scope has no number: no_row, no_before, break, no_population."""
    absent = frame["state"].eq("not_reported")
    has_value = frame["value"].notna()
    reasons = np.select(
        [
            ~absent,
            ~has_value,
            frame["broken"] & (measure == "change"),
            frame["before"].isna() & (measure == "change") & (since is not None),
        ],
        ["", "no_row", "break", "no_before"],
        default="no_population",
    )
    return pd.Series(reasons, index=frame.index)
