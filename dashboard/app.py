"""Front door: page configuration and navigation, nothing else."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[1]
# `streamlit run` puts only this folder on the path.
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

from dashboard.front import app_name, front, menu  # noqa: E402
from dashboard.pages import navigation  # noqa: E402

st.set_page_config(
    page_title=app_name(),
    page_icon="app/static/icon.png",
    layout="wide",
    # Without an entry of its own the menu, and with it the choice of theme, would be hidden.
    menu_items={"About": "Each figure with its source."},
)
front(st.navigation(navigation(), position=menu()))
