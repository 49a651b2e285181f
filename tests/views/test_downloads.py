"""Every table of every page has its files; a map has pictures and layers too."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.kit.actions import opened_key
from dashboard.kit.address import PAGE_FILES

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")
TABLE = ["Download CSV", "Download XLSX"]
LAYER = ["Download GeoPackage", "Download GeoJSON"]
PICTURE = ["Download PNG", "Download SVG"]
PLAYS = ["Download HTML"]
LIVE = "Download XLSX with live formulas"


def opened(page: str, query: dict[str, Any], section: str) -> AppTest:
    """Return a page with one section opened: `key`, `key=value`, `place: name of an action`."""
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    app.switch_page(page)
    for name, value in query.items():
        app.query_params[name] = value
    place, _, name = section.partition(": ")
    key, _, value = section.partition("=")
    app.session_state[opened_key(place) if name else key] = name or value or True
    app.run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def both(what: str) -> list[str]:
    return [f"Download {what} as {name}" for name in ("CSV", "XLSX")]


@pytest.mark.parametrize(
    ("query", "section", "expected"),
    [
        ({}, "map: Download", TABLE + LAYER + PICTURE + PLAYS),
        ({"layer": "valid_permits"}, "map: Download", TABLE + LAYER + PICTURE + PLAYS),
        ({"layer": "staying"}, "map: Download", TABLE + LAYER + PICTURE + PLAYS),
        # The chart of a layer that knows one country is no map.
        ({"layer": "us_encounters"}, "map: Download", TABLE + LAYER),
        ({"layer": "us_encounters"}, "map: Table", []),
        ({"since_date": "2022-02-10"}, "map: Download", TABLE + LAYER + PICTURE + PLAYS),
        ({"layer": "entry_rules"}, "decisions: Download", both("decisions")),
        ({"layer": "entry_rules"}, "entry_further=Rules beside numbers", TABLE),
    ],
)
def test_the_map_offers_tables_layers_and_pictures(
    query: dict[str, Any], section: str, expected: list[str]
) -> None:
    assert labels(opened("views/map/page.py", query, section)) == expected


def test_nothing_is_offered_while_the_table_is_closed() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert labels(app) == []


@pytest.mark.parametrize(
    ("page", "query", "section", "expected"),
    [
        (
            "countries",
            {"c": ["GEO", "DEU"]},
            "countries: Download",
            both("figures") + both("entry rules"),
        ),
        (
            "scenarios",
            {},
            "scenario: Download",
            [LIVE, *both("estimates"), *both("steps"), *both("claims of returns")],
        ),
        (
            "workforce",
            {},
            "workforce: Download",
            [
                LIVE,
                "Download the text",
                *both("verdicts"),
                *both("grid"),
                *both("published shares"),
            ],
        ),
        ("people", {"part": "who"}, "people: Download", TABLE),
        ("people", {"part": "article"}, "people: Download", TABLE),
        ("sources", {"s": "bbc-2023-06"}, "sources: Download", TABLE),
        ("sources", {"indicator": "valid_permits"}, "sources: Download", both("coverage")),
        ("sources", {}, "sources: Download", both("the table")),
        ("sources", {}, "sources_part=package", both("the list of sources") + both("this table")),
    ],
)
def test_every_table_has_its_files(
    page: str, query: dict[str, Any], section: str, expected: list[str]
) -> None:
    found = labels(opened(PAGE_FILES[page], query, section))
    assert [label for label in found if label in expected] == expected


@pytest.mark.parametrize(
    ("page", "query", "section", "term"),
    [
        ("map", {"layer": "first_permits"}, "map: Sources and terms", "first permit"),
        ("map", {"layer": "schengen_refusal_rate"}, "map: Sources and terms", "refusal rate"),
        ("map", {"measure": "total"}, "map: Sources and terms", "quantile"),
        ("map", {"layer": "entry_rules"}, "map: Sources and terms", "snapshot"),
        ("countries", {"c": ["DEU"]}, "countries: Sources and terms", "stock"),
        ("scenarios", {}, "scenario: Sources and terms", "at least"),
        ("workforce", {}, "workforce: Sources and terms", "activity rate"),
        ("people", {"part": "asylum"}, "people: Sources and terms", "recognition rate"),
    ],
)
def test_a_term_links_to_the_glossary(
    page: str, query: dict[str, Any], section: str, term: str
) -> None:
    app = opened(PAGE_FILES[page], query, section)
    (line,) = (m.value for m in app.markdown if f"[{term}](" in m.value)
    assert f"[{term}](sources?q={term.replace(' ', '+')})" in line
    found = opened("views/sources/page.py", {"q": term}, "closed")
    assert any(f"**{term}** · " in m.value for m in found.markdown)
