"""A figure for a screen that is seen from afar: larger text, a height of its own."""

from typing import Any

import plotly.graph_objects as go

# Pixels. Text grows with the figure, so that a large screen does not look empty.
LEAST, MOST, ROWS = 16, 26, 29
# The text of the charts that most others are measured by.
USUAL = 13
AXES = ("xaxis", "yaxis")
SHIFTS = ("xshift", "yshift")


def enlarged(figure: go.Figure, height: int) -> go.Figure:
    """Return a copy of `height` pixels in which no text is smaller than 16 px."""
    least = min(max(height // ROWS, LEAST), MOST)
    spec: dict[str, Any] = _larger(figure.to_plotly_json(), least)
    layout = spec["layout"]
    layout["height"] = height
    # A size that is not given here would be set by Streamlit's theme.
    given: list[tuple[dict[str, Any], str]] = [(layout, "font")]
    given += [(layout.setdefault("legend", {}), "font")]
    given += [(axis, "tickfont") for name, axis in layout.items() if name.startswith(AXES)]
    for part, name in given:
        part[name] = {"size": least} | part.get(name, {})
    margin = {side: width * least / USUAL for side, width in layout.get("margin", {}).items()}
    layout["margin"] = margin
    return go.Figure(spec)


def _larger(part: Any, least: int) -> Any:
    """Return a copy of a part of a figure with the size of every font multiplied."""
    if isinstance(part, dict):
        return {name: _grown(name, value, least) for name, value in part.items()}
    if isinstance(part, (list, tuple)) and any(isinstance(each, (dict, list)) for each in part):
        return [_larger(each, least) for each in part]
    return part


def _grown(name: str, value: Any, least: int) -> Any:
    if name in SHIFTS:
        return value * least / USUAL
    if name.endswith("font") and isinstance(value, dict):
        return _font(value, least)
    return _larger(value, least)


def _font(font: dict[str, Any], least: int) -> dict[str, Any]:
    size = font.get("size")
    return font if size is None else {**font, "size": max(least, round(size * least / USUAL))}
