"""The palette of the theme that the reader sees."""

import streamlit as st

from dashboard.charts.palette import PALETTES, Palette


def palette() -> Palette:
    """Return the colours of the reader's theme; it is known on the first run."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]
