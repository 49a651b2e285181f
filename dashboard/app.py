"""Front door: page configuration and navigation, nothing else."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[1]
# `streamlit run` puts only this folder on the path.
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))

from dashboard.front import app_name, front, menu  # noqa: E402

st.set_page_config(
    page_title=app_name(),
    page_icon="app/static/icon.png",
    layout="wide",
    # Without an entry of its own the menu, and with it the choice of theme, would be hidden.
    menu_items={"About": "Each figure with its source."},
)
front(
    st.navigation(
        [
            st.Page("views/map/page.py", title="Map", url_path="", default=True),
            st.Page("views/countries/page.py", title="Countries", url_path="countries"),
            st.Page("views/estimates/page.py", title="How many left", url_path="scenarios"),
            st.Page("views/workforce/page.py", title="Workforce", url_path="workforce"),
            st.Page("views/people/page.py", title="People", url_path="people"),
            st.Page("views/sources/page.py", title="Sources", url_path="sources"),
            st.Page("views/briefing/page.py", title="My briefing", url_path="brief"),
        ],
        position=menu(),
    )
)
