"""Sources: what rests on each, the links back, and what a search finds."""

from typing import Any

import pandas as pd
import pytest

from dashboard.kit.source_book import SourceBook
from dashboard.link.map_view import EntryCodes, is_entry, parse_entry, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.link.page_views import SourceCodes, parse_countries, parse_people, parse_sources
from dashboard.link.scenario_view import parse_scenarios
from dashboard.link.source_uses import rows_used
from dashboard.link.starts import Starts
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import KEPT_APART, SHARED_SCHEMAS, Tables
from dashboard.tables.indicators import scope_of
from dashboard.tables.map_rows import Source
from dashboard.tables.reading import DATA
from dashboard.views.sources.figures import gaps, indicator_card
from dashboard.words.source_words import READ_WORDS, how_read


@pytest.fixture(scope="module")
def book(words: Vocabulary) -> SourceBook:
    return SourceBook(Tables(), words)


def test_every_row_of_every_table_is_found_under_its_sources(book: SourceBook) -> None:
    expected: dict[str, int] = {}
    for name in SHARED_SCHEMAS:
        frame = pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)
        if "source_id" not in frame or name == "sources":
            continue
        for source_id, rows in frame["source_id"].str.split(";").explode().value_counts().items():
            if source_id:
                expected[str(source_id)] = expected.get(str(source_id), 0) + int(rows)
    assert {source_id: rows_used(uses) for source_id, uses in book.uses.items()} == expected


def test_every_link_back_is_accepted_by_its_page(
    book: SourceBook, catalogue: Catalogue, words: Vocabulary
) -> None:
    starts = Starts.of(Tables().estimates, words.release)
    entry_codes = EntryCodes.of(words, Tables().entry)
    source_codes = SourceCodes.of(words, catalogue.sources)
    seen: set[str] = set()
    for uses in book.uses.values():
        for use in uses:
            seen.add(use.page)
            query: dict[str, Any] = {
                name: [value] if isinstance(value, str) else value
                for name, value in use.query.items()
            }
            if use.page == "map" and is_entry(query):
                refused = parse_entry(query, entry_codes)[1]
            elif use.page == "map":
                refused = parse_map(query, words)[1]
            elif use.page == "countries":
                refused = parse_countries(query, words)[1]
            elif use.page == "scenarios":
                refused = parse_scenarios(query, starts)[1]
            elif use.page == "people":
                refused = parse_people(query, words)[1]
            elif use.page == "sources":
                refused = parse_sources(query, source_codes)[1]
            else:
                assert query == {}
                continue
            assert refused == [], use
    assert seen == {"map", "countries", "scenarios", "workforce", "people", "sources"}


def test_a_source_of_one_year_opens_that_year(book: SourceBook) -> None:
    (use, *_) = book.uses["portfolio-eurostat-2025-08-26"]
    assert use.query == {"layer": "first_permits", "measure": "total", "year": "2024"}


def test_a_source_of_a_year_the_map_does_not_open_on_leads_to_its_countries(
    book: SourceBook,
) -> None:
    (use, *_) = book.uses["eurostat-migr-resvalid-2026"]
    assert (use.page, use.query) == ("countries", {"c": ["DEU", "DNK", "ESP", "FRA"]})
    card = book.card("eurostat-migr-resvalid-2026")
    assert card.uses.to_dict("records") == [
        {
            "Table": "Observations",
            "What": "Valid residence permits, 8 countries, 2024",
            "Rows": "8",
        }
    ]


def test_a_source_says_date_terms_and_where_it_was_read(book: SourceBook) -> None:
    facts = dict(book.card("bbc-2023-06").facts)
    assert facts["Published"] == "4 Jun 2023"
    assert facts["Terms"] == "copyright BBC; not redistributed"
    assert "terms not checked" in book.line("voa-2023-02")


def test_every_card_can_be_made(book: SourceBook) -> None:
    for source_id in book.sources:
        card = book.card(source_id)
        assert len(card.uses) > 0
        assert card.links
        assert len({link.label for link in card.links}) == len(card.links)


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("first permit", "terms", "first permit"),
        ("PERMIT first", "terms", "first permit"),
        ("türkiye", "gaps", "entry_index"),
        ("migr_resvalid", "indicators", "valid_permits"),
        ("bbc news", "sources", "bbc-2023-06"),
        ("cc by 4.0", "sources", "unhcr-rdf-2026-06"),
        ("Росстат", "sources", "rg-2023-03"),
    ],
)
def test_search_takes_any_case_order_and_script(
    book: SourceBook, typed: str, kind: str, code: str
) -> None:
    assert code in getattr(book.find(typed), kind)


@pytest.mark.parametrize("typed", ["155,000", "155000", "155 000", " 155,000 "])
def test_a_figure_is_found_wherever_it_stands_however_it_is_typed(
    book: SourceBook, typed: str
) -> None:
    found = book.find(typed)
    assert [(place.label, place.page, place.query) for place in found.figures] == [
        (
            "BBC count of residence permits: at least 155,000 · How many left",
            "scenarios",
            {"show": ["left", "still_abroad", "permits"]},
        ),
        (
            "The article: About 155 thousand temporary permits across several regions · People",
            "people",
            {"part": "article"},
        ),
        (
            "25 May 2023: BBC News Russian counts 155,000 residence permits · People",
            "people",
            {"part": "when"},
        ),
    ]
    assert found.gaps == ["no_split_155000"]
    assert found.sources == found.indicators == found.terms == []


