"""The files of the pages that a view can be on, as Streamlit's own links name them."""

from collections.abc import Mapping

from dashboard.link.page_link import TITLES

# The folder of a page has the name of what it shows, its address that of older links.
FOLDERS: Mapping[str, str] = {"scenarios": "estimates", "brief": "briefing"}
PAGE_FILES: Mapping[str, str] = {
    page: f"views/{FOLDERS.get(page, page)}/page.py" for page in (*TITLES, "brief")
}
