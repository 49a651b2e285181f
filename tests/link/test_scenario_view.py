"""A link restores exactly what its sender saw, and says what it could not accept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.scenario_view import (
    LETTERS,
    METHOD_CODES,
    PICTURES,
    RESULTS,
    ScenarioView,
    copied,
    parse_scenarios,
    scenario_query,
    swapped,
    with_scenario,
)
from dashboard.link.starts import CUSTOM, MOST_PEOPLE, Chosen
from dashboard.models.inputs import INPUTS
from dashboard.tables.estimates import CONCEPTS
from tests.calculators import ALL_ON, DEFAULT, STARTS
from tests.this_release import RELEASE

Query = dict[str, list[str]]

shares = st.integers(0, 1_000_000).map(lambda millionths: millionths / 1e6)


@st.composite
def chosen(draw: st.DrawFn) -> Chosen:
    opening = STARTS.opening(draw(st.sampled_from(STARTS.codes)))
    held = STARTS.locks(opening.source)
    set_here = {name: draw(shares) for name in INPUTS if name not in held}
    people = draw(st.integers(0, MOST_PEOPLE))
    return Chosen(opening.source, people, replace(opening.shares, **set_here))


@st.composite
def views(draw: st.DrawFn) -> ScenarioView:
    def some(choices: tuple[str, ...]) -> tuple[str, ...]:
        picked = draw(st.sets(st.sampled_from(choices)))
        return tuple(choice for choice in choices if choice in picked)

    return ScenarioView(
        a=draw(chosen()),
        b=draw(st.none() | chosen()),
        c=draw(st.none() | chosen()),
        base=draw(st.sampled_from(list(STARTS.bases))),
        show=some(CONCEPTS),
        methods=some(tuple(METHOD_CODES)),
        publisher=draw(st.none() | st.sampled_from(list(STARTS.publishers))),
        since=draw(st.integers(2022, 2030)),
        result=draw(st.sampled_from(RESULTS)),
        picture=draw(st.sampled_from(PICTURES)),
        present=draw(st.booleans()),
    )


@given(views(), st.booleans())
def test_a_view_comes_back_from_its_link(view: ScenarioView, full: bool) -> None:
    assert parse_scenarios(scenario_query(view, STARTS, full=full), STARTS) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(
            ["a_from", "a_people", "a_adult", "b_from", "b_people", "show", "x", "base"]
        )
        | st.text(max_size=8),
        st.lists(st.text(max_size=50) | st.sampled_from([CUSTOM, "none", "0.5"]), max_size=3),
    )
)
def test_any_query_gives_a_working_view(query: Query) -> None:
    view, _ = parse_scenarios(query, STARTS)
    assert parse_scenarios(scenario_query(view, STARTS), STARTS) == (view, [])


def test_the_default_link_is_empty_and_the_full_one_says_everything() -> None:
    assert scenario_query(DEFAULT, STARTS) == {}
    assert parse_scenarios({}, STARTS) == (DEFAULT, [])
    query = scenario_query(DEFAULT, STARTS, full=True)
    assert query["a_from"] == ["re_russia_2023"]
    assert query["a_people"] == ["820000"]
    assert query["a_returned"] == ["0.15"]
    assert query["show"] == ["left", "still_abroad"]
    assert query["view"] == ["estimates"]
    assert query["base"] == ["lf_rosstat_2022_11"]
    assert query["data"] == [RELEASE]


@pytest.mark.parametrize(
    ("query", "parameter", "reason"),
    [
        ({"a_adult": ["1.2"]}, "a_adult", "from 0 to 1"),
        ({"a_adult": ["1e-1"]}, "a_adult", "from 0 to 1"),
        ({"a_adult": ["٠.٥"]}, "a_adult", "from 0 to 1"),
        ({"a_people": ["-5"]}, "a_people", "whole number"),
        ({"a_people": ["3000001"]}, "a_people", "whole number"),
        ({"a_people": ["5", "6"]}, "a_people", "more than once"),
        ({"a_from": ["forbes_2022_admin"]}, "a_from", "crossings are not people"),
        ({"a_from": ["auzan_2023"]}, "a_from", "not offered as a start"),
        ({"b_from": ["nobody"]}, "b_from", "no such start"),
        ({"a_from": ["nobody"], "a_people": ["5"]}, "a_people", "needs a valid a_from"),
        ({"b_people": ["5"]}, "b_people", "needs a valid b_from"),
        ({"a_from": ["the_bell_2024"], "a_returned": ["0.2"]}, "a_returned", "already off"),
        ({"a_from": ["uk_mod_2023"], "a_transit": ["0.1"]}, "a_transit", "only a sum over host"),
        ({"base": ["unemp_2022_11"]}, "base", "no such code"),
        ({"show": ["left", "everyone"]}, "show", "expected"),
        ({"result": ["all"]}, "result", "expected"),
        ({"d_from": ["custom"]}, "d_from", "no such parameter"),
    ],
)
def test_what_is_refused_is_named_with_the_reason(
    query: Query, parameter: str, reason: str
) -> None:
    view, refusals = parse_scenarios(query, STARTS)
    found = {refusal.parameter: refusal.reason for refusal in refusals}
    assert reason in found[parameter]
    assert parse_scenarios(scenario_query(view, STARTS), STARTS) == (view, [])


def test_b_and_c_are_on_when_their_start_is_given() -> None:
    view, refusals = parse_scenarios({"c_from": ["custom"], "c_people": ["5"]}, STARTS)
    assert list(view.on) == ["a", "c"]
    assert (view.on["c"].people, refusals) == (5, [])
    assert parse_scenarios({"show": ["none"]}, STARTS)[0].show == ()


def test_swap_copy_and_remove() -> None:
    assert list(ALL_ON.on) == list(LETTERS)
    assert swapped(swapped(ALL_ON)) == ALL_ON
    assert (swapped(ALL_ON).a, swapped(ALL_ON).b) == (ALL_ON.b, ALL_ON.a)
    assert swapped(DEFAULT) == DEFAULT
    assert copied(DEFAULT).b == DEFAULT.a
    assert with_scenario(ALL_ON, "b", None).b is None
    assert with_scenario(ALL_ON, "a", None) == ALL_ON


def test_a_new_start_brings_its_number_and_keeps_the_free_shares() -> None:
    set_by_hand = replace(DEFAULT.a.shares, returned=0.4, adult=0.8)
    moved = STARTS.moved(replace(DEFAULT.a, people=5, shares=set_by_hand), "the_bell_2024")
    assert moved.people == 666_000
    assert (moved.shares.returned, moved.shares.adult) == (0.15, 0.8)
    own = STARTS.moved(replace(DEFAULT.a, people=5), CUSTOM)
    assert (own.people, STARTS.start(own).source) == (5, CUSTOM)
    assert STARTS.start(replace(DEFAULT.a, people=5)).end == "chosen"
