"""The files of paths, read back as shapes: whole, true to area, with shared borders."""

import json
import re
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from dashboard.commands.world.__main__ import PATHS, PROBES, ROOT
from dashboard.commands.world.paths import TINY, check_paths, decoded, path, zipped_size
from dashboard.map.geometry import FRAMES, WIDTH, geometry
from dashboard.tables.catalogue import Catalogue

each_file = pytest.mark.parametrize("name", list(PATHS))
each_region = pytest.mark.parametrize("region", list(FRAMES))
WORLD = ROOT / "dashboard/static/map/world.json"


def read(name: str) -> tuple[dict[str, Any], gpd.GeoSeries]:
    file: dict[str, Any] = json.loads((ROOT / name).read_bytes())
    return file, decoded(file).set_index("iso3").geometry


@each_file
def test_every_file_passes_its_checks(name: str, catalogue: Catalogue) -> None:
    region, _ = PATHS[name]
    found = check_paths((ROOT / name).read_bytes(), region, catalogue.world, ROOT / PROBES)
    assert found == {"world": 19, "europe": 15, "eurasia": 16}[region]


@each_region
def test_the_first_file_of_a_region_fits_its_budget(region: str) -> None:
    content = (ROOT / f"dashboard/static/map/{region}.json").read_bytes()
    assert zipped_size(content) <= 60_000


@each_file
def test_countries_keep_their_areas(name: str, catalogue: Catalogue) -> None:
    region, _ = PATHS[name]
    west, _, east, _ = FRAMES[region].bounds
    unit = (east - west) / WIDTH
    own = catalogue.world.set_index("iso3").geometry
    _, shapes = read(name)
    for iso3 in ("DEU", "FIN", "GEO"):
        true = abs(Geod(ellps="WGS84").geometry_area_perimeter(own[iso3])[0]) / 1e6
        assert shapes[iso3].area * unit**2 == pytest.approx(true, rel=0.02)


@each_file
def test_neighbours_share_their_whole_border(name: str, catalogue: Catalogue) -> None:
    """No sea shows between them: what they share is as long as the border is."""
    region, _ = PATHS[name]
    pairs = [("DEU", "POL"), ("FRA", "ESP"), ("UKR", "RUS"), ("GEO", "ARM"), ("NOR", "SWE")]
    own = catalogue.world.set_index("iso3").geometry
    _, shapes = read(name)
    for one, other in pairs:
        true, drawn = (
            shapely.length(shapely.intersection(*both))
            for both in (FRAMES[region].units([own[one], own[other]]), shapes[[one, other]])
        )
        assert drawn == pytest.approx(true, rel=0.15), (one, other)


@each_file
def test_a_country_inside_of_another_leaves_it_empty(name: str) -> None:
    """Browsers fill by winding, so a hole has to run against the ring around it."""
    file, shapes = read(name)
    assert not shapes["ITA"].intersects(shapes["SMR"].representative_point())
    if "LSO" not in shapes:
        return
    rings = [part for part in file["shapes"]["ZAF"].split("M") if part]
    turns = {shapely.is_ccw(decoded_ring(f"M{ring}")) for ring in rings}
    assert turns == {True, False}
    assert not shapes["ZAF"].intersects(shapes["LSO"].representative_point())


def decoded_ring(text: str) -> shapely.LinearRing:
    numbers = [int(n) for n in text[1:-1].replace("l", " ").replace("-", " -").split()]
    points = np.cumsum(np.array(numbers).reshape(-1, 2), axis=0)
    return shapely.LinearRing(points)


@pytest.mark.parametrize("name", ["world", "world-fine"])
def test_no_country_is_torn_at_180_degrees(name: str) -> None:
    _, shapes = read(f"dashboard/static/map/{name}.json")
    for iso3, widest in (("RUS", 0.45), ("FJI", 0.03)):
        west, _, east, _ = shapes[iso3].bounds
        assert (east - west) / WIDTH < widest
        assert west > 0.5 * WIDTH


@each_region
def test_every_country_of_the_tables_has_a_label_point(region: str, catalogue: Catalogue) -> None:
    shapes = geometry(region)
    drawn = set(catalogue.places) - set(catalogue.off_map)
    assert drawn <= set(shapes.points)
    assert drawn <= set(shapes.names)
    for iso3, (x, y) in shapes.points.items():
        assert 0 < x < WIDTH, iso3
        assert 0 < y < shapes.height, iso3


@each_region
def test_a_label_point_lies_in_its_country(region: str) -> None:
    _, drawn = read(f"dashboard/static/map/{region}.json")
    shapes = geometry(region)
    seen = sorted(set(drawn.index) - shapes.outside - shapes.tiny)
    apart = [i for i in seen if drawn[i].distance(shapely.Point(shapes.points[i])) > 6]
    assert apart == []
    if region == "world":
        assert not shapes.outside
    if region == "eurasia":
        assert not {"ISR", "KAZ", "ARM", "GEO", "TUR", "SRB"} & shapes.outside


@each_region
def test_what_needs_a_square_is_too_small_to_be_seen(region: str) -> None:
    _, drawn = read(f"dashboard/static/map/{region}.json")
    shapes = geometry(region)
    pixel = WIDTH / 780
    for iso3 in shapes.tiny & set(drawn.index):
        sides = shapely.area(shapely.get_parts(drawn[iso3])) ** 0.5
        # Whole steps make a shape up to a step larger.
        assert max(sides) < TINY * pixel + 2, iso3
    assert ("LUX" in shapes.tiny) == (region == "world")
    assert {"MCO", "SMR", "VAT"} <= shapes.tiny


def test_a_broken_file_is_refused(catalogue: Catalogue) -> None:
    def refused(why: str, **changed: object) -> None:
        content = json.dumps({**file, **changed}).encode()
        with pytest.raises(ValueError, match=why):
            check_paths(content, "world", catalogue.world, ROOT / PROBES)

    file = json.loads(WORLD.read_bytes())
    shapes, points = file["shapes"], file["points"]
    refused("no label point: DEU", points={k: at for k, at in points.items() if k != "DEU"})
    refused("outside of the map: DEU", points={**points, "DEU": [-1, 0]})
    moved = re.sub(r"M(\d+)", lambda found: f"M{int(found[1]) + 9}", shapes["POL"])
    refused("not shared: .*POL", shapes={**shapes, "POL": moved})
    torn = f"{shapes['RUS']}M10 200l50 0 0 50z"
    refused("Russia reaches from 0.00", shapes={**shapes, "RUS": torn})
    refused("bytes gzip", names=[str(3**n) for n in range(999)])


corners = st.tuples(st.integers(-500, 5000), st.integers(-500, 5000))


@given(
    corner=corners,
    size=st.tuples(st.integers(3, 900), st.integers(3, 900)),
    step=st.sampled_from([1, 0.25]),
    hole=st.booleans(),
)
def test_a_path_is_read_back_as_it_was(
    corner: tuple[int, int], size: tuple[int, int], step: float, hole: bool
) -> None:
    (x, y), (width, height) = corner, size
    shape = shapely.box(x, y, x + width, y + height)
    if hole:
        shape -= shapely.box(x + 1, y + 1, x + width - 1, y + height - 1)
    file = {"step": step, "shapes": {"AAA": path(shape, step)}}
    assert decoded(file).geometry[0].equals(shape)
