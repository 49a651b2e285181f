"""The words of the People page come from the numbers they stand beside."""

import re
from dataclasses import replace
from itertools import chain

import pytest

from dashboard.map import routes
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.dates import PartialDate
from dashboard.tables.everything import Tables
from dashboard.tables.people import ATTRIBUTES, KINDS, METHODS, PeopleTables
from dashboard.views.people.asylum import ALL_CLAIMS, all_claims, asylum_card
from dashboard.views.people.when import moment_of
from dashboard.views.people.who import profile_card
from dashboard.words import people_words, series_words
from tests.slides import shown


@pytest.fixture(scope="module")
def tables() -> PeopleTables:
    return Tables().people


def test_titles_are_short_and_hold_the_numbers(tables: PeopleTables) -> None:
    titles = [
        series_words.events_title(tables.events(None), None),
        series_words.exits_title(tables.series_rows("fsb_exits_quarter")),
        series_words.days_title(tables.series_rows("georgia_daily_in"), moment_of(tables)),
        people_words.who_title(tables.attribute("education")),
        people_words.why_title(tables.attribute("motive")),
        people_words.article_title(Tables().estimates.article_figures),
        routes.routes_title(tables.people, PartialDate.of("2023-06-04")),
    ]
    assert titles == [
        "45 events, 2022–2026",
        "Exits from Russia, July–September: 9.7 million in 2022, 8.5 million in 2021",
        "Georgia counted 11,143 entries on 25 Sep 2022, four days after mobilisation",
        "Higher education: 80% in 3 surveys of emigrants, 30–34% among residents",
        "About 33% named the risk of mobilisation first (survey, Nov 2024)",
        "23 figures of the article: 9 confirmed, 12 imprecise, 2 not traceable",
        "Three routes, as told to the BBC, June 2023",
    ]
    assert all(len(title.split()) <= 12 for title in titles)


def test_exits_are_compared_with_the_same_season_only(tables: PeopleTables) -> None:
    exits = tables.series_rows("fsb_exits_quarter")
    line = series_words.season_line(exits)
    assert line.startswith("The same months, as travel has seasons: 16.1 million in 2019. ")
    assert series_words.CROSSINGS in line
    # The highest of those that a year before can be set beside.
    early = [row for row in exits if str(row.period_start) != "2022-07-01"]
    assert series_words.exits_title(early) == (
        "Exits from Russia, January–March: 4.9 million in 2023, 3.88 million in 2022"
    )


def test_every_figure_says_when_of_whom_how_and_how_many(tables: PeopleTables) -> None:
    rows = {row.profile_id: row for row in tables.profile}
    assert people_words.asked_words(rows["age_under_35"]) == (
        "Mar 2022 · people who left after 24 February 2022 · volunteers who answered an online "
        "survey · sample not stated"
    )
    assert people_words.asked_words(rows["employer_2023_07"]).endswith("sample 10,871")
    assert people_words.asked_words(rows["ties_address"]).startswith("date not stated · ")
    assert people_words.comparison_words(rows["age_median"]) == (
        "Set beside it: 46 years for Russia, as that source gives it; it looks like adults only"
    )
    assert "1 for the Russian average" in people_words.comparison_words(rows["income_car"])
    volunteers = [row for row in rows.values() if row.method == "volunteers"]
    assert {row.source_id[0] for row in volunteers} == {"ok-russians-2022-03"}
    for row in rows.values():
        assert re.search(r"sample( not stated| [\d,]+|$)", people_words.asked_words(row))
        told = people_words.told(row, tables.publisher(row))
        assert people_words.asked_words(row) in told
        assert told[-1] == f"Source: {tables.publisher(row)}"
        assert row.note in (*told, "")


def test_every_dot_names_who_says_it_and_when(tables: PeopleTables) -> None:
    rows = {row.profile_id: row for row in tables.profile}
    assert people_words.small_words(rows["sex_men_georgia"], "IDFI (Georgian data)") == (
        "IDFI, Mar 2022"
    )
    assert people_words.small_words(rows["ties_address"], "FIIA") == "FIIA, no date"
    card = profile_card(tables, ATTRIBUTES)
    said = " ".join(note.text.replace("<br>", " ") for note in shown(card).layout.annotations)
    for row in rows.values():
        assert people_words.small_words(row, tables.publisher(row)) in said
    shapes = people_words.shapes_line(list(rows.values()))
    assert [part.split()[0] for part in shapes.split(" · ")] == [*"■●○△◇┃"]
    assert people_words.shapes_line(tables.attribute("motive")) == "● survey"


