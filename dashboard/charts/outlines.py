"""Marks on a drawn map: outlined countries, and hatching strong enough to be a pattern."""

from collections.abc import Collection

import plotly.graph_objects as go

from dashboard.charts.palette import Palette

MARKED, PICKED = 1.4, 2.2


def outline(
    figure: go.Figure, marked: Collection[str], strong: Collection[str], palette: Palette
) -> go.Figure:
    """Outline `marked` countries, and `strong` ones more heavily, on the map of `draw_map`.

    Neighbours drawn later cover an outline: pass `draw_map` the marked countries last.
    """
    if not marked and not strong:
        return figure
    (shapes,) = (trace for trace in figure.data if trace.type == "choropleth")
    widths = [
        PICKED if iso3 in strong else MARKED if iso3 in marked else 0.5 for iso3 in shapes.locations
    ]
    shapes.marker.line.width = widths
    shapes.marker.line.color = [
        palette.border if width == 0.5 else palette.picked for width in widths
    ]
    return figure


def strong_hatching(figure: go.Figure, color: str, fill: str, stripe: str) -> go.Figure:
    """Draw the hatching under the map in `color`, so that a see-through fill lets it through.

    `fill` and `stripe` are what the two look like then; the legend is drawn with them.
    """
    pattern = {"bgcolor": fill, "fgcolor": stripe, "size": 6, "solidity": 0.35}
    figure.update_traces(marker_pattern=pattern, selector=_is_hatched)
    return figure.update_geos(coastlinecolor=color, coastlinewidth=1.6)


def _is_hatched(trace: object) -> bool:
    return isinstance(trace, go.Bar) and bool(trace.marker.pattern.shape)


def legend_outline(figure: go.Figure, label: str, palette: Palette) -> go.Figure:
    """Add a line to the legend for outlined countries."""
    return figure.add_trace(
        go.Bar(
            x=[None],
            y=[None],
            name=label,
            marker={
                "color": "rgba(0,0,0,0)",
                "line": {"color": palette.picked, "width": MARKED},
            },
        )
    )
