"""The regions of the map: what each shows in its projection, and its shapes as they were built."""

import json
import operator
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.tables.release import STATIC

Shapes = npt.NDArray[np.object_]
# All maps are this many units wide; text, rings and lines are sized for a map of BASE pixels.
WIDTH, BASE = 4800, 780
UNITS = WIDTH / BASE
# Degrees that may run past 180, as Russia and Fiji do in one piece.
DEGREES = "+proj=longlat +R=6371 +over +no_defs"


@dataclass(frozen=True)
class Frame:
    """Degrees that a region shows, the projection that it is drawn in.

    `square` is the side of the mark of a country too small to be seen, in pixels. `far` is a corner
    over open sea, left and top in pixels of a map of BASE, where countries outside are listed.
    `words` is the smallest map that rings have words on, as a part of BASE: that of a laptop.
    """

    projection: str
    lon: tuple[float, float]
    lat: tuple[float, float]
    middle: float
    square: float = 8.0
    round: bool = False
    far: tuple[float, float] = (6, 21)
    words: float = 0.68

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in kilometres."""
        box = shapely.box(self.lon[0], self.lat[0], self.lon[1], self.lat[1])
        flat = self._kilometres([shapely.segmentize(box, 1)])[0]
        west, south, east, north = (float(edge) for edge in flat.bounds)
        return west, south, east, north

    @cached_property
    def height(self) -> int:
        """The height of the map in units."""
        west, south, east, north = self.bounds
        return round(WIDTH * (north - south) / (east - west))

    def units(self, shapes: Sequence[BaseGeometry] | Shapes) -> Shapes:
        """Return shapes in degrees as shapes in units of the map: x to the right, y down."""
        west, _, east, north = self.bounds
        scale = WIDTH / (east - west)
        flat = self._kilometres(shapes)
        moved: Shapes = shapely.transform(
            flat, lambda points: (points - np.array([west, north])) * np.array([scale, -scale])
        )
        return moved

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a point in degrees as x and y in units; it may lie outside of the frame."""
        moved = lon + 360 if lon < self.middle - 180 else lon
        point = self.units([shapely.Point(moved, lat)])[0]
        return float(point.x), float(point.y)

    def _kilometres(self, shapes: Sequence[BaseGeometry] | Shapes) -> Shapes:
        crs = f"{self.projection} +R=6371 +over +units=m +no_defs"
        flat: Shapes = gpd.GeoSeries(list(shapes), crs=DEGREES).to_crs(crs).to_numpy()
        return flat


FRAMES = {
    # The map's edge runs down the Bering Strait.
    "world": Frame(
        "+proj=eqearth +lon_0=11", (-169, 191), (-55, 82), 11, 5.0, round=True, words=0.85
    ),
    "europe": Frame(
        "+proj=aea +lon_0=14 +lat_0=0 +lat_1=40 +lat_2=62",
        (-24, 48),
        (34, 70.5),
        14,
        far=(6, 160),
        words=0.6,
    ),
    "eurasia": Frame("+proj=aea +lon_0=36 +lat_0=0 +lat_1=36 +lat_2=62", (-12, 86), (27, 68), 36),
}


FOLDER = STATIC / "map"
RING = re.compile(r"M([^l]*)l([^z]*)z")
# Pixels a side of what land is looked up by, on a map of BASE pixels.
CELL = 4


@dataclass(frozen=True)
class Geometry:
    """Paths and label points by iso3, in units of a map WIDTH wide; `commands.world` makes them.

    `outline` is the edge of the whole Earth; empty where a frame shows a part of it.
    """

    region: str
    height: int
    step: float
    outline: str
    shapes: dict[str, str]
    points: dict[str, tuple[int, int]]
    outside: frozenset[str]
    tiny: frozenset[str]
    names: dict[str, str]

    @property
    def aspect(self) -> float:
        """Width over height."""
        return WIDTH / self.height


@cache
def geometry(region: str) -> Geometry:
    """Return the shapes of a region; shared, so not to be changed."""
    read = json.loads((FOLDER / f"{region}.json").read_bytes())
    return Geometry(
        region=region,
        height=read["height"],
        step=read["step"],
        outline=read["outline"],
        shapes=read["shapes"],
        points={iso3: (x, y) for iso3, (x, y) in read["points"].items()},
        outside=frozenset(read["outside"]),
        tiny=frozenset(read["tiny"]),
        names=read["names"],
    )


def filled(path: str, step: float) -> BaseGeometry:
    """Return what a path fills, in units: inside of an odd number of its rings."""
    rings = []
    for start, steps in RING.findall(path):
        moves = np.array([_numbers(start), *zip(*[iter(_numbers(steps))] * 2, strict=True)])
        rings.append(shapely.make_valid(shapely.Polygon(np.cumsum(moves, axis=0) * step)))
    return reduce(operator.xor, rings)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text)]


@dataclass(frozen=True)
class Land:
    """Where some countries lie: `sums` counts their cells up to each row and column of a map."""

    sums: npt.NDArray[np.int64]

    def share(self, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return how much of each box (left, top, right, bottom in pixels) lies on them, 0 to 1."""
        most = np.array(self.sums.shape[::-1] * 2) - 1
        left, top, right, bottom = np.clip(np.rint(boxes / CELL).astype(int), 0, most).T
        sums = self.sums
        cells = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        found: npt.NDArray[np.float64] = cells / np.maximum((right - left) * (bottom - top), 1)
        return found


@lru_cache(maxsize=64)
def land(region: str, codes: Set[str]) -> Land:
    """Return where countries lie on the map of a region."""
    shapes = geometry(region)
    size = round(BASE / CELL), round(BASE / shapes.aspect / CELL)
    across, down = ((np.arange(count) + 0.5) * CELL * WIDTH / BASE for count in size)
    covered = np.zeros(size[::-1], dtype=bool)
    for iso3 in codes & shapes.shapes.keys():
        shape = _shape(region, iso3)
        west, north, east, south = shape.bounds
        columns = slice(*np.searchsorted(across, [west, east]))
        rows = slice(*np.searchsorted(down, [north, south]))
        grid = np.meshgrid(across[columns], down[rows])
        covered[rows, columns] |= shapely.contains_xy(shape, *grid)
    return Land(np.pad(covered.astype(np.int64).cumsum(0).cumsum(1), ((1, 0), (1, 0))))


@cache
def _shape(region: str, iso3: str) -> BaseGeometry:
    shapes = geometry(region)
    shape = filled(shapes.shapes[iso3], shapes.step)
    shapely.prepare(shape)
    return shape