def test_every_value_of_every_table_is_found_with_a_link_that_its_page_accepts(
    book: SourceBook, catalogue: Catalogue, words: Vocabulary
) -> None:
    starts, codes = (
        Starts.of(Tables().estimates, words.release),
        EntryCodes.of(words, Tables().entry),
    )
    source_codes = SourceCodes.of(words, catalogue.sources)
    accepts: dict[str, Any] = {
        "countries": lambda query: parse_countries(query, words),
        "scenarios": lambda query: parse_scenarios(query, starts),
        "people": lambda query: parse_people(query, words),
        "sources": lambda query: parse_sources(query, source_codes),
        "map": lambda query: (
            parse_entry(query, codes) if is_entry(query) else parse_map(query, words)
        ),
        "workforce": lambda query: (None, [*query]),
    }
    numbers = [
        (name, column, value)
        for name in SHARED_SCHEMAS
        if name not in ("changes", "entry_categories")
        for frame in [pd.read_csv(DATA / f"{name}.csv", keep_default_na=False)]
        for column in frame
        if column in ("value", "low", "central", "high", "population", "value_low", "sample")
        for value in pd.to_numeric(frame[column], errors="coerce").dropna().unique()[::40]
    ]
    assert len(numbers) > 50
    for name, column, value in numbers:
        typed = [f"{value:.12g}", f"{round(value * 100, 2):.12g}%"]
        # A share is printed in percent, nothing else is.
        places = [place for text in typed for place in book.find(text).figures]
        assert places, (name, column, value)
        for place in places[:20]:
            query = {k: [v] if isinstance(v, str) else v for k, v in place.query.items()}
            assert accepts[place.page](query)[1] == [], place


@pytest.mark.parametrize("typed", ["", "   ", "…", "qqqqq", "first qqqqq"])
def test_what_is_nowhere_finds_nothing(book: SourceBook, typed: str) -> None:
    found = book.find(typed)
    assert [*found.sources, *found.indicators, *found.terms, *found.gaps, *found.figures] == []


def test_search_does_not_find_the_people_of_the_article(book: SourceBook) -> None:
    for name in pd.read_csv(DATA / f"{KEPT_APART}.csv")["name"]:
        found = book.find(str(name))
        assert [*found.sources, *found.indicators, *found.terms, *found.gaps] == [], name


def test_coverage_of_an_indicator(catalogue: Catalogue, words: Vocabulary) -> None:
    card = indicator_card(catalogue, words.layers["valid_permits"])
    years = card.by_year.set_index("Year")
    assert years.at["2018", "Countries with a value"] == "30 of 31"
    assert years.at["2018", "Outside the scope"] == "United Kingdom"
    assert years.at["2023", "Countries with a value"] == "31 of 31"
    assert ("2021–2024: 1", "Denmark") in card.by_country
    assert card.checked.endswith("add up to the published total.")
    assert set(card.checks["Check"]) == {"holds"}


def test_countries_and_years_of_every_indicator_add_up(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    for layer in words.layers.values():
        card = indicator_card(catalogue, layer)
        assert len(card.by_year) == len(layer.years)
        counted = sum(int(heading.rsplit(": ", 1)[1]) for heading, _ in card.by_country)
        scope = {row.iso3 for row in catalogue.scopes if row.scope == layer.scope}
        rows = catalogue.rows_by_indicator[layer.indicator_id]
        assert counted == len(scope | {row.iso3 for row in rows})
        assert len(card.checks) == sum(
            row.indicator_id == layer.indicator_id for row in catalogue.totals
        )


def test_what_rests_on_a_publisher_is_what_rests_on_its_sources(book: SourceBook) -> None:
    assert sum(len(one.source_ids) for one in book.publishers) == len(book.sources)
    for one in book.publishers:
        assert {book.sources[each].publisher for each in one.source_ids} == {one.name}
        assert one.total == sum(rows_used(book.uses[each]) for each in one.source_ids)
    totals = [one.total for one in book.publishers]
    assert totals == sorted(totals, reverse=True)
    share = round(100 * sum(totals[:3]) / sum(totals))
    assert (
        book.resting[0]
        == f"Three of {len(totals)} publishers carry {share}% of the rows shown here"
    )


@pytest.mark.parametrize(
    ("via", "url", "kind"),
    [
        ("", "https://example.org", "own"),
        ("the outlet's own page", "", "own"),
        ("copy in a public repository", "", "repository"),
        ("git history, commit 842d43ce", "", "repository"),
        ("UNHCR's own R package in its public repository", "", "repository"),
        ("read at hubu.news (stored excerpt)", "", "excerpt"),
        ("retold by dfnc.ru", "", "copy"),
        ("", "", "unkept"),
    ],
)
def test_how_a_source_was_read(via: str, url: str, kind: str) -> None:
    assert how_read(Source("a", "b", "c", url, None, "", via, "")) == kind


def test_every_way_of_reading_lists_its_sources(book: SourceBook) -> None:
    listed = [one for kind in READ_WORDS for one in book.read(kind)]
    assert sorted(listed) == sorted(book.sources)


def test_the_gaps_are_those_of_the_table(catalogue: Catalogue, words: Vocabulary) -> None:
    found = gaps(catalogue, words.layers.values())
    rows = pd.read_csv(DATA / "observations.csv", dtype=str)
    newest = rows.assign(year=rows["period_end"].str[:4].astype(int))
    years = newest.groupby(["indicator_id", "iso3"])["year"].max().to_dict()
    for one, states in found.rows:
        scope = scope_of(catalogue, one)
        for (iso3, _), state in zip(found.countries, states, strict=True):
            year = years.get((one.indicator_id, iso3))
            if year is None:
                assert state == ("n" if iso3 in scope else ".")
            else:
                assert state == ("v" if year >= one.default_year else "o")
    table = found.table()
    assert len(table) == len(found.rows)
    first = table.set_index("Indicator").loc["First residence permits issued", "Not reported"]
    assert "Austria" in str(first)
