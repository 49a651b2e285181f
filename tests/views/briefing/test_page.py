"""My briefing without a browser: collecting on every page, order, words, files, limits."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.kit.slide import BriefItem
from dashboard.link.brief_view import Collected, link_of, token
from dashboard.tables.estimates import CONCEPTS
from dashboard.views.briefing.cards import card_key
from dashboard.views.briefing.file import READY, briefing_bytes, ready_views
from tests.page_links import CODES, COUNTRIES
from tests.pages import foot_of, turn
from tests.this_release import RELEASE
from tests.views.map.test_page import OPENING

APP = str(Path(__file__).resolve().parents[3] / "dashboard" / "app.py")
BRIEF = "views/briefing/page.py"
# Each page with a query that shows something, the key of its button, and what is collected.
COLLECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "map": ("views/map/page.py", {"layer": "staying", "country": "GEO"}, "map"),
    "entry": ("views/map/page.py", {"layer": "entry_rules", "people": "none"}, "map"),
    "countries": ("views/countries/page.py", {"c": "SRB"}, "countries"),
    "scenarios": ("views/estimates/page.py", {"a_from": "a10_forbes"}, "scenario"),
    "workforce": ("views/workforce/page.py", {"solve": "people"}, "workforce"),
    "people": ("views/people/page.py", {"part": "asylum", "country": "DEU"}, "people"),
    "sources": ("views/sources/page.py", {"indicator": "valid_permits"}, "sources"),
}


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    return app


def go(app: AppTest, page: str, **query: Any) -> AppTest:
    app.switch_page(page)
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return " | ".join(str(e.value) for e in [*app.text, *app.caption, *app.markdown])


def views(app: AppTest) -> list[str]:
    """The views of the address bar, as tokens."""
    found = app.query_params.get("v", [])
    return [found] if isinstance(found, str) else list(found)


def cards(app: AppTest) -> list[str]:
    """The headings of the cards, in their order."""
    return [e.value.strip("*") for e in app.markdown if e.value[2:3].isdigit()]


def open_cards(app: AppTest) -> None:
    """Open what each card holds."""
    for item in app.session_state["briefing_items"]:
        app.session_state[f"{card_key(item.link)}_edit"] = True
    app.run()


def button(app: AppTest, suffix: str, at: int) -> Any:
    """The button of a card, counted from 0."""
    keys = [(b, str(b.key)) for b in app.button]
    found = [b for b, key in keys if key.startswith("brief_") and key.endswith(suffix)]
    return found[at]


def test_without_views_the_page_shows_the_ready_made_briefing(app: AppTest) -> None:
    go(app, BRIEF)
    assert (
        app.subheader[0].value == "The ready-made briefing: the article's questions, in its order"
    )
    headings = cards(app)
    assert len(headings) == len(READY) == 8
    assert headings[0] == f"1. {OPENING}"
    assert headings[2] == (
        "3. Exits from Russia, July–September\\: 9.7 million in 2022, 8.5 million in 2021"
    )
    assert views(app) == []


@pytest.mark.parametrize("shown", COLLECTED)
def test_every_page_adds_what_it_shows(app: AppTest, shown: str) -> None:
    file, query, key = COLLECTED[shown]
    go(app, file, **query)
    app.button(key=f"{key}_collect").click().run()
    assert "Added (1 of 12)." in texts(app)
    go(app, BRIEF)
    assert app.subheader[0].value == "Your briefing: 1 of at most 12 views"
    assert len(cards(app)) == 1
    (held,) = app.session_state["briefing_items"]
    named = CODES.normal(held.link, full=False)[0].query
    assert {name: values[0] for name, values in named.items()} == query


def test_what_is_collected_survives_going_from_page_to_page(app: AppTest) -> None:
    for file, query, key in COLLECTED.values():
        go(app, file, **query)
        app.button(key=f"{key}_collect").click().run()
    assert "Added (7 of 12)." in texts(app)
    (link,) = [e.proto for e in app.get("page_link") if e.proto.label == "Open my briefing"]
    assert len(parse_qs(link.query_string)["v"]) == 7
    go(app, BRIEF)
    assert len(cards(app)) == 7


def test_the_same_view_twice_is_said(app: AppTest) -> None:
    go(app, "views/workforce/page.py")
    app.button(key="workforce_collect").click().run()
    app.button(key="workforce_collect").click().run()
    assert "Already in the briefing: view 1 of 1." in texts(app)


def test_a_thirteenth_view_is_refused_in_words(app: AppTest) -> None:
    twelve = [f"countries..c..{iso3}" for iso3 in COUNTRIES[:12]]
    go(app, BRIEF, v=twelve)
    assert len(cards(app)) == 12
    go(app, "views/workforce/page.py")
    app.button(key="workforce_collect").click().run()
    assert "The briefing holds 12 views, the most it can. Remove one there first." in texts(app)
    assert len(app.session_state["briefing_items"]) == 12


def test_what_cannot_be_collected_says_why(app: AppTest) -> None:
    go(app, "views/people/page.py", part="routes")
    assert not any(str(b.key).endswith("_collect") for b in app.button)
    go(app, "views/sources/page.py", q="georgia")
    assert "Not for a briefing: a search is free text" in texts(app)
    assert not any(str(b.key).endswith("_collect") for b in app.button)


def test_views_move_go_and_come_back(app: AppTest) -> None:
    go(app, BRIEF, v=["map", "workforce", "people"])
    open_cards(app)
    button(app, "_down", 0).click().run()
    assert views(app) == ["workforce", "map", "people"]
    assert "View 1 is now view 2." in texts(app)
    open_cards(app)
    button(app, "_up", 2).click().run()
    assert views(app) == ["workforce", "people", "map"]
    open_cards(app)
    assert (button(app, "_up", 0).disabled, button(app, "_down", 2).disabled) == (True, True)
    button(app, "_remove", 1).click().run()
    assert views(app) == ["workforce", "map"]
    app.button(key="brief_undo").click().run()
    assert views(app) == ["workforce", "people", "map"]
    app.button(key="brief_empty").click().run()
    assert views(app) == []
    assert cards(app) == []
    assert app.subheader[0].value == "Your briefing is empty"
    assert app.button(key="brief_present").disabled
    app.button(key="brief_ready").click().run()
    assert len(cards(app)) == 8
    assert app.button(key="brief_ready").disabled


def test_own_words_are_marked_stay_with_their_view_and_out_of_the_address(app: AppTest) -> None:
    go(app, BRIEF, v=["map", "workforce"])
    open_cards(app)
    key = card_key(app.session_state["briefing_items"][0].link)
    app.text_input(key=f"{key}_heading").set_value("  What *I*  say ").run()
    app.text_area(key=f"{key}_notes").set_value("First.\nSecond.").run()
    assert "Presenter's heading: What *I* say" in [text.value for text in app.text]
    button(app, "_down", 0).click().run()
    assert views(app) == ["workforce", "map"]
    held = app.session_state["briefing_items"]
    assert [(item.heading, item.notes) for item in held] == [
        ("", ""),
        ("What *I* say", "First.\nSecond."),
    ]
    assert "say" not in str(app.query_params)
    # The address of before, as the browser's Back brings it: the words are there again.
    go(app, BRIEF, v=["map", "workforce"])
    assert app.session_state["briefing_items"][0].heading == "What *I* say"


def test_a_file_takes_the_place_of_the_list_and_tells_what_it_left_out(app: AppTest) -> None:
    go(app, BRIEF, v="workforce")
    first, second = (BriefItem(link, "Mine", "Say it") for link in ready_views(CODES)[:2])
    content = json.loads(briefing_bytes([first, second], "2020.01"))
    content["views"].insert(1, {"link": "atlas?x=1"})
    app.file_uploader[0].set_value(("b.json", json.dumps(content).encode(), "application/json"))
    app.run()
    assert views(app) == ["map", "scenarios"]
    assert "Opened: 2 views." in texts(app)
    assert "The file was made on data release “2020.01”; you see release" in texts(app)
    assert "View 2: link “atlas?x=1” was not used: no such view" in texts(app)
    assert app.session_state["briefing_items"] == (first, second)
    assert texts(app).count("Presenter's heading: Mine") == 2


def test_a_file_that_is_none_says_so_and_changes_nothing(app: AppTest) -> None:
    go(app, BRIEF, v="workforce")
    app.file_uploader[0].set_value(("b.json", b'{"views": 3', "application/json")).run()
    assert "The file was not opened: it is not JSON: line 1, character 12." in texts(app)
    assert views(app) == ["workforce"]


def test_refusals_and_another_release_are_told(app: AppTest) -> None:
    go(app, BRIEF, v=["workforce", "map..layer..moon"], data="2020.01")
    assert "v = “map..layer..moon” (layer = “moon”: no such code)" in texts(app)
    assert "made on data release “2020.01”" in texts(app)
    assert len(cards(app)) == 1


def test_views_too_long_for_a_link_stay_in_the_session_and_say_so(app: AppTest) -> None:
    shares = ("returned", "adult", "activity", "remote")
    parts = [
        f"{letter}_from..custom..{letter}_people..123456"
        + "".join(f"..{letter}_{share}..0.123456" for share in shares)
        for letter in "abc"
    ]
    parts += [f"show..{concept}" for concept in CONCEPTS[1:]]
    parts.append(f"publisher..{max(CODES.starts.publishers, key=len)}")
    everything = "..".join(parts)
    twelve = [f"scenarios..{everything}..since..{year}" for year in range(2022, 2031)]
    twelve += [f"scenarios..{everything}..result..{r}" for r in ("per_1000", "workers", "share")]
    collected = Collected(CODES)
    for text in twelve:
        assert collected.take(link_of(text))[1] == ""
    file = briefing_bytes([BriefItem(link) for link in collected.views], RELEASE)
    go(app, BRIEF)
    app.file_uploader[0].set_value(("b.json", file, "application/json")).run()
    assert len(cards(app)) == 12
    app.session_state["brief_link"] = True
    app.run()
    assert "which not every server takes. Save the briefing as a file instead." in texts(app)
    assert "the address bar leaves them out: they are in this session only." in texts(app)
    assert views(app) == []
    open_cards(app)
    button(app, "_down", 0).click().run()
    assert "View 1 is now view 2." in texts(app)
    assert len(cards(app)) == 12


def test_the_share_link_spells_everything_and_leaves_the_words_out(app: AppTest) -> None:
    go(app, BRIEF, v=["people", "map"])
    app.session_state["brief_link"] = True
    app.run()
    assert "Headings and speaker notes are left out" in texts(app)
    query = parse_qs(app.code[0].value.partition("?")[2])
    assert query["v"] == [token(item.link) for item in app.session_state["briefing_items"]]
    assert query["v"][0] == "people..part..when"
    assert query["data"] == [RELEASE]


def turned(app: AppTest, way: str) -> str:
    """Follow a way on of the presenter, and return where the slide then stands."""
    turn(app, way)
    return str(foot_of(app)["line"])


def test_the_briefing_is_presented_slide_by_slide_and_left(app: AppTest) -> None:
    go(app, BRIEF, v=["workforce", "people..part..who"])
    app.button(key="brief_present").click().run()
    assert (app.query_params["present"], app.query_params["n"]) == ("true", "1")
    assert foot_of(app)["line"] == "1 of 2"
    assert foot_of(app)["ways"]["before"] is None
    assert turned(app, "after") == "2 of 2"
    assert foot_of(app)["ways"]["after"] is None
    assert app.query_params["n"] == "2"
    assert turned(app, "before") == "1 of 2"
    turn(app, "leave")
    assert views(app) == ["workforce", "people..part..who"]
    assert "present" not in app.query_params
    assert len(cards(app)) == 2


def test_the_ready_made_briefing_is_presented_without_being_taken_over(app: AppTest) -> None:
    go(app, BRIEF, present="true", n="8")
    assert foot_of(app)["line"] == "8 of 8"
    assert turned(app, "before") == "7 of 8"
    assert views(app) == []
    assert "briefing_items" not in app.session_state


def test_an_empty_briefing_cannot_be_presented(app: AppTest) -> None:
    app.session_state["briefing_items"] = ()
    go(app, BRIEF, present="true")
    assert foot_of(app)["foot"] == "The briefing is empty: there is nothing to present."
    turn(app, "leave")
    assert app.subheader[0].value == "Your briefing is empty"
