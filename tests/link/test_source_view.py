"""Links to the Sources page: codes, one free text, refusals named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.source_view import (
    LONGEST,
    SourceCodes,
    SourceView,
    parse_sources,
    searchable,
    sources_query,
)
from dashboard.link.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue


@pytest.fixture(scope="module")
def codes(catalogue: Catalogue, words: Vocabulary) -> SourceCodes:
    return SourceCodes.of(words, catalogue.sources)


@given(data=st.data(), typed=st.text(), present=st.booleans())
def test_every_view_comes_back(
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
    assert len(view.search) <= LONGEST
    assert view.search.isprintable()
    again = {k: [v] for k, v in sources_query(view, codes).items()}
    assert parse_sources(again, codes) == (view, [])


def test_defaults_are_left_out_and_the_full_link_names_the_release(codes: SourceCodes) -> None:
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
def test_what_is_not_accepted_is_named(
    query: dict[str, list[str]], parameter: str, reason: str, codes: SourceCodes
) -> None:
    _, (refusal,) = parse_sources(query, codes)
    assert refusal.parameter == parameter
    assert reason in refusal.reason
