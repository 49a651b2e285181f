"""Links to the Countries page: order kept, four at most, refusals named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.country_view import MOST, CountryView, countries_query, parse_countries
from dashboard.link.vocabulary import Vocabulary


@given(data=st.data())
def test_every_view_comes_back_in_its_order(data: st.DataObject, words: Vocabulary) -> None:
    known = st.sampled_from(sorted(words.countries))
    view = CountryView(
        tuple(data.draw(st.lists(known, max_size=MOST, unique=True))), data.draw(st.booleans())
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
def test_what_is_not_accepted_is_named(
    asked: list[str], kept: tuple[str, ...], refused: str, reason: str, words: Vocabulary
) -> None:
    view, refusals = parse_countries({"c": asked}, words)
    assert view.countries == kept
    (refusal,) = refusals
    assert (refusal.parameter, refusal.value) == ("c", refused)
    assert reason in refusal.reason
