"""Figures hold what the model says: golden values, parts that sum, kinds kept apart."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.figure import Bars, Figure, Spans
from dashboard.charts.scenarios import (
    quantity_of,
    results,
    tornado_picture,
)
from dashboard.link.scenario_view import PICTURES, with_scenario
from dashboard.link.scenario_view import Picture as ScenarioPicture
from dashboard.link.starts import Chosen
from dashboard.models.inputs import Assumptions
from dashboard.models.verdicts import left_out
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.estimates import CONCEPTS, EMIGRANTS
from dashboard.views.estimates.answer import emigrants, listed_rows, others
from dashboard.views.estimates.figures import (
    bridge_picture,
    host_counts,
    hosts_pictures,
    rests_on,
    scenario_pictures,
)
from dashboard.views.estimates.ranges import estimate_table, lanes, ranges_card, returns_table
from tests.calculators import ALL_ON, ANY_SHARES, DEFAULT, STARTS, TABLES, scenarios

EVERYTHING = replace(DEFAULT, show=CONCEPTS)
ALL_WORK = Assumptions(transit=0, returned=0, adult=1, activity=1, remote=0)


@pytest.mark.parametrize(("people", "percent"), [(650_000, 0.87), (1_300_000, 1.73)])
def test_every_leaver_a_worker(people: int, percent: float) -> None:
    view = replace(DEFAULT, a=Chosen("custom", people, ALL_WORK))
    assert round(results(view, STARTS)["a"].share * 100, 2) == percent


def test_alfas_share_of_each_labour_force() -> None:
    forces = [row.value for row in TABLES.bases.values() if row.base == "labour_force"]
    assert len(forces) == 8
    assert all(1.05e6 <= TABLES.target * value <= 1.15e6 for value in forces)


def test_emigrants_and_other_kinds_never_share_a_chart() -> None:
    rows = listed_rows(TABLES, EVERYTHING)
    assert len(rows) == len(TABLES.estimates) == 40
    assert {row.concept for row in emigrants(rows)} == set(EMIGRANTS)
    assert {row.concept for row in others(rows)} == set(CONCEPTS) - set(EMIGRANTS)


def test_the_article_reads_counts_of_the_whole_period_with_a_stated_method() -> None:
    rows = [
        row
        for row in emigrants(listed_rows(TABLES, EVERYTHING))
        if row.method == "stated" and left_out(row) is None
    ]
    ends = [end for row in rows for end in (row.low, row.central, row.high) if end == end]
    said = TABLES.figures_by_id["a01_total_words"].what_the_sources_say
    assert f"about {min(ends) / 1000:.0f} to {max(ends) / 1000:.0f} thousand" in said


def test_rows_are_sorted_by_date_within_a_concept_undated_last() -> None:
    rows = listed_rows(TABLES, EVERYTHING)
    for _, group in itertools.groupby(rows, key=lambda row: row.concept):
        dates = [row.published for row in group]
        dated = [date for date in dates if date]
        assert dated == sorted(dated)
        assert dates[: len(dated)] == dated


def test_filters_by_method_publisher_and_date() -> None:
    def ids(**changes: object) -> set[str]:
        return {row.estimate_id for row in listed_rows(TABLES, replace(EVERYTHING, **changes))}  # type: ignore[arg-type]

    assert ids(publisher="ranepa") == {"ranepa_2025"}
    assert ids(methods=()) == ids(show=()) == set()
    assert "wapo_2023" in ids(methods=("not_stated",))
    assert "wapo_2023" not in ids(methods=("stated",))
    late = ids(since=2025)
    assert {"ranepa_2025", "rtvi_2023"} <= late
    assert "re_russia_2023" not in late


def test_the_chart_draws_open_ends_as_arrows_and_missing_numbers_as_words() -> None:
    rows = emigrants(listed_rows(TABLES, DEFAULT))
    card = ranges_card(TABLES, rows, {"ranepa_2025": "A"})
    assert card.figure is not None
    traces = card.figure.to_dict()["data"]
    arrows = {
        t["marker"]["symbol"]: len(t["x"])
        for t in traces
        if "arrow" not in t.get("name", "")
        and str(t.get("marker", {}).get("symbol", "")).startswith("triangle")
    }
    assert arrows == {"triangle-left": 2, "triangle-right": 3}
    texts = next(t["text"] for t in traces if t["mode"] == "text")
    assert "number not found" in {text.strip() for text in texts}
    names = [name.strip() for name in card.figure.layout.yaxis.ticktext]
    assert "<b>A</b> RANEPA, Aug 2025" in names
    assert all(row.label in card.alt for row in rows)


def test_the_table_holds_every_estimate_with_caution_and_source() -> None:
    rows = listed_rows(TABLES, EVERYTHING)
    table = estimate_table(TABLES, rows)
    assert len(table.rows) == len(table.download) == 40
    assert table.rows["Caution"].ne("").all()
    assert table.rows["Source"].ne("").all()
    assert {"low", "central", "high", "bound", "caution", "source_url"} <= set(table.download)


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from(STARTS.codes),
    st.integers(0, 3_000_000),
    ANY_SHARES,
)
def test_any_two_scenarios_have_a_bridge_and_a_tornado(
    source: str, people: int, assumptions: Assumptions
) -> None:
    view = with_scenario(DEFAULT, "b", Chosen(source, people, assumptions))
    made = results(view, STARTS)
    for what in ("workers", "still_abroad"):
        quantity = quantity_of("workers" if what == "workers" else "still_abroad")
        picture = bridge_picture("b", made, quantity)
        assert picture.figure is not None
        bars = picture.figure.to_dict()["data"][0]
        assert len(bars["y"]) == len(set(bars["y"])) >= 3
        tornado = tornado_picture("Scenario B", made["b"], STARTS, quantity)
        assert tornado.figure is not None
        assert len(picture.title.split()) <= 12
        assert len(tornado.title.split()) <= 12


def test_the_bridge_names_the_difference_and_its_parts() -> None:
    picture = bridge_picture("c", results(ALL_ON, STARTS), "workers")
    assert picture.title == "C has 293,760 more workers than A"
    assert picture.lines[0] == "People: +293,760"
    assert (
        "only a sum over host countries" in picture.lines[1] or "is in People" in picture.lines[1]
    )


def test_the_tornado_is_sorted_and_names_locked_inputs() -> None:
    picture = tornado_picture("Scenario B", results(ALL_ON, STARTS)["b"], STARTS, "workers")
    assert picture.figure is not None
    widths = list(picture.figure.to_dict()["data"][0]["x"])
    assert widths == sorted(widths, reverse=True)
    assert "Locked" in picture.lines[-1]


def test_what_host_countries_can_account_for(catalogue: Catalogue) -> None:
    bell, permits, asylum = host_counts(catalogue, results(DEFAULT, STARTS))
    assert "14 countries" in bell.line
    assert "577,000 of its own 650,000" in bell.line
    assert "577,000 of 697,000 in A. The rest it does not cover." in bell.line
    # Permits and applications are not people: never a part of them.
    assert permits.line == (
        "The rise of valid permits from the end of 2021 to the end of 2023 in 30 countries: "
        "102,157 permits, which are not people; 697,000 people still abroad in A."
    )
    assert asylum.line.startswith("Asylum applications of 2022 to 2023, worldwide: ")
    assert " applications, which are not people; 697,000 people still abroad in A." in asylum.line
    assert all(count.source_ids for count in (bell, permits, asylum))


def test_a_source_that_counts_more_than_a_scenario_says_so(catalogue: Catalogue) -> None:
    small = replace(DEFAULT, a=replace(DEFAULT.a, people=100_000))
    bell = host_counts(catalogue, results(small, STARTS))[0]
    assert "more than all 85,000 in A." in bell.line
    assert "The rest" not in bell.line


def test_claims_of_returns_keep_speaker_bound_and_group() -> None:
    rows = returns_table(TABLES).set_index("Claim")
    assert len(rows) == len(TABLES.returns) == 13
    assert rows.at["Mikhail Mishustin", "Came back"] == "85%"
    assert rows.at["OutRush / EUI", "Came back"] == "at least 15%"
    assert rows.at["Izvestia", "Came back"] == "26–40%"
    assert rows.at["The Times", "Came back"] == "41%, our own arithmetic"


def test_hover_carries_caution_and_source() -> None:
    card = ranges_card(TABLES, emigrants(listed_rows(TABLES, DEFAULT)), {})
    assert card.figure is not None
    hovers = next(t for t in card.figure.to_dict()["data"] if t.get("hovertext"))["hovertext"]
    text = next(h for h in hovers if h.startswith("UK MoD")).replace("<br>", " ")
    assert "An upper limit with no published method" in text
    assert "Source: UK Ministry of Defence" in text


def test_the_scenarios_are_drawn_on_the_chart_of_the_estimates() -> None:
    made = results(ALL_ON, STARTS)
    (picture,) = scenario_pictures(scenarios(ALL_ON))
    assert picture.figure is not None
    assert isinstance(picture.chart, Spans)
    names = [name.strip() for name in picture.figure.layout.yaxis.ticktext]
    assert names[:3] == ["<b>A</b>", "<b>B</b>", "<b>C</b>"]
    assert {"<b>A</b> Re:Russia, July 2023", "<b>B</b> The Bell, July 2024"} <= set(names)
    (group,) = lanes(scenarios(ALL_ON))
    assert group.name == "People still abroad, as set here"
    for row, (letter, result) in zip(group.rows, made.items(), strict=True):
        assert result.still_abroad_interval is not None
        assert row.central == result.still_abroad
        assert (row.low, row.high) == (
            result.still_abroad_interval.low,
            result.still_abroad_interval.high,
        )
        assert picture.chart.spans[list(made).index(letter)].label == row.text
    assert [row.text for row in group.rows] == [
        "697,000 (697,000–782,000)",
        "666,000 (at least 650,000)",
        "at most 1,105,000",
    ]


def test_people_and_papers_stand_in_charts_of_their_own(catalogue: Catalogue) -> None:
    made = results(DEFAULT, STARTS)
    people, papers = hosts_pictures(host_counts(catalogue, made), made)
    assert people.title == "The Bell, 14 countries: 577,000 people; A has 697,000 abroad"
    assert isinstance(people.chart, Bars)
    assert isinstance(papers.chart, Bars)
    assert people.chart.series["Counted"] == [697_000, 577_000]
    assert papers.chart.series["Counted"][0] == 102_157
    assert "not people" in papers.title
    # A ceiling stays one in the chart of what is counted abroad.
    both = hosts_pictures(host_counts(catalogue, made), results(ALL_ON, STARTS))[0]
    assert both.figure is not None
    texts = next(trace.text for trace in both.figure.data if trace.mode == "text")
    assert [text.strip() for text in texts][2] == "at most 1,105,000"


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_has_a_title_words_and_sources(picture: ScenarioPicture) -> None:
    for view in (DEFAULT, ALL_ON):
        chosen = replace(view, picture=picture)
        found = scenario_pictures(scenarios(chosen))
        assert rests_on(scenarios(chosen))
        for each in found:
            assert isinstance(each, Figure)
            assert 0 < len(each.title.split()) <= 12
            assert each.lines
            if each.figure is not None:
                assert each.title in each.alt
                assert len(each.table)
                assert each.chart is not None
