"""The grammar of /workforce: round trip, defaults left out, refusals, locks, handing over."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.scenario_view import LETTERS, parse_scenarios, scenario_query
from dashboard.link.starts import MOST_PEOPLE, Chosen
from dashboard.link.workforce_view import (
    PICTURES,
    SOLVES,
    WorkforceView,
    from_scenario,
    parse_workforce,
    to_scenario,
    workforce_query,
)
from dashboard.models.inputs import INPUTS, Assumptions
from tests.calculators import ALL_ON, STARTS
from tests.this_release import RELEASE
from tests.workforce import USUAL

share = st.integers(0, 1_000_000).map(lambda millionths: millionths / 1e6)


@st.composite
def views(draw: st.DrawFn) -> WorkforceView:
    source = draw(st.sampled_from(STARTS.codes))
    usual = STARTS.opening(source).shares
    free = [name for name in INPUTS if name not in STARTS.locks(source)]
    shares: Assumptions = replace(usual, **{name: draw(share) for name in free})
    return WorkforceView(
        Chosen(source, draw(st.integers(0, MOST_PEOPLE)), shares),
        draw(st.sampled_from(list(STARTS.bases))),
        draw(st.sampled_from(SOLVES)),
        draw(share),
        draw(st.sampled_from(PICTURES)),
        draw(st.booleans()),
    )


@given(views(), st.booleans())
def test_a_link_restores_the_view(view: WorkforceView, full: bool) -> None:
    query = workforce_query(view, STARTS, full=full)
    assert parse_workforce(query, STARTS) == (view, [])


def test_defaults_stay_out_of_the_address_and_in_the_share_link() -> None:
    assert workforce_query(USUAL, STARTS) == {}
    full = workforce_query(USUAL, STARTS, full=True)
    assert full == {
        "from": ["uk_mod_2023"],
        "people": ["1300000"],
        "returned": ["0.15"],
        "adult": ["0.9"],
        "activity": ["0.8"],
        "remote": ["0"],
        "base": ["lf_rosstat_2022_11"],
        "solve": ["share"],
        "target": ["0.015"],
        "view": ["estimates"],
        "data": [RELEASE],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "forbes_2022_admin"),
        ("from", "<script>"),
        ("people", "3000001"),
        ("people", "1e6"),
        ("returned", "1.5"),
        ("transit", "0.1"),
        ("base", "pop_2023_01"),
        ("base", "unemp_2022_11"),
        ("solve", "both"),
        ("target", "-0.1"),
        ("target", "nan"),
        ("view", "tornado"),
        ("a_from", "uk_mod_2023"),
        ("present", "yes"),
    ],
)
def test_what_is_not_accepted_is_named_and_changes_nothing(name: str, value: str) -> None:
    view, refused = parse_workforce({name: [value]}, STARTS)
    assert view == USUAL
    assert [(r.parameter, r.shown_value) for r in refused] == [(name, value)]


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=60), max_size=3)))
def test_nothing_a_link_says_raises(query: dict[str, list[str]]) -> None:
    parse_workforce(query, STARTS)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_scenario_is_handed_over_with_nothing_lost(letter: str) -> None:
    scenarios = replace(ALL_ON, base="emp_2023")
    own = next(one for one in LETTERS if one == letter)
    view = from_scenario(scenarios, own, STARTS)
    query = workforce_query(view, STARTS)
    back, refused = parse_workforce(query, STARTS)
    assert refused == []
    assert (back.chosen, back.base) == (scenarios.on[own], "emp_2023")


@given(views())
def test_and_back_with_nothing_lost(view: WorkforceView) -> None:
    query = scenario_query(to_scenario(view, STARTS), STARTS)
    scenarios, refused = parse_scenarios(query, STARTS)
    assert refused == []
    assert (scenarios.a, scenarios.base) == (view.chosen, view.base)
    again = from_scenario(scenarios, "a", STARTS)
    assert (again.chosen, again.base) == (view.chosen, view.base)
