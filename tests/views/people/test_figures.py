"""The figures of the People page against the facts: every number typed in here."""

import io
import math
from itertools import chain
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts.palette import DARK, LIGHT
from dashboard.files.csv import csv_bytes
from dashboard.map.routes import route_card
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.people import PeopleTables
from dashboard.tables.people_schemas import ATTRIBUTES
from dashboard.tables.rows import records
from dashboard.views.people.asylum_figure import asylum_card, asylum_years, place_names
from dashboard.views.people.profile_figure import WHO, WHY, in_columns, profile_card
from dashboard.views.people.tables import (
    article_table,
    asylum_table,
    event_table,
    profile_table,
    series_table,
)
from dashboard.views.people.when_figure import long_card, zoom_card


@pytest.fixture(scope="module")
def tables() -> PeopleTables:
    return Tables().people


def test_all_events_stand_in_their_lane_on_the_long_axis(tables: PeopleTables) -> None:
    dots = long_card(tables, None, LIGHT).figure.data[0]
    assert len(dots.x) == 45
    at = dots.x.index("2022-02-24T12:00")
    assert dots.y[at] == 0
    assert "full-scale invasion" in dots.text[at].replace("<br>", " ")
    months_only = [day for day in dots.x if day.startswith("2026-06")]
    assert months_only == ["2026-06-15T12:00"]


def test_the_enlarged_months_hold_their_events_only(tables: PeopleTables) -> None:
    dots = zoom_card(tables, None, LIGHT).figure.data[0]
    assert len(dots.x) == 9
    assert all("2022-09-01" <= day[:10] <= "2022-11-30" for day in dots.x)


def test_a_kind_leaves_its_own_lane_and_the_flows(tables: PeopleTables) -> None:
    everything = long_card(tables, None, LIGHT).figure
    law = long_card(tables, "law", LIGHT).figure
    assert len(law.data[0].x) == 6
    assert set(law.data[0].y) == {0}
    assert [trace.y for trace in law.data[1:]] == [trace.y for trace in everything.data[1:]]


def test_a_bar_is_as_wide_as_its_period_and_gaps_stay_open(tables: PeopleTables) -> None:
    bars = {len(trace.x): trace for trace in long_card(tables, None, LIGHT).figure.data[1:]}
    quarters, passports = bars[5], bars[12]
    assert list(quarters.y) == [8.5, 3.88, 5.0, 9.7, 4.9]
    assert quarters.width[0] == pytest.approx(92 * 0.86 * 86_400_000)
    assert passports.y[0] == 238_000
    assert passports.y[-1] == 560_000
    finland = zoom_card(tables, None, LIGHT).figure.data[3]
    assert list(finland.y) == [3133, None, 4824, None, 8600, 8314, 7743]
    assert finland.connectgaps is False


def test_nothing_before_the_axis_is_lost(tables: PeopleTables) -> None:
    outside = long_card(tables, None, LIGHT).outside
    assert "about 16.1 million crossings" in outside
    assert "163,316 crossings" in outside


def test_georgia_in_and_out_are_two_series(tables: PeopleTables) -> None:
    _, came, went, *_ = zoom_card(tables, None, DARK).figure.data
    assert (max(came.y), max(went.y)) == (11_143, 7406)
    assert came.line.dash != went.line.dash
    assert came.marker.symbol != went.marker.symbol


def test_cumulative_counts_are_joined_by_nothing(tables: PeopleTables) -> None:
    *_, came, went = zoom_card(tables, None, LIGHT).figure.data
    assert [y for y in came.y if y] == [98_000, 200_000, 400_000]
    assert [y for y in went.y if y] == [64_234, 147_000, 320_000]
    assert "lines" not in came.mode


def dots(figure: go.Figure) -> list[Any]:
    """Return the traces that hold the dots of a group."""
    return [trace for trace in figure.data if trace.customdata is not None]


def test_every_figure_of_the_profile_is_a_dot_at_its_value(tables: PeopleTables) -> None:
    facts = {row["profile_id"]: row for row in records(tables.profile)}
    cards = [profile_card(tables, each, LIGHT) for each in (*in_columns(tables, WHO), WHY)]
    drawn = {
        code: value
        for card in cards
        for trace in dots(card.figure)
        for code, value in zip(trace.customdata, trace.x, strict=True)
    }
    assert drawn == {code: row["value"] for code, row in facts.items()}
    assert sorted(row["profile_id"] for card in cards for row in card.rows) == sorted(facts)


def test_a_dot_has_the_shape_of_its_sample_and_a_label_with_its_bound(
    tables: PeopleTables,
) -> None:
    figure = profile_card(tables, ["occupation", "sex", "education"], LIGHT).figure
    shapes = {
        code: shape
        for trace in dots(figure)
        for code, shape in zip(trace.customdata, trace.marker.symbol, strict=True)
    }
    assert shapes["sex_men_georgia"] == "square"
    assert shapes["occupation_it_volunteers"] == "circle-open"
    assert shapes["occupation_arts"] == "circle"
    assert shapes["occupation_it_claim"] == "diamond-open"
    assert shapes["education_residents_2010"] == "line-ns"
    labels = [text.strip() for t in figure.data if t.mode == "text" for text in t.text]
    assert {"about 33%", "at least 45%", "up to 10%", "60%", "30.2%"} <= set(labels)


