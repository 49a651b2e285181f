"""Names as people type them and offices write them, and the two that other tools get wrong."""

import csv
from pathlib import Path

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.names import LONGEST, normalised


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [
        ("Georgia", "GEO"),
        ("грузия", "GEO"),
        ("Kosovo", "XKX"),
        ("Republic of Korea", "KOR"),
        ("Korea, North", "PRK"),
        ("Côte d’Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Турция", "TUR"),
        ("  SERBIA ", "SRB"),
        ("kaz", "KAZ"),
        ("Китай", "CHN"),
    ],
)
def test_names_resolve(catalogue: Catalogue, typed: str, iso3: str) -> None:
    assert catalogue.names.resolve(typed) == iso3


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [("cypr", "CYP"), ("Kazak", "KAZ"), ("грузи", "GEO"), ("united", None), ("gu", None)],
)
def test_a_beginning_names_the_one_country_it_fits(
    catalogue: Catalogue, typed: str, iso3: str | None
) -> None:
    assert catalogue.names.begun(typed) == iso3


def test_every_country_resolves_by_its_own_name_and_code(catalogue: Catalogue) -> None:
    for iso3, name in catalogue.names.by_code.items():
        assert catalogue.names.resolve(name) == iso3
        assert catalogue.names.resolve(iso3) == iso3


def test_a_near_miss_suggests_but_never_resolves(catalogue: Catalogue) -> None:
    assert catalogue.names.resolve("Kazahstan") is None
    assert catalogue.names.nearest("Kazahstan")[0] == "KAZ"
    assert catalogue.names.nearest("qqqqqq") == []


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert normalised("Äland-ÉÑ ") == "aland en"
    assert normalised("КИТАЙ") == normalised("Китаи")


OFFICES = Path(__file__).resolve().parents[1] / "own/names.csv"
TITLES = [
    *("Republic of {}", "{}, Republic of", "Federal Republic of {}", "Kingdom of {}", "{} (the)"),
    *("Islamic Republic of {}", "{}, Rep.", "{}, Dem. Rep.", "Democratic Republic of {}", "The {}"),
    *("{} (Republic of)", "People's Republic of {}", "State of {}", "Islamic State of {}"),
    *("Республика {}", "Королевство {}", "{}, Республика", "Народная Республика {}"),
]
# With a title each of these is another state.
SEVERAL = {"KOR", "PRK", "CHN", "TWN", "COD", "COG"}


def test_names_of_offices_resolve_and_others_do_not(catalogue: Catalogue) -> None:
    """ISO, the UN in English and Russian, UNHCR, the World Bank, Eurostat, JHU, Natural Earth."""
    with OFFICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = {
        row["written"]: found
        for row in rows
        if (found := catalogue.names.resolve(row["written"])) != (row["iso3"] or None)
    }
    assert len(rows) > 250
    assert wrong == {}


def test_a_title_never_leads_to_another_country(catalogue: Catalogue) -> None:
    """Every known spelling, in every usual form, is its own country or none."""
    names = catalogue.names
    spellings = [(row.alias, row.iso3) for row in catalogue.country_aliases]
    wrong = set()
    for spelling, iso3 in spellings:
        if len(spelling) > 3 and iso3 not in SEVERAL:
            for title in TITLES:
                found = names.resolve(title.format(spelling))
                if found not in (iso3, None):
                    wrong.add((title.format(spelling), found))
    assert wrong == set()


def test_suggestions_are_near_misses_of_the_same_language(catalogue: Catalogue) -> None:
    names = catalogue.names
    assert names.nearest("Киргизская Республик")[0] == "KGZ"
    assert "TWN" not in names.nearest("Киргизская Республик")
    assert names.nearest("Республика") == []
    assert names.nearest("Kazachstan")[0] == "KAZ"
    assert names.nearest("Казакстан")[0] == "KAZ"
    # Words that half of all states share make no two of them alike.
    assert names.nearest("Democratic Republic of Nowhere") == []


def test_no_more_of_a_long_spelling_is_compared_than_a_name_has(catalogue: Catalogue) -> None:
    names = catalogue.names
    assert names.nearest("Kazahstan".ljust(LONGEST) + "xy " * 300_000) == names.nearest("Kazahstan")
    assert all(len(name) < LONGEST for name in names.by_code.values())
