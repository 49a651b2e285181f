"""The world of the map: its shapefile, and the join of a table to it."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.tables.map_rows import Country, Observation
from dashboard.tables.names import CountryNames
from dashboard.tables.problems import Problem, TableError

COLUMNS = [
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
    missing = [name for name in COLUMNS if name not in world.columns]
    if missing:
        raise TableError([Problem(path.name, "this column is missing", None, n) for n in missing])
    return world[COLUMNS]


def join_world(world: gpd.GeoDataFrame, table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return every row of `table` with its country's shape, in order, joined on `iso3`.

    A country with several rows has its shape in each; a row without a shape keeps an empty one.

    Raises:
        pandas.errors.MergeError: when the world has a country twice.
    """
    shapes = world[["iso3", "geometry"]]
    joined = shapes.merge(table, on="iso3", how="right", validate="one_to_many")
    return gpd.GeoDataFrame(joined[[*table.columns, "geometry"]], crs=world.crs)


def no_such_country(names: CountryNames, iso3: str) -> str:
    """Return what is wrong with a code that is no country's, with the names it may stand for."""
    codes = names.nearest(iso3) or difflib.get_close_matches(iso3, names.by_code)
    near = [names.by_code[code] for code in codes]
    return "no such country on the map" + (f"; nearest: {', '.join(near)}" if near else "")


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
