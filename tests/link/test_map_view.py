"""The Map's link: every view has one, and a bad parameter is told, never raised."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.grammar import Refusal
from dashboard.link.map_view import (
    METHODS,
    REGIONS,
    MapView,
    defaults,
    is_own,
    map_query,
    measures,
    parse_map,
    parse_own,
    shown_year,
    with_layer,
    with_own,
)
from dashboard.link.page_link import Vocabulary
from dashboard.tables.everything import Tables
from dashboard.tables.indicators import Indicator
from tests.this_release import RELEASE

WORDS = Vocabulary.of(Tables().catalogue)


@st.composite
def views(draw: st.DrawFn) -> MapView:
    layer = WORDS.layers[draw(st.sampled_from(sorted(WORDS.layers)))]
    view = replace(
        defaults(layer),
        year=draw(st.integers(2000, 2100)),
        measure=draw(st.sampled_from(measures(layer))),
        region=draw(st.sampled_from(REGIONS)),
        classes=draw(st.sampled_from(METHODS)),
        national=draw(st.booleans()),
        country=draw(st.sampled_from([None, *sorted(WORDS.countries)])),
        present=draw(st.booleans()),
    )
    others = [year for year in layer.years if year != shown_year(view, layer)]
    if view.measure == "change":
        return replace(view, since=draw(st.sampled_from(others)))
    return replace(view, since=parse_map(as_query(map_query(view, WORDS)), WORDS)[0].since)


def as_query(query: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in query.items()}


@given(views(), st.booleans())
def test_a_link_restores_its_view(view: MapView, full: bool) -> None:
    query = as_query(map_query(view, WORDS, full=full))
    assert parse_map(query, WORDS) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(
            ["layer", "year", "since", "measure", "region", "classes", "national", "country"]
        )
        | st.text(max_size=8),
        st.lists(st.text(max_size=60), max_size=3),
    )
)
def test_any_query_gives_a_view_that_has_a_link(query: dict[str, list[str]]) -> None:
    view, refusals = parse_map(query, WORDS)
    assert parse_map(as_query(map_query(view, WORDS, full=True)), WORDS) == (view, [])
    assert all(len(refusal.shown_value) <= 40 for refusal in refusals)


def test_the_bare_address_is_the_default_and_the_full_link_spells_it_out() -> None:
    view, refusals = parse_map({}, WORDS)
    assert refusals == []
    assert map_query(view, WORDS) == {"layer": "valid_permits"}
    assert map_query(view, WORDS, full=True) == {
        "layer": "valid_permits",
        "year": "2023",
        "measure": "change",
        "since": "2021",
        "region": "eurasia",
        "classes": "quantile",
        "national": "1",
        "data": RELEASE,
    }


@pytest.mark.parametrize(
    ("query", "parameter", "reason"),
    [
        ({"layer": ["permits"]}, "layer", "no such code"),
        ({"year": ["199"]}, "year", "expected a whole number from 2000 to 2100"),
        ({"year": ["٢٠٢٣"]}, "year", "expected a whole number from 2000 to 2100"),
        ({"measure": ["mean"]}, "measure", "this layer has total, per_1000, change"),
        ({"layer": ["staying"], "measure": ["change"]}, "measure", "this layer has total"),
        ({"region": ["asia"]}, "region", "expected eurasia, europe, world"),
        ({"country": ["RUS"]}, "country", "no such code"),
        ({"country": ["geo"]}, "country", "no such code"),
        ({"since": ["2023"]}, "since", "this layer has 2018, 2019, 2020, 2021, 2022"),
        ({"region": ["world", "europe"]}, "region", "given more than once; the first was used"),
        ({"zoom": ["3"]}, "zoom", "this page has no such parameter"),
    ],
)
def test_what_is_refused_and_why(query: dict[str, list[str]], parameter: str, reason: str) -> None:
    _, refusals = parse_map(query, WORDS)
    assert [(r.parameter, r.reason) for r in refusals] == [(parameter, reason)]


def test_a_refused_value_is_shown_as_plain_short_text() -> None:
    refusal = Refusal("layer", "<b>\u202e" + "x" * 100, "no such code")
    assert refusal.shown_value.startswith("<b>\N{REPLACEMENT CHARACTER}x")
    assert len(refusal.shown_value) == 40
    assert refusal.shown_value.endswith("…")


def test_another_layer_keeps_year_and_country_and_the_measure_where_it_can() -> None:
    view = replace(parse_map({}, WORDS)[0], year=2022, country="GEO")
    moved = with_layer(view, WORDS.layers["asylum_applications"])
    assert (moved.year, moved.country, moved.measure, moved.since) == (2022, "GEO", "change", 2021)
    rings = with_layer(view, WORDS.layers["staying"])
    assert (rings.measure, rings.region) == ("total", "world")


OWN = replace(
    WORDS.layers["valid_permits"],
    indicator_id="own",
    scope="own",
    layer_group="Own",
    years=(2021, 2023),
    default_year=2023,
)


@pytest.mark.parametrize(
    "indicator", [OWN, replace(OWN, years=(0,), default_year=0, change_base=None)]
)
@pytest.mark.parametrize("full", [True, False])
def test_a_link_to_an_own_table_restores_its_settings(indicator: Indicator, full: bool) -> None:
    words = with_own(WORDS, indicator)
    view = replace(defaults(indicator), region="europe", country="GEO", classes="log")
    query = as_query(map_query(view, words, full=full))
    assert is_own(query)
    assert parse_map(query, words) == (view, [])


def test_a_link_to_an_own_table_without_one() -> None:
    query = {"layer": ["own"], "country": ["GEO"], "year": ["2023"], "classes": ["log"]}
    assert parse_own(query, WORDS) == ("GEO", [])
    country, refusals = parse_own({"layer": ["own"], "country": ["XX"], "zoom": ["3"]}, WORDS)
    assert country is None
    assert [refusal.parameter for refusal in refusals] == ["country", "zoom"]


def test_a_table_without_years_refuses_one() -> None:
    words = with_own(WORDS, replace(OWN, years=(0,), default_year=0, change_base=None))
    view, refusals = parse_map({"layer": ["own"], "year": ["2023"]}, words)
    assert view.year == 0
    assert [(r.parameter, r.reason) for r in refusals] == [("year", "this table has no years")]
