"""The paths of the maps, one file a region, and their checks."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.commands.world.boundaries import EASTWARD, glue_at_180
from dashboard.map.geometry import BASE, FRAMES, WIDTH, Frame, filled
from dashboard.tables.problems import Problem, TableError

# Pixels a side, on a map of BASE pixels.
TINY = 2
# Half the width of what a conic map is cut from, in degrees of longitude.
CONIC_REACH = 100
LONGEST_EDGE_DEGREES = 1.0
# What lies beyond the frame is cut off this many units outside, so that no cut edge is seen.
MARGIN = 40
# Detail under so many units is left out; six units are a pixel on a map 800 px wide. With more
# left out Gaza falls to its neighbour on the map of the world.
COARSE, FINE = 1.6, 0.6
# How far from the edge the mark of a country stands that lies outside of the frame.
INSET = 200


def region_file(world: gpd.GeoDataFrame, region: str, *, fine: bool = False) -> bytes:
    """Return the paths of a region as JSON: `{width, height, outline, shapes, points, outside}`.

    `world` has iso3, name, label_lon, label_lat and geometry (degrees, of full detail). A path of
    `shapes` is written in steps of `step` units; `points` are label points in units, of countries
    `outside` of the frame at its edge; `tiny` need a square to be seen. The fine file holds shapes
    alone.
    """
    frame = FRAMES[region]
    tolerance = FINE if fine else COARSE
    # A step of the fine file is finer than a pixel at the largest zoom.
    step = 0.25 if fine else 1
    drawn = shapes_of(world, frame, tolerance)
    shapes = {iso3: path(shape, step) for iso3, shape in drawn.items()}
    content: dict[str, Any] = {
        "step": step,
        "shapes": {iso3: text for iso3, text in shapes.items() if text},
    }
    if not fine:
        points, outside = _points(world, frame)
        content |= {
            "width": WIDTH,
            "height": frame.height,
            "outline": path(_outline(frame), 1),
            "points": points,
            "outside": outside,
            "tiny": sorted(set(points) - set(outside) - _visible(drawn)),
            "names": dict(zip(world["iso3"], world["name"], strict=True)),
            "russian": dict(zip(world["iso3"], world["name_ru"], strict=True)),
        }
    return json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()


def shapes_of(world: gpd.GeoDataFrame, frame: Frame, tolerance: float) -> dict[str, BaseGeometry]:
    """Return what a frame shows of each country, in units, neighbours' borders shared."""
    around = _around(glue_at_180(world), frame)
    flat = shapely.coverage_simplify(frame.units(list(around.values())), tolerance)
    seen = shapely.clip_by_rect(flat, -MARGIN, -MARGIN, WIDTH + MARGIN, frame.height + MARGIN)
    return {
        iso3: shape for iso3, shape in zip(around, seen, strict=True) if not shapely.is_empty(shape)
    }


def path(shape: BaseGeometry, step: float) -> str:
    """Return a shape as the path of an SVG, in whole steps of `step` units; empty if too small."""
    text = ""
    # Holes run against their outer ring, so that they stay empty.
    for part in shapely.orient_polygons(shapely.get_parts(shape)):
        if part.geom_type != "Polygon":
            continue
        for ring in shapely.get_rings(part):
            text += _ring(np.rint(shapely.get_coordinates(ring) / step).astype(np.int64))
    return text


def _visible(drawn: dict[str, BaseGeometry]) -> set[str]:
    """Return the countries whose largest part is at least `TINY` pixels a side."""
    return {
        iso3
        for iso3, shape in drawn.items()
        if max(shapely.area(shapely.get_parts(shape))) ** 0.5 >= TINY * WIDTH / BASE
    }


def _ring(points: npt.NDArray[np.int64]) -> str:
    """Return a closed ring in relative steps, without the points that fall on the one before."""
    kept = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
    # What has become a line shows nothing.
    if len(kept) < 4 or shapely.Polygon(kept).area == 0:
        return ""
    steps = " ".join(f"{x} {y}" for x, y in np.diff(kept, axis=0)[:-1])
    return f"M{kept[0][0]} {kept[0][1]}l{steps}z".replace(" -", "-")


def _outline(frame: Frame) -> BaseGeometry:
    if not frame.round:
        return shapely.box(0, 0, WIDTH, frame.height)
    box = shapely.box(frame.lon[0], frame.lat[0], frame.lon[1], frame.lat[1])
    return shapely.simplify(frame.units([shapely.segmentize(box, 1)])[0], 1)


def _points(world: gpd.GeoDataFrame, frame: Frame) -> tuple[dict[str, list[int]], list[str]]:
    """Return where each country is marked, and which of them lie outside of the frame."""
    points, outside = {}, []
    middle = np.array([WIDTH / 2, frame.height / 2])
    reach = middle - INSET
    for iso3, lon, lat in zip(world["iso3"], world["label_lon"], world["label_lat"], strict=True):
        x, y = frame.place(float(lon), float(lat))
        if not (0 <= x <= WIDTH and 0 <= y <= frame.height):
            outside.append(str(iso3))
            away = np.array([x, y]) - middle
            x, y = middle + away / max(np.abs(away) / reach)
        points[str(iso3)] = [round(x), round(y)]
    return points, outside


