"""The figures of the People page against the facts: every number typed in here."""

import io
import math
from itertools import chain
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts.palette import SCREEN
from dashboard.files.text import csv_bytes
from dashboard.map.routes import route_card
from dashboard.models.asylum import country_years
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.people import ATTRIBUTES, KINDS, PeopleTables
from dashboard.views.people.asylum import asylum_card, place_names
from dashboard.views.people.tables import (
    article_table,
    asylum_table,
    event_table,
    profile_table,
    series_table,
)
from dashboard.views.people.when import (
    NAMED,
    before_axis,
    day_cards,
    long_card,
    numbered_events,
)
from dashboard.views.people.who import WHO, WHY, in_columns, profile_card
from dashboard.words import series_words
from tests.slides import shown


@pytest.fixture(scope="module")
def tables() -> PeopleTables:
    return Tables().people


def event_dots(figure: go.Figure) -> go.Scatter:
    """Return the trace of the events, whose dots hold their numbers."""
    return next(trace for trace in figure.data if trace.type == "scatter")


def test_the_named_events_are_numbered_at_their_days(tables: PeopleTables) -> None:
    events = numbered_events(tables, None)
    assert [(str(row.date), row.kind) for row in events] == list(NAMED)
    found = event_dots(shown(long_card(tables, events)))
    assert list(found.text) == [*"12345678"]
    assert found.x[0] == "2022-02-24T12:00"
    assert found.x[1] == "2022-03-15T12:00"
    assert "full-scale invasion" in found.customdata[0].replace("<br>", " ")


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_no_event_hides_another_and_no_line_crosses_a_title(
    tables: PeopleTables, kind: str | None
) -> None:
    figure = shown(long_card(tables, numbered_events(tables, kind)))
    found = event_dots(figure)
    first, last = (pd.Timestamp(one) for one in figure.layout.xaxis.range)
    places = [
        ((pd.Timestamp(x) - first) / (last - first), y)
        for x, y in zip(found.x, found.y, strict=True)
    ]
    for at, (x, y) in enumerate(places):
        assert all(abs(x - other) >= 0.034 for other, row in places[:at] if row == y)
    # A line stays inside its chart, whose title stands above it.
    assert {line.yref for line in figure.layout.shapes} <= {
        *("y domain", "y2 domain", "y3 domain", "y4 domain")
    }
    titles = [note for note in figure.layout.annotations if note.xref == "paper"]
    assert [note.y for note in titles] == [1] * 4
    # What is labelled inside a chart covers the line behind it.
    labels = [note for note in figure.layout.annotations if note.xref != "paper"]
    assert len(labels) == 4
    assert all(note.bgcolor == SCREEN.page for note in labels)


def test_a_kind_changes_the_events_and_not_the_flows(tables: PeopleTables) -> None:
    everything = shown(long_card(tables, numbered_events(tables, None)))
    law = shown(long_card(tables, numbered_events(tables, "law")))
    assert list(event_dots(law).text) == [*"1234"]
    assert [trace.y for trace in law.data[:-1]] == [trace.y for trace in everything.data[:-1]]


def test_the_axes_fit_what_is_drawn(tables: PeopleTables) -> None:
    card = long_card(tables, numbered_events(tables, None))
    assert shown(card).layout.xaxis.range == ("2021-07-01", "2023-06-30")
    for one in (card, *day_cards(tables)):
        first, last = shown(one).layout.xaxis.range
        assert all(first <= str(row.period_end) <= last for row in one.rows)
        highest = max(row.value for row in one.rows if row.unit == one.rows[0].unit)
        assert highest < shown(one).layout.yaxis.range[1] < 1.5 * highest
    days = [shown(one).layout.xaxis.range for one in day_cards(tables)]
    assert days[0] != days[1] != days[2]


def test_a_bar_is_as_wide_as_its_period_and_gaps_stay_open(tables: PeopleTables) -> None:
    exits, passports, *_ = shown(long_card(tables, ())).data
    assert list(exits.y) == [8.5, 3.88, 5.0, 9.7, 4.9]
    assert exits.width[0] == pytest.approx(92 * 0.86 * 86_400_000)
    assert passports.y[0] == 238_000
    assert passports.y[-1] == 560_000
    finland = shown(day_cards(tables)[1]).data[0]
    assert list(finland.y) == [3133, None, 4824, None, 8600, 8314, 7743]
    assert finland.connectgaps is False


def test_nothing_before_the_axis_is_lost(tables: PeopleTables) -> None:
    outside = series_words.outside_line(before_axis(tables))
    assert "about 16.1 million crossings" in outside
    assert "163,316 crossings" in outside


def test_georgia_in_and_out_are_two_series(tables: PeopleTables) -> None:
    came, went, *_ = shown(day_cards(tables)[0]).data
    assert (max(came.y), max(went.y)) == (11_143, 7406)
    assert came.line.dash != went.line.dash
    assert came.marker.symbol != went.marker.symbol


def test_cumulative_counts_are_joined_by_nothing(tables: PeopleTables) -> None:
    came, went, *_ = shown(day_cards(tables)[2]).data
    assert [y for y in came.y if y] == [98_000, 200_000, 400_000]
    assert [y for y in went.y if y] == [64_234, 147_000, 320_000]
    assert "lines" not in came.mode


