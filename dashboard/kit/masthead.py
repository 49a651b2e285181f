"""The name of the deployment at the left of the navigation, where Streamlit puts an image only."""

import math

import streamlit as st

from dashboard.charts.palette import Palette
from dashboard.kit.looks import colors
from dashboard.map.lettering import FAMILIES, drawable, printable, width
from dashboard.tables.release import STATIC, Edition

HEIGHT, SIZE, BASELINE = 24, 16, 17.5
# A phone of 390 pixels has room for it between the two buttons of the header.
MOST_WIDTH = 230


def masthead(edition: Edition) -> None:
    """Show the logo that a team gives, else the name of its deployment."""
    st.logo(STATIC / edition.logo if edition.logo else drawn_name(edition.name, colors()))


def drawn_name(name: str, palette: Palette) -> str:
    """Return a name as one line of SVG in the colour of the page's text; a long one is cut."""
    text = drawable(name)
    while width(text, SIZE, bold=True) > MOST_WIDTH:
        text = f"{text.removesuffix('…')[:-1].rstrip()}…"
    wide = math.ceil(width(text, SIZE, bold=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{HEIGHT}" '
        f'viewBox="0 0 {wide} {HEIGHT}"><text y="{BASELINE}" font-family="{FAMILIES}" '
        f'font-size="{SIZE}" font-weight="700" fill="{palette.text}">{printable(text)}</text></svg>'
    )
