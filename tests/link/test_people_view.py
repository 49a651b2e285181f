"""Links to the People page: every view comes back, refusals are named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.entry_view import EntryCodes, is_entry, parse_entry
from dashboard.link.map_view import parse_map
from dashboard.link.people_view import (
    AGGREGATES,
    PARTS,
    default_view,
    parse_people,
    people_query,
    years,
)
from dashboard.link.scenario_view import parse_scenarios
from dashboard.link.starts import Starts
from dashboard.link.vocabulary import Vocabulary
from dashboard.tables.everything import Tables
from dashboard.tables.people import KINDS
from dashboard.views.people.article import VIEWS, article_target


def lists(query: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in query.items()}


@given(data=st.data())
def test_every_view_comes_back(data: st.DataObject, words: Vocabulary) -> None:
    part = data.draw(st.sampled_from(PARTS))
    view = replace(default_view(words, part), present=data.draw(st.booleans()))
    if part == "when":
        view = replace(view, kind=data.draw(st.sampled_from([None, *KINDS])))
    if part == "asylum":
        places = sorted({*words.countries, *AGGREGATES})
        view = replace(
            view,
            year=data.draw(st.sampled_from(years(words))),
            country=data.draw(st.sampled_from(places)),
        )
    for full in (False, True):
        assert parse_people(lists(people_query(view, words, full=full)), words) == (view, [])


@given(st.dictionaries(st.sampled_from(["part", "kind", "year", "country"]), st.text()))
def test_nothing_raises(words: Vocabulary, query: dict[str, str]) -> None:
    view, _ = parse_people(lists(query), words)
    assert parse_people(lists(people_query(view, words, full=True)), words) == (view, [])


def test_defaults_are_left_out_and_the_full_link_spells_them(words: Vocabulary) -> None:
    view = default_view(words)
    assert people_query(view, words) == {}
    assert people_query(view, words, full=True) == {"part": "when", "data": words.release}
    asylum = default_view(words, "asylum")
    assert people_query(asylum, words) == {"part": "asylum"}
    assert people_query(asylum, words, full=True) == {
        "part": "asylum",
        "year": "2023",
        "country": "EUU",
        "data": words.release,
    }


@pytest.mark.parametrize(
    ("query", "refused", "reason"),
    [
        ({"part": "where"}, "part", "expected article, asylum, routes, when, who, why"),
        ({"kind": "peace"}, "kind", "expected border, economy"),
        ({"part": "who", "kind": "war"}, "kind", "it belongs to part=when"),
        ({"year": "2022"}, "year", "it belongs to part=asylum"),
        ({"part": "asylum", "year": "2018"}, "year", "expected 2019"),
        ({"part": "asylum", "country": "RUS"}, "country", "no such country, EUU or WLD"),
        ({"person": "anybody"}, "person", "this page has no such parameter"),
    ],
)
def test_what_is_not_accepted_is_named(
    words: Vocabulary, query: dict[str, str], refused: str, reason: str
) -> None:
    view, refusals = parse_people(lists(query), words)
    (refusal,) = refusals
    assert refusal.parameter == refused
    assert reason in refusal.reason
    assert view.kind is None


def test_every_figure_of_the_article_leads_to_a_view_that_is_accepted(words: Vocabulary) -> None:
    estimates = Tables().estimates
    starts = Starts.of(estimates, words.release)
    codes = EntryCodes.of(words, Tables().entry)
    figures = estimates.article_figures
    assert {row.figure_id for row in figures} >= set(VIEWS)
    for figure in figures:
        page, query = article_target(figure)
        if page == "people":
            assert parse_people(lists(query), words)[1] == []
        elif page == "scenarios":
            assert parse_scenarios(lists(query), starts)[1] == []
        elif page == "map" and not is_entry(lists(query)):
            assert parse_map(lists(query), words)[1] == []
        elif query:
            assert parse_entry(lists(query), codes)[1] == []
        else:
            assert page in {"map", "workforce"}
