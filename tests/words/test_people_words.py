"""The words of the People page come from the numbers they stand beside."""

import re
from dataclasses import replace
from itertools import chain

import pandas as pd
import pytest

from dashboard.charts.palette import LIGHT
from dashboard.map import route_words
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.people import PeopleTables
from dashboard.tables.people_schemas import ATTRIBUTES, KINDS, METHODS
from dashboard.tables.rows import records
from dashboard.views.people.asylum_figure import ALL_CLAIMS, all_claims, asylum_card
from dashboard.views.people.profile_figure import profile_card
from dashboard.words import article_words, asylum_words, profile_words, when_words


@pytest.fixture(scope="module")
def tables() -> PeopleTables:
    return Tables().people


def test_titles_are_short_and_hold_the_numbers(tables: PeopleTables) -> None:
    titles = [
        when_words.events_title(tables.events(None), None),
        when_words.long_title(tables.series_rows("passports_monthly")),
        when_words.zoom_title(tables.series_rows("georgia_daily_in")),
        profile_words.who_title(tables.attribute("education")),
        profile_words.why_title(tables.attribute("motive")),
        article_words.article_title(records(Tables().estimates.article_figures)),
        route_words.routes_title(records(tables.people), "2023-06-04"),
    ]
    assert titles == [
        "45 events, 2022–2026",
        "Passports issued a month in 2022: about 238,000 to at least 560,000",
        "Georgia, 17 Sep to 26 Sep 2022: peak day 11,143 entries",
        "Higher education: 80% in 3 surveys of emigrants, 30–34% among residents",
        "About 33% named the risk of mobilisation first (survey, Nov 2024)",
        "23 figures of the article: 9 confirmed, 12 imprecise, 2 not traceable",
        "Three routes, as told to the BBC, June 2023",
    ]
    assert all(len(title.split()) <= 12 for title in titles)


def test_every_figure_says_when_of_whom_how_and_how_many(tables: PeopleTables) -> None:
    rows = {row["profile_id"]: row for row in records(tables.profile)}
    assert profile_words.asked_words(rows["age_under_35"]) == (
        "Mar 2022 · people who left after 24 February 2022 · volunteers who answered an online "
        "survey · sample not stated"
    )
    assert profile_words.asked_words(rows["employer_2023_07"]).endswith("sample 10,871")
    assert profile_words.asked_words(rows["ties_address"]).startswith("date not stated · ")
    assert profile_words.comparison_words(rows["age_median"]) == (
        "Set beside it: 46 years for Russia, as that source gives it; it looks like adults only"
    )
    assert "1 for the Russian average" in profile_words.comparison_words(rows["income_car"])
    volunteers = [row for row in rows.values() if row["method"] == "volunteers"]
    assert {row["source_id"].split(";")[0] for row in volunteers} == {"ok-russians-2022-03"}
    for row in rows.values():
        assert re.search(r"sample( not stated| [\d,]+|$)", profile_words.asked_words(row))
        told = profile_words.told(row, tables.publisher(row))
        assert profile_words.asked_words(row) in told
        assert told[-1] == f"Source: {tables.publisher(row)}"
        assert row["note"] in (*told, "")


def test_every_dot_names_who_says_it_and_when(tables: PeopleTables) -> None:
    rows = {row["profile_id"]: row for row in records(tables.profile)}
    assert profile_words.small_words(rows["sex_men_georgia"], "IDFI (Georgian data)") == (
        "IDFI, Mar 2022"
    )
    assert profile_words.small_words(rows["ties_address"], "FIIA") == "FIIA, no date"
    card = profile_card(tables, ATTRIBUTES, LIGHT)
    said = " ".join(note.text.replace("<br>", " ") for note in card.figure.layout.annotations)
    for row in rows.values():
        assert profile_words.small_words(row, tables.publisher(row)) in said
    shapes = profile_words.shapes_line(list(rows.values()))
    assert [part.split()[0] for part in shapes.split(" · ")] == [*"■●○△◇┃"]
    assert profile_words.shapes_line(tables.attribute("motive")) == "● survey"


def test_every_code_has_its_word() -> None:
    assert set(when_words.KIND_LABELS) == set(KINDS)
    assert set(profile_words.METHOD_WORDS) == set(profile_words.SHORT_METHODS) == set(METHODS)
    assert sorted(chain(*profile_words.SHAPES.values())) == sorted(METHODS)
    assert set(profile_words.HEADINGS) == set(ATTRIBUTES)


