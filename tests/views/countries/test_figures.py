"""The Countries page: the table of all, rules over time, small charts, and what is missing."""

import json
import re
from functools import cache
from itertools import pairwise

import pytest

from dashboard.models.entry import direction
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.map_rows import Observation
from dashboard.views.countries.board import board
from dashboard.views.countries.figures import CountryPage, IndicatorRow, country_page
from dashboard.views.countries.pictures import Board, Ribbon, Row
from dashboard.views.countries.table import destinations, figure_table, rule_table
from dashboard.words.numbers import full
from dashboard.words.values import value_text
from tests.slides import slide_tables

FOUR = ("GEO", "ARM", "SRB", "TUR")
EUROPE = ("DEU", "ESP", "FIN", "LVA")


@cache
def page_of(*codes: str, chosen: str | None = None) -> CountryPage:
    tables = slide_tables()
    return country_page(tables.catalogue, tables.entry, codes, chosen)


@cache
def drawn(*codes: str) -> Board:
    tables = slide_tables()
    return board(tables.catalogue, tables.entry, page_of(*codes))


def row_of(page: CountryPage, indicator_id: str) -> IndicatorRow:
    return next(row for row in page.rows if row.indicator.indicator_id == indicator_id)


def panel(shown: Board, indicator_id: str) -> Row:
    (found,) = (row for row in shown["rows"] if row["id"] == indicator_id)
    return found


@pytest.fixture(scope="module")
def pair() -> CountryPage:
    return page_of("GEO", "DEU")


def test_moved_in_stands_beside_moved_out() -> None:
    row = panel(drawn("GEO"), "national_immigration")
    (cell,) = row["cells"]
    assert row["form"] == "both"
    assert [point[:3] for point in cell["points"]] == [
        (2022, 62_304, "62,304"),
        (2023, 52_627, "52,627"),
        (2024, 23_574, "23,574"),
    ]
    assert [point[2] for point in cell["out"]] == ["5,935", "35,344", "25,612"]
    assert "2023: 52,627 in, 35,344 out" in cell["said"]
    assert "national_emigration" not in {each["id"] for each in drawn("GEO")["rows"]}
    assert "out" not in panel(drawn("FIN"), "national_immigration")["cells"][0]


def test_values_stand_as_text_with_rank_rate_source_and_quality(pair: CountryPage) -> None:
    cell = row_of(pair, "valid_permits").cells[1]
    assert cell.headline == "246,204 permits, end of 2023"
    assert cell.lines[0] == "Rank 1 of 31 countries with a value, by size"
    assert cell.lines[1].startswith("2.95 permits per 1,000 residents (population 83,516,593")
    assert cell.lines[2].startswith("0.90 valid permits for each resident Russian citizen")
    assert "12,980 in 2024 (Destatis)" in cell.lines[3]
    assert [line[:12] for line in cell.lines[4:]] == [
        "Note on 2019",
        "Note on 2021",
        "Note on 2024",
    ]
    assert cell.source_ids
    assert cell.quality == "official figure, read in a public copy"


def test_figures_of_unlike_definitions_are_listed_without_rank_rate_or_line(
    pair: CountryPage,
) -> None:
    cell = row_of(pair, "national_permits").cells[0]
    assert not cell.joined
    assert not any("Rank" in line or "per 1,000" in line for line in cell.lines)
    assert cell.headline == "15,506 permits applied for, 24 Feb 2022 to 17 Nov 2023"
    (shown,) = panel(drawn("TUR"), "national_permits")["cells"]
    assert shown["points"] == []
    assert shown["value"] == "72,631"
    assert "107,392 held, 9 Nov 2023" in shown["more"]


def test_a_line_joins_national_figures_of_one_source_only() -> None:
    page = page_of("TUR")
    assert not row_of(page, "national_permits").cells[0].joined
    assert row_of(page, "national_immigration").cells[0].joined


def test_a_hidden_small_count_is_labelled_with_its_range() -> None:
    (cell,) = panel(drawn("GEO"), "asylum_recognised")["cells"]
    assert [point[2] for point in cell["points"]] == ["1–5", "0", "0", "0", "1–5", "0", "1–5"]


