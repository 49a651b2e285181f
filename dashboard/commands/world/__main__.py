"""Build the world's boundaries: data/world.shp.zip and the paths in dashboard/static/map/.

The result is the same, byte for byte, each time: no date, no path and no chance goes into it.
"""

import argparse
import hashlib
import io
import sys
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import shapely

from dashboard.commands.world.boundaries import (
    CODES,
    LEFT_OUT,
    PART_OF,
    build_world,
    merge_territories,
)
from dashboard.commands.world.paths import check_paths, check_probes, region_file, zipped_size
from dashboard.map.geometry import FRAMES
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.release import write_whole

ROOT = Path(__file__).resolve().parents[3]
SOURCE = "data/natural_earth/ne_50m_admin_0_countries.zip"
SOURCE_SHA256 = "c6ec242b3c49d194bb84a81f3fbf276674f57abed10e3bdf657e9765550cd089"
PROBES = "data/natural_earth/probe_points.csv"
SHAPEFILE = "data/world.shp.zip"
PATHS = {
    f"dashboard/static/map/{region}{'-fine' if fine else ''}.json": (region, fine)
    for region in FRAMES
    for fine in (False, True)
}
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Build the files below `root`, or compare them with `--check`; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m dashboard.commands.world", description=__doc__
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if the files differ"
    )
    options = parser.parse_args(arguments)
    try:
        built = build(root)
    except (TableError, ValueError) as error:
        print(f"The boundaries were not built.\n{error}", file=sys.stderr)
        return 1
    if options.check:
        return _compare(built, root)
    for name, content in built.items():
        write_whole(root / name, content)
    return 0


def build(root: Path) -> dict[str, bytes]:
    """Return the content of all files by their path below `root`, and print what was done.

    Raises:
        TableError: when the source is not the expected file, or a probe point lies in the wrong
            country.
        ValueError: when a polygon or a shared border breaks, or a file is too large.
    """
    source = root / SOURCE
    check_source(source)
    raw = read_natural_earth(source)
    merged = merge_territories(raw)
    world = build_world(merged)
    probes = check_probes(world, root / PROBES)
    detailed = world.set_geometry(merged.geometry.to_numpy())
    built = {SHAPEFILE: zipped_shapefile(world)}
    for name, (region, fine) in PATHS.items():
        built[name] = region_file(detailed, region, fine=fine)
        found = check_paths(built[name], region, world, root / PROBES)
        print(f"{name}: {found} probe points found, {zipped_size(built[name]):,} bytes gzip.")

    print(f"Read {source.name}: {len(raw)} rows, {_vertices(raw):,} vertices.")
    print(f"Recoded {_pairs(CODES, ' to ')}. Left out {', '.join(LEFT_OUT)}.")
    print(f"Merged {_pairs(PART_OF, ' into ')}; Crimea into UKR; the south of MAR into ESH.")
    print(f"Kept {len(world)} rows, {_vertices(world):,} vertices, {world['tiny'].sum()} tiny.")
    print(f"Found {probes} probe points in their countries.")
    for name, content in built.items():
        print(f"{name}: {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()}")
    return built


def check_source(path: Path) -> None:
    """Raise TableError unless `path` is Natural Earth's file as it was published."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise TableError([Problem(path.name, "the file is missing")]) from None
    if found != SOURCE_SHA256:
        rule = (
            f"has sha256 {found}, but Natural Earth 5.1 has {SOURCE_SHA256}; "
            "the file is damaged or of another version"
        )
        raise TableError([Problem(path.name, rule)])


def read_natural_earth(path: Path) -> gpd.GeoDataFrame:
    """Return Natural Earth's 1:50m countries as published: 242 rows, WGS 84 degrees.

    Raises:
        TableError: when the file is missing or is no shapefile.
    """
    try:
        return gpd.read_file(path)
    except Exception as error:
        rule = f"is not a readable shapefile ({type(error).__name__})"
        raise TableError([Problem(path.name, rule)]) from error


def zipped_shapefile(world: gpd.GeoDataFrame) -> bytes:
    """Return a zip with the shapefile `world` and its companions."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        world.to_file(
            Path(folder) / "world.shp",
            driver="ESRI Shapefile",
            engine="pyogrio",
            encoding="UTF-8",
            DBF_DATE_LAST_UPDATE="1980-01-01",
            RESIZE="YES",
        )
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted(Path(folder).iterdir()):
                entry = zipfile.ZipInfo(path.name, FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return packed.getvalue()


def _compare(built: dict[str, bytes], root: Path) -> int:
    """Print for each file whether it is what was built; return 1 if one is not."""
    differing = 0
    for name, content in built.items():
        path = root / name
        if not path.exists():
            verdict = "is missing"
        elif _content(path.read_bytes()) != _content(content):
            verdict = "differs from what was built"
        else:
            print(f"{name} is up to date.")
            continue
        print(f"{name} {verdict}; run python3 -m dashboard.commands.world", file=sys.stderr)
        differing = 1
    return differing


def _content(file: bytes) -> object:
    """Return what a file holds: two builds of zlib may pack the same shapefile differently."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return file


def _vertices(frame: gpd.GeoDataFrame) -> int:
    return int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())


def _pairs(codes: dict[str, str], word: str) -> str:
    return ", ".join(f"{old}{word}{new}" for old, new in codes.items())


if __name__ == "__main__":
    sys.exit(main())
