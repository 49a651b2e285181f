"""All tables of data/ that the Map needs, read once, validated, never changed afterwards."""

import datetime
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import pandas as pd

from dashboard.tables.checks import (
    each_cell,
    jump_problems,
    reference_problems,
    total_problems,
)
from dashboard.tables.map_rows import (
    Country,
    CountryAlias,
    IndicatorRow,
    Observation,
    Scope,
    Source,
    Sources,
    Total,
    sources_by_id,
)
from dashboard.tables.names import CountryNames
from dashboard.tables.problems import Problem, gathered
from dashboard.tables.reading import Folder
from dashboard.tables.release import Release, read_release
from dashboard.tables.world import read_world

TABLES = (Country, Scope, IndicatorRow, Observation, Total, Source, CountryAlias)


@dataclass(frozen=True)
class Catalogue:
    """The validated tables. Frames are shared between readers: copy before changing one."""

    release: Release
    countries: Sequence[Country]
    scopes: Sequence[Scope]
    indicators: Sequence[IndicatorRow]
    observations: pd.DataFrame
    totals: Sequence[Total]
    sources: Sources
    country_aliases: Sequence[CountryAlias]
    world: gpd.GeoDataFrame
    # What `models.layer` has worked out of these tables; it goes when they go.
    layers: dict[Hashable, object] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def names(self) -> CountryNames:
        """Every spelling of the countries."""
        return CountryNames(self.countries, self.country_aliases)

    @cached_property
    def rows_by_indicator(self) -> Mapping[str, Sequence[Observation]]:
        """The observations of each indicator."""
        found: dict[str, list[Observation]] = {}
        for row in Observation.of(self.observations):
            found.setdefault(row.indicator_id, []).append(row)
        return found

    @cached_property
    def rows_by_place(self) -> Mapping[tuple[str, str], Sequence[Observation]]:
        """The observations of each indicator in each country, by time."""
        found: dict[tuple[str, str], list[Observation]] = {}
        for row in sorted(
            (row for rows in self.rows_by_indicator.values() for row in rows),
            key=lambda row: (row.period_end, row.definition_class),
        ):
            found.setdefault((row.indicator_id, row.iso3), []).append(row)
        return found

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """The countries of each scope."""
        found: dict[str, set[str]] = {}
        for row in self.scopes:
            found.setdefault(row.scope, set()).add(row.iso3)
        return {scope: frozenset(codes) for scope, codes in found.items()}

    @cached_property
    def places(self) -> Mapping[str, Country]:
        """The countries by code, as the map has them; those without a shape follow."""
        known = {row.iso3: row for row in self.countries}
        return {iso3: known[iso3] for iso3 in dict.fromkeys([*self.world["iso3"], *known])}

    @cached_property
    def tiny(self) -> frozenset[str]:
        """The territories whose shape is too small to be seen."""
        return frozenset(self.world.loc[self.world["tiny"].eq(1), "iso3"])

    @cached_property
    def off_map(self) -> dict[str, str]:
        """The countries of the tables without a shape on the map, with the reason."""
        return {row.iso3: row.off_map for row in self.places.values() if row.off_map}

    @cached_property
    def newest_figure(self) -> datetime.date:
        """The last day that any observation covers."""
        return datetime.date.fromisoformat(self.observations["period_end"].max())


def read_catalogue(folder: Folder) -> Catalogue:
    """Return the tables of the Map, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    with gathered() as problems:
        with problems.kept():
            tables = folder.frames(*TABLES)
        with problems.kept():
            world = read_world(folder.path / "world.shp.zip")
        with problems.kept():
            release = read_release(folder.path)
    with gathered() as problems:
        problems += reference_problems(tables)
        problems += total_problems(tables)
        problems += jump_problems(tables["observations"])
        problems += _map_problems(tables["countries"], world)
    return Catalogue(
        release=release,
        countries=Country.of(tables["countries"]),
        scopes=Scope.of(tables["scopes"]),
        indicators=IndicatorRow.of(tables["indicators"]),
        observations=tables["observations"],
        totals=Total.of(tables["totals"]),
        sources=sources_by_id(tables["sources"]),
        country_aliases=CountryAlias.of(tables["country_aliases"]),
        world=world,
    )


def _map_problems(countries: pd.DataFrame, world: gpd.GeoDataFrame) -> list[Problem]:
    """Return the countries that the map lacks without a reason, or has without a row."""
    drawn = set(world["iso3"])
    absent = countries[~countries["iso3"].isin(drawn) & countries["off_map"].eq("")]
    rule = "has no shape in world.shp.zip: give the reason in off_map"
    return each_cell("countries", absent["iso3"], rule) + [
        Problem("world.shp.zip", "this shape has no row in countries.csv", value=iso3)
        for iso3 in sorted(drawn - set(countries["iso3"]))
    ]
