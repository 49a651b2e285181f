"""The files of the pages that a view can be on, as Streamlit's own links name them."""

from collections.abc import Mapping

from dashboard.links.page_link import PAGES

PAGE_FILES: Mapping[str, str] = {page: f"views/{page}_page.py" for page in PAGES}
