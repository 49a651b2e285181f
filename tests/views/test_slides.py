"""Slides hold the figures, numbers and words of their pages, and refuse the three people."""

from functools import cache

import pytest

from dashboard.charts.figure import Bars, Bridge, Lines, Spans
from dashboard.charts.palette import DARK, LIGHT, filled
from dashboard.charts.scenarios import results
from dashboard.charts.share_line import ShareLine
from dashboard.kit.map_table import layer_table
from dashboard.kit.slide import Slide
from dashboard.link.entry_view import parse_entry
from dashboard.link.map_view import parse_map
from dashboard.link.page_link import Page, PageLink
from dashboard.link.scenario_view import parse_scenarios
from dashboard.link.workforce_view import parse_workforce
from dashboard.map.figure import map_card
from dashboard.models.entry_days import decided_days
from dashboard.models.sensitivity import bridge
from dashboard.pages import NoSlideError, normal_link, slide_of, steps_of
from dashboard.views.workforce.answer import answer
from dashboard.words.entry_words import SHORT_VISITS
from dashboard.words.map_words import BORDER_NOTE
from tests.slides import LINKS, linked, slide_tables
from tests.this_release import RELEASE

Query = dict[str, str | list[str]]
HEIGHT = 430
NAMED = [pytest.param(page, query, id=linked(page, query).text or "map") for page, query in LINKS]
# Nothing can be drawn for these.
NO_FIGURE = [
    ("countries", {"c": "TUV"}),
    ("scenarios", {"show": "none"}),
    ("workforce", {"view": "money"}),
    ("people", {"part": "asylum", "year": "2022", "country": "TUV"}),
]


@cache
def made(link: PageLink) -> Slide:
    return slide_of(link, slide_tables(), HEIGHT)


@pytest.mark.parametrize(("page", "query"), NAMED)
def test_a_slide_is_complete(page: Page, query: Query) -> None:
    slide = made(linked(page, query))
    assert 0 < len(slide.title.split()) <= 12
    for text in (slide.subtitle, slide.alt, slide.source):
        assert text.strip(" .")
    assert 1 <= len(slide.points) <= 6
    assert all(point.strip() for point in slide.points)
    assert len(slide.notes) >= 2
    assert slide.title.rstrip(".") in slide.notes[0] or page in ("workforce", "sources")
    assert all("nan" not in line.split() for line in (*slide.points, *slide.notes))
    if (page, query) != ("scenarios", {"show": "none"}):
        assert slide.sources
        assert len(slide.table)
        assert all(str(kind) in ("str", "object") for kind in slide.table.dtypes)
    if slide.figure is not None:
        assert slide.figure.layout.height == HEIGHT
        assert slide.map is None
        assert slide.chart is not None
    else:
        assert slide.map or page == "sources" or (page, query) in NO_FIGURE
    assert (slide.border_note == BORDER_NOTE) == (slide.map is not None)


@pytest.mark.parametrize(("page", "query"), NAMED)
def test_its_link_spells_everything_out_and_makes_the_same_slide(page: Page, query: Query) -> None:
    slide = made(linked(page, query))
    assert slide.link.query["data"] == [RELEASE]
    again, refused = normal_link(slide.link, slide_tables())
    assert refused == []
    assert again == slide.link
    assert made(again).title == slide.title


def smallest(part: object) -> float:
    """Return the smallest font size of a figure as plain data."""
    if isinstance(part, dict):
        own = [
            float(value["size"])
            for name, value in part.items()
            if name.endswith("font") and isinstance(value, dict) and "size" in value
        ]
        return min([*own, *(smallest(value) for value in part.values())], default=99)
    if isinstance(part, (list, tuple)):
        return min((smallest(each) for each in part), default=99)
    return 99


@pytest.mark.parametrize(("page", "query"), NAMED)
def test_text_of_figures_can_be_read_across_a_room(page: Page, query: Query) -> None:
    figure = made(linked(page, query)).figure
    if figure is not None:
        spec = figure.to_plotly_json()
        assert smallest(spec) >= 16
        assert spec["layout"]["font"]["size"] >= 16


def test_a_map_shows_the_numbers_of_its_page() -> None:
    tables = slide_tables()
    slide = made(linked("map", {"measure": "total", "country": "CYP"}))
    view, _ = parse_map({"measure": ["total"], "country": ["CYP"]}, tables.words)
    card = map_card(tables.catalogue, tables.words.layers[view.layer], view)
    assert card.map is not None
    assert slide.map is not None
    assert slide.title == card.title
    assert slide.map == card.map
    assert slide.points[:2] == ["Cyprus: 37,127 permits", "Germany: 246,204 permits"]
    assert card.layer is not None
    assert slide.table.equals(layer_table(tables.catalogue, card.layer).rows)


