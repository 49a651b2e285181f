"""Names as people type them, and the two that other tools get wrong."""

import pytest

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.names import normalised


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