def test_alt_text_holds_the_values_of_its_chart(tables: PeopleTables) -> None:
    for series_id in tables.series["series_id"].unique():
        rows = tables.series_rows(str(series_id))
        most = max(rows, key=lambda row: row["value"])
        assert when_words.count_text(most) in when_words.track_alt(rows)
    card = profile_card(tables, ATTRIBUTES, LIGHT)
    for row in records(tables.profile):
        assert profile_words.figure_words(row) in card.alt


def test_crossings_are_never_called_people(tables: PeopleTables) -> None:
    crossings = tables.series[tables.series["unit"].str.contains("crossings")]
    for row in records(crossings):
        text = when_words.count_line(row)
        assert "crossings" in text
        assert "people" not in text.split("; ")[0]


def test_decisions_are_never_called_chances(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "DEU", 2023, LIGHT, {}, everything=True)
    said = " ".join([card.title, *card.lines, card.ranking_title, card.alt, *card.beside])
    assert "decisions" in said
    assert not re.search(r"chance|likel|odds|success", said + asylum_words.WHAT, re.IGNORECASE)


def test_the_article_beside_unhcr(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "EUU", 2023, LIGHT, {}, everything=False)
    assert card.beside[0] == (
        "UNHCR, EU of 27, 2022: 12,811 new applications; 1,952 positive decisions (1,687 refugee "
        "status, 265 other protection) of 6,617"
    )
    estimates = Tables().estimates
    rows = [estimates.article_figure(one) for one in ("a16_asylum_claims", "a17_asylum_granted")]
    assert asylum_words.article_heading(rows) == "The article's 17,000 and 2,000, and the sources"
    assert "2022: 12,811 new claims" in rows[0]["what_the_sources_say"]
    assert "15,679 new and repeat" in rows[0]["what_the_sources_say"]
    assert "18,400 in 2022" in rows[0]["what_the_sources_say"]
    assert "1,952 in 2022" in rows[1]["what_the_sources_say"]


def test_all_claims_stand_beside_the_new_ones_where_the_tables_have_them(
    catalogue: Catalogue, tables: PeopleTables
) -> None:
    new = tables.series_rows("asylum_eu27")
    whole = [
        {**row, "series_id": ALL_CLAIMS, "value": 15_679.0}
        for row in new
        if row["period_end"] == "2022-12-31"
    ]
    others = tables.series[tables.series["series_id"].ne(ALL_CLAIMS)]
    filled = replace(tables, series=pd.concat([others, pd.DataFrame(whole)], ignore_index=True))
    assert all_claims(replace(tables, series=others)) == {}
    card = asylum_card(catalogue, "EUU", 2023, LIGHT, all_claims(filled), everything=False)
    assert card.beside[0].startswith(
        "UNHCR, EU of 27, 2022: 12,811 new applications, 15,679 new and repeat; 1,952 positive"
    )
    assert "new and repeat" not in card.beside[1]


def test_a_route_says_no_more_than_name_places_and_month(tables: PeopleTables) -> None:
    first, second, third = records(tables.people)
    assert route_words.route_line(first, "Serbia") == "Moscow → Belgrade, Serbia"
    assert route_words.route_line(second, "Sweden") == "St Petersburg → Sweden"
    assert route_words.month_line(second, "2023-06-04") == (
        "Month not given; as told to the BBC, June 2023"
    )
    assert route_words.month_line(third, "2023-06-04").startswith("September 2022; as told")


def test_the_dashboard_itself_uses_no_loaded_word(tables: PeopleTables) -> None:
    own = [
        *tables.timeline["title"],
        *tables.profile["label"],
        *tables.profile["asked"],
        *tables.profile["note"],
        *tables.series["label"],
        *tables.series["note"],
        *profile_words.METHOD_WORDS.values(),
        profile_words.NO_LIST,
        profile_words.ONLY_COUNTED,
        asylum_words.WHAT,
        asylum_words.SMALL,
        when_words.CROSSINGS,
        article_words.PEOPLE,
        route_words.ELSEWHERE,
    ]
    text = " ".join(own)
    assert not re.search(r"\b(fled|flee|exodus|flood|wave|shut the door)\b", text, re.IGNORECASE)
