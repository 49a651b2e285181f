"""A table with its countries' shapes, for QGIS and programs: GeoPackage and GeoJSON, WGS 84."""

import datetime
import io
import json
from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import shapely
from pandas.api.types import is_numeric_dtype

from dashboard.files.text import harmless
from dashboard.tables.catalogue import join_world
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.numbers import period

IN_TABLE, NO_ROW = "in this table", "not in this table"
SHAPES_LICENCE = "Shapes: Natural Earth 1:50m, public domain, changed as the border note says."
NO_SHAPE = "Rows of countries too small for the map have no geometry (null); none is left out."


def geo_rows(rows: pd.DataFrame, world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows of a download joined to the shapes of the world, on `iso3`.

    A row without a shape is kept with an empty geometry; a country without a row is kept with the
    state `NO_ROW`; a country with several rows has its shape in each. `name`, `state`, `period`
    and `source` are added where the table lacks them.
    """
    named = rows.rename(columns={"country": "name", "Country": "name"})
    if "name" not in named:
        names = world.set_index("iso3")["name"]
        named.insert(1, "name", named["iso3"].map(names))
    if {"period_start", "period_end"} <= set(named) and "period" not in named:
        named = named.assign(period=_periods(named))
    if "publisher" in named and "source" not in named:
        named = named.assign(source=named["publisher"])
    if "state" not in named:
        named = named.assign(state=IN_TABLE)
    absent = world.loc[~world["iso3"].isin(named["iso3"]), ["iso3", "name"]]
    whole = pd.concat([named, absent.assign(state=NO_ROW)], ignore_index=True)
    # A column of numbers stays one where it is empty.
    safe = {
        name: column if is_numeric_dtype(column) else column.map(_cell)
        for name, column in whole.items()
    }
    return join_world(world, pd.DataFrame(safe))


def geojson(rows: pd.DataFrame, world: gpd.GeoDataFrame, about: Mapping[str, str]) -> bytes:
    """Return GeoJSON as RFC 7946 has it; `about` and the border note stand in `metadata`."""
    joined = geo_rows(rows, world)
    # Outer rings counter-clockwise.
    turned = joined.set_geometry(shapely.orient_polygons(joined.geometry.to_numpy()))
    features = turned.to_geo_dict(na="null", drop_id=True)["features"]
    whole = {"type": "FeatureCollection", "metadata": _metadata(about), "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def geopackage(
    rows: pd.DataFrame,
    world: gpd.GeoDataFrame,
    about: Mapping[str, str],
    layer: str,
    day: datetime.date,
) -> bytes:
    """Return a GeoPackage with one layer; its description and metadata hold `about`.

    `day` stands for when it was changed, so that the same rows give the same bytes.
    """
    import pyogrio

    # GDAL reads the clock otherwise (driver GPKG, "OGR_CURRENT_DATE").
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day.isoformat()}T00:00:00.000Z"})
    metadata = _metadata(about)
    out = io.BytesIO()
    pyogrio.write_dataframe(
        geo_rows(rows, world),
        out,
        driver="GPKG",
        layer=layer,
        geometry_type="MultiPolygon",
        promote_to_multi=True,
        # What GDAL of Debian 12 and QGIS of the same years read without a warning.
        dataset_options={"VERSION": "1.3"},
        layer_options={
            "IDENTIFIER": about.get("title", layer),
            "DESCRIPTION": "\n".join(f"{name}: {text}" for name, text in metadata.items()),
        },
        layer_metadata=metadata,
    )
    return out.getvalue()


def _metadata(about: Mapping[str, str]) -> dict[str, str]:
    return {
        **{name: " ".join(text.split()) for name, text in about.items()},
        "borders": BORDER_NOTE,
        "licence": f"{SHAPES_LICENCE} Figures: see licence in each row.",
        "geometry": NO_SHAPE,
    }


def _periods(rows: pd.DataFrame) -> list[str]:
    return [
        period(*map(datetime.date.fromisoformat, (start, end)))
        if isinstance(end, str) and end
        else ""
        for start, end in zip(rows["period_start"], rows["period_end"], strict=True)
    ]


def _cell(cell: object) -> object:
    """Return a cell with no text that a spreadsheet runs, and nothing that is not a number."""
    if isinstance(cell, str):
        return harmless(cell)
    return None if cell is None or cell != cell else cell
