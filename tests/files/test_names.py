"""The names of files tell views apart, and the links in them have their slash."""

import pytest
import streamlit as st

from dashboard.files import downloads as map_downloads
from dashboard.kit.address import share_link
from dashboard.link.map_view import EntryCodes, parse_entry, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.map.entry import entry_card
from dashboard.map.figure import map_card
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.views.rules import page as entry_layer
from tests.calculators import ALL_ON, DEFAULT, scenarios


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (
            "valid_permits year=2023 measure=change since=2021 region=europe",
            "valid_permits-2023-change-since-2021-europe",
        ),
        ("valid_permits year=2023 measure=change since=2019", None),
        ("valid_permits year=2023 measure=total", "valid_permits-2023-total-eurasia"),
        ("staying", "staying-2024-figures-world"),
        ("us_encounters", None),
    ],
)
def test_views_of_a_layer_have_names_of_their_own(
    catalogue: Catalogue, words: Vocabulary, query: str, name: str | None
) -> None:
    layer, *rest = query.split()
    given = {key: [value] for key, value in (each.split("=") for each in rest)}
    view, _ = parse_map({"layer": [layer], **given}, words)
    made = map_downloads.file_name(map_card(catalogue, words.layers[layer], view))
    if name is not None:
        assert made == name
    assert made.startswith(layer)


def test_rules_of_two_days_or_with_people_have_names_of_their_own(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    tables = Tables().entry
    codes = EntryCodes.of(words, tables)
    names = [
        entry_layer.file_name(entry_card(catalogue, tables, parse_entry(query, codes)[0]))
        for query in (
            {"date": ["2023-06-05"], "people": ["none"]},
            {"date": ["2023-06-05"], "people": ["staying"]},
            {"date": ["2024-12-04"], "since_date": ["2023-06-05"]},
            {"date": ["2024-12-04"], "since_date": ["2022-02-10"], "region": ["world"]},
        )
    ]
    assert names == [
        "entry_rules-2023-06-05-world",
        "entry_rules-2023-06-05-people-eurasia",
        "entry_changes-2024-12-04-since-2023-06-05-world",
        "entry_changes-2024-12-04-since-2022-02-10-world",
    ]


def test_scenarios_are_named_by_what_they_start_from() -> None:
    assert scenarios(DEFAULT).names == f"a-{DEFAULT.a.source}"
    assert scenarios(ALL_ON).names.count("-") == 5


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org", "https://example.org/?year=2023"),
        ("https://example.org/", "https://example.org/?year=2023"),
        ("https://example.org/countries", "https://example.org/countries?year=2023"),
        (None, "/?year=2023"),
    ],
)
def test_a_link_has_its_slash(
    monkeypatch: pytest.MonkeyPatch, address: str | None, link: str
) -> None:
    monkeypatch.setattr(type(st.context), "url", address)
    assert share_link({"year": "2023"}) == link
