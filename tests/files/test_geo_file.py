"""The joined layer as GeoPackage and GeoJSON, read back by geopandas and compared."""

import datetime
import io
import itertools
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from dashboard.files.geo import NO_ROW, geojson, geopackage
from dashboard.kit.entry_rules import entry_table
from dashboard.kit.table import layer_table, ring_table
from dashboard.link.map_view import EntryCodes, parse_entry, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.map.entry import entry_card
from dashboard.map.figure import map_card
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.words.map_words import BORDER_NOTE

DAY = datetime.date(2026, 11, 24)
ABOUT = {"title": "A title", "link": "https://example.org/?layer=x", "release": "2026.11 of today"}
Reader = Callable[[pd.DataFrame], gpd.GeoDataFrame]


@pytest.fixture(params=["gpkg", "geojson"])
def reopened(request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path: Path) -> Reader:
    def read(rows: pd.DataFrame) -> gpd.GeoDataFrame:
        content = (
            geopackage(rows, catalogue.world, ABOUT, "a_layer", DAY)
            if request.param == "gpkg"
            else geojson(rows, catalogue.world, ABOUT)
        )
        path = tmp_path / f"layer.{request.param}"
        path.write_bytes(content)
        return gpd.read_file(path)

    return read


def _layer(catalogue: Catalogue, words: Vocabulary, **parameters: str) -> pd.DataFrame:
    asked = {"layer": "valid_permits", **parameters}
    view, refusals = parse_map({name: [value] for name, value in asked.items()}, words)
    assert not refusals
    card = map_card(catalogue, words.layers[view.layer], view)
    if card.layer is None:
        return ring_table(catalogue, card.indicator, card.rings).download
    return layer_table(catalogue, card.layer).download


def test_a_layer_comes_back_with_values_and_shapes(
    catalogue: Catalogue, words: Vocabulary, reopened: Reader
) -> None:
    rows = _layer(catalogue, words)
    found = reopened(rows)
    assert found.crs == "EPSG:4326"
    assert len(found) == len(rows) == 237
    assert found["iso3"].tolist() == rows["iso3"].tolist()
    for column in ("value", "shown", "change_percent"):
        pd.testing.assert_series_equal(
            found[column].astype(float), rows[column].astype(float), check_names=False
        )
    germany = found.set_index("iso3").loc["DEU"]
    assert germany["name"] == "Germany"
    assert germany["state"] == "value"
    assert germany["period"] == "end of 2023"
    assert germany["source"] == "Eurostat"
    assert germany["unit"] == "permits"
    assert germany["quality"] == "official_via_copy"
    assert germany["licence"]
    own = catalogue.world.set_index("iso3").geometry["DEU"]
    assert germany["geometry"].equals(own) or germany["geometry"].normalize() == own.normalize()


def test_a_country_without_a_shape_keeps_its_row(
    catalogue: Catalogue, words: Vocabulary, reopened: Reader
) -> None:
    found = reopened(_layer(catalogue, words))
    without = found[found.geometry.isna()]
    assert without["iso3"].tolist() == sorted(catalogue.off_map)


def test_rings_keep_every_figure_and_every_country(
    catalogue: Catalogue, words: Vocabulary, reopened: Reader
) -> None:
    rows = _layer(catalogue, words, layer="staying")
    found = reopened(rows)
    given = found[found["state"].ne(NO_ROW)]
    assert given["iso3"].tolist() == rows["iso3"].tolist()
    assert given["value"].tolist() == rows["value"].tolist()
    assert set(found["iso3"]) == set(catalogue.world["iso3"])


@pytest.mark.parametrize("since_date", [None, "2022-02-10"])
def test_entry_rules_come_back(
    catalogue: Catalogue, words: Vocabulary, reopened: Reader, since_date: str | None
) -> None:
    tables = Tables().entry
    query = {"since_date": [since_date]} if since_date else {"people": ["none"]}
    view, refusals = parse_entry({"layer": ["entry_rules"], **query}, EntryCodes.of(words, tables))
    assert not refusals
    rows = entry_table(catalogue, tables, entry_card(catalogue, tables, view)).download
    found = reopened(rows)
    given = found[found["state"].ne(NO_ROW)]
    assert given["iso3"].tolist() == rows["iso3"].tolist()
    assert given.geometry.notna().sum() == rows["iso3"].isin(catalogue.world["iso3"]).sum()
    if since_date is None:
        assert given["category"].tolist() == rows["category"].tolist()
        assert (
            given["evidence_date"].astype(str).str[:10].tolist() == rows["evidence_date"].tolist()
        )
        assert "max_stay_days" in given


