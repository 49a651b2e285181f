"""The list of a briefing: order, words, and which views may be in it."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.briefing import (
    LONGEST_HEADING,
    LONGEST_NOTES,
    BriefItem,
    heading_text,
    moved,
    notes_text,
    with_words,
    without,
)
from dashboard.links.brief_view import not_collected
from dashboard.links.page_link import PageLink
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
    assert (kept + more).replace("\n", "").isprintable()
    assert (kept + more).encode().decode() == kept + more
    assert (heading_text(kept), notes_text(more)) == (kept, more)


def test_every_view_that_has_a_slide_can_be_collected() -> None:
    assert [query for page, query in LINKS if not_collected(PageLink.of(page, query))] == []
