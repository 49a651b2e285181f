"""The grammar of /brief: views of every page in their order, refusals by name and value."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.link.brief_view import (
    LONGEST_LINK,
    MOST_VIEWS,
    BriefView,
    Collected,
    brief_query,
    fits_link,
    link_of,
    parse_brief,
    token,
)
from dashboard.link.page_link import PageLink
from dashboard.views.briefing.file import READY, ready_views
from tests.calculators import TABLES
from tests.page_links import CODES, COUNTRIES, page_links
from tests.this_release import RELEASE

COUNTRY_TOKENS = [f"countries..c..{iso3}" for iso3 in COUNTRIES]


@st.composite
def briefings(draw: st.DrawFn) -> BriefView:
    collected = Collected(CODES)
    for link in draw(st.lists(page_links(), max_size=MOST_VIEWS)):
        collected.take(link)
    n = draw(st.integers(1, len(collected.views) or MOST_VIEWS))
    return BriefView(tuple(collected.views), n, draw(st.booleans()))


@settings(deadline=None)
@given(briefings(), st.booleans())
def test_a_link_restores_the_briefing(view: BriefView, full: bool) -> None:
    written = urlencode(brief_query(view, CODES, full=full), doseq=True)
    assert parse_brief(parse_qs(written), CODES) == (view, [])
    # Nothing has to be spelled as %2A: the link can be read.
    assert "%" not in written
    assert "+" not in written


@given(page_links())
def test_every_view_can_be_collected_once_whoever_wrote_its_link(link: PageLink) -> None:
    collected = Collected(CODES)
    taken, reason = collected.take(link)
    assert (taken is not None, reason) == (True, "")
    short, refused = CODES.normal(link, full=False)
    assert refused == []
    assert link_of(token(short)) == short
    assert collected.take(short) == (None, "it is in the briefing already")


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["v", "n", "present", "data"]) | st.text(max_size=5),
        st.lists(
            st.text(max_size=60)
            | st.sampled_from([*COUNTRY_TOKENS[:20], "map", "scenarios..a_people", "true", "3"]),
            max_size=15,
        ),
    )
)
def test_nothing_raises_and_what_stands_can_be_written_again(query: dict[str, list[str]]) -> None:
    view, _ = parse_brief(query, CODES)
    again = {k: [v] if isinstance(v, str) else v for k, v in brief_query(view, CODES).items()}
    assert parse_brief(again, CODES) == (view, [])


def test_the_address_leaves_defaults_out_and_the_share_link_spells_them() -> None:
    view = BriefView((CODES.normal(PageLink.of("countries", {"c": "GEO"}))[0], *ready_views(CODES)))
    assert brief_query(view, CODES)["v"] == [
        "countries..c..GEO",
        "map",
        "scenarios",
        "people",
        "map..layer..entry_rules..date..2023-06-05..since_date..2022-02-10..region..eurasia",
        "map..layer..valid_permits",
        "people..part..who",
        "people..part..why",
        "workforce",
    ]
    full = brief_query(view, CODES, full=True)
    assert full["data"] == RELEASE
    assert full["v"][1] == (
        f"map..layer..entry_rules..date..{CODES.entry_codes.opening}..region..eurasia..people..staying"
    )
    assert full["v"][3] == "people..part..when"
    assert full["v"][5] == (
        "map..layer..valid_permits..year..2023..measure..change..since..2021..region..eurasia"
        "..classes..quantile..national..1"
    )


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("", "no such view"),
        ("atlas..year..2022", "no such view"),
        ("map..layer", "no such view"),
        ("map?layer=staying", "no such view"),
        ("map..layer..<b>", "no such view"),
        ("map..layer..moon", "layer = “moon”: no such code"),
        ("countries..c..XYZ", "c = “XYZ”: no country of that ISO 3166 alpha-3 code"),
        ("countries", "it names no country"),
        ("people..part..routes", "the three routes are people's own accounts"),
        ("map..layer..own", "an own table stays in the session of the reader"),
        ("sources..q..georgia", "a search is free text"),
        ("scenarios..colour..red", "colour = “red”: this page has no such parameter"),
        ("countries..c..GEO", "it is in the briefing already"),
    ],
)
def test_a_bad_view_is_named_and_the_rest_stand(bad: str, reason: str) -> None:
    view, (refusal,) = parse_brief({"v": ["countries..c..GEO", bad, "workforce"]}, CODES)
    assert [each.page for each in view.views] == ["countries", "workforce"]
    assert (refusal.parameter, refusal.value) == ("v", bad)
    assert reason in refusal.reason


def test_a_long_value_is_told_in_forty_characters() -> None:
    _, (refusal,) = parse_brief({"v": ["map..layer.." + "x" * 90]}, CODES)
    assert len(refusal.shown_value) == 40


def test_a_long_name_is_told_in_forty_characters_too() -> None:
    taken, reason = Collected(CODES).take(PageLink.of("map", {"x" * 500: "1"}))
    assert taken is None
    assert "xxx" in reason
    assert len(reason) < 100


def test_a_thirteenth_view_is_refused() -> None:
    view, refusals = parse_brief({"v": COUNTRY_TOKENS[:14]}, CODES)
    assert [token(each) for each in view.views] == COUNTRY_TOKENS[:12]
    assert [refusal.value for refusal in refusals] == COUNTRY_TOKENS[12:14]
    assert {refusal.reason for refusal in refusals} == {"a briefing holds at most 12 views"}


@pytest.mark.parametrize("n", ["0", "3", "-1", "two", "1.5", "١"])
def test_a_slide_that_is_not_there_is_refused(n: str) -> None:
    view, (refusal,) = parse_brief({"v": COUNTRY_TOKENS[:2], "n": [n]}, CODES)
    assert view.n == 1
    assert refusal.reason == "expected a whole number from 1 to 2"


def test_a_link_has_a_longest_length() -> None:
    assert fits_link({"v": "a" * (LONGEST_LINK - 2)})
    assert not fits_link({"v": "a" * (LONGEST_LINK - 1)})
    assert fits_link(brief_query(BriefView(ready_views(CODES)), CODES, full=True))


def test_the_ready_made_briefing_follows_the_article() -> None:
    views = ready_views(CODES)
    assert len(set(views)) == 8
    for page, query, _ in READY:
        assert CODES.normal(PageLink.of(page, query))[1] == []
    order = list(TABLES.figures_by_id)
    named = [order.index(figure_id) for _, _, figures in READY for figure_id in figures]
    assert named == sorted(named)
    assert parse_brief({"v": [token(view) for view in views]}, CODES)[0].views == views
    assert not any("routes" in token(view) for view in views)