def dots(figure: go.Figure) -> list[Any]:
    """Return the traces that hold the dots of a group."""
    return [trace for trace in figure.data if trace.customdata is not None]


def test_every_figure_of_the_profile_is_a_dot_at_its_value(tables: PeopleTables) -> None:
    facts = {row.profile_id: row for row in tables.profile}
    cards = [profile_card(tables, each) for each in (*in_columns(tables, WHO), WHY)]
    drawn = {
        code: value
        for card in cards
        for trace in dots(shown(card))
        for code, value in zip(trace.customdata, trace.x, strict=True)
    }
    assert drawn == {code: row.value for code, row in facts.items()}
    assert sorted(row.profile_id for card in cards for row in card.rows) == sorted(facts)


def test_a_dot_has_the_shape_of_its_sample_and_a_label_with_its_bound(
    tables: PeopleTables,
) -> None:
    figure = shown(profile_card(tables, ["occupation", "sex", "education"]))
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
    labels = [text for t in figure.data if t.mode == "markers+text" for text in t.text]
    assert {"about 33%", "at least 45%", "up to 10%", "60%", "30.2%"} <= set(labels)


def test_residents_stand_beside_emigrants_on_one_scale(tables: PeopleTables) -> None:
    figure = shown(profile_card(tables, ["family"]))
    strokes = next(t for t in figure.data if t.marker.symbol == "line-ns")
    assert (list(strokes.x), list(strokes.text)) == ([51], ["51"])
    married = dots(figure)[0]
    assert (married.x[0], married.y[0]) == (39, strokes.y[0])
    years = shown(profile_card(tables, ["age"]))
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
    card = asylum_card(catalogue, "EUU", 2022, {}, everything=False)
    assert card.place.title == "EU of 27, 2022: 29.5% of 6,617 decisions positive"
    assert card.place.lines[0] == "Applied for the first time: 12,811"
    assert card.place.lines[2] == "Recognition rate: 1,952 ÷ 6,617 decisions = 29.5%"
    assert (len(shown(card.rates).data[0].x), card.total) == (15, 27)
    assert [list(line.y)[3] for line in shown(card.place).data[:3]] == [12_811, 6617, 1952]
    whole = asylum_card(catalogue, "EUU", 2022, {}, everything=True)
    assert len(shown(whole.rates).data[0].x) == 27


def test_rates_are_dots_with_areas_true_to_their_decisions(catalogue: Catalogue) -> None:
    years = country_years(catalogue)
    ranking = shown(asylum_card(catalogue, "FRA", 2023, {}, everything=False).rates)
    dots_ = dots(ranking)[0]
    countries = [years[code, 2023] for code in dots_.customdata]
    assert list(dots_.x) == [100 * (one.rate or 0) for one in countries]
    decided = [one.decided.value for one in countries if one.decided]
    assert decided == sorted(decided, reverse=True)
    for size, count in zip(dots_.marker.size, decided, strict=True):
        assert size == pytest.approx(max(24 * math.sqrt(count / decided[0]), 7))
    edges = dict(zip(dots_.customdata, dots_.marker.line.color, strict=True))
    assert edges.pop("FRA") == SCREEN.picked
    assert set(edges.values()) == {SCREEN.accent}


def test_a_hidden_count_prints_as_a_range(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "ARM", 2024, {}, everything=True)
    assert card.place.title == "Armenia, 2024: 6–24% of 17–21 decisions positive"
    assert "Armenia 6–24% of 17–21" in card.rates.alt
    text = " ".join(card.place.lines)
    assert "1–5" in text
    assert "Note on" in text


def test_a_place_without_a_row_says_so(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "TUV", 2023, {}, everything=False)
    assert card.place.title == "Tuvalu, 2023: no recognition rate"
    assert card.place.figure is None
    assert "not zero" in card.place.lines[0]
    assert list(place_names(catalogue))[:2] == ["EUU", "WLD"]


def test_every_download_row_names_its_source(catalogue: Catalogue, tables: PeopleTables) -> None:
    estimates = Tables().estimates
    made = [
        (45, event_table(tables, tables.events(None))),
        (130, series_table(tables)),
        (49, profile_table(tables, ATTRIBUTES)),
        (432, asylum_table(catalogue, country_years(catalogue).values())),
        (23, article_table(estimates.article_figures, estimates.sources)),
    ]
    for count, table in made:
        assert len(table.rows) == len(table.download) == count
        assert table.download["publisher"].ne("").all()
        assert {"source_title", "source_url", "read_via", "licence"} <= set(table.download)
        content = csv_bytes(table.download, {"title": "t"})
        back = pd.read_csv(io.BytesIO(content), skiprows=1)
        assert len(back) == len(table.download)
        cells = [
            cell
            for row in back.to_dict("records")
            for cell in row.values()
            if isinstance(cell, str)
        ]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_tables_and_downloads_name_no_person(catalogue: Catalogue, tables: PeopleTables) -> None:
    estimates = Tables().estimates
    each = [
        event_table(tables, tables.events(None)),
        series_table(tables),
        profile_table(tables, ATTRIBUTES),
        asylum_table(catalogue, country_years(catalogue).values()),
        article_table(estimates.article_figures, estimates.sources),
    ]
    text = " ".join(frame.to_csv() for table in each for frame in (table.rows, table.download))
    for name in [row.name for row in tables.people]:
        assert name not in text
        assert name.lower() not in {row.alias for row in catalogue.country_aliases}
