"""Whatever a link says: no page raises, each shows a view, and that view has a link of its own."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.grammar import MOST_SHOWN, Refusal, release_of
from dashboard.link.map_view import (
    EntryCodes,
    entry_query,
    is_entry,
    map_query,
    parse_entry,
    parse_map,
)
from dashboard.link.page_codes import PageCodes
from dashboard.link.page_link import TITLES, PageLink, Vocabulary
from dashboard.link.page_views import (
    SourceCodes,
    countries_query,
    parse_countries,
    parse_people,
    parse_sources,
    people_query,
    sources_query,
)
from dashboard.link.scenario_view import parse_scenarios, scenario_query
from dashboard.link.workforce_view import parse_workforce, workforce_query
from dashboard.tables.everything import Tables
from tests.calculators import STARTS
from tests.hostile_links import PAGE_PARAMETERS, Query, queries

CATALOGUE = Tables().catalogue
WORDS = Vocabulary.of(CATALOGUE)
ENTRY = EntryCodes.of(WORDS, Tables().entry)
SOURCES = SourceCodes.of(WORDS, CATALOGUE.sources)
Written = Mapping[str, str | Sequence[str]]
# What a page makes of a query: the view, what was refused, and the view's links, short and full.
Read = tuple[object, list[Refusal], list[Written]]


def read_map(query: Query) -> Read:
    if is_entry(query):
        view, refused = parse_entry(query, ENTRY)
        return view, refused, [entry_query(view, ENTRY, full=full) for full in (False, True)]
    shown, refused = parse_map(query, WORDS)
    return shown, refused, [map_query(shown, WORDS, full=full) for full in (False, True)]


def read_countries(query: Query) -> Read:
    view, refused = parse_countries(query, WORDS)
    return view, refused, [countries_query(view, WORDS, full=full) for full in (False, True)]


def read_scenarios(query: Query) -> Read:
    view, refused = parse_scenarios(query, STARTS)
    return view, refused, [scenario_query(view, STARTS, full=full) for full in (False, True)]


def read_workforce(query: Query) -> Read:
    view, refused = parse_workforce(query, STARTS)
    links = [workforce_query(view, STARTS, full=full) for full in (False, True)]
    return view, refused, list(links)


def read_people(query: Query) -> Read:
    view, refused = parse_people(query, WORDS)
    return view, refused, [people_query(view, WORDS, full=full) for full in (False, True)]


def read_sources(query: Query) -> Read:
    view, refused = parse_sources(query, SOURCES)
    return view, refused, [sources_query(view, SOURCES, full=full) for full in (False, True)]


READERS: dict[str, Callable[[Query], Read]] = {
    "map": read_map,
    "countries": read_countries,
    "scenarios": read_scenarios,
    "workforce": read_workforce,
    "people": read_people,
    "sources": read_sources,
}


def lists(query: Written) -> Query:
    return {name: [v] if isinstance(v, str) else list(v) for name, v in query.items()}


def test_every_page_of_a_link_is_tried() -> None:
    assert set(TITLES) == set(READERS) == set(PAGE_PARAMETERS)
    codes = PageCodes()
    assert [codes.normal(PageLink(page))[0].page for page in TITLES] == list(TITLES)


@pytest.mark.parametrize("page_name", READERS)
@given(data=st.data())
def test_any_query_gives_a_view_whose_links_give_it_back(
    page_name: str, data: st.DataObject
) -> None:
    query = data.draw(queries(page_name))
    read = READERS[page_name]
    view, refusals, links = read(query)
    for refusal in refusals:
        assert refusal.parameter in query
        for shown in (refusal.shown_parameter, refusal.shown_value):
            assert len(shown) <= MOST_SHOWN
            assert shown.isprintable()
    assert len(release_of(query) or "") <= MOST_SHOWN
    for link in links:
        again, refused, _ = read(lists(link))
        assert (again, refused) == (view, [])
