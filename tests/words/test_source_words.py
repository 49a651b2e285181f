"""A link of an older release says what changed in the figures it shows, and nothing else."""

import datetime
from dataclasses import replace

from dashboard.link.map_view import EntryView, parse_map
from dashboard.link.page_codes import (
    InView,
    on_calculators,
    on_countries,
    on_entry_map,
    on_map,
    on_people,
    on_sources,
)
from dashboard.link.page_link import Vocabulary
from dashboard.link.page_views import CountryView, SourceView, default_people
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.reference import Change
from dashboard.words.source_words import changed_lines
from tests.calculators import DEFAULT
from tests.workforce import USUAL

on = datetime.date.fromisoformat

FIELDS = ("release", "table", "key", "field", "old", "new", "reason")

ENTRY = Tables().entry


def change(*cells: str) -> Change:
    return Change(*cells)


CYPRUS = "valid_permits/CYP/2023-12-31/"
CHANGES = [
    change("2026.12", "observations", CYPRUS, "value", "37000", "37127", "typing error"),
    change("2026.12", "observations", "valid_permits/AUT/2023-12-31/", "value", "", "30975", "new"),
    change("2026.12", "observations", "valid_permits/AUT/2018-12-31/", "value", "1", "2", "x"),
    change("2026.12", "entry_rules", "GEO/2023-06-05", "category", "visa_free", "e_visa", "law"),
    change("2026.12", "estimates", "uk_mod_2023", "high", "1300000", "1350000", "revised"),
    change("2026.12", "totals", "asylum_applications/EUU/2023-12-31", "value", "1", "2", "late"),
    change("2026.12", "profile", "age_under_50", "value", "80", "81", "reread"),
    change("2027.01", "observations", CYPRUS, "value", "37127", "37200", "revised by Eurostat"),
]


def lines(in_view: InView, catalogue: Catalogue, made_on: str = "2026.11") -> list[str]:
    return changed_lines(CHANGES, made_on, in_view, catalogue)


def test_the_map_names_what_changed_in_its_year(catalogue: Catalogue, words: Vocabulary) -> None:
    view = parse_map({"measure": ["total"]}, words)[0]
    assert lines(on_map(view, 2023), catalogue) == [
        "Changed since: Cyprus, Valid residence permits, end of 2023: from 37,000 to 37,200 "
        "(revised by Eurostat).",
        "Changed since: Austria, Valid residence permits, end of 2023: from no figure to 30,975 "
        "(new).",
    ]
    assert lines(on_map(view, 2022), catalogue) == []
    picked = replace(view, country="AUT")
    assert [line.split(",")[0] for line in lines(on_map(picked, 2023), catalogue)] == [
        "Changed since: Austria"
    ]
    compared = replace(picked, measure="change", since=2018)
    assert len(lines(on_map(compared, 2023), catalogue)) == 2


