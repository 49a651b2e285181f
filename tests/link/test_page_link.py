"""Old links stay valid: a renamed parameter or code is read as it is spelled now."""

from copy import copy

import pytest

from dashboard.link.brief_view import parse_brief
from dashboard.link.map_view import parse_map
from dashboard.link.page_link import RENAMES, Page, PageLink, Rename, Vocabulary, migrate, page_at
from dashboard.tables.release import release_order
from tests.page_links import CODES

RENAMED = (
    Rename("2026.12", "map", "layer", "permits_valid", "valid_permits"),
    Rename("2027.03", "map", "land", None, "country"),
    Rename("2027.03", None, "show_big", None, "present"),
    Rename("2027.06", "map", "layer", "valid_permits", "permits_at_year_end"),
)


@pytest.mark.parametrize(
    ("page", "query", "expected"),
    [
        ("map", {"layer": ["permits_valid"]}, {"layer": ["permits_at_year_end"]}),
        ("map", {"land": ["GEO"], "year": ["2022"]}, {"country": ["GEO"], "year": ["2022"]}),
        ("map", {"land": ["GEO"], "country": ["DEU"]}, {"land": ["GEO"], "country": ["DEU"]}),
        ("people", {"show_big": ["true"]}, {"present": ["true"]}),
        ("people", {"land": ["GEO"]}, {"land": ["GEO"]}),
        ("map", {"c": ["a", "b"]}, {"c": ["a", "b"]}),
        (None, {"land": ["GEO"], "show_big": ["true"]}, {"land": ["GEO"], "present": ["true"]}),
    ],
)
def test_a_link_is_read_as_it_is_spelled_now(
    page: Page | None, query: dict[str, list[str]], expected: dict[str, list[str]]
) -> None:
    assert migrate(query, page, RENAMED) == expected


def test_a_link_is_spared_the_renames_its_release_knew() -> None:
    query = {"layer": ["permits_valid"], "data": ["2026.12"]}
    assert migrate(query, "map", RENAMED) == query
    older = {"layer": ["permits_valid"], "data": ["2026.11"]}
    assert migrate(older, "map", RENAMED)["layer"] == ["permits_at_year_end"]


def test_the_tenth_correction_of_a_release_knows_what_the_ninth_renamed() -> None:
    renamed = [Rename("2026.12.9", None, "land", None, "country")]
    for made_on, parameter in (("2026.12.10", "land"), ("2026.12.8", "country")):
        query = {"land": ["GEO"], "data": [made_on]}
        assert migrate(query, "map", renamed) == {parameter: ["GEO"], "data": [made_on]}


def test_a_migrated_link_is_accepted(words: Vocabulary) -> None:
    query = migrate({"land": ["GEO"], "layer": ["permits_valid"]}, "map", RENAMED[:3])
    view, refusals = parse_map(query, words)
    assert (view.country, view.layer, refusals) == ("GEO", "valid_permits", [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"data": ["2026.11"]}, {"layer": ["valid_permits"]}),
        ({"data": ["2026.10.3"], "country": ["GEO"]}, {"layer": ["valid_permits"]}),
        ({"data": ["2026.11"], "layer": ["entry_rules"]}, {"people": ["none"]}),
        ({"data": ["2026.11"], "layer": ["staying"]}, {}),
        ({"data": ["2026.11"], "layer": ["entry_rules"], "people": ["staying"]}, {}),
        ({"data": ["2026.12"], "layer": ["entry_rules"]}, {}),
        ({"data": ["2026.12"]}, {}),
        ({"data": ["none at all"], "layer": ["entry_rules"]}, {}),
        ({"layer": ["entry_rules"]}, {}),
        ({}, {}),
    ],
)
def test_a_link_keeps_the_defaults_of_the_release_it_names(
    query: dict[str, list[str]], expected: dict[str, list[str]]
) -> None:
    assert migrate(query, "map") == {**query, **expected}
    assert migrate(query, "people") == migrate(query, None) == query


def test_the_views_of_an_older_briefing_keep_its_defaults() -> None:
    query = {"v": ["map..layer..entry_rules..region..europe"], "data": ["2026.11"]}
    older, refused = parse_brief(query, CODES)
    assert refused == []
    assert older.views[0].query["people"] == ["none"]
    newer, _ = parse_brief({**query, "data": ["2026.12"]}, CODES)
    assert newer.views[0].query["people"] == ["staying"]


def test_the_table_is_in_the_order_of_the_releases() -> None:
    assert list(RENAMES) == sorted(RENAMES, key=lambda rename: release_order(rename.release))


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("", "map"),
        ("http://127.0.0.1:8501", "map"),
        ("https://example.org/who/left/", "map"),
        ("https://example.org/who/left/scenarios", "scenarios"),
        ("https://example.org/people/?part=who", "people"),
        ("https://example.org/nowhere", "map"),
        ("https://example.org/who/left/brief?v=map", None),
    ],
)
def test_the_page_of_an_address(url: str, page: str | None) -> None:
    assert page_at(url) == page


def test_views_of_an_older_briefing_are_brought_along() -> None:
    moved = copy(CODES)
    moved.renames = RENAMED[:3]
    older = PageLink.of("map", {"layer": "permits_valid", "land": "GEO"})
    link, refusals = moved.normal(older, full=False)
    assert link.query == {"layer": ["valid_permits"], "country": ["GEO"]}
    assert refusals == []
