"""What is added to a drawn map: outlines, a strong pattern, and details in the hover text."""

from collections.abc import Collection, Mapping

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


def add_details(figure: go.Figure, details: Mapping[str, str]) -> go.Figure:
    """Put after the hover text that a class shares what a country's own text adds to it."""
    for trace in figure.select_traces(_is_shared):
        texts = [details.get(iso3, "") for iso3 in trace.locations]
        if any(texts):
            trace.text = texts
            trace.hovertemplate = trace.hovertemplate.replace("<extra>", "%{text}<extra>")
    return figure


def _is_drawn(trace: object) -> bool:
    return isinstance(trace, go.Choropleth) and trace.hoverinfo != "skip"


def _is_shared(trace: object) -> bool:
    return isinstance(trace, go.Choropleth) and _is_drawn(trace) and trace.text is None


def strong_hatching(figure: go.Figure, color: str, fill: str, stripe: str) -> go.Figure:
    """Draw the hatching under the map in `color`, so that a see-through fill lets it through.

    `fill` and `stripe` are what the two look like then; the legend is drawn with them.
    """
    pattern = {"bgcolor": fill, "fgcolor": stripe, "size": 6, "solidity": 0.35}
    figure.update_traces(marker_pattern=pattern, selector=_is_hatched)
    return figure.update_geos(coastlinecolor=color, coastlinewidth=1.6)


def _is_hatched(trace: object) -> bool:
    return isinstance(trace, go.Bar) and bool(trace.marker.pattern.shape)
