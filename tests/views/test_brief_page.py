"""My briefing without a browser: collecting on every page, order, words, files, limits."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")
BRIEF = "views/brief_page.py"
# Each page with a query that shows something, the key of its button, and what is collected.
COLLECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "map": ("views/map_page.py", {"layer": "staying", "country": "GEO"}, "map"),
    "entry": ("views/map_page.py", {"layer": "entry_rules", "date": "2023-06-05"}, "entry"),
    "countries": ("views/countries_page.py", {"c": "SRB"}, "countries"),
    "scenarios": ("views/scenarios_page.py", {"a_from": "a10_forbes"}, "scenarios"),
    "workforce": ("views/workforce_page.py", {"solve": "people"}, "workforce"),
    "people": ("views/people_page.py", {"part": "asylum", "country": "DEU"}, "people"),
    "sources": ("views/sources_page.py", {"indicator": "valid_permits"}, "sources"),
}


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    return app


def go(app: AppTest, page: str, **query: Any) -> AppTest:
    app.switch_page(page)
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return " | ".join(str(e.value) for e in [*app.text, *app.caption, *app.markdown])


def views(app: AppTest) -> list[str]:
    """The views of the address bar, as tokens."""
    found = app.query_params.get("v", [])
    return [found] if isinstance(found, str) else list(found)


def cards(app: AppTest) -> list[str]:
    """The headings of the cards, in their order."""
    return [e.value.strip("*") for e in app.markdown if e.value[2:3].isdigit()]


def button(app: AppTest, suffix: str, at: int) -> Any:
    """The button of a card, counted from 0."""
    keys = [(b, str(b.key)) for b in app.button]
    found = [b for b, key in keys if key.startswith("brief_") and key.endswith(suffix)]
    return found[at]