def test_rules_and_people_names_the_families_with_their_countries() -> None:
    slide = made(linked("map", {}))
    assert slide.map is not None
    assert len(slide.map.rings) == len(slide.map.items.items if slide.map.items else ())
    assert slide.points == [f"{part.label}. {part.text}" for part in slide.map.strip]
    assert slide.caution == SHORT_VISITS
    assert SHORT_VISITS.rstrip(".") in slide.small_print


def test_a_presenter_steps_through_the_dated_decisions() -> None:
    tables = slide_tables()
    first, last = tables.entry.snapshots[0], tables.entry.latest
    for people in ("none", "staying"):
        steps = steps_of(linked("map", {"date": first, "people": people}), tables)
        assert steps.before is None
        seen = [first]
        while steps.after is not None:
            view, refused = parse_entry(steps.after.query, tables.entry_codes)
            assert (view.people, view.present, refused) == (people, True, [])
            seen.append(view.date)
            steps = steps_of(steps.after, tables)
        assert seen == sorted({*tables.entry.snapshots, *decided_days(tables.entry)})
        assert steps.line == f"Date: latest evidence, {len(seen)} of {len(seen)}"
        assert seen[-1] == last
    between = steps_of(linked("map", {"date": "2022-09-29", "people": "none"}), tables)
    assert between.after is not None
    assert between.after.query["date"] == ["2022-09-30"]
    compared = steps_of(linked("map", {"date": "2023-06-05", "since_date": first}), tables)
    assert compared.line == f"Date: 5 Jun 2023, 1 of {len(tables.entry.snapshots) - 1}"


def test_a_series_and_a_country_give_their_lines() -> None:
    slide = made(linked("map", {"layer": "us_encounters"}))
    assert slide.map is None
    assert isinstance(slide.chart, Lines)
    assert slide.chart.series["US border encounters"][-1] == 57_163
    assert slide.points[-1] == "United States: 57,163, Oct 2022 to Sep 2023"
    country = made(linked("countries", {"c": "GEO"}))
    assert isinstance(country.chart, Lines)
    assert country.chart.series["Georgia"][country.chart.periods.index("2022")] == 62_304


def test_countries_side_by_side_stand_in_one_year_and_one_definition() -> None:
    slide = made(linked("countries", {"c": ["DEU", "ESP", "FIN", "SRB"]}))
    assert isinstance(slide.chart, Bars)
    values = next(iter(slide.chart.series.values()))
    assert values == sorted(values, key=lambda value: -(value or 0))
    assert slide.figure is not None
    assert list(slide.figure.data[0].x) == values


@pytest.mark.parametrize(
    ("codes", "title", "values"),
    [
        (
            ["ARM", "GEO", "SRB", "DEU"],
            "Left and not returned, The Bell 2024: most in Armenia, about 110,000",
            [110_000, 73_500, 36_000, 30_000],
        ),
        (
            ["DEU", "ESP", "FIN", "SRB"],
            "Russian citizens in the population, 2024: "
            "Germany 272,362, Spain 106,375, Finland 35,359",
            [272_362, 106_375, 35_359],
        ),
    ],
)
def test_several_countries_headline_what_most_of_them_have_and_counts_most(
    codes: list[str], title: str, values: list[float]
) -> None:
    slide = made(linked("countries", {"c": codes}))
    assert isinstance(slide.chart, Bars)
    assert slide.title == title
    assert [*slide.chart.series.values()] == [values]


def test_estimates_keep_their_open_ends() -> None:
    slide = made(linked("scenarios", {}))
    assert isinstance(slide.chart, Spans)
    spans = {span.label: span for span in slide.chart.spans}
    assert spans["up to 1.3 m"].low is None
    assert spans["up to 1.3 m"].high == 1_300_000
    assert spans["at least 0.65 m"].high is None
    # What the scenario comes to stands over the estimates.
    assert len(slide.chart.spans) == len(slide.table) + 1
    assert slide.chart.spans[0].at == 697_000
    assert slide.chart.spans[0].label == "697,000 (697,000–782,000)"


def test_a_result_gives_the_tornado_of_its_page() -> None:
    tables = slide_tables()
    query: Query = {"result": ["share"], "view": ["drivers"]}
    slide = made(linked("scenarios", query))
    view, _ = parse_scenarios({"result": ["share"]}, tables.starts)
    result = results(view, tables.starts)["a"]
    assert isinstance(slide.chart, Spans)
    assert slide.chart.now == result.workers
    assert slide.figure is not None
    bars = slide.figure.data[0]
    ends = [(span.low, span.high) for span in slide.chart.spans]
    drawn = [(b, b + x) for b, x in zip(bars.base, bars.x, strict=True)]
    assert ends == [pytest.approx(pair) for pair in drawn]
    assert "0.67%" in slide.title


