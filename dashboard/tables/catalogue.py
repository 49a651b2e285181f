"""All tables of data/ that the Map needs, read once, validated, never changed afterwards."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import pandas as pd

from dashboard.tables.checks import jump_problems, reference_problems, total_problems
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
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import Folder
from dashboard.tables.release import Release, read_release
from dashboard.tables.rows import Row, records
from dashboard.tables.world import read_world

TABLES = (Country, Scope, IndicatorRow, Observation, Total, Source, CountryAlias)


@dataclass(frozen=True)
class Catalogue:
    """The validated tables. Frames are shared between readers: copy before changing one."""

    release: Release
    countries: pd.DataFrame
    scopes: pd.DataFrame
    indicators: pd.DataFrame
    observations: pd.DataFrame
    totals: pd.DataFrame
    sources: Sources
    country_aliases: pd.DataFrame
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
    def rows_by_indicator(self) -> dict[str, pd.DataFrame]:
        """The observations of each indicator."""
        return {str(name): rows for name, rows in self.observations.groupby("indicator_id")}

    @cached_property
    def rows_by_place(self) -> dict[tuple[str, str], list[Row]]:
        """The observations of each indicator in each country, by time."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in records(self.observations.sort_values(["period_end", "definition_class"])):
            found.setdefault((row["indicator_id"], row["iso3"]), []).append(row)
        return found

    @cached_property
    def off_map(self) -> dict[str, str]:
        """The countries of the tables without a shape on the map, with the reason."""
        rows = self.countries[self.countries["off_map"].ne("")]
        return dict(zip(rows["iso3"], rows["off_map"], strict=True))

    @cached_property
    def newest_figure(self) -> str:
        """The last day that any observation covers, YYYY-MM-DD."""
        return str(self.observations["period_end"].max())


def read_catalogue(folder: Folder) -> Catalogue:
    """Return the tables of the Map, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    problems: list[Problem] = []
    try:
        tables = folder.frames(*TABLES)
    except TableError as error:
        problems += error.problems
    try:
        world = read_world(folder.path / "world.shp.zip")
    except TableError as error:
        problems += error.problems
    try:
        release = read_release(folder.path)
    except TableError as error:
        problems += error.problems
    if problems:
        raise TableError(problems)
    problems = reference_problems(tables)
    problems += total_problems(tables["observations"], tables["totals"], tables["countries"])
    problems += jump_problems(tables["observations"])
    problems += _map_problems(tables["countries"], world)
    if problems:
        raise TableError(problems)
    sources = sources_by_id(tables["sources"])
    frames = {name: frame for name, frame in tables.items() if name != "sources"}
    return Catalogue(release=release, world=world, sources=sources, **frames)


def _map_problems(countries: pd.DataFrame, world: gpd.GeoDataFrame) -> list[Problem]:
    """Return the countries that the map lacks without a reason, or has without a row."""
    drawn = set(world["iso3"])
    absent = countries[~countries["iso3"].isin(drawn) & countries["off_map"].eq("")]
    problems = [
        Problem(
            "countries.csv",
            "has no shape in world.shp.zip: give the reason in off_map",
            int(str(line)),
            "iso3",
            str(iso3),
        )
        for line, iso3 in absent["iso3"].items()
    ]
    problems += [
        Problem("world.shp.zip", "this shape has no row in countries.csv", value=iso3)
        for iso3 in sorted(drawn - set(countries["iso3"]))
    ]
    return problems
