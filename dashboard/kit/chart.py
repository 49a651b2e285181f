"""How bars and lines are put on a page."""

from collections.abc import Callable
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st

# Fills come from our palette on each run; the legend's text is left to Streamlit's theme, which
# recolours it at once when a reader switches the theme (the script runs only at the next change).
THEME: Literal["streamlit"] = "streamlit"
# In pixels, or as high as the figure was drawn.
Height = int | Literal["content"]
PLAIN: dict[str, Any] = {"displayModeBar": False}


def plain_chart(
    figure: go.Figure,
    alt: str,
    key: str,
    on_pick: Callable[[str], None] | None = None,
    *,
    height: Height = "content",
) -> None:
    """Draw bars or a line; `on_pick` gets the `customdata` of what the reader clicks."""
    if on_pick is None:
        st.plotly_chart(figure, theme=THEME, config=PLAIN, alt=alt, key=key, height=height)
        return

    def clicked() -> None:
        points = st.session_state[key]["selection"]["points"]
        code = _code(points[0]) if points else None
        if code:
            on_pick(code)

    st.plotly_chart(
        figure,
        theme=THEME,
        config=PLAIN,
        alt=alt,
        key=key,
        height=height,
        on_select=clicked,
        selection_mode="points",
    )


def _code(point: dict[str, Any]) -> str | None:
    """Return the code of a clicked bar."""
    code = point.get("customdata")
    if isinstance(code, list):
        code = code[0] if code else None
    return code if isinstance(code, str) else None
