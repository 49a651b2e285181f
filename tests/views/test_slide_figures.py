"""A slide shows the numbers of its page: maps, series, estimates, results, counts."""

import pytest

from dashboard.charts.figure import Bars, Bridge, Lines, Spans
from dashboard.charts.scenarios import results
from dashboard.charts.shares import ShareLine
from dashboard.kit.table import layer_table
from dashboard.link.map_view import parse_entry, parse_map
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import parse_scenarios
from dashboard.link.workforce_view import parse_workforce
from dashboard.map.figure import map_card
from dashboard.models.entry_days import decided_days
from dashboard.models.sensitivity import bridge
from dashboard.pages import steps_of
from dashboard.views.workforce.answer import answer
from dashboard.words.entry_words import SHORT_VISITS
from tests.slides import linked, made, slide_tables

Query = dict[str, str | list[str]]


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
        steps = steps_of(linked("map", {"date": str(first), "people": people}), tables)
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
    compared = steps_of(linked("map", {"date": "2023-06-05", "since_date": str(first)}), tables)
    assert compared.line == f"Date: 5 Jun 2023, 1 of {len(tables.entry.snapshots) - 1}"


def test_a_series_and_a_country_give_their_lines() -> None:
    slide = made(linked("map", {"layer": "us_encounters"}))
    assert slide.map is None
    assert isinstance(slide.chart, Lines)
    assert slide.chart.series["US border encounters"][-1] == 57_163
    assert slide.points[-1] == "United States: 57,163, Oct 2022 to Sep 2023"
    country = made(linked("countries", {"c": "GEO"}))
    assert isinstance(country.chart, Lines)
    assert country.chart.series["Georgia"][country.chart.names.index("2022")] == 62_304


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
