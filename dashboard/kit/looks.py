"""The theme that the reader sees."""

import streamlit as st

from dashboard.charts.palette import PALETTES, SCREEN, Palette, ThemeName


def theme() -> ThemeName:
    """Return the reader's theme; it is known on the first run."""
    return "dark" if st.context.theme.type == "dark" else "light"


def palette() -> Palette:
    """Return what charts are drawn with: names of colours, which the reader's browser fills in."""
    return SCREEN


def colors() -> Palette:
    """Return the colours of the reader's theme."""
    return PALETTES[theme()]
