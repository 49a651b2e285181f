"""The usual way: `px.choropleth` with the geometry in the figure, as Plotly's pages show it.

What the dashboard is measured against, in Streamlit and in Dash, from the same data.
"""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

DATA = Path(__file__).resolve().parents[2] / "data"
TITLE = "Valid residence permits of Russian citizens"


def countries() -> dict[str, Any]:
    """Return the 1:50m countries as GeoJSON."""
    shapes = gpd.read_file(DATA / "natural_earth" / "ne_50m_admin_0_countries.zip")
    geojson: dict[str, Any] = json.loads(shapes[["ADM0_A3", "NAME", "geometry"]].to_json())
    return geojson


def permits() -> pd.DataFrame:
    """Return country, year and number."""
    rows = pd.read_csv(DATA / "observations.csv", keep_default_na=False)
    rows = rows[rows["indicator_id"] == "valid_permits"]
    return pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "year": rows["period_end"].str[:4].astype(int),
            "permits": pd.to_numeric(rows["value"]),
        }
    )


def plain_figure(data: pd.DataFrame, shapes: dict[str, Any], year: int) -> go.Figure:
    """Return the map of one year."""
    figure = px.choropleth(
        data[data["year"] == year],
        geojson=shapes,
        featureidkey="properties.ADM0_A3",
        locations="iso3",
        color="permits",
        color_continuous_scale="Viridis",
        hover_name="iso3",
    )
    figure.update_geos(fitbounds="locations", visible=False)
    figure.update_layout(margin={"r": 0, "t": 0, "l": 0, "b": 0})
    return figure
