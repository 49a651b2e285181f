"""Every linked term has an entry, and every layer its terms."""

from dataclasses import replace

import pytest

from dashboard.link.page_link import Vocabulary
from dashboard.tables.everything import Tables
from dashboard.words import sources
from dashboard.words.sources import indicator_terms, layer_terms


@pytest.fixture(scope="module")
def glossary() -> set[str]:
    return {row.term for row in Tables().reference.glossary}


@pytest.mark.parametrize("measure", ["total", "per_1000", "change"])
@pytest.mark.parametrize("method", ["quantile", "log", "equal"])
def test_the_terms_of_every_layer_are_explained(
    words: Vocabulary, glossary: set[str], measure: str, method: str
) -> None:
    for indicator in words.layers.values():
        terms = layer_terms(indicator, measure, method)
        assert set(terms) <= glossary
        assert len(terms) == len(set(terms))
    shown = layer_terms(words.layers["first_permits"], measure, method)
    assert {"flow", "first permit"} <= set(shown)
    assert ("per 1,000" in shown) == (measure == "per_1000")


def test_an_indicator_added_to_the_data_has_the_terms_of_all_layers(words: Vocabulary) -> None:
    added = replace(words.layers["first_permits"], indicator_id="added")
    assert layer_terms(added, "total", "quantile")[:2] == ["flow", "coverage"]
    assert indicator_terms([added]) == ["flow"]


def test_the_terms_of_every_page_are_explained(words: Vocabulary, glossary: set[str]) -> None:
    lists = [value for name, value in vars(sources).items() if name.endswith("_TERMS")]
    each = {term for terms in lists if isinstance(terms, tuple) for term in terms}
    assert {"labour force", "activity rate", "recognition rate", "at least", "up to"} <= each
    assert each <= glossary
    assert set(indicator_terms(words.layers.values())) <= glossary