@pytest.mark.parametrize("codes", [("GEO",), ("DEU",), ("KAZ",), FOUR, EUROPE])
def test_every_point_is_a_row_of_the_tables(codes: tuple[str, ...], catalogue: Catalogue) -> None:
    observed = {
        (row.indicator_id, row.iso3, row.period_end.year): row.value
        for row in Observation.of(catalogue.observations)
    }
    seen = 0
    for row in drawn(*codes)["rows"]:
        for iso3, cell in zip(codes, row["cells"], strict=True):
            ways = [(row["id"], cell["points"]), ("national_emigration", cell.get("out", ()))]
            for indicator_id, points in ways:
                for year, value, label, _ in points:
                    assert observed[indicator_id, iso3, year] == value
                    if "–" not in label and "%" not in label:
                        assert label.removeprefix("about ").removeprefix("at least ") == full(value)
                    seen += 1
    assert seen > 5


def test_several_countries_have_the_rows_that_two_report_and_name_the_others() -> None:
    shown = drawn(*FOUR)
    assert all(sum(bool(cell["value"]) for cell in row["cells"]) > 1 for row in shown["rows"])
    assert "Russian citizens in the population (Türkiye)" in shown["notes"][0]
    assert [tile[:2] for tile in shown["tiles"]] == [
        ("Georgia", "about 73,500"),
        ("Armenia", "about 110,000"),
        ("Serbia", "about 30,000"),
        ("Türkiye", "about 28,000"),
    ]
    asylum = panel(shown, "asylum_applications")
    assert asylum["by"] == " · 2025 · UNHCR"
    assert asylum["cells"][3]["said"] == "not reported"


def test_missing_is_not_zero_and_not_reported_is_not_uncovered(pair: CountryPage) -> None:
    georgia, germany = pair.absences
    assert "Valid residence permits" in georgia.not_covered
    assert georgia.not_reported == []
    assert "US border encounters" in germany.not_covered
    cell = row_of(pair, "valid_permits").cells[0]
    assert cell.headline == "Not covered by this source"
    assert cell.shown is None
    (note,) = drawn("GEO")["notes"]
    assert re.search("Not covered by the source: .*Valid residence permits", note)


def test_a_rate_too_small_to_print_is_no_zero_and_a_zero_has_no_rank(pair: CountryPage) -> None:
    recognised = row_of(pair, "asylum_recognised").cells[0]
    assert any(line.startswith("Under 0.01 people per 1,000") for line in recognised.lines)
    other = row_of(pair, "asylum_complementary").cells[0]
    assert other.headline.startswith("0 people")
    assert not any(line.startswith("Rank") for line in other.lines)


def test_every_value_of_a_country_stands_on_the_page_and_in_its_table(catalogue: Catalogue) -> None:
    for iso3 in ("GEO", "KAZ", "USA", "FIN"):
        text = json.dumps(drawn(iso3), ensure_ascii=False)
        table = figure_table(catalogue, (iso3,))
        for row in Observation.of(catalogue.observations):
            if row.iso3 == iso3:
                indicator = row_of(page_of(iso3), row.indicator_id).indicator
                value = value_text(row, indicator)
                assert value in text
                told = table[table["Figure"].eq(indicator.label)]["Value"]
                assert told.str.startswith(value).any()


def test_every_country_has_a_page() -> None:
    for iso3 in ("GRL", "GIB", "XKX", "TWN", "TUR"):
        (absence,) = page_of(iso3).absences
        assert absence.not_covered
        assert len(page_of(iso3).title.split()) <= 12


# ---- titles


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        (("GEO",), "Georgia: about 73,500 people counted in 2024; same rule at four dates"),
        (("LVA",), "Latvia: about 18,000 people counted in 2024; entry rule tightened"),
        (("CYP",), "Cyprus: valid permits +19,138, 2021–2023; same entry rule at four dates"),
        (("BRA",), "Brazil: No visa needed; same entry rule at four dates"),
        (("GRL",), "Greenland: no rule in the tables"),
        (FOUR, "Georgia, Armenia, Serbia and Türkiye: no visa needed at all four dates"),
        (EUROPE, "Russian citizens in the population, 2024: most in Germany, 272,362"),
    ],
)
def test_a_title_says_what_the_tables_carry(codes: tuple[str, ...], title: str) -> None:
    assert page_of(*codes).title == title


def test_a_title_says_same_rule_only_where_no_date_differs() -> None:
    entry = slide_tables().entry
    for iso3 in sorted(slide_tables().words.countries):
        title = page_of(iso3).title
        rules = [rule for _, rule in sorted(entry.rules_of(iso3).items())]
        if "same" in title:
            assert {direction(rules[0], rule, entry.ranks) for rule in rules} == {"same"}
        if "tightened" in title:
            assert direction(rules[0], rules[-1], entry.ranks) == "tightened"
        if "loosened" in title:
            assert direction(rules[0], rules[-1], entry.ranks) == "loosened"