def test_nothing_in_a_text_field_is_a_formula(
    catalogue: Catalogue, words: Vocabulary, reopened: Reader
) -> None:
    rows = _layer(catalogue, words).assign(note='=HYPERLINK("x")')
    assert set(reopened(rows)["note"]) == {'\'=HYPERLINK("x")'}


def test_geojson_is_as_the_standard_has_it(catalogue: Catalogue, words: Vocabulary) -> None:
    rows = _layer(catalogue, words)
    content = geojson(rows, catalogue.world, ABOUT)
    assert content == geojson(rows, catalogue.world, ABOUT)
    whole: dict[str, Any] = json.loads(content)
    assert "crs" not in whole
    assert whole["metadata"]["release"] == ABOUT["release"]
    assert whole["metadata"]["borders"] == BORDER_NOTE
    assert "Natural Earth" in whole["metadata"]["licence"]
    for feature in whole["features"]:
        assert set(feature) >= {"type", "properties", "geometry"}
        for polygon in _polygons(feature["geometry"]):
            for place, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring)
                assert (_signed_area(ring) > 0) == (place == 0)


def _polygons(geometry: dict[str, Any] | None) -> list[list[list[list[float]]]]:
    if geometry is None:
        return []
    coordinates: list[Any] = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _signed_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))


def test_a_geopackage_says_what_it_is(
    catalogue: Catalogue, words: Vocabulary, tmp_path: Path
) -> None:
    path = tmp_path / "layer.gpkg"
    path.write_bytes(
        geopackage(_layer(catalogue, words), catalogue.world, ABOUT, "valid_permits", DAY)
    )
    assert pyogrio.list_layers(path).tolist() == [["valid_permits", "MultiPolygon"]]
    metadata = pyogrio.read_info(path)["layer_metadata"]
    assert metadata["release"] == ABOUT["release"]
    assert metadata["IDENTIFIER"] == ABOUT["title"]
    assert BORDER_NOTE in metadata["DESCRIPTION"]
    assert ABOUT["link"] in metadata["DESCRIPTION"]
    assert "Natural Earth" in metadata["licence"]


def test_rows_of_no_country_at_all_are_kept(catalogue: Catalogue) -> None:
    rows = pd.DataFrame({"iso3": ["DEU", "ZZZ"], "value": [1.5, -2]})
    found = gpd.read_file(io.BytesIO(geojson(rows, catalogue.world, ABOUT)))
    assert found.set_index("iso3").loc["ZZZ", "value"] == -2
    assert found.set_index("iso3").loc["DEU", "name"] == "Germany"


def test_a_layer_gives_the_same_bytes_later_on(
    catalogue: Catalogue, words: Vocabulary, tmp_path: Path
) -> None:
    rows = _layer(catalogue, words)
    content = geopackage(rows, catalogue.world, ABOUT, "a_layer", DAY)
    assert content == geopackage(rows, catalogue.world, ABOUT, "a_layer", DAY)
    (tmp_path / "a.gpkg").write_bytes(content)
    with sqlite3.connect(tmp_path / "a.gpkg") as opened:
        (changed,) = opened.execute("select last_change from gpkg_contents").fetchone()
    assert changed == "2026-11-24T00:00:00.000Z"


def test_an_empty_column_of_numbers_is_one_of_numbers(
    catalogue: Catalogue, words: Vocabulary, tmp_path: Path
) -> None:
    rows = _layer(catalogue, words)
    assert rows["population"].isna().all()
    path = tmp_path / "a.gpkg"
    path.write_bytes(geopackage(rows, catalogue.world, ABOUT, "a_layer", DAY))
    kinds = dict(zip(*(pyogrio.read_info(path)[key] for key in ("fields", "dtypes")), strict=True))
    assert kinds["population"] == kinds["low"] == "float64"
    assert kinds["population_source_id"] == "object"
