"""The join keeps every country and drops no row."""

import pandas as pd
import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import TableError
from dashboard.tables.world import join_world


def join(catalogue: Catalogue, rows: list[tuple[str, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["iso3", "value"], index=range(2, len(rows) + 2))
    joined: pd.DataFrame = join_world(
        catalogue.world, table, "table.csv", catalogue.names, off_map=set(catalogue.off_map)
    )
    return joined


def test_every_country_stays_on_the_map(catalogue: Catalogue) -> None:
    joined = join(catalogue, [("GEO", 1.0), ("FRA", 2.0), ("NOR", 3.0)])
    assert len(joined) == len(catalogue.world) == 236
    assert joined.set_index("iso3")["value"].dropna().to_dict() == {"GEO": 1, "FRA": 2, "NOR": 3}
    assert not joined.geometry.is_empty.any()


def test_a_row_without_a_country_is_an_error_with_line_and_nearest_name(
    catalogue: Catalogue,
) -> None:
    with pytest.raises(TableError) as error:
        join(catalogue, [("GEO", 1.0), ("SRBIA", 2.0)])
    assert str(error.value) == (
        "table.csv, line 3, column iso3: 'SRBIA': no such country on the map; "
        "nearest: Serbia, Syria"
    )


def test_a_country_with_two_rows_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(TableError, match="line 3, column iso3: 'GEO': this country has another"):
        join(catalogue, [("GEO", 1.0), ("GEO", 2.0)])


def test_every_country_of_the_tables_is_on_the_map_or_has_a_reason(catalogue: Catalogue) -> None:
    absent = set(catalogue.countries["iso3"]) - set(catalogue.world["iso3"])
    assert absent == set(catalogue.off_map) == {"GIB"}
    assert all(catalogue.off_map.values())


def test_map_and_tables_use_the_same_names(catalogue: Catalogue) -> None:
    drawn = dict(zip(catalogue.world["iso3"], catalogue.world["name"], strict=True))
    assert {iso3: catalogue.names.by_code[iso3] for iso3 in drawn} == drawn
