"""The tables as a Frictionless Data Package: what is in them, from whom, under which terms."""

import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from dashboard.tables.everything import ALL_SCHEMAS, KEPT_APART, SHARED_SCHEMAS, read_everything
from dashboard.tables.map_rows import Source
from dashboard.tables.reading import DATA, read_rows
from dashboard.tables.release import FILE, KEPT, digest, read_release, write_whole

NAME = "who-left-russia"
README, LICENCE = "README.md", DATA.parent / "LICENSE"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FLAG = ["0", "1"]
YEAR = r"^(?:\d{4})$"
YEAR_OR_BLANK = r"^(?:(?:\d{4})?)$"
NATURAL_EARTH = {
    "title": "Public domain (Natural Earth)",
    "path": "https://www.naturalearthdata.com/about/terms-of-use/",
}
# Files that are not tables of the app's schemas, and what they are.
OTHER_FILES: dict[str, tuple[str, str]] = {
    "world.shp.zip": ("World boundaries", "Shapefile built from Natural Earth; codes and names."),
    "natural_earth/ne_50m_admin_0_countries.zip": (
        "Natural Earth boundaries",
        "Natural Earth 1:50m Admin-0 Countries 5.1, as published.",
    ),
    "natural_earth/probe_points.csv": (
        "Probe points",
        "Places that must fall in the country named: place, lon, lat, iso3.",
    ),
}
# Files of data/ that the package leaves out, and why.
LEFT_OUT: dict[str, str] = {
    f"{KEPT_APART}.csv": "three people of an article, shown on the People page only",
    README: "text for people; it lies beside the package in the ZIP",
    "release.toml": "the release is the package's version",
    "edition.toml": "the name of a deployment, not data",
    FILE: "the package itself",
}
MEDIA = {".csv": "text/csv", ".zip": "application/zip"}


def datapackage(data: Path = DATA) -> dict[str, Any]:
    """Return the descriptor of the tables in `data`.

    Raises:
        TableError: where a table is broken.
    """
    release = read_release(data)
    frames = {name: read_rows(data / f"{name}.csv", schema) for name, schema in ALL_SCHEMAS.items()}
    resources = [_table(data, name, frames[name], SHARED_SCHEMAS[name]) for name in SHARED_SCHEMAS]
    resources += [
        _file(data, path, *text) | {"licenses": [NATURAL_EARTH]}
        for path, text in OTHER_FILES.items()
    ]
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": "Who left Russia? Figures about emigration since 24 February 2022",
        "description": (
            "Public figures with source, period and definition. A missing row is not a zero. "
            "Figures were read in copies where `via` in sources.csv says so: check at the "
            "publisher before you quote."
        ),
        "version": release.name,
        "created": f"{release.date.isoformat()}T00:00:00Z",
        "keywords": ["emigration", "migration", "Russia", "asylum", "residence permits", "visas"],
        "licenses": [
            {"title": "Terms differ by source: sources.csv, licence", "path": "sources.csv"}
        ],
        "sources": _sources(frames),
        "resources": resources,
        # Whoever reads this folder can tell that this table is whole as well.
        KEPT: [_whole(data, f"{KEPT_APART}.csv") | {"rows": len(frames[KEPT_APART])}],
    }


def extra(data: Path = DATA) -> list[str]:
    """Return the files in `data` that are no part of the release, and that nothing reads."""
    known = {f"{name}.csv" for name in ALL_SCHEMAS} | set(OTHER_FILES) | set(LEFT_OUT)
    present = (path for path in data.rglob("*") if path.is_file())
    return sorted({path.relative_to(data).as_posix() for path in present} - known)


