"""The world's boundaries: Natural Earth's countries merged, simplified and named.

Neighbours share every vertex of their border from the first step to the last: a gap or an
overlap would show as a crack on the map.
"""

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.tables.catalogue import WORLD_COLUMNS
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import DATA

COUNTRIES = 236
TOLERANCE_DEGREES = 0.05
DECIMALS = 3

# ISO_A3 is -99 for France and Norway, so the codes come from ADM0_A3, which has its own for these.
CODES = {"KOS": "XKX", "PSX": "PSE", "SDS": "SSD", "SAH": "ESH", "ALD": "ALA"}
LEFT_OUT = ["ATA"]
PART_OF = {"CYN": "CYP", "SOL": "SOM", "IOA": "AUS", "ATC": "AUS", "KAS": "IND"}

SIMFEROPOL = (34.10, 44.95)
# The two ends of the line between Morocco and Western Sahara, on the coast and inland.
WESTERN_SAHARA = ((-13.176, 27.656), (-8.818, 27.656))

# Natural Earth's vertices on the 180th meridian are off by less than this, in degrees.
SEAM = 1e-3
EASTWARD = np.array([360.0, 0.0])

EQUAL_EARTH = "+proj=eqearth +units=m"
EQUAL_EARTH_WIDTH_METRES = 34_487_918
TINY_PIXELS = 2
MAP_WIDTH_PIXELS = 1000

# Names that Natural Earth's NAME_RU does not give as they are used today.
NAMES_RU = {
    "ATF": "Французские Южные территории",
    "BLR": "Беларусь",
    "CHN": "Китай",
    "COD": "ДР Конго",
    "COG": "Конго",
    "CYM": "Острова Кайман",
    "HMD": "Острова Херд и Макдональд",
    "HTI": "Гаити",
    "IMN": "Остров Мэн",
    "KGZ": "Кыргызстан",
    "KOR": "Южная Корея",
    "MDA": "Молдова",
    "NFK": "Остров Норфолк",
    "PRK": "Северная Корея",
    "SGS": "Южная Георгия",
    "TKM": "Туркменистан",
    "XKX": "Косово",
}
# Natural Earth files these under "Seven seas (open ocean)"; continent and subregion as in UN M49.
ISLANDS = {
    "ATF": ("Africa", "Eastern Africa"),
    "HMD": ("Oceania", "Australia and New Zealand"),
    "IOT": ("Africa", "Eastern Africa"),
    "MDV": ("Asia", "Southern Asia"),
    "MUS": ("Africa", "Eastern Africa"),
    "SGS": ("South America", "South America"),
    "SHN": ("Africa", "Western Africa"),
    "SYC": ("Africa", "Eastern Africa"),
}