def test_the_headline_may_be_chosen() -> None:
    assert page_of(*FOUR).headline is row_of(page_of(*FOUR), "staying")
    chosen = page_of(*FOUR, chosen="asylum_applications")
    assert chosen.title.startswith("New asylum applications, 2023:")
    # An indicator that none of them has changes nothing.
    unchanged = page_of(*FOUR, chosen="us_encounters").headline
    assert unchanged is not None
    assert unchanged.indicator.indicator_id == "staying"


# ---- rules over time


def rules_of(iso3: str) -> Ribbon:
    (found,) = drawn(iso3)["ribbons"]
    return found


@pytest.mark.parametrize("iso3", ["FIN", "VUT", "ISR", "KAZ", "AFG"])
def test_the_rule_on_the_axis_is_the_rule_of_each_snapshot(iso3: str) -> None:
    entry, spans = slide_tables().entry, rules_of(iso3)["spans"]
    assert (spans[0][0], spans[-1][1]) == (str(entry.snapshots[0]), str(entry.latest))
    assert all(one[1] == after[0] for one, after in pairwise(spans))
    for date, rule in entry.rules_of(iso3).items():
        standing = [rank for start, _, rank, *_ in spans if start <= str(date)]
        assert standing[-1] == entry.ranks[rule.category]


def test_an_unchanged_rule_is_said_once_and_a_day_not_known_is_marked() -> None:
    assert len(rules_of("GEO")["spans"]) == 1
    assert [changing for *_, changing in rules_of("VUT")["spans"]] == [False, True, False]
    assert rules_of("FIN")["spans"][0][:3] == ("2022-02-10", "2022-09-30", 5)
    assert rules_of("GRL")["spans"] == []


def test_every_decision_since_the_first_date_is_a_dot_with_its_source() -> None:
    entry = slide_tables().entry
    known = {event.event_id: event for event in entry.events_of("FIN")}
    recent = {event.event_id for event in entry.recent}
    dots = rules_of("FIN")["dots"]
    assert {dot["id"] for dot in dots} == recent & set(known)
    for dot in dots:
        event = known[dot["id"]]
        assert dot["effect"] == event.effect
        assert dot["counted"] == (event.status in ("in force", "lapsed"))
        assert dot["sources"] == event.source_id
        assert set(dot["sources"]) <= set(drawn("FIN")["sources"])


# ---- all destinations


def test_the_table_of_all_destinations_holds_what_the_tables_hold(catalogue: Catalogue) -> None:
    tables = slide_tables()
    shown = destinations(catalogue, tables.entry)
    assert shown["title"] == "81 of 198 destinations ask no visa; most people counted in Armenia"
    rows = {row.iso3: row for row in shown["rows"]}
    assert set(rows) == tables.words.countries
    assert [rows["ARM"].people, rows["DEU"].change] == [
        (110_000, "about 110,000"),
        (31_536, "+31,536 (+14.7%)"),
    ]
    assert rows["CYP"].permits[-1][:2] == (2023, 37_127)
    assert [cell[:3] for cell in rows["KAZ"].rules] == [
        (1, "1 · 90 days", 1),
        (1, "1 · 90 in 180", 3),
    ]
    assert [cell[:3] for cell in rows["LVA"].rules] == [
        (5, "5 · consulate", 1),
        (7, "7 · turned away", 3),
    ]
    assert rows["GRL"].rules == []
    for iso3, row in rows.items():
        if row.rules:
            assert sum(cell.dates for cell in row.rules) == len(tables.entry.snapshots)
            latest = tables.entry.rules_of(iso3)[tables.entry.latest]
            assert row.rules[-1].rank == tables.entry.ranks[latest.category]
    assert len(json.dumps(shown, ensure_ascii=False).encode()) < 45_000


def test_the_rules_stand_as_sentences_with_their_date_and_evidence(catalogue: Catalogue) -> None:
    rules = rule_table(catalogue, slide_tables().entry, ("GEO",))
    assert (
        "On 5 June 2023 Georgia let Russian citizens stay 365 days per entry without a visa; "
        "text checked"
    ) in list(rules["Rule"])
    assert rules["Evidence"].str.contains("shown here is the text of the rule").any()
