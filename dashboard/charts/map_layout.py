"""The ground of every map: regions, projection, base layers and legend."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.palette import FONT, FONT_SIZE, Palette

TRANSPARENT = "rgba(0,0,0,0)"
# Large enough to see and click, small enough to stay on its island.
SQUARE = 9


@dataclass(frozen=True)
class Frame:
    """What part of the world a region shows, in an equal-area projection."""

    projection: str
    lon: tuple[float, float]
    lat: tuple[float, float]
    rotation: float
    parallels: tuple[float, float] | None = None


FRAMES = {
    "world": Frame("equal earth", (-169, 191), (-55, 82), 11),
    "europe": Frame("conic equal area", (-24, 48), (34, 70.5), 14, (40, 62)),
    "eurasia": Frame("conic equal area", (-12, 86), (33, 68), 36, (36, 62)),
}


def _template(palette: Palette) -> dict[str, object]:
    """What all traces of a kind share, sent once."""
    # A click must not fade what was not clicked.
    # Without a name hover has no second box, and no <extra></extra> has to be sent.
    steady = {"unselected": {"marker": {"opacity": 1}}, "showlegend": False, "name": ""}
    shapes = {
        **steady,
        "locationmode": "ISO-3",
        "marker": {"line": {"color": palette.border, "width": 0.5}},
        "showscale": False,
    }
    square = {
        "symbol": "square",
        "size": SQUARE,
        "line": {"color": palette.text, "width": 1},
        "opacity": 1,
    }
    return {
        "data": {
            "bar": [{"marker": {"line": {"color": palette.muted, "width": 1}}}],
            "choropleth": [shapes],
            "scattergeo": [
                {**steady, "locationmode": "ISO-3", "mode": "markers", "marker": square}
            ],
        }
    }


def map_layout(region: str, palette: Palette, height: int) -> go.Layout:
    """Return the layout of a map: projection, base, legend; `height` in pixels."""
    frame = FRAMES[region]
    projection: dict[str, object] = {
        "type": frame.projection,
        "rotation": {"lon": frame.rotation},
    }
    if frame.parallels:
        projection["parallels"] = frame.parallels
    return go.Layout(
        template=_template(palette),
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=TRANSPARENT,
        plot_bgcolor=TRANSPARENT,
        font={"family": FONT, "size": FONT_SIZE},
        dragmode=False,
        clickmode="event+select",
        hoverlabel={
            "bgcolor": palette.page,
            "bordercolor": palette.muted,
            "font": {"family": FONT, "size": FONT_SIZE, "color": palette.text},
            "align": "left",
        },
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"visible": False, "fixedrange": True},
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 13},
            "traceorder": "normal",
            "itemsizing": "trace",
            "bgcolor": TRANSPARENT,
        },
        geo={
            "projection": projection,
            "lonaxis": {"range": frame.lon},
            "lataxis": {"range": frame.lat},
            "fitbounds": False,
            "bgcolor": TRANSPARENT,
            "showframe": False,
            "showcoastlines": True,
            "coastlinecolor": palette.hatch,
            "coastlinewidth": 0.7,
            "showland": False,
            "landcolor": palette.not_reported,
        },
    )