def merge_territories(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row a country, sorted by iso3, with the columns of the world but `tiny`.

    Only whole rings and Natural Earth's own vertices move from one country to another, so the
    total area stays what it was.

    Raises:
        TableError: when a country that takes part is missing, or the number of rows is not 236.
    """
    codes = raw["ADM0_A3"].replace(CODES)
    shapes: dict[str, list[BaseGeometry]] = {
        code: [shape] for code, shape in zip(codes, raw.geometry, strict=True)
    }
    involved = {"RUS", "UKR", "MAR", "ESH", *LEFT_OUT, *PART_OF, *PART_OF.values()}
    absent = sorted(involved - set(shapes))
    if absent:
        rule = f"countries that the merging needs are missing: {', '.join(absent)}"
        raise TableError([Problem("Natural Earth", rule)])
    for code in LEFT_OUT:
        del shapes[code]
    for part, whole in PART_OF.items():
        shapes[whole] += shapes.pop(part)
    crimea, russia = _parts_holding(shapes["RUS"], SIMFEROPOL)
    shapes["RUS"] = russia
    shapes["UKR"] += crimea
    north, south = _cut(shapes["MAR"], WESTERN_SAHARA)
    shapes["MAR"] = north
    shapes["ESH"] += south
    if len(shapes) != COUNTRIES:
        rule = f"{len(shapes)} countries after merging, {COUNTRIES} expected"
        raise TableError([Problem("Natural Earth", rule)])

    order = sorted(shapes)
    own = raw.set_index(codes).loc[order]
    # As they are used today, which Natural Earth's NAME_LONG often is not.
    names = pd.read_csv(DATA / "countries.csv", index_col="iso3", keep_default_na=False)["name"]
    for code, region in ISLANDS.items():
        own.loc[code, ["CONTINENT", "SUBREGION"]] = region
    return gpd.GeoDataFrame(
        {
            "iso3": order,
            "name": [names.get(code, name) for code, name in own["NAME_LONG"].items()],
            "name_ru": [NAMES_RU.get(code, name) for code, name in own["NAME_RU"].items()],
            "continent": own["CONTINENT"].to_numpy(),
            "subregion": own["SUBREGION"].to_numpy(),
            "label_lon": own["LABEL_X"].round(DECIMALS).to_numpy(),
            "label_lat": own["LABEL_Y"].round(DECIMALS).to_numpy(),
        },
        geometry=[shapely.coverage_union_all(shapes[code]) for code in order],
        crs=raw.crs,
    )


def simplify(merged: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the countries simplified to 0.05 degrees and rounded to 3 decimals.

    Raises:
        ValueError: when a polygon has become invalid or neighbours no longer share a border.
    """
    # Russia and Fiji are whole while the simplification runs: cut at 180 degrees, each half would
    # lose other vertices, and the halves would no longer meet.
    whole = glue_at_180(merged)
    coarse = shapely.coverage_simplify(whole.geometry.to_numpy(), TOLERANCE_DEGREES)
    simple = whole.set_geometry([split_at_180(shape) for shape in _rounded(coarse)])
    check_coverage(simple)
    return simple


def build_world(merged: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the 236 rows of the world shapefile, columns as in `dashboard.tables.catalogue`.

    Raises:
        ValueError: when simplifying breaks a polygon or a border.
    """
    world = simplify(merged)
    world["tiny"] = _tiny(world)
    labels = [
        _label(shape, shapely.Point(lon, lat))
        for shape, lon, lat in zip(
            world.geometry, world["label_lon"], world["label_lat"], strict=True
        )
    ]
    world["label_lon"] = [point.x for point in labels]
    world["label_lat"] = [point.y for point in labels]
    return world[WORLD_COLUMNS]


def glue_at_180(world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows with Russia and Fiji in one piece, their longitudes running past 180."""
    glued = [
        _glued(shape) if shape.bounds[0] <= -180 + SEAM and shape.bounds[2] >= 180 - SEAM else shape
        for shape in world.geometry
    ]
    return world.set_geometry(glued)


def split_at_180(shape: BaseGeometry) -> BaseGeometry:
    """Return `shape` with what lies past 180 degrees moved to -180, three decimals kept."""
    if shape.bounds[2] <= 180:
        return shape
    east = shapely.intersection(shape, shapely.box(-180, -90, 180, 90))
    west = shapely.intersection(shape, shapely.box(180, -90, 540, 90))
    west = shapely.transform(west, lambda points: points - EASTWARD)
    polygons = [
        part
        for part in [*shapely.get_parts(_rounded(east)), *shapely.get_parts(_rounded(west))]
        if part.geom_type == "Polygon" and part.area > 0
    ]
    return shapely.MultiPolygon(polygons)


def check_coverage(world: gpd.GeoDataFrame) -> None:
    """Raise ValueError when a polygon is invalid or neighbours do not share their border."""
    shapes = world.geometry.to_numpy()
    broken = world["iso3"][~shapely.is_valid(shapes)].tolist()
    if broken:
        raise ValueError(f"invalid polygons: {', '.join(broken)}")
    edges = shapely.coverage_invalid_edges(shapes)
    apart = world["iso3"][~shapely.is_empty(edges)].tolist()
    if apart:
        raise ValueError(f"borders that are not shared: {', '.join(apart)}")


def _rounded(shapes: Any) -> Any:
    # set_precision works polygon by polygon and may drop a vertex that a neighbour keeps.
    return shapely.transform(shapes, lambda points: np.round(points, DECIMALS))


def _glued(shape: BaseGeometry) -> BaseGeometry:
    """Return one country with its parts west of -180 moved east and joined to the others."""

    def to_seam(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        near = np.abs(np.abs(points[:, 0]) - 180) < SEAM
        points[near, 0] = np.sign(points[near, 0]) * 180
        return points

    parts = shapely.get_parts(shapely.transform(shape, to_seam))
    return shapely.union_all(
        [
            shapely.transform(part, lambda points: points + EASTWARD)
            if part.bounds[2] < 0
            else part
            for part in parts
        ]
    )


def _parts_holding(
    shapes: list[BaseGeometry], point: tuple[float, float]
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Return the polygons that hold `point` (lon, lat), and all others."""
    parts = list(shapely.get_parts(shapes))
    spot = shapely.Point(point)
    return [p for p in parts if p.contains(spot)], [p for p in parts if not p.contains(spot)]


def _cut(
    shapes: list[BaseGeometry], ends: tuple[tuple[float, float], tuple[float, float]]
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Return the polygons north and south of the line between the vertices nearest `ends`."""
    middle = ((ends[0][0] + ends[1][0]) / 2, ends[0][1])
    (crossed,), north = _parts_holding(shapes, middle)
    ring = shapely.get_coordinates(crossed.exterior)[:-1]
    first, second = sorted(int(np.argmin(np.hypot(*(ring - np.array(end)).T))) for end in ends)
    halves = [
        shapely.Polygon(ring[first : second + 1]),
        shapely.Polygon(np.concatenate([ring[second:], ring[: first + 1]])),
    ]
    halves.sort(key=lambda half: float(half.centroid.y))
    return [*north, halves[1]], [halves[0]]


def _label(shape: BaseGeometry, given: BaseGeometry) -> BaseGeometry:
    """Return `given`, or a point in the largest part where it lies in the sea between islands."""
    if shape.intersects(given):
        return given
    largest = max(shapely.get_parts(shape), key=lambda part: float(part.area))
    return _rounded(largest.representative_point())


def _tiny(world: gpd.GeoDataFrame) -> npt.NDArray[np.int32]:
    """Return 1 where the largest part is under two pixels a side on a map 1000 pixels wide."""
    pixel = EQUAL_EARTH_WIDTH_METRES / MAP_WIDTH_PIXELS
    metres = world.geometry.to_crs(EQUAL_EARTH)
    sides = [max(shapely.area(shapely.get_parts(shape))) ** 0.5 for shape in metres]
    return (np.array(sides) < TINY_PIXELS * pixel).astype(np.int32)
