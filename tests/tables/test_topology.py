import copy
import gzip
import itertools
import json
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from dashboard.commands.world import MOST_GZIP_BYTES, PROBES, ROOT, SHAPEFILE, TOPOLOGY
from dashboard.tables.boundaries import check_probes, glue_at_180
from dashboard.tables.topology import build_topology, check_winding, decode
from dashboard.tables.world import read_world


@pytest.fixture(scope="module")
def world() -> gpd.GeoDataFrame:
    return read_world(ROOT / SHAPEFILE)


@pytest.fixture(scope="module")
def topology() -> dict[str, Any]:
    served: dict[str, Any] = json.loads((ROOT / TOPOLOGY).read_bytes())
    return served


@pytest.fixture(scope="module")
def countries(topology: dict[str, Any]) -> gpd.GeoDataFrame:
    return decode(topology, "countries")


@pytest.fixture(scope="module")
def hatching(topology: dict[str, Any]) -> shapely.MultiLineString:
    return decode(topology, "coastlines").geometry.iloc[0]


def test_the_served_file_is_what_the_shapefile_gives(
    topology: dict[str, Any], world: gpd.GeoDataFrame
) -> None:
    assert build_topology(world) == topology


def test_the_served_file_fits_its_budget() -> None:
    assert len(gzip.compress((ROOT / TOPOLOGY).read_bytes(), 6)) <= MOST_GZIP_BYTES


def test_ids_are_those_of_the_shapefile(
    countries: gpd.GeoDataFrame, world: gpd.GeoDataFrame
) -> None:
    assert countries["iso3"].tolist() == world["iso3"].tolist()


def test_each_country_carries_its_label_point_and_name(
    topology: dict[str, Any], world: gpd.GeoDataFrame
) -> None:
    given = [shape["properties"]["ct"] for shape in topology["objects"]["countries"]["geometries"]]
    assert np.allclose([point[:2] for point in given], world[["label_lon", "label_lat"]])
    assert [point[2] for point in given] == list(world["name"])


def test_plotly_finds_every_object_it_asks_for(topology: dict[str, Any]) -> None:
    assert set(topology["objects"]) == {
        *("coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits")
    }
    for name in ("lakes", "ocean", "rivers", "subunits"):
        assert topology["objects"][name] == {"type": "GeometryCollection", "geometries": []}


def test_probes_lie_in_their_countries(countries: gpd.GeoDataFrame) -> None:
    assert check_probes(countries, ROOT / PROBES) >= 19


def test_outer_rings_run_clockwise(countries: gpd.GeoDataFrame, topology: dict[str, Any]) -> None:
    shapes = [*countries.geometry, *decode(topology, "land").geometry]
    for polygon in itertools.chain.from_iterable(map(shapely.get_parts, shapes)):
        assert not polygon.exterior.is_ccw
        assert all(hole.is_ccw for hole in polygon.interiors)


def test_a_ring_that_runs_the_wrong_way_is_refused(topology: dict[str, Any]) -> None:
    turned = copy.deepcopy(topology)
    shape = next(s for s in turned["objects"]["countries"]["geometries"] if s["id"] == "ISL")
    rings = shape["arcs"] if shape["type"] == "Polygon" else shape["arcs"][0]
    rings[0] = [~arc for arc in reversed(rings[0])]
    with pytest.raises(ValueError, match="a ring of ISL runs the wrong way"):
        check_winding(turned)


def test_neighbours_share_their_borders(countries: gpd.GeoDataFrame) -> None:
    shapes = countries.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_shapes_are_those_of_the_shapefile(
    countries: gpd.GeoDataFrame, world: gpd.GeoDataFrame
) -> None:
    given = glue_at_180(world).geometry.to_numpy()
    drawn = countries.geometry.to_numpy()
    step = 0.005
    assert shapely.hausdorff_distance(given, drawn).max() <= step
    assert shapely.area(drawn).sum() == pytest.approx(shapely.area(given).sum(), rel=1e-4)


def test_land_is_all_countries_without_borders(
    countries: gpd.GeoDataFrame, topology: dict[str, Any]
) -> None:
    land = decode(topology, "land").geometry.iloc[0]
    total = shapely.area(countries.geometry.to_numpy()).sum()
    assert land.area == pytest.approx(total, abs=1e-6)
    assert land.length < 0.75 * shapely.length(countries.geometry.to_numpy()).sum()


def test_no_shape_breaks_at_180_degrees(countries: gpd.GeoDataFrame) -> None:
    for iso3, shape in zip(countries["iso3"], countries.geometry, strict=True):
        for part in shapely.get_parts(shape):
            assert part.bounds[2] - part.bounds[0] < 180, iso3
    widths = (countries.bounds["maxx"] - countries.bounds["minx"]).set_axis(countries["iso3"])
    assert widths["FJI"] < 10
    assert widths["RUS"] < 175


def test_borders_along_a_parallel_stay_on_it(countries: gpd.GeoDataFrame) -> None:
    # An edge is drawn as a great circle, so a long one along a parallel would bulge.
    parts = shapely.get_parts(countries.geometry.to_numpy())
    widest = [abs(np.diff(shapely.get_coordinates(part.exterior)[:, 0])).max() for part in parts]
    assert max(widest) <= 2.01
    points = shapely.get_coordinates(countries.set_index("iso3").geometry["CAN"])
    prairie = points[(points[:, 0] > -122) & (points[:, 0] < -96) & (points[:, 1] < 49.5)]
    assert len(prairie) >= 13
    assert set(prairie[:, 1].round(3)) == {48.995}


def test_hatching_covers_every_country_but_russia(
    countries: gpd.GeoDataFrame, hatching: shapely.MultiLineString
) -> None:
    shapes = countries.set_index("iso3").geometry
    inside = shapely.length(shapely.intersection(shapes.to_numpy(), hatching))
    lines = dict(zip(shapes.index, inside, strict=True))
    large = [iso3 for iso3, shape in shapes.items() if shape.area > 0.2 and iso3 != "RUS"]
    assert [iso3 for iso3 in large if lines[iso3] < 0.2] == []
    inland = shapes["RUS"].buffer(-0.02)
    assert not inland.intersects(hatching)


@pytest.mark.parametrize("iso3", ["SVN", "LUX", "XKX", "CYP", "MNE", "ARM", "EST"])
def test_a_small_country_gets_a_few_lines(
    countries: gpd.GeoDataFrame, hatching: shapely.MultiLineString, iso3: str
) -> None:
    shape = countries.set_index("iso3").geometry[iso3]
    assert len(shapely.get_parts(shape.intersection(hatching))) >= 2


def test_hatching_stays_on_land_and_runs_one_way(
    hatching: shapely.MultiLineString, topology: dict[str, Any]
) -> None:
    land = decode(topology, "land").geometry.iloc[0].buffer(0.03)
    lines = shapely.get_parts(hatching)
    assert shapely.covered_by(lines, land).all()
    ends = np.array([shapely.get_coordinates(line)[[0, -1]] for line in lines])
    rise, run = (ends[:, 1] - ends[:, 0]).T[::-1]
    assert abs(rise - run).max() <= 0.011
    assert len(lines) < 2_500
