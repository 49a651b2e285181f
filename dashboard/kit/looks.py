"""The palette of the theme that the reader sees."""

import streamlit as st

from dashboard.charts.palette import PALETTES, Palette, ThemeName


def theme() -> ThemeName:
    """Return the reader's theme; it is known on the first run."""
    return "dark" if st.context.theme.type == "dark" else "light"


def palette() -> Palette:
    """Return the colours of the reader's theme."""
    return PALETTES[theme()]
