"""What is added to a drawn map: outlines and a strong pattern."""

from collections.abc import Collection

import plotly.graph_objects as go

from dashboard.charts.map_layout import TRANSPARENT
from dashboard.charts.palette import Palette

MARKED, PICKED = 1.4, 2.2


def outline(
    figure: go.Figure, marked: Collection[str], strong: Collection[str], palette: Palette
) -> go.Figure:
    """Outline `marked` countries, and `strong` ones more heavily, on top of all neighbours."""
    for codes, width in ((marked, MARKED), (strong, PICKED)):
        if codes:
            figure.add_trace(_outlines(sorted(codes), width, palette))
    return figure


def _outlines(codes: list[str], width: float, palette: Palette) -> go.Choropleth:
    """Shapes without a fill; hover and click pass through them."""
    return go.Choropleth(
        locations=codes,
        locationmode="ISO-3",
        z=[0] * len(codes),
        colorscale=[[0, TRANSPARENT], [1, TRANSPARENT]],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": palette.picked, "width": width}},
    )


def strong_hatching(figure: go.Figure, color: str, fill: str, stripe: str) -> go.Figure:
    """Draw the hatching under the map in `color`, so that a see-through fill lets it through.

    `fill` and `stripe` are what the two look like then; the legend is drawn with them.
    """
    pattern = {"bgcolor": fill, "fgcolor": stripe, "size": 6, "solidity": 0.35}
    figure.update_traces(marker_pattern=pattern, selector=_is_hatched)
    return figure.update_geos(coastlinecolor=color, coastlinewidth=1.6)


def _is_hatched(trace: object) -> bool:
    return isinstance(trace, go.Bar) and bool(trace.marker.pattern.shape)
