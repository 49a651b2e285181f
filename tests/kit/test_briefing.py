"""The list of a briefing: order, words, and which views may be in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.kit.slide import (
    LONGEST_HEADING,
    LONGEST_NOTES,
    UNSEEN,
    BriefItem,
    heading_text,
    moved,
    notes_text,
    with_words,
    without,
)
from dashboard.link.brief_view import not_collected
from dashboard.link.page_link import PageLink
from tests.pages import page_of
from tests.slides import LINKS

ITEMS = tuple(BriefItem(PageLink.of("countries", {"c": code})) for code in ("GEO", "SRB", "KAZ"))
A, B, C = ITEMS


def test_a_view_moves_one_place_and_stops_at_the_ends() -> None:
    assert moved(ITEMS, 0, 1) == (B, A, C)
    assert moved(ITEMS, 2, -1) == (A, C, B)
    assert moved(ITEMS, 0, -1) == ITEMS
    assert moved(ITEMS, 2, 1) == ITEMS
    assert without(ITEMS, 1) == (A, C)


def test_words_go_to_their_view_only() -> None:
    named = with_words(ITEMS, B.link, " Serbia\nfirst ", "One\r\ntwo  \n")
    assert named == (A, BriefItem(B.link, "Serbia first", "One\ntwo"), C)
    assert with_words(named, PageLink("workforce"), "x", "y") == named


@given(st.text(max_size=300), st.text(max_size=30).map(lambda text: text * 100))
def test_words_are_plain_short_and_can_be_sent(heading: str, notes: str) -> None:
    kept, more = heading_text(heading), notes_text(notes)
    assert len(kept) <= LONGEST_HEADING
    assert len(more) <= LONGEST_NOTES
    assert all(c.isprintable() or c in UNSEEN for c in (kept + more).replace("\n", ""))
    assert (kept + more).encode().decode() == kept + more
    assert (heading_text(kept), notes_text(more)) == (kept, more)


@pytest.mark.parametrize(
    "text", ["می\u200cروند", "क्\u200dष", "(a)\u200f ב", "ភាសា\u200bខ្មែរ", "co\u00adop"]
)
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert (heading_text(text), notes_text(text)) == (text, text)


@given(
    st.text("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b a\n", max_size=60)
)
def test_nothing_turns_the_order_of_letters(text: str) -> None:
    kept = heading_text(text) + notes_text(text)
    assert set(kept) <= set("\u200b a\n")
    assert bool(heading_text(text)) == bool(notes_text(text)) == ("a" in text)


def test_every_view_that_has_a_slide_can_be_collected() -> None:
    assert [query for page, query in LINKS if not_collected(PageLink.of(page, query))] == []


def test_a_second_click_on_undo_takes_nothing_more_back() -> None:
    app = page_of("brief")
    app.button(key="brief_empty").click().run()
    assert "All views were taken out." in [text.value for text in app.text]
    # The run of the first click, which took the list before it, was cut short by the second.
    undo = app.button(key="brief_undo").click()
    del app.session_state["brief_before"]
    undo.run()
    assert not app.exception
