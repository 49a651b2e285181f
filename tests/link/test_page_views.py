"""Links to People, Countries and Sources: every view comes back, refusals are named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.map_view import EntryCodes, is_entry, parse_entry, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.link.page_views import (
    AGGREGATES,
    LONGEST_SEARCH,
    MOST_COUNTRIES,
    PARTS,
    CountryView,
    SourceCodes,
    SourceView,
    countries_query,
    default_people,
    parse_countries,
    parse_people,
    parse_sources,
    people_query,
    searchable,
    sources_query,
    years_of_asylum,
)
from dashboard.link.scenario_view import parse_scenarios
from dashboard.link.starts import Starts
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.people import KINDS
from dashboard.views.people.article import VIEWS, article_target


def lists(query: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in query.items()}


@given(data=st.data())
def test_every_view_comes_back(data: st.DataObject, words: Vocabulary) -> None:
    part = data.draw(st.sampled_from(PARTS))
    view = replace(default_people(words, part), present=data.draw(st.booleans()))
    if part == "when":
        view = replace(view, kind=data.draw(st.sampled_from([None, *KINDS])))
    if part == "asylum":
        places = sorted({*words.countries, *AGGREGATES})
        view = replace(
            view,
            year=data.draw(st.sampled_from(years_of_asylum(words))),
            country=data.draw(st.sampled_from(places)),
        )
    for full in (False, True):
        assert parse_people(lists(people_query(view, words, full=full)), words) == (view, [])


@given(st.dictionaries(st.sampled_from(["part", "kind", "year", "country"]), st.text()))
def test_nothing_raises(words: Vocabulary, query: dict[str, str]) -> None:
    view, _ = parse_people(lists(query), words)
    assert parse_people(lists(people_query(view, words, full=True)), words) == (view, [])


def test_defaults_are_left_out_and_the_full_link_spells_them(words: Vocabulary) -> None:
    view = default_people(words)
    assert people_query(view, words) == {}
    assert people_query(view, words, full=True) == {"part": "when", "data": words.release}
    asylum = default_people(words, "asylum")
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


@given(data=st.data())
def test_every_view_comes_back_in_its_order(data: st.DataObject, words: Vocabulary) -> None:
    known = st.sampled_from(sorted(words.countries))
    view = CountryView(
        tuple(data.draw(st.lists(known, max_size=MOST_COUNTRIES, unique=True))),
        data.draw(st.booleans()),
    )
    for full in (False, True):
        query = countries_query(view, words, full=full)
        lists = {k: [v] if isinstance(v, str) else v for k, v in query.items()}
        assert parse_countries(lists, words) == (view, [])


def test_defaults_are_left_out_and_the_full_link_names_the_release(words: Vocabulary) -> None:
    assert countries_query(CountryView(()), words) == {}
    assert countries_query(CountryView(("GEO", "SRB")), words, full=True) == {
        "c": ["GEO", "SRB"],
        "data": words.release,
    }


@pytest.mark.parametrize(
    ("asked", "kept", "refused", "reason"),
    [
        (["GEO", "XXX"], ("GEO",), "XXX", "no country of that"),
        (["RUS"], (), "RUS", "no country of that"),
        (["GEO", "GEO"], ("GEO",), "GEO", "more than once"),
        (["GEO", "SRB", "KAZ", "ARM", "TUR"], ("GEO", "SRB", "KAZ", "ARM"), "TUR", "at most 4"),
        (["Georgia"], (), "Georgia", "no country of that"),
    ],
)
def test_what_is_not_accepted_is_named_of_countries(
    asked: list[str], kept: tuple[str, ...], refused: str, reason: str, words: Vocabulary
) -> None:
    view, refusals = parse_countries({"c": asked}, words)
    assert view.countries == kept
    (refusal,) = refusals
    assert (refusal.parameter, refusal.value) == ("c", refused)
    assert reason in refusal.reason


@pytest.fixture(scope="module")
def codes(catalogue: Catalogue, words: Vocabulary) -> SourceCodes:
    return SourceCodes.of(words, catalogue.sources)


@given(data=st.data(), typed=st.text(), present=st.booleans())
def test_every_view_comes_back_of_sources(
    data: st.DataObject, typed: str, present: bool, codes: SourceCodes
) -> None:
    view = SourceView(
        data.draw(st.none() | st.sampled_from(sorted(codes.sources))),
        data.draw(st.none() | st.sampled_from(sorted(codes.indicators))),
        searchable(typed),
        present,
    )
    for full in (False, True):
        query = {k: [v] for k, v in sources_query(view, codes, full=full).items()}
        assert parse_sources(query, codes) == (view, [])


@given(
    query=st.dictionaries(
        st.sampled_from(["s", "indicator", "q", "present", "data", "x"]),
        st.lists(st.text(), max_size=3),
    )
)
def test_any_query_gives_a_view(query: dict[str, list[str]], codes: SourceCodes) -> None:
    view, _ = parse_sources(query, codes)
    assert len(view.search) <= LONGEST_SEARCH
    assert view.search.isprintable()
    again = {k: [v] for k, v in sources_query(view, codes).items()}
    assert parse_sources(again, codes) == (view, [])


def test_defaults_are_left_out_and_the_full_link_names_the_release_of_sources(
    codes: SourceCodes,
) -> None:
    assert sources_query(SourceView(), codes) == {}
    view = SourceView("bbc-2023-06", "valid_permits", "first permit")
    assert sources_query(view, codes, full=True) == {
        "s": "bbc-2023-06",
        "indicator": "valid_permits",
        "q": "first permit",
        "data": codes.release,
    }


@pytest.mark.parametrize(
    ("query", "parameter", "reason"),
    [
        ({"s": ["nobody"]}, "s", "no source of that id"),
        ({"s": ["bbc-2023-06", "afp-2022-12"]}, "s", "more than once"),
        ({"indicator": ["entry_rules"]}, "indicator", "no indicator of that id"),
        ({"q": ["x" * 81]}, "q", "only the first 80 characters"),
        ({"q": ["a\x00b"]}, "q", "characters that cannot be shown"),
        ({"part": ["gaps"]}, "part", "no such parameter"),
    ],
)
def test_what_is_not_accepted_is_named_of_sources(
    query: dict[str, list[str]], parameter: str, reason: str, codes: SourceCodes
) -> None:
    _, (refusal,) = parse_sources(query, codes)
    assert refusal.parameter == parameter
    assert reason in refusal.reason