def test_every_code_has_its_word() -> None:
    assert set(series_words.KIND_LABELS) == set(KINDS)
    assert set(people_words.METHOD_WORDS) == set(people_words.SHORT_METHODS) == set(METHODS)
    assert sorted(chain(*people_words.SHAPES.values())) == sorted(METHODS)
    assert set(people_words.HEADINGS) == set(ATTRIBUTES)


def test_alt_text_holds_the_values_of_its_chart(tables: PeopleTables) -> None:
    for series_id in {row.series_id for row in tables.series}:
        rows = tables.series_rows(series_id)
        most = max(rows, key=lambda row: row.value)
        assert series_words.count_text(most) in series_words.track_alt(rows)
    card = profile_card(tables, ATTRIBUTES)
    for row in tables.profile:
        assert people_words.figure_words(row) in card.alt


def test_crossings_are_never_called_people(tables: PeopleTables) -> None:
    for row in [row for row in tables.series if "crossings" in row.unit]:
        text = series_words.count_line(row)
        assert "crossings" in text
        assert "people" not in text.split("; ")[0]


def test_decisions_are_never_called_chances(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "DEU", 2023, {}, everything=True)
    said = " ".join(
        [card.place.title, *card.place.lines, card.rates.title, card.place.alt, *card.beside]
    )
    assert "decisions" in said
    assert not re.search(
        r"chance|likel|odds|success", said + series_words.ASYLUM_WHAT, re.IGNORECASE
    )


def test_the_article_beside_unhcr(catalogue: Catalogue) -> None:
    card = asylum_card(catalogue, "EUU", 2023, {}, everything=False)
    assert card.beside[0] == (
        "UNHCR, EU of 27, 2022: 12,811 new applications; 1,952 positive decisions (1,687 refugee "
        "status, 265 other protection) of 6,617"
    )
    estimates = Tables().estimates
    rows = [estimates.figures_by_id[one] for one in ("a16_asylum_claims", "a17_asylum_granted")]
    assert "2022: 12,811 new claims" in rows[0].what_the_sources_say
    assert "15,679 new and repeat" in rows[0].what_the_sources_say
    assert "18,400 in 2022" in rows[0].what_the_sources_say
    assert "1,952 in 2022" in rows[1].what_the_sources_say


def test_all_claims_stand_beside_the_new_ones_where_the_tables_have_them(
    catalogue: Catalogue, tables: PeopleTables
) -> None:
    new = tables.series_rows("asylum_eu27")
    whole = [
        replace(row, series_id=ALL_CLAIMS, value=15_679.0)
        for row in new
        if str(row.period_end) == "2022-12-31"
    ]
    others = tuple(row for row in tables.series if row.series_id != ALL_CLAIMS)
    filled = replace(tables, series=(*others, *whole))
    assert all_claims(replace(tables, series=others)) == {}
    card = asylum_card(catalogue, "EUU", 2023, all_claims(filled), everything=False)
    assert card.beside[0].startswith(
        "UNHCR, EU of 27, 2022: 12,811 new applications, 15,679 new and repeat; 1,952 positive"
    )
    assert "new and repeat" not in card.beside[1]


def test_a_route_says_no_more_than_name_places_and_month(tables: PeopleTables) -> None:
    first, second, third = tables.people
    assert routes.route_line(first, "Serbia") == "Moscow → Belgrade, Serbia"
    assert routes.route_line(second, "Sweden") == "St Petersburg → Sweden"
    told = PartialDate.of("2023-06-04")
    assert routes.month_line(second, told) == ("Month not given; as told to the BBC, June 2023")
    assert routes.month_line(third, told).startswith("September 2022; as told")


def test_the_dashboard_itself_uses_no_loaded_word(tables: PeopleTables) -> None:
    own = [
        *(row.title for row in tables.timeline),
        *(row.label for row in tables.profile),
        *(row.asked for row in tables.profile),
        *(row.note for row in tables.profile),
        *(row.label for row in tables.series),
        *(row.note for row in tables.series),
        *people_words.METHOD_WORDS.values(),
        people_words.NO_LIST,
        people_words.ONLY_COUNTED,
        series_words.ASYLUM_WHAT,
        series_words.FIVES,
        series_words.CROSSINGS,
        people_words.OWN_LIVES,
        routes.ELSEWHERE,
    ]
    text = " ".join(own)
    assert not re.search(r"\b(fled|flee|exodus|flood|wave|shut the door)\b", text, re.IGNORECASE)
