"""Presenter mode on every page, run without a browser: slide, steps and the way out."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.kit.actions import opened_key
from dashboard.kit.address import PAGE_FILES
from dashboard.map.entry_play import entry_days
from dashboard.tables.everything import Tables
from tests.pages import foot_of, messages, turn
from tests.this_release import RELEASE

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")
Query = dict[str, Any]

RULES = {"layer": "entry_rules", "people": "none"}
DAYS = [day.isoformat() for day in entry_days(Tables().entry)]


def run(page: str, query: Query) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    if page != "map":
        app.run()
        app.switch_page(PAGE_FILES[page])
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def blocks(app: AppTest) -> dict[str, list[str]]:
    """Return the lines of the large text by their tag."""
    stages = messages(app)
    # The map of a slide is a component too, with no blocks.
    return {block["tag"]: block["lines"] for stage in stages for block in stage.get("blocks", [])}


def title(app: AppTest) -> str:
    return blocks(app)["h1"][0]


def turned(app: AppTest) -> str:
    """Return the line that says where the view stands."""
    return str(foot_of(app)["line"])


def query(app: AppTest) -> Query:
    found = app.query_params.items()
    return {name: value[0] if len(value) == 1 else value for name, value in found}


@pytest.mark.parametrize(
    ("page", "given", "shown", "line", "after"),
    [
        (
            "map",
            {"year": "2022"},
            "Valid residence permits: up in 23 of 30 countries, 2021–2022",
            "Year 2022, 5 of 6",
            {"layer": "valid_permits", "present": "true"},
        ),
        (
            "map",
            {**RULES, "date": DAYS[0], "country": "GEO"},
            "10 February 2022: ",
            f"Date: 10 Feb 2022, 1 of {len(DAYS)}",
            {**RULES, "date": DAYS[1], "country": "GEO"},
        ),
        ("countries", {"c": "AFG"}, "Afghanistan", "Afghanistan, 1 of 236", {"c": "ALB"}),
        (
            "scenarios",
            {},
            "People who left: claims covering 2022 run from",
            "Figure: Estimates, 1 of 5",
            {"view": "steps"},
        ),
        (
            "workforce",
            {"from": "re_russia_2023"},
            "0.82 m leavers (low end): 0.67% of the labour force",
            "Start: Re:Russia, July 2023, 3 of 9",
            {"from": "the_bell_2024"},
        ),
        (
            "people",
            {"part": "why"},
            "About 33% named the risk of mobilisation first (survey, Nov 2024)",
            "Part: Why, 3 of 5",
            {"part": "asylum"},
        ),
        (
            "sources",
            {"indicator": "valid_permits"},
            "Valid residence permits, 2018–2025",
            "Indicator, 1 of 19",
            {"indicator": "first_permits"},
        ),
    ],
)
def test_next_and_previous_step_the_main_control(
    page: str, given: Query, shown: str, line: str, after: Query
) -> None:
    app = run(page, {**given, "present": "true"})
    assert title(app).startswith(shown)
    assert turned(app) == line
    turn(app, "after")
    assert query(app) == {**after, "present": "true"}
    assert turned(app) != line
    turn(app, "before")
    assert turned(app) == line
    assert title(app).startswith(shown)


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        ("map", {"year": "2018"}, {"year": "2024"}),
        ("map", {"layer": "us_encounters"}, {"layer": "us_encounters"}),
        ("scenarios", {}, {"view": "returns"}),
        ("people", {}, {"part": "article"}),
        ("workforce", {"solve": "share", "from": "a09_uk_mod"}, {"solve": "people"}),
    ],
)
def test_the_ends_do_not_wrap(page: str, first: Query, last: Query) -> None:
    end = run(page, {**last, "present": "true"})
    assert foot_of(end)["ways"]["after"] is None
    if page != "workforce":
        start = run(page, {**first, "present": "true"})
        assert foot_of(start)["ways"]["before"] is None


def test_only_the_slide_is_shown_and_refusals_are_not() -> None:
    app = run("map", {"year": "1", "layer": "x", "present": "true", "data": "2020.01"})
    assert title(app) == "Valid residence permits: up in 23 of 30 countries, 2021–2023"
    assert turned(app) == "Year 2023, 6 of 6"
    assert len(app.selectbox) == len(app.expander) == len(app.caption) == 0
    assert len(app.button) == len(app.text) == 0
    shown = foot_of(app)["foot"]
    assert "Source: Eurostat; read in a public copy" in shown
    assert f"Data release {RELEASE}" in shown
    assert "Crimea is shown as Ukraine" in shown
    drawn = messages(app)
    assert any(one.get("alt", "").startswith("Map, Europe to Central Asia.") for one in drawn)


def test_leaving_restores_the_view() -> None:
    app = run("scenarios", {"a_from": "uk_mod_2023", "result": "share", "present": "true"})
    turn(app, "leave")
    assert query(app) == {"a_from": "uk_mod_2023", "result": "share"}
    assert app.subheader


@pytest.mark.parametrize(
    ("page", "foot", "spelled"),
    [
        ("map", "map", "?layer=entry_rules&date=2023-06-05&region=eurasia&people=staying&"),
        ("countries", "countries", f"?c=DEU&data={RELEASE}"),
        ("scenarios", "scenario", "?a_from=re_russia_2023&a_people=820000&"),
        ("workforce", "workforce", "?from=uk_mod_2023&people=1300000&returned=0.15&"),
        ("people", "people", f"?part=when&data={RELEASE}"),
        ("sources", "sources", f"?data={RELEASE}"),
    ],
)
def test_every_page_has_a_link_and_a_way_to_present_it(page: str, foot: str, spelled: str) -> None:
    given = {"c": "DEU"} if page == "countries" else {}
    app = run(page, given)
    app.session_state[f"{foot}_link"] = True
    app.session_state[opened_key(foot)] = "Link"
    app.run()
    (link,) = [code.value for code in app.code if code.value.endswith(f"data={RELEASE}")]
    assert spelled in link
    app.button(key=f"{foot}_present").click().run()
    assert query(app) == {**given, "present": "true"}
    assert title(app)


def test_the_three_routes_are_no_slide_and_lead_on_to_the_slides_beside_them() -> None:
    app = run("people", {"part": "routes", "present": "true"})
    assert foot_of(app)["foot"].startswith("Not a slide: the routes of three people")
    assert turned(app) == "Part: Three routes, not a slide"
    turn(app, "after")
    assert query(app) == {"part": "asylum", "present": "true"}
    again = run("people", {"part": "routes", "present": "true"})
    turn(again, "before")
    assert query(again) == {"part": "why", "present": "true"}


@pytest.mark.parametrize(
    ("page", "given", "reason"),
    [
        ("people", {"part": "routes"}, "Not a slide: the routes of three people"),
        ("countries", {}, "Not a slide: no country is picked"),
        ("map", {"layer": "own"}, "Your own table is shown as it is"),
    ],
)
def test_what_is_no_slide_keeps_its_page_and_a_way_out(
    page: str, given: Query, reason: str
) -> None:
    app = run(page, {**given, "present": "true"})
    assert foot_of(app)["foot"].startswith(reason)
    assert "stage_head" not in {each.key for each in app.get("bidi_component")}
    assert len([*app.markdown, *app.subheader])
    turn(app, "leave")
    assert "present" not in query(app)