def _around(whole: gpd.GeoDataFrame, frame: Frame) -> dict[str, BaseGeometry]:
    """Return the shapes by iso3, cut where the map's edge runs, what lies beyond moved around.

    Edges get points in between, so that parallels become curves.
    """
    west, east = frame.lon
    if not frame.round:
        west, east = frame.middle - CONIC_REACH, frame.middle + CONIC_REACH
    shapes = whole.geometry.to_numpy()
    inside = shapely.clip_by_rect(shapes, west, -60, east, 90)
    beyond = shapely.clip_by_rect(shapes, west - 360, -60, min(west, east - 360), 90)
    moved = shapely.transform(beyond, lambda points: points + EASTWARD)
    edged = shapely.segmentize(shapely.union(inside, moved), LONGEST_EDGE_DEGREES)
    return {
        str(iso3): shape for iso3, shape in zip(whole["iso3"], edged, strict=True) if shape.area > 0
    }


MOST_GZIP_BYTES = 60_000
# Whole steps can press a channel shut, so that its two banks touch: never longer than this.
LONGEST_PINCH = 16
# On this map, Russia's eastern end and its enclave on the Baltic are as far apart as that.
RUSSIA = (0.5, 1.0)


def check_paths(content: bytes, region: str, world: gpd.GeoDataFrame, probes: Path) -> int:
    """Return how many probe points (see `check_probes`) lie in their country's path.

    Raises:
        TableError: when a point of the frame lies in another country, or in none.
        ValueError: when neighbours do not share their border, Russia is torn at 180 degrees, a
            country of `world` has no label point, or the file is too large.
    """
    file = json.loads(content)
    shapes = decoded(file)
    _check_borders(shapes, region)
    if region == "world":
        _check_russia(shapes)
    if "points" in file:
        _check_points(file, world)
        zipped = zipped_size(content)
        if zipped > MOST_GZIP_BYTES:
            raise ValueError(f"{region}: {zipped:,} bytes gzip, {MOST_GZIP_BYTES:,} allowed")
    frame = FRAMES[region]

    def seen(lon: float, lat: float) -> tuple[float, float] | None:
        x, y = frame.place(lon, lat)
        return (x, y) if 0 <= x <= WIDTH and 0 <= y <= frame.height else None

    return check_probes(shapes, probes, seen)


def check_probes(
    world: gpd.GeoDataFrame,
    path: Path,
    seen: Callable[[float, float], tuple[float, float] | None] = lambda lon, lat: (lon, lat),
) -> int:
    """Return how many points of `path` (place, lon, lat, iso3) were found in their country.

    `seen` gives x and y of a longitude and latitude on the map of `world`, None outside of it.

    Raises:
        TableError: when a point lies in another country, or in none.
    """
    probes = pd.read_csv(path, keep_default_na=False)
    problems, found = [], 0
    for line, (place, lon, lat, iso3) in enumerate(
        probes[["place", "lon", "lat", "iso3"]].itertuples(index=False), start=2
    ):
        at = seen(lon, lat)
        if at is None:
            continue
        found += 1
        inside = world["iso3"][world.geometry.intersects(shapely.Point(at))].tolist()
        if inside != [iso3]:
            rule = f"lies in {' and '.join(inside) or 'no country'}, {iso3} expected"
            problems.append(Problem(path.name, rule, line, "place", str(place)))
    if problems:
        raise TableError(problems)
    return found


def zipped_size(content: bytes) -> int:
    """Return how many bytes a file takes on the wire."""
    return len(gzip.compress(content, 6, mtime=0))


def decoded(file: dict[str, Any]) -> gpd.GeoDataFrame:
    """Return the countries of a file: iso3 and geometry, in units of the map."""
    paths, step = file["shapes"], file["step"]
    shapes = [filled(path, step) for path in paths.values()]
    return gpd.GeoDataFrame({"iso3": list(paths)}, geometry=shapes)


def _check_borders(shapes: gpd.GeoDataFrame, region: str) -> None:
    apart = shapely.length(shapely.coverage_invalid_edges(shapes.geometry.to_numpy()))
    torn = shapes["iso3"][apart > LONGEST_PINCH].tolist()
    if torn:
        raise ValueError(f"{region}: borders that are not shared: {', '.join(torn)}")


def _check_russia(shapes: gpd.GeoDataFrame) -> None:
    west, _, east, _ = shapes.geometry[shapes["iso3"].eq("RUS")].total_bounds / WIDTH
    if not RUSSIA[0] < west < east < RUSSIA[1]:
        raise ValueError(f"Russia reaches from {west:.2f} to {east:.2f} of the map's width")


def _check_points(file: dict[str, Any], world: gpd.GeoDataFrame) -> None:
    missing = sorted(set(world["iso3"]) - set(file["points"]))
    if missing:
        raise ValueError(f"no label point: {', '.join(missing)}")
    off = [
        iso3
        for iso3, (x, y) in file["points"].items()
        if not (0 <= x <= WIDTH and 0 <= y <= file["height"])
    ]
    if off:
        raise ValueError(f"label points outside of the map: {', '.join(off)}")
