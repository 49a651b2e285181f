"""A figure for a screen that is seen from afar: larger text, a height of its own."""

from typing import Any

import plotly.graph_objects as go

LEAST = 16
# What the smallest text of the charts, 12 px, is multiplied with.
FACTOR = LEAST / 12


def enlarged(figure: go.Figure, height: int) -> go.Figure:
    """Return a copy of `height` pixels in which no text is smaller than 16 px."""
    spec = figure.to_plotly_json()
    large: dict[str, Any] = _larger(spec)
    large["layout"]["height"] = height
    large["layout"].setdefault("font", {}).setdefault("size", LEAST)
    return go.Figure(large, skip_invalid=False)


def _larger(part: Any) -> Any:
    """Return a copy of a part of a figure with the size of every font multiplied."""
    if isinstance(part, dict):
        return {
            name: _font(value)
            if name.endswith("font") and isinstance(value, dict)
            else _larger(value)
            for name, value in part.items()
        }
    if isinstance(part, (list, tuple)) and any(isinstance(each, (dict, list)) for each in part):
        return [_larger(each) for each in part]
    return part


def _font(font: dict[str, Any]) -> dict[str, Any]:
    size = font.get("size")
    return font if size is None else {**font, "size": max(LEAST, round(size * FACTOR))}
