"""The tables of data/ that the Map needs, with its world: read once, validated, never changed."""

import datetime
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

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
from dashboard.tables.names import CountryNames, no_such_country
from dashboard.tables.problems import Problem, TableError, gathered
from dashboard.tables.reading import Folder
from dashboard.tables.release import Release, read_release

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


WORLD_COLUMNS = [
    "iso3",
    "name",
    "name_ru",
    "continent",
    "subregion",
    "label_lon",
    "label_lat",
    "tiny",
    "geometry",
]


def read_world(path: Path) -> gpd.GeoDataFrame:
    """Return the countries of the map, one row an iso3, in WGS 84 degrees.

    Raises:
        TableError: when the file is missing, unreadable or lacks a column.
    """
    try:
        world = gpd.read_file(path)
    except Exception as error:
        raise TableError(
            [
                Problem(
                    path.name,
                    "is not a readable shapefile; build it again with "
                    f"python3 -m dashboard.commands.world ({type(error).__name__})",
                )
            ]
        ) from error
    missing = [name for name in WORLD_COLUMNS if name not in world.columns]
    if missing:
        raise TableError([Problem(path.name, "this column is missing", None, n) for n in missing])
    return world[WORLD_COLUMNS]


def join_world(world: gpd.GeoDataFrame, table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return every row of `table` with its country's shape, in order, joined on `iso3`.

    A country with several rows has its shape in each; a row without a shape keeps an empty one.

    Raises:
        pandas.errors.MergeError: when the world has a country twice.
    """
    shapes = world[["iso3", "geometry"]]
    joined = shapes.merge(table, on="iso3", how="right", validate="one_to_many")
    return gpd.GeoDataFrame(joined[[*table.columns, "geometry"]], crs=world.crs)


def by_country(
    countries: Mapping[str, Country], rows: Sequence[Observation], names: CountryNames
) -> list[tuple[Country, Observation | None]]:
    """Return every country with its row, None where it has none.

    Raises:
        TableError: when a row finds no country, or a country has two rows; a row is never
            dropped.
    """
    found = {row.iso3: row for row in rows}
    problems = []
    for iso3 in found.keys() - countries.keys():
        rule = no_such_country(names, iso3)
        problems.append(Problem("observations.csv", rule, None, "iso3", iso3))
    problems += [
        Problem("observations.csv", "this country has another row already", None, "iso3", row.iso3)
        for row in rows
        if row is not found[row.iso3]
    ]
    if problems:
        raise TableError(problems)
    return [(country, found.get(iso3)) for iso3, country in countries.items()]
