"""The countries of a region on paper: projected as the browser does it, and cut to the frame."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.charts.map_layout import FRAMES, Frame
from dashboard.tables.boundaries import EASTWARD, glue_at_180

Points = npt.NDArray[np.float64]
# A globe and degrees that may run past 180, as in the browser.
DEGREES = "+proj=longlat +R=6371 +over +no_defs"
SHAPES = {
    "equal earth": "+proj=eqearth +lon_0={lon} +R=6371 +over +units=m +no_defs",
    "conic equal area": (
        "+proj=aea +lon_0={lon} +lat_0=0 +lat_1={south} +lat_2={north} +R=6371 +over +units=m "
        "+no_defs"
    ),
}
# Half the width of what a conic map is cut from, in degrees of longitude.
CONIC_REACH = 100
LONGEST_EDGE_DEGREES = 2.0
# Detail under half a pixel of a picture that many pixels wide is left out.
WIDEST = 1500
# The frame cuts a little outside of what is seen, so that no cut edge is.
MARGIN = 0.01


@dataclass(frozen=True)
class Ground:
    """Countries by iso3 in kilometres, and west, south, east, north of what is seen of them."""

    region: str
    shapes: dict[str, BaseGeometry]
    bounds: tuple[float, float, float, float]

    @property
    def aspect(self) -> float:
        """Width over height."""
        west, south, east, north = self.bounds
        return (east - west) / (north - south)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a projected point is seen."""
        west, south, east, north = self.bounds
        return west <= x <= east and south <= y <= north


def map_ground(world: gpd.GeoDataFrame, region: str) -> Ground:
    """Return the countries of `world` (iso3, geometry in degrees) that a region shows."""
    frame = FRAMES[region]
    south, north = frame.lat
    box = shapely.segmentize(shapely.box(frame.lon[0], south, frame.lon[1], north), 1)
    west, low, east, high = project([box], region)[0].bounds
    pad = MARGIN * (east - west)
    around = _around(glue_at_180(world), frame)
    flat = project(list(around.values()), region)
    drawn = shapely.coverage_simplify(flat, (east - west) / WIDEST / 2)
    seen = shapely.clip_by_rect(drawn, west - pad, low - pad, east + pad, high + pad)
    shapes = {
        iso3: shape for iso3, shape in zip(around, seen, strict=True) if not shapely.is_empty(shape)
    }
    return Ground(region, shapes, (west, low, east, high))


def project(shapes: list[BaseGeometry], region: str) -> Points:
    """Return shapes in degrees as shapes in kilometres on the map of a region."""
    frame = FRAMES[region]
    south, north = frame.parallels or (0, 0)
    crs = SHAPES[frame.projection].format(lon=frame.rotation, south=south, north=north)
    flat: Points = gpd.GeoSeries(shapes, crs=DEGREES).to_crs(crs).to_numpy()
    return flat


def place(lon: float, lat: float, region: str) -> tuple[float, float]:
    """Return a point in degrees as x and y on the map of a region."""
    west = FRAMES[region].lon[0]
    point = project([shapely.Point(lon + 360 if lon < west else lon, lat)], region)[0]
    return float(point.x), float(point.y)


def _around(whole: gpd.GeoDataFrame, frame: Frame) -> dict[str, BaseGeometry]:
    """Return the shapes by iso3, cut where the map's edge runs, what lies beyond moved around.

    Edges get points in between, so that parallels become curves.
    """
    west, east = frame.lon
    if frame.parallels:
        west, east = frame.rotation - CONIC_REACH, frame.rotation + CONIC_REACH
    shapes = whole.geometry.to_numpy()
    inside = shapely.clip_by_rect(shapes, west, -90, east, 90)
    beyond = shapely.clip_by_rect(shapes, west - 360, -90, min(west, east - 360), 90)
    moved = shapely.transform(beyond, lambda points: points + EASTWARD)
    edged = shapely.segmentize(shapely.union(inside, moved), LONGEST_EDGE_DEGREES)
    return {
        str(iso3): shape for iso3, shape in zip(whole["iso3"], edged, strict=True) if shape.area > 0
    }
