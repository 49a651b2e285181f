"""The join keeps every country and drops no row."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.tables.catalogue import Catalogue, by_country, join_world
from dashboard.tables.map_rows import Country, Observation
from dashboard.tables.problems import TableError


def placed(catalogue: Catalogue, codes: list[str]) -> list[tuple[Country, Observation | None]]:
    row = catalogue.rows_by_indicator["staying"][0]
    rows = [replace(row, iso3=code, value=float(at)) for at, code in enumerate(codes, start=1)]
    return by_country(catalogue.places, rows, catalogue.names)


def test_every_country_stays_on_the_map(catalogue: Catalogue) -> None:
    found = placed(catalogue, ["GEO", "FRA", "NOR"])
    assert len(found) == len(catalogue.world) + len(catalogue.off_map) == 237
    assert {country.iso3: row.value for country, row in found if row} == {
        "GEO": 1,
        "FRA": 2,
        "NOR": 3,
    }
    assert not catalogue.world.geometry.is_empty.any()


def test_a_row_without_a_country_is_an_error_with_the_nearest_name(catalogue: Catalogue) -> None:
    with pytest.raises(TableError) as error:
        placed(catalogue, ["GEO", "SRBIA"])
    assert str(error.value) == (
        "observations.csv, column iso3: 'SRBIA': no such country on the map; nearest: Serbia, Syria"
    )


def test_a_country_with_two_rows_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(TableError, match="column iso3: 'GEO': this country has another row"):
        placed(catalogue, ["GEO", "GEO"])


def test_rows_are_joined_to_the_shapes_of_the_world_and_none_is_dropped(
    catalogue: Catalogue,
) -> None:
    table = pd.DataFrame({"iso3": ["GEO", "GIB", "GEO", "FRA"], "value": [1, 2, 3, 4]})
    joined = join_world(catalogue.world, table)
    assert joined.drop(columns="geometry").equals(table)
    assert joined.crs == catalogue.world.crs
    shapes = catalogue.world.set_index("iso3").geometry
    assert joined.geometry.isna().tolist() == [False, True, False, False]
    assert joined.geometry[2].equals(shapes["GEO"])
    with pytest.raises(pd.errors.MergeError):
        join_world(pd.concat([catalogue.world, catalogue.world]), table)


def test_every_country_of_the_tables_is_on_the_map_or_has_a_reason(catalogue: Catalogue) -> None:
    absent = set(catalogue.places) - set(catalogue.world["iso3"])
    assert absent == set(catalogue.off_map) == {"GIB"}
    assert all(catalogue.off_map.values())


def test_map_and_tables_use_the_same_names(catalogue: Catalogue) -> None:
    drawn = dict(zip(catalogue.world["iso3"], catalogue.world["name"], strict=True))
    assert {iso3: catalogue.names.by_code[iso3] for iso3 in drawn} == drawn