def test_residents_stand_beside_emigrants_on_one_scale(tables: PeopleTables) -> None:
    figure = profile_card(tables, ["family"], LIGHT).figure
    strokes = next(t for t in figure.data if t.mode == "markers" and t.customdata is None)
    assert list(strokes.x) == [51]
    married = dots(figure)[0]
    assert (married.x[0], married.y[0]) == (39, strokes.y[0])
    years = profile_card(tables, ["age"], LIGHT).figure
    assert [trace.xaxis for trace in dots(years)] == ["x", "x2"]
    assert years.layout.xaxis.range != years.layout.xaxis2.range


def test_who_and_why_share_all_figures(tables: PeopleTables) -> None:
    assert sorted([*WHO, *WHY]) == sorted(ATTRIBUTES)
    assert list(chain(*in_columns(tables, WHO))) == list(WHO)


def test_the_routes_are_lines_and_the_one_to_sweden_has_no_end_point(
    catalogue: Catalogue, tables: PeopleTables
) -> None:
    card = route_card(catalogue, tables)
    assert [len(route.towns) for route in card.map.routes] == [2, 1, 2]
    for route in card.map.routes:
        assert route.towns[0] == pytest.approx(route.points[0])
    named = [name.text for name in card.map.names if not name.strong]
    assert named == [
        *("Russia", "Sweden", "Moscow", "Belgrade", "St Petersburg", "Rostov-on-Don", "Tbilisi")
    ]
    assert [name.text for name in card.map.names if name.strong] == [
        route.name for route in card.routes
    ]
    filled = {iso3 for iso3, place in card.map.classes.items() if place}
    assert filled == {"RUS", "SRB", "SWE", "GEO"}
    sweden = catalogue.world.set_index("iso3").loc["SWE"]
    end = card.map.routes[1].points[-1]
    apart = math.dist(
        (end[0] * math.cos(math.radians(end[1])), end[1]),
        (sweden["label_lon"] * math.cos(math.radians(end[1])), sweden["label_lat"]),
    )
    assert 1 < apart < 3
    assert [route.iso3 for route in card.routes] == ["SRB", "SWE", "GEO"]


def test_the_asylum_card_of_the_eu(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "EUU", 2022, LIGHT, {}, everything=False)
    assert card.title == "EU of 27, 2022: 29.5% of 6,617 decisions positive"
    assert card.lines[0] == "Applied for the first time: 12,811"
    assert card.lines[2] == "Recognition rate: 1,952 ÷ 6,617 decisions = 29.5%"
    assert card.ranking is not None
    assert (len(card.ranking.data[0].x), card.total) == (15, 27)
    assert card.figure is not None
    assert [list(line.y)[3] for line in card.figure.data] == [12_811, 6617, 1952]
    whole = asylum_card(catalogue, "EUU", 2022, LIGHT, {}, everything=True)
    assert whole.ranking is not None
    assert len(whole.ranking.data[0].x) == 27


def test_a_hidden_count_prints_as_a_range(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "ARM", 2024, LIGHT, {}, everything=True)
    assert card.title == "Armenia, 2024: 6–24% of 17–21 decisions positive"
    assert "Armenia 6–24% of 17–21" in card.ranking_alt
    text = " ".join(card.lines)
    assert "1–5" in text
    assert "Note on" in text


def test_a_place_without_a_row_says_so(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "TUV", 2023, LIGHT, {}, everything=False)
    assert card.title == "Tuvalu, 2023: no recognition rate"
    assert card.figure is None
    assert "not zero" in card.lines[0]
    assert list(place_names(catalogue))[:2] == ["EUU", "WLD"]


def test_every_download_row_names_its_source(catalogue: Catalogue, tables: PeopleTables) -> None:
    estimates = Tables().estimates
    made = [
        (45, event_table(tables, tables.events(None))),
        (130, series_table(tables)),
        (49, profile_table(tables, ATTRIBUTES)),
        (432, asylum_table(catalogue, asylum_years(catalogue).values())),
        (23, article_table(estimates.article_figures, estimates.sources)),
    ]
    for count, table in made:
        assert len(table.rows) == len(table.download) == count
        assert table.download["publisher"].ne("").all()
        assert {"source_title", "source_url", "read_via", "licence"} <= set(table.download)
        content = csv_bytes(table.download, {"title": "t"})
        back = pd.read_csv(io.BytesIO(content), skiprows=1)
        assert len(back) == len(table.download)
        cells = [cell for row in records(back) for cell in row.values() if isinstance(cell, str)]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_tables_and_downloads_name_no_person(catalogue: Catalogue, tables: PeopleTables) -> None:
    estimates = Tables().estimates
    each = [
        event_table(tables, tables.events(None)),
        series_table(tables),
        profile_table(tables, ATTRIBUTES),
        asylum_table(catalogue, asylum_years(catalogue).values()),
        article_table(estimates.article_figures, estimates.sources),
    ]
    text = " ".join(frame.to_csv() for table in each for frame in (table.rows, table.download))
    for name in tables.people["name"]:
        assert name not in text
        assert name.lower() not in set(catalogue.country_aliases["alias"])
