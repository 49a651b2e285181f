"""The theme that the reader sees."""

import math
from collections.abc import Iterable

import streamlit as st

from dashboard.charts.palette import PALETTES, Palette, ThemeName
from dashboard.map.lettering import width

# In pixels: the letters of a choice, as wide as the page's are, and what stands around its words.
LETTERS, AROUND = 11.7, 34


def choices_width(names: Iterable[str]) -> int:
    """Return how wide choices are that stand side by side.

    Streamlit loads each kind of control late: a row that knows its widths does not move then.
    """
    return sum(math.ceil(width(name, LETTERS)) + AROUND for name in names)


def theme() -> ThemeName:
    """Return the reader's theme; it is known on the first run."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colors() -> Palette:
    """Return the colours of the reader's theme."""
    return PALETTES[theme()]