def test_two_scenarios_give_the_bridge_of_their_page() -> None:
    tables = slide_tables()
    query = {"view": ["difference"], "result": ["per_1000"], "b_from": ["uk_mod_2023"]}
    slide = made(PageLink.of("scenarios", query))
    view, _ = parse_scenarios(query, tables.starts)
    both = results(view, tables.starts)
    assert isinstance(slide.chart, Bridge)
    parts = bridge(both["a"], both["b"], "still_abroad")
    assert slide.chart.steps[0].end == parts.a
    assert slide.chart.steps[-1].end == parts.b
    moved = sum(step.end - step.start for step in slide.chart.steps if not step.total)
    assert moved == pytest.approx(parts.b - parts.a)


def test_workforce_says_the_result_of_its_page() -> None:
    tables = slide_tables()
    slide = made(linked("workforce", {}))
    view, _ = parse_workforce({}, tables.starts)
    found = answer(view, tables.estimates, tables.starts)
    assert slide.title == "Up to 1.3 m leavers: 1.06% of the labour force"
    assert isinstance(slide.chart, Spans)
    as_set, *_, last = slide.chart.spans
    assert (as_set.name, as_set.label) == ("As set", "1.06%")
    assert as_set.high == pytest.approx((found.share_range.high or 0) * 100)
    assert last.group == "Counted: 24 Feb to 31 Dec 2022"
    assert len(slide.table) == 23
    line = made(linked("workforce", {"view": "line"}))
    assert isinstance(line.chart, ShareLine)
    assert line.chart.most == 2_000_000
    assert line.chart.at_most == pytest.approx(found.result.share * 2_000_000 / 1_300_000)
    assert line.chart.now is not None
    assert list(line.chart.now) == [found.result.start.people, found.result.share]
    assert slide.points[0] == "In whole persons: 1,300,000 → 795,600 workers of 75,100,000."


def test_people_show_the_counts_of_their_page() -> None:
    when = made(linked("people", {}))
    assert isinstance(when.chart, Bars)
    assert max(v for v in next(iter(when.chart.series.values())) if v is not None) == 9.7
    who = made(linked("people", {"part": "who"}))
    assert isinstance(who.chart, Bars)
    assert [v for v in who.chart.series["Residents of Russia"] if v is not None] == [34.0, 30.2]
    article = made(linked("people", {"part": "article"}))
    assert isinstance(article.chart, Bars)
    assert article.chart.series == {"Figures": [9.0, 12.0, 2.0]}


def test_the_three_people_are_refused_and_stand_on_no_slide() -> None:
    tables = slide_tables()
    with pytest.raises(NoSlideError, match="People page only"):
        made(linked("people", {"part": "routes"}))
    names = [row.name for row in tables.people.people]
    for page, query in LINKS:
        slide = made(linked(page, query))
        said = f"{slide.points} {slide.notes} {slide.alt} {slide.table.to_csv()}"
        assert not any(name in said for name in names)


def test_a_presenter_chooses_what_heads_several_countries() -> None:
    tables = slide_tables()
    asked: Query = {"c": ["DEU", "ARM", "GEO", "SRB"]}
    steps = steps_of(linked("countries", asked), tables)
    assert steps.line.startswith("Headline: ")
    while steps.before is not None:
        steps = steps_of(steps.before, tables)
    seen = {}
    while steps.after is not None:
        slide = made(normal_link(steps.after, tables)[0])
        steps = steps_of(steps.after, tables)
        assert steps.line.split(": ", 1)[1].rsplit(", ", 1)[0] in slide.title
        seen[steps.line] = slide
        # Four rules are told, in one point.
        assert all(name in slide.points[0] for name in ("Germany", "Armenia", "Georgia", "Serbia"))
        assert slide.caution == SHORT_VISITS
    assert len(seen) >= 2


def test_countries_without_a_country_have_no_slide() -> None:
    with pytest.raises(NoSlideError, match="no country"):
        made(linked("countries", {"c": "ZZZ"}))


def test_bad_parameters_are_refused_and_presenting_and_searching_are_left_out() -> None:
    tables = slide_tables()
    bad = linked("map", {"layer": "own", "year": "x", "present": "true"})
    link, refused = normal_link(bad, tables)
    assert {refusal.parameter for refusal in refused} == {"layer", "year"}
    assert "present" not in link.query
    assert made(bad).title == made(linked("map", {"layer": "valid_permits"})).title
    searched, _ = normal_link(linked("sources", {"q": "**x**"}), tables)
    assert searched.text == f"sources?data={RELEASE}"


def test_every_country_has_a_short_title() -> None:
    tables = slide_tables()
    for iso3 in sorted(tables.words.countries)[::12]:
        assert len(made(linked("countries", {"c": iso3})).title.split()) <= 12


def test_a_slide_names_its_colours_which_either_theme_fills_in() -> None:
    figure = made(linked("workforce", {})).figure
    assert figure is not None
    text = figure.to_json()
    assert LIGHT.accent not in text
    assert DARK.accent not in text
    assert LIGHT.accent in filled(text, "light")
    assert DARK.accent in filled(text, "dark")
    assert "var(--" not in filled(text, "dark")
