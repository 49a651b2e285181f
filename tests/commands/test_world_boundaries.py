import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.commands.world.__main__ import PROBES, ROOT, SHAPEFILE, SOURCE, read_natural_earth
from dashboard.commands.world.boundaries import (
    build_world,
    check_coverage,
    glue_at_180,
    merge_territories,
    split_at_180,
)
from dashboard.commands.world.paths import check_probes
from dashboard.tables.catalogue import WORLD_COLUMNS, read_world
from dashboard.tables.problems import TableError


@pytest.fixture(scope="module")
def raw() -> gpd.GeoDataFrame:
    return read_natural_earth(ROOT / SOURCE)


@pytest.fixture(scope="module")
def merged(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return merge_territories(raw)


@pytest.fixture(scope="module")
def built(merged: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return build_world(merged)


@pytest.fixture(scope="module")
def world() -> gpd.GeoDataFrame:
    return read_world(ROOT / SHAPEFILE)


def shape(frame: gpd.GeoDataFrame, iso3: str) -> shapely.Geometry:
    return frame.set_index("iso3").geometry[iso3]


def area(frame: gpd.GeoDataFrame) -> float:
    return float(shapely.area(frame.geometry.to_numpy()).sum())


def test_there_are_236_countries_each_with_its_own_code(world: gpd.GeoDataFrame) -> None:
    assert len(world) == 236
    assert world["iso3"].is_unique
    assert world["iso3"].str.fullmatch("[A-Z]{3}").all()
    assert list(world.columns) == WORLD_COLUMNS
    assert world.crs == "EPSG:4326"


def test_codes_are_the_ones_of_the_tables(world: gpd.GeoDataFrame) -> None:
    countries = pd.read_csv(ROOT / "data/countries.csv", keep_default_na=False)
    drawn = countries[countries["off_map"] == ""].set_index("iso3")["name"]
    named = world.set_index("iso3")["name"]
    assert named.to_dict() == drawn.to_dict()


def test_names_are_the_ones_in_use_today(world: gpd.GeoDataFrame) -> None:
    names = world.set_index("iso3")
    assert names["name"]["TUR"] == "Türkiye"
    assert names["name"]["CZE"] == "Czechia"
    assert names["name"]["MKD"] == "North Macedonia"
    assert names["name_ru"]["BLR"] == "Беларусь"
    assert names["name_ru"]["KGZ"] == "Кыргызстан"
    assert names["name_ru"].str.contains("[А-Я]").all()
    assert (names[["continent", "subregion"]] != "Seven seas (open ocean)").all(axis=None)


def test_the_shapefile_holds_what_was_built(
    world: gpd.GeoDataFrame, built: gpd.GeoDataFrame
) -> None:
    pd.testing.assert_frame_equal(
        pd.DataFrame(world.drop(columns="geometry")),
        pd.DataFrame(built.drop(columns="geometry")),
        check_dtype=False,
    )
    same = shapely.equals(world.geometry.to_numpy(), built.geometry.to_numpy())
    assert same.all()


def test_probes_lie_in_their_countries(world: gpd.GeoDataFrame) -> None:
    assert check_probes(world, ROOT / PROBES) >= 19


def test_a_probe_in_the_wrong_country_is_named(world: gpd.GeoDataFrame, tmp_path: Path) -> None:
    probes = tmp_path / "probes.csv"
    probes.write_text("place,lon,lat,iso3\nParis,2.35,48.86,FRA\nKerch,36.4,45.35,RUS\n")
    with pytest.raises(TableError, match=r"line 3.*'Kerch': lies in UKR, RUS expected"):
        check_probes(world, probes)


def test_merging_moves_land_and_loses_none(raw: gpd.GeoDataFrame, merged: gpd.GeoDataFrame) -> None:
    assert area(merged) == pytest.approx(area(raw[raw["ADM0_A3"] != "ATA"]), abs=1e-9)
    check_coverage(merged)
    before = raw.set_index("ADM0_A3").geometry
    for whole, part in [("CYP", "CYN"), ("SOM", "SOL"), ("AUS", "IOA"), ("IND", "KAS")]:
        assert shape(merged, whole).area == pytest.approx(before[whole].area + before[part].area)
    crimea = shape(merged, "UKR").area - before["UKR"].area
    assert crimea == pytest.approx(before["RUS"].area - shape(merged, "RUS").area)
    assert crimea == pytest.approx(3.1, abs=0.1)


def test_a_merged_country_has_no_seam(merged: gpd.GeoDataFrame) -> None:
    assert shape(merged, "ESH").geom_type == "Polygon"
    assert shape(merged, "SOM").geom_type == "Polygon"
    assert shapely.get_num_interior_rings(shape(merged, "ESH")) == 0
    assert len(shapely.get_parts(shape(merged, "CYP"))) == 1


def test_simplified_neighbours_share_their_borders(world: gpd.GeoDataFrame) -> None:
    shapes = world.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert not shapely.is_empty(shapes).any()
    assert 45_000 < shapely.get_num_coordinates(shapes).sum() < 55_000


def test_simplifying_keeps_the_area(world: gpd.GeoDataFrame, merged: gpd.GeoDataFrame) -> None:
    assert area(world) == pytest.approx(area(merged), rel=5e-4)


def test_coordinates_have_three_decimals_and_stay_on_the_globe(world: gpd.GeoDataFrame) -> None:
    points = shapely.get_coordinates(world.geometry.to_numpy())
    assert abs(points - points.round(3)).max() < 1e-9
    assert abs(points[:, 0]).max() <= 180
    assert abs(points[:, 1]).max() <= 90


def test_a_broken_border_is_named(world: gpd.GeoDataFrame) -> None:
    east = np.array([0.01, 0])
    moved = shapely.transform(shape(world, "LVA"), lambda points: points + east)
    shapes = [moved if code == "LVA" else own for code, own in world[["iso3", "geometry"]].values]
    with pytest.raises(ValueError, match=r"not shared: .*LTU, .*LVA"):
        check_coverage(world.set_geometry(shapes))


def test_66_territories_are_tiny(world: gpd.GeoDataFrame) -> None:
    tiny = set(world["iso3"][world["tiny"] == 1])
    assert len(tiny) == 66
    assert {"MLT", "SGP", "MCO", "LUX", "HKG"} <= tiny
    assert not {"CYP", "XKX", "MNE", "ARM", "QAT", "RUS"} & tiny
    assert set(world["tiny"]) == {0, 1}


def test_every_label_stands_in_its_country(world: gpd.GeoDataFrame) -> None:
    points = gpd.GeoSeries.from_xy(world["label_lon"], world["label_lat"], crs=world.crs)
    assert world.geometry.intersects(points).all()


def test_russia_and_fiji_are_whole_past_180_and_split_back(world: gpd.GeoDataFrame) -> None:
    glued = glue_at_180(world)
    past = glued["iso3"][glued.bounds["maxx"] > 180].tolist()
    assert past == ["FJI", "RUS"]
    for iso3 in past:
        assert shape(glued, iso3).bounds[0] > 0
        halves = split_at_180(shape(glued, iso3))
        assert halves.symmetric_difference(shape(world, iso3)).area == pytest.approx(0, abs=1e-9)
    assert area(glued) == pytest.approx(area(world), abs=1e-6)


def test_a_file_that_is_no_shapefile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "countries.zip"
    path.write_bytes(b"not a zip")
    with pytest.raises(TableError, match=re.escape("countries.zip: is not a readable shapefile")):
        read_natural_earth(path)


def test_a_country_gone_from_the_source_is_named(raw: gpd.GeoDataFrame) -> None:
    with pytest.raises(TableError, match="missing: SOL"):
        merge_territories(raw[raw["ADM0_A3"] != "SOL"])
    with pytest.raises(TableError, match="235 countries after merging, 236 expected"):
        merge_territories(raw[raw["ADM0_A3"] != "FRA"])