def test_only_what_came_after_the_release_of_the_link(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    view = replace(parse_map({"measure": ["total"]}, words)[0], country="CYP")
    assert lines(on_map(view, 2023), catalogue, "2026.12") == [
        "Changed since: Cyprus, Valid residence permits, end of 2023: from 37,127 to 37,200 "
        "(revised by Eurostat)."
    ]
    assert lines(on_map(view, 2023), catalogue, "2027.01") == []


def test_corrections_of_a_release_are_told_in_their_order(catalogue: Catalogue) -> None:
    tenth = change("2026.12.10", "estimates", "uk_mod_2023", "high", "2", "3", "tenth")
    ninth = change("2026.12.9", "estimates", "uk_mod_2023", "high", "1", "2", "ninth")
    for made_on, old in (("2026.11", "1"), ("2026.12.9", "2"), ("no release", "1")):
        (line,) = changed_lines([tenth, ninth], made_on, on_calculators(DEFAULT), catalogue)
        assert line.endswith(f"from {old} to 3 (tenth).")


def test_a_figure_that_is_back_at_its_old_value_is_left_out(catalogue: Catalogue) -> None:
    back = [
        change("2026.12", "estimates", "uk_mod_2023", "high", "1", "2", "wrong"),
        change("2027.01", "estimates", "uk_mod_2023", "high", "2", "1", "put right"),
    ]
    assert changed_lines(back, "2026.11", on_calculators(DEFAULT), catalogue) == []


def test_each_page_looks_at_its_own_figures(catalogue: Catalogue, words: Vocabulary) -> None:
    georgia = EntryView(on("2023-06-05"), None, "world", None, None, present=False)
    (rule,) = lines(on_entry_map(georgia, ENTRY), catalogue)
    assert rule == (
        "Changed since: Georgia, entry rule on 5 Jun 2023: from visa_free to e_visa (law)."
    )
    assert lines(on_entry_map(replace(georgia, date=on("2026-09-12")), ENTRY), catalogue) == []
    # A day between two dates shows the rules of both, and the decisions.
    between = on_entry_map(replace(georgia, date=on("2022-09-30"), people="staying"), ENTRY)
    assert lines(between, catalogue) == [rule]
    assert [(one.table, one.keys) for one in between] == [
        ("entry_rules", "*/2022-02-10"),
        ("entry_rules", "*/2023-06-05"),
        ("entry_events", "*-*"),
        ("observations", "staying/*/*"),
        ("totals", "staying/*"),
    ]
    assert lines(on_countries(CountryView(("GEO",)), ENTRY), catalogue) == [rule]
    assert len(lines(on_countries(CountryView(("AUT", "CYP")), ENTRY), catalogue)) == 3
    estimate = [
        "Changed since: Estimates, uk_mod_2023, high: from 1,300,000 to 1,350,000 (revised)."
    ]
    assert lines(on_calculators(DEFAULT), catalogue) == estimate
    assert lines(on_calculators(USUAL), catalogue) == estimate
    assert lines(on_people(default_people(words, "asylum")), catalogue) == [
        "Changed since: Published totals, asylum_applications/EUU/2023-12-31: from 1 to 2 (late)."
    ]
    assert len(lines(on_people(default_people(words, "who")), catalogue)) == 1
    assert lines(on_people(default_people(words, "routes")), catalogue) == []
    assert len(lines(on_sources(SourceView(indicator="valid_permits")), catalogue)) == 3
    assert lines(on_sources(SourceView()), catalogue) == []


def test_a_decision_is_told_with_its_country_and_day(catalogue: Catalogue) -> None:
    found = [
        change("2026.12", "entry_events", "lso-2025", "date", "", "2025", "found"),
        change("2026.12", "entry_events", "bfa-2023-02-01", "date", "", "2023-02-01", "found"),
    ]
    compared = EntryView(on("2023-06-05"), on("2022-02-10"), "world", None, None, present=False)
    assert changed_lines(found, "2026.11", on_entry_map(compared, ENTRY), catalogue) == [
        "Changed since: Lesotho, decision lso-2025: from no figure to 2025 (found).",
        "Changed since: Burkina Faso, decision bfa-2023-02-01: from no figure to 1 Feb 2023 "
        "(found).",
    ]
    assert changed_lines(found, "2026.11", on_countries(CountryView(("BFA",)), ENTRY), catalogue)
    alone = replace(compared, since_date=None)
    assert changed_lines(found, "2026.11", on_entry_map(alone, ENTRY), catalogue) == []


def test_a_decision_of_the_eu_is_told_of_the_countries_that_it_applied_to(
    catalogue: Catalogue,
) -> None:
    found = [change("2026.12", "entry_events", "euu-2022-09-12", "status", "lapsed", "x", "reread")]
    for iso3, told in (("EST", 1), ("GEO", 0)):
        picked = EntryView(on("2022-09-30"), None, "world", iso3, None, present=False)
        for in_view in (on_entry_map(picked, ENTRY), on_countries(CountryView((iso3,)), ENTRY)):
            assert len(changed_lines(found, "2026.11", in_view, catalogue)) == told


def test_links_made_on_2026_11_say_what_this_release_changed(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    changes = Tables().reference.changes

    def told(in_view: InView) -> list[str]:
        return changed_lines(changes, "2026.11", in_view, catalogue)

    denmark = replace(parse_map({}, words)[0], country="DNK", year=2022)
    (line,) = told(on_map(denmark, 2022))
    assert line == (
        "Changed since: Denmark, Valid residence permits, end of 2022, break before: from 0 to 1 "
        "(marked as a break: up 1,455 in a year with 985 first permits)."
    )
    usa = parse_map({"layer": ["asylum_applications"], "year": ["2019"]}, words)[0]
    (line,) = told(on_map(replace(usa, measure="total"), 2019))
    assert "United States" in line
    assert "from 3,511 to no figure" in line
    belize = EntryView(on("2024-12-04"), None, "world", "BLZ", None, present=False)
    assert [text.split(" (")[0] for text in told(on_entry_map(belize, ENTRY))] == [
        "Changed since: Belize, entry rule on 4 Dec 2024: from visa_required to visa_free",
        "Changed since: Belize, entry rule on 4 Dec 2024, max stay days: from no figure to 90",
        "Changed since: Belize, decision blz-2022-01-12: from no figure to 12 Jan 2022",
    ]
    compared = EntryView(on("2023-06-05"), on("2022-02-10"), "world", None, None, present=False)
    assert told(on_entry_map(compared, ENTRY))[-1].startswith("And ")
    # Pending claims are new, and stand on the Map and not on the People page.
    germany = replace(default_people(words, "asylum"), country="DEU", year=2023)
    assert told(on_people(germany)) == []
    nauru = told(on_countries(CountryView(("NRU",)), ENTRY))
    assert any("from 90 to 14" in text for text in nauru)


def test_many_changes_are_counted(catalogue: Catalogue, words: Vocabulary) -> None:
    countries = sorted(words.countries)[:9]
    many = [
        change(
            "2026.12", "observations", f"valid_permits/{iso3}/2023-12-31/", "value", "1", "2", "x"
        )
        for iso3 in countries
    ]
    view = parse_map({"measure": ["total"]}, words)[0]
    found = changed_lines(many, "2026.11", on_map(view, 2023), catalogue)
    assert len(found) == 6
    assert found[-1] == "And 4 more in view: see Sources, What changed between releases."
