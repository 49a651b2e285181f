"""The world of the map: its shapefile, and the join of a table to it."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

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


def join_world(
    world: gpd.GeoDataFrame,
    table: pd.DataFrame,
    file: str,
    names: CountryNames,
    off_map: set[str],
) -> gpd.GeoDataFrame:
    """Return every country of the map with its row of `table`, blank where it has none.

    `table` has one row an iso3 and line numbers as its index; `off_map` are the codes that are
    known to have no shape, whose rows the caller shows beside the map.

    Raises:
        TableError: when a row finds no country, or a country has two rows; a row is never
            dropped.
    """
    known = set(world["iso3"]) | off_map
    problems = []
    for line, iso3 in table["iso3"].items():
        if iso3 in known:
            continue
        near = [names.by_code[code] for code in names.nearest(str(iso3))]
        rule = "no such country on the map"
        if near:
            rule += f"; nearest: {', '.join(near)}"
        problems.append(Problem(file, rule, int(str(line)), "iso3", str(iso3)))
    twice = table[table["iso3"].duplicated()]
    problems += [
        Problem(file, "this country has another row already", int(str(line)), "iso3", str(iso3))
        for line, iso3 in twice["iso3"].items()
    ]
    if problems:
        raise TableError(problems)
    joined = world.merge(
        table.drop(columns=["name"], errors="ignore"), on="iso3", how="left", validate="one_to_one"
    )
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=world.crs)
