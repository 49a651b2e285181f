"""What has to hold of a file of paths before it is published: read back from the file itself."""

import functools
import gzip
import json
import operator
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.map.frames import FRAMES, WIDTH
from dashboard.tables.boundaries import check_probes

MOST_GZIP_BYTES = 60_000
# Whole steps can press a channel shut, so that its two banks touch: never longer than this.
LONGEST_PINCH = 16
RING = re.compile(r"M([^l]*)l([^z]*)z")
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


def zipped_size(content: bytes) -> int:
    """Return how many bytes a file takes on the wire."""
    return len(gzip.compress(content, 6, mtime=0))


def decoded(file: dict[str, Any]) -> gpd.GeoDataFrame:
    """Return the countries of a file: iso3 and geometry, in units of the map."""
    paths = file["shapes"]
    return gpd.GeoDataFrame(
        {"iso3": list(paths)}, geometry=[_shape(path, file["step"]) for path in paths.values()]
    )


def _shape(path: str, step: float) -> BaseGeometry:
    """Return what a path fills: inside of an odd number of its rings."""
    rings = []
    for start, steps in RING.findall(path):
        moves = np.array([_numbers(start), *zip(*[iter(_numbers(steps))] * 2, strict=True)])
        rings.append(shapely.make_valid(shapely.Polygon(np.cumsum(moves, axis=0) * step)))
    return functools.reduce(operator.xor, rings)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text)]


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
