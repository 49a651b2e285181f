"""The world as TopoJSON for plotly's geo subplot: countries, all land, and a hatching."""

import itertools
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.tables.boundaries import check_coverage, glue_at_180

Grid = npt.NDArray[np.int64]
"""Points as whole steps of STEP_DEGREES: longitude, latitude."""

# A tenth of a pixel on a map of Europe 1000 pixels wide. A step of 0.001 degrees costs a quarter
# more bytes.
STEP_DEGREES = 0.005
# d3 draws an edge as a great circle: the 49th parallel, one edge from Minnesota to the Pacific,
# would rise by more than a degree. Longer edges get points in between.
LONGEST_EDGE_DEGREES = 2.0

# Hatching: area of a country in square degrees, and up to that area the distance between two
# lines along a meridian, in degrees. Each distance is half of the one above it, so the lines of
# neighbours meet.
HATCHING = ((np.inf, 2.0), (15.0, 1.0), (2.0, 0.5))
HATCH_EDGE_DEGREES = 8.0
SHORTEST_LINE_DEGREES = 0.12
ORIGIN = "RUS"


def build_topology(world: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the TopoJSON of `world` (iso3, label_lon, label_lat, geometry in degrees).

    Features of `countries` have the iso3 as id and the label point as properties.ct.

    Raises:
        ValueError: when the grid breaks a polygon or a shared border, or a ring ends up
            counter-clockwise.
    """
    from topojson.core.topology import Topology  # needed to build the map only, not to run the app

    whole = glue_at_180(world)
    gridded = whole.set_geometry(shapely.transform(whole.geometry.to_numpy(), _to_grid))
    check_coverage(gridded)
    land = shapely.coverage_union_all(gridded.geometry.to_numpy())
    shared = Topology(
        [gridded[["iso3", "geometry"]], gpd.GeoDataFrame(geometry=[land], crs=None)],
        object_name=["countries", "land"],
        prequantize=False,
    ).to_dict()
    arcs = [_with_points(np.array(arc), LONGEST_EDGE_DEGREES) for arc in shared["arcs"]]
    countries = [
        {
            **_turned(shape, arcs),
            "id": iso3,
            # plotly places a hover text at `ct` and offers it to the text as a variable, so the
            # name rides along and no figure has to carry 236 of them.
            "properties": {"ct": [round(lon, 3), round(lat, 3), name]},
        }
        for shape, iso3, name, lon, lat in zip(
            shared["objects"]["countries"]["geometries"],
            world["iso3"],
            world["name"],
            world["label_lon"],
            world["label_lat"],
            strict=True,
        )
    ]
    (all_land,) = (_turned(shape, arcs) for shape in shared["objects"]["land"]["geometries"])
    hatching = hatch(gridded)
    numbers = range(len(arcs), len(arcs) + len(hatching))
    topology = {
        "type": "Topology",
        "transform": {"scale": [STEP_DEGREES, STEP_DEGREES], "translate": [0, 0]},
        "arcs": [_as_steps(arc) for arc in [*arcs, *hatching]],
        "objects": {
            "countries": {"type": "GeometryCollection", "geometries": countries},
            "land": all_land,
            # Not coastlines. plotly draws this layer below the countries of a choropleth, so an
            # opaque country covers it and one with a transparent fill shows it: that is how
            # "not reported" gets its hatching, and no control has to send a line.
            "coastlines": {"type": "MultiLineString", "arcs": [[number] for number in numbers]},
            # plotly looks these up by name.
            "lakes": _nothing(),
            "ocean": _nothing(),
            "rivers": _nothing(),
            "subunits": _nothing(),
        },
    }
    check_winding(topology)
    return topology


def hatch(gridded: gpd.GeoDataFrame) -> list[Grid]:
    """Return the lines, lower left to upper right, over every country except Russia.

    `gridded` (iso3, geometry) and the lines are in steps of the grid.
    """
    others = gridded[gridded["iso3"] != ORIGIN].geometry.to_numpy()
    areas = shapely.area(others) * STEP_DEGREES**2
    lines: list[Grid] = []
    for level, (largest, distance) in enumerate(HATCHING):
        # Lines run on across borders: what is opaque covers them, and long lines are few bytes.
        region = shapely.coverage_union_all(others[areas < largest])
        lines += _clipped(region, distance, only_between=level > 0)
    return lines


def decode(topology: dict[str, Any], name: str) -> gpd.GeoDataFrame:
    """Return the object `name` as a browser reads it: iso3 (blank for land) and geometry."""
    arcs = _absolute(topology)
    scale = np.array(topology["transform"]["scale"])
    part = topology["objects"][name]
    shapes = part.get("geometries", [part])
    return gpd.GeoDataFrame(
        {"iso3": [shape.get("id", "") for shape in shapes]},
        geometry=[_decoded(shape, arcs, scale) for shape in shapes],
        crs="EPSG:4326",
    )


def check_winding(topology: dict[str, Any]) -> None:
    """Raise ValueError unless outer rings run clockwise and holes counter-clockwise.

    d3 fills the whole globe but the country when its ring runs the other way.
    """
    arcs = _absolute(topology)
    for name in ("countries", "land"):
        part = topology["objects"][name]
        for shape in part.get("geometries", [part]):
            for polygon in _polygons(shape):
                for place, ring in enumerate(polygon):
                    if _clockwise(_joined(ring, arcs)) != (place == 0):
                        raise ValueError(f"{name}: a ring of {shape.get('id')} runs the wrong way")


def _to_grid(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.round(points / STEP_DEGREES)


def _with_points(arc: Grid, longest: float) -> Grid:
    """Return `arc` with points along its edges, none spanning more than `longest` of longitude."""
    pieces = []
    for start, end in itertools.pairwise(arc):
        count = max(1, int(np.ceil(abs(end[0] - start[0]) * STEP_DEGREES / longest)))
        pieces.append(np.linspace(start, end, count + 1)[:-1])
    points: Grid = np.rint(np.concatenate([*pieces, arc[-1:]])).astype(np.int64)
    return points


def _clipped(region: BaseGeometry, distance: float, *, only_between: bool) -> list[Grid]:
    """Return the lines over `region`, every second one if `only_between` two coarser ones."""
    west, south, east, north = region.bounds
    gap = distance / STEP_DEGREES
    numbers = np.arange(np.floor((south - east) / gap), np.ceil((north - west) / gap) + 1)
    if only_between:
        numbers = numbers[numbers % 2 == 1]
    full = shapely.MultiLineString(
        [[(west, west + n * gap), (east, east + n * gap)] for n in numbers]
    )
    parts = shapely.get_parts(shapely.intersection(full, region))
    long = parts[shapely.length(parts) * STEP_DEGREES > SHORTEST_LINE_DEGREES]
    lines = [_with_points(shapely.get_coordinates(part), HATCH_EDGE_DEGREES) for part in long]
    return sorted(lines, key=lambda line: line.tolist())


def _turned(shape: dict[str, Any], arcs: list[Grid]) -> dict[str, Any]:
    """Return type and arcs of a TopoJSON geometry, outer rings clockwise, holes the other way."""
    polygons = [
        [
            ring
            if _clockwise(_joined(ring, arcs)) == (place == 0)
            else [~number for number in reversed(ring)]
            for place, ring in enumerate(polygon)
        ]
        for polygon in _polygons(shape)
    ]
    if shape["type"] == "Polygon":
        return {"type": "Polygon", "arcs": polygons[0]}
    return {"type": "MultiPolygon", "arcs": polygons}


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a TopoJSON geometry, each a list of rings of arc numbers."""
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def _joined(ring: list[int], arcs: list[Grid]) -> Grid:
    """Return the points of a ring or line; ~n stands for arc n backwards."""
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _clockwise(points: Grid) -> bool:
    """Return whether a closed ring runs clockwise, north up."""
    lon, lat = points.T
    return bool((lon[:-1] * lat[1:] - lon[1:] * lat[:-1]).sum() < 0)


def _as_steps(arc: Grid) -> list[list[int]]:
    """Return the arc as TopoJSON has it: the first point, then the way to each next one."""
    steps: list[list[int]] = np.diff(arc, axis=0, prepend=np.zeros((1, 2), np.int64)).tolist()
    return steps


def _absolute(topology: dict[str, Any]) -> list[Grid]:
    return [np.cumsum(np.array(arc, dtype=np.int64), axis=0) for arc in topology["arcs"]]


def _decoded(
    shape: dict[str, Any], arcs: list[Grid], scale: npt.NDArray[np.float64]
) -> BaseGeometry:
    if shape["type"] == "MultiLineString":
        return shapely.MultiLineString([_joined(line, arcs) * scale for line in shape["arcs"]])
    return shapely.MultiPolygon(
        [
            (_joined(rings[0], arcs) * scale, [_joined(hole, arcs) * scale for hole in rings[1:]])
            for rings in _polygons(shape)
        ]
    )


def _nothing() -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": []}
