"""A briefing file opens as it was saved; what else is opened is told what is wrong with it."""

import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.kit.slide import BriefItem, heading_text, notes_text
from dashboard.link.brief_view import MOST_VIEWS, Collected
from dashboard.views.briefing.file import (
    LARGEST,
    BriefingFileError,
    OpenedBriefing,
    briefing_bytes,
    read_briefing,
    ready_views,
)
from tests.page_links import CODES, page_links

READY = tuple(BriefItem(link) for link in ready_views(CODES))


def file_of(**changes: object) -> bytes:
    content = json.loads(briefing_bytes(READY, "2026.11")) | changes
    return json.dumps(content).encode()


@st.composite
def briefings(draw: st.DrawFn) -> tuple[BriefItem, ...]:
    collected = Collected(CODES)
    for link in draw(st.lists(page_links(), max_size=MOST_VIEWS)):
        collected.take(link)
    return tuple(
        BriefItem(link, heading_text(draw(st.text())), notes_text(draw(st.text())))
        for link in collected.views
    )


@settings(deadline=None)
@given(briefings(), st.sampled_from(["2026.11", "2025.01"]))
def test_what_is_saved_opens_unchanged(items: tuple[BriefItem, ...], release: str) -> None:
    assert read_briefing(briefing_bytes(items, release), CODES) == OpenedBriefing(items, release)


def test_the_file_can_be_read_by_people() -> None:
    items = (replace(READY[0], heading="Сколько?", notes="One.\nTwo."), READY[1])
    content = json.loads(briefing_bytes(items, "2026.11"))
    assert content["format"] == "who-left-russia briefing"
    assert (content["version"], content["release"]) == (1, "2026.11")
    assert content["views"][0]["heading"] == "Сколько?"
    assert content["views"][0]["notes"] == "One.\nTwo."
    assert content["views"][0]["link"].startswith("?layer=entry_rules&date=")
    assert content["views"][1]["link"] == READY[1].link.text
    assert "Сколько?" in briefing_bytes(items, "2026.11").decode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not JSON: line 1, character 1"),
        (b"\xff\xfe{}", "it is not UTF-8 text: byte 0"),
        (b"PK\x03\x04", "it is not JSON"),
        (b'{"format": "who-left-russia briefing",', "it is not JSON: line 1, character 39"),
        (b"[]", "it must hold one object, in braces"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b'{"version": ' + b"9" * 5_000 + b"}", "it holds a number that is too long"),
        (b'{"format": "a", "format": "b"}', "“format” stands twice in one object"),
        (b'{"format": "another"}', "this is no briefing file"),
        (b" " * (LARGEST + 1), "a briefing has at most 200,000"),
        (file_of(version=2), "version is “2”; this app reads version 1"),
        (file_of(version=True), "version is “true”"),
        (file_of(version=[1]), "version is a list"),
        (file_of(release=None), "release must be text"),
        (file_of(release=" "), "release must be text"),
        (file_of(views={"1": "map"}), "views must be a list"),
        (file_of(views=["x"] * 1_001), "views lists 1,001 views"),
        (file_of(title="Mine"), "the file has an unknown key “title”; known: format, release"),
    ],
)
def test_what_cannot_be_opened_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(BriefingFileError) as error:
        read_briefing(data, CODES)
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        ("workforce", "View 2: it must be an object with link, heading and notes"),
        ({"link": 5}, "View 2: link must be text, not “5”"),
        ({"link": "people", "notes": ["a"]}, "View 2: notes must be text, not a list"),
        ({"link": "people", "heading": None}, "View 2: heading must be text, not “null”"),
        ({"link": "people", "note": "x"}, "View 2: it has an unknown key “note”"),
        ({"link": "atlas?x=1"}, "View 2: link “atlas?x=1” was not used: no such view"),
        ({"link": "https://example.org/people"}, "was not used: no such view"),
        ({"link": "//example.org/people"}, "was not used: no such view"),
        ({"link": "http://[people"}, "was not used: no such view"),
        ({"link": "people#" + "a" * 3_000}, "was not used: no such view"),
        ({"link": "people?part=<script>"}, "was not used: part = “<script>”: expected article"),
        ({"link": "people?part=routes"}, "was not used: the three routes are people's own"),
        ({"link": "?layer=own"}, "was not used: an own table stays in the session"),
        ({"link": READY[0].link.text}, "was not used: it is in the briefing already"),
    ],
)
def test_a_view_that_is_not_accepted_is_named_and_the_rest_kept(view: object, reason: str) -> None:
    first, last = ({"link": item.link.text} for item in READY[:2])
    opened = read_briefing(file_of(views=[first, view, last]), CODES)
    assert opened.items == READY[:2]
    (told,) = opened.refused
    assert reason in told
    assert len(told) < 250


def test_long_words_are_cut_and_strange_characters_left_out() -> None:
    heading = "=HYPERLINK(1)\n\u202e<b>\ud800" + "x" * 100
    views = [{"link": READY[0].link.text, "heading": heading, "notes": "a\r\n\x00b" + "y" * 3_000}]
    opened = read_briefing(file_of(views=views), CODES)
    (item,) = opened.items
    assert item.heading.startswith("=HYPERLINK(1) <b> xxx")
    assert len(item.heading) == 80
    assert item.notes.startswith("a\n b")
    assert len(item.notes) == 2_000
    item.heading.encode()
    assert opened.refused == [
        "View 1: the heading was cut to 80 characters",
        "View 1: the notes were cut to 2,000 characters",
    ]


def test_a_thirteenth_view_is_refused() -> None:
    countries = [{"link": f"countries?c={iso3}"} for iso3 in sorted(CODES.words.countries)[:13]]
    opened = read_briefing(file_of(views=countries), CODES)
    assert len(opened.items) == 12
    assert opened.refused == [
        "View 13: link “countries?c=ATG” was not used: a briefing holds at most 12 views"
    ]


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    ).map(lambda views: file_of(views=views))
)
def test_nothing_else_is_raised(data: bytes) -> None:
    with contextlib.suppress(BriefingFileError):
        assert len(read_briefing(data, CODES).items) <= MOST_VIEWS