def as_text(package: dict[str, Any]) -> str:
    """Return a descriptor as the file holds it."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def put_in_place(data: Path, texts: Mapping[str, str]) -> None:
    """Put files into `data` by their names, and the descriptor of the tables as they are then.

    They are tried in a copy first: all of them are written, or none.

    Raises:
        TableError: where the tables would break a rule.
    """
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / data.name
        shutil.copytree(data, trial)
        for name, text in texts.items():
            (trial / name).write_text(text, encoding="utf-8", newline="\n")
        # Rows that are gone are meant: the tables are no longer held against the last descriptor.
        (trial / FILE).unlink(missing_ok=True)
        read_everything(trial)
        package = as_text(datapackage(trial))
    contents = {name: text.encode() for name, text in {**texts, FILE: package}.items()}
    before = {name: (data / name).read_bytes() for name in contents if (data / name).is_file()}
    try:
        for name, content in contents.items():
            write_whole(data / name, content)
    except BaseException:
        for name, content in before.items():
            write_whole(data / name, content)
        raise


def with_columns(text: str) -> str:
    """Return a text whose section of a table (`## sources.csv`) lists the columns it has now."""
    for name, schema in ALL_SCHEMAS.items():
        listed = "".join(
            f"| {column} | {held.description}{_allowed(held)} |\n"
            for column, held in schema.columns.items()
        )
        text = re.sub(
            rf"(?ms)(^## {name}\.csv\n(?:(?!^## ).)*?^\| column \| meaning \|\n)(?:\|[^\n]*\n)*",
            lambda found, listed=listed: f"{found[1]}|---|---|\n{listed}",  # type: ignore[misc]
            text,
        )
    return text


def _allowed(column: pa.Column) -> str:
    """Return the unit of a column, or the words that it may hold."""
    if unit := column.metadata.get("unit"):
        return f" ({unit})"
    words = [one for one in _known(column).get("allowed_values") or () if one and one not in FLAG]
    return f": {' · '.join(words)}" if len(words) > 1 else ""


def package_zip(data: Path = DATA) -> bytes:
    """Return the descriptor, every file that it names, and what people read first, zipped.

    The same bytes on every call.
    """
    descriptor = (data / FILE).read_bytes()
    paths = [resource["path"] for resource in json.loads(descriptor)["resources"]]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        files = {path: data / path for path in (FILE, *paths, README)} | {LICENCE.name: LICENCE}
        for path, file in files.items():
            packed.writestr(zipfile.ZipInfo(path), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sources(frames: dict[str, pd.DataFrame]) -> list[dict[str, str]]:
    """Return the sources that a table of the package names, in the order of sources.csv."""
    used = {
        one
        for name, frame in frames.items()
        if name not in ("sources", KEPT_APART) and "source_id" in frame
        for ids in frame["source_id"]
        for one in ids.split(";")
    }
    return [_source(row) for row in Source.of(frames["sources"]) if row.source_id in used]


def _source(row: Source) -> dict[str, str]:
    named = {"title": f"{row.publisher}, {row.title}", "path": row.url}
    for key in ("source_id", "published", "licence", "via"):
        named[key] = str(getattr(row, key) or "")
    return {key: text for key, text in named.items() if text}


def _file(data: Path, path: str, title: str, description: str) -> dict[str, Any]:
    suffix = Path(path).suffix
    return {
        "name": re.sub(r"[^a-z0-9]+", "-", Path(path).name.removesuffix(suffix).lower()),
        "path": path,
        "title": title,
        "description": description,
        "format": suffix[1:],
        "mediatype": MEDIA[suffix],
        **_whole(data, path),
    }


def _whole(data: Path, path: str) -> dict[str, Any]:
    """Return what tells whether a file is whole."""
    content = (data / path).read_bytes()
    return {"path": path, "bytes": len(content), "hash": digest(content)}


def _table(
    data: Path, name: str, frame: pd.DataFrame, schema: pa.DataFrameSchema
) -> dict[str, Any]:
    key = list(schema.unique or [])
    described_schema: dict[str, Any] = {
        "fields": [
            _field(column, held, in_key=column in key) for column, held in schema.columns.items()
        ],
        "primaryKey": key,
        "missingValues": [""],
    }
    if foreign := _foreign_keys(schema):
        described_schema["foreignKeys"] = foreign
    return {
        **_file(data, f"{name}.csv", str(schema.title), str(schema.description)),
        "rows": len(frame),
        "type": "table",
        "encoding": "utf-8",
        "schema": described_schema,
    }


def _field(name: str, column: pa.Column, *, in_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, **_type(column), "description": column.description}
    if unit := column.metadata.get("unit"):
        field["unit"] = unit
    constraints = field.pop("constraints", {})
    if column.metadata.get("joined"):
        # A pattern holds for the whole cell and not for each of its codes.
        field |= {"type": "list", "delimiter": ";", "itemType": "string"}
        constraints.pop("pattern", None)
    if _required(column):
        constraints["required"] = True
    elif in_key:
        # A blank part of a key is a value of its own and not a missing one.
        field["missingValues"] = []
        if "enum" in constraints:
            constraints["enum"] = ["", *constraints["enum"]]
    if column.unique:
        constraints["unique"] = True
    if constraints:
        field["constraints"] = constraints
    return field


def _known(column: pa.Column) -> dict[str, Any]:
    """Return what the checks of a column were made with."""
    found = {name: value for check in column.checks for name, value in check.statistics.items()}
    return found | {"day": any(check.name == "_is_date" for check in column.checks)}


def _type(column: pa.Column) -> dict[str, Any]:
    """Return the type of a field and what its checks allow."""
    known = _known(column)
    allowed, pattern = known.get("allowed_values"), known.get("pattern")
    if column.dtype.type == "float64":
        lowest = "minimum" if known.get("include_min", True) else "exclusiveMinimum"
        limits = {lowest: known.get("min_value"), "maximum": known.get("max_value")}
        held = {name: limit for name, limit in limits.items() if limit is not None}
        return {"type": "number", "constraints": held}
    if allowed is not None and list(allowed) == FLAG:
        return {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}
    if allowed is not None:
        return {"type": "string", "constraints": {"enum": [one for one in allowed if one]}}
    if pattern in (YEAR, YEAR_OR_BLANK):
        return {"type": "year"}
    if pattern is not None:
        return {"type": "string", "constraints": {"pattern": pattern}}
    return {"type": "date" if known["day"] else "string"}


def _required(column: pa.Column) -> bool:
    """Return whether a check of the column refuses a blank cell."""
    if column.dtype.type == "float64":
        return not column.nullable
    known = _known(column)
    return (
        known["day"]
        or bool(known.get("min_value"))
        or "" not in known.get("allowed_values", [""])
        or re.match(known.get("pattern", ""), "") is None
    )


def _foreign_keys(schema: pa.DataFrameSchema) -> list[dict[str, Any]]:
    found = {name: column.metadata.get("refers") for name, column in schema.columns.items()}
    return [
        {
            "fields": [name],
            "reference": {"resource": refers[0].replace("_", "-"), "fields": [refers[1]]},
        }
        for name, refers in found.items()
        if refers
    ]
