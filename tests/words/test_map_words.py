"""Words against the numbers they are made from."""

import math
import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from dashboard.link.map_view import MapView, defaults, measures
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import map_card
from dashboard.models.layer import Measure, layer_of
from dashboard.tables.catalogue import Catalogue
from dashboard.words import map_words, values
from dashboard.words.values import value_text

LOADED_WORDS = {
    "because", "due", "caused", "thanks", "fled", "flee", "fleeing", "exodus", "flood", "wave",
    "surge", "influx", "shut the door", "traitor", "brain drain",
}  # fmt: skip


def all_cards(catalogue: Catalogue, words: Vocabulary) -> list[tuple[MapView, str, str, str]]:
    cards = []
    for layer in words.layers.values():
        for year in layer.years:
            for measure in measures(layer):
                base = defaults(layer)
                since = next((y for y in layer.years if y != year), year)
                view = MapView(
                    **{**base.__dict__, "year": year, "measure": measure, "since": since}
                )
                card = map_card(catalogue, layer, view)
                cards.append((view, card.title, card.subtitle, card.alt))
    return cards


@pytest.fixture(scope="module")
def cards(catalogue: Catalogue, words: Vocabulary) -> list[tuple[MapView, str, str, str]]:
    return all_cards(catalogue, words)


def test_titles_have_at_most_twelve_words_and_a_year(
    cards: list[tuple[MapView, str, str, str]],
) -> None:
    for view, title, _, _ in cards:
        assert len(title.split()) <= 12, title
        assert re.search(r"\b20\d\d\b", title), (view, title)


def test_words_say_what_and_never_why(cards: list[tuple[MapView, str, str, str]]) -> None:
    for _, *texts in cards:
        for text in texts:
            found = {w for w in LOADED_WORDS if re.search(rf"\b{w}\b", text.lower())}
            assert not found, (found, text)


def test_definitions_and_cautions_use_plain_words(words: Vocabulary) -> None:
    for layer in words.layers.values():
        text = f"{layer.label} {layer.definition} {layer.caution}".lower()
        assert not {w for w in LOADED_WORDS - {"wave", "because"} if re.search(rf"\b{w}\b", text)}


def test_the_title_counts_what_the_layer_holds(catalogue: Catalogue, words: Vocabulary) -> None:
    for name in ("valid_permits", "asylum_applications", "schengen_refusal_rate"):
        layer = layer_of(catalogue, words.layers[name], 2023, "change", 2021)
        changes = [place.shown for place in layer.valued]
        up, down = sum(one > 0 for one in changes), sum(one < 0 for one in changes)
        word, number = ("up", up) if up >= down else ("down", down)
        assert f"{word} in {number} of {len(changes)}" in map_words.title(layer)


def test_the_title_names_the_largest_and_no_tie_halfway(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    for indicator in words.layers.values():
        if indicator.map_kind != "choropleth":
            continue
        for year in indicator.years:
            layer = layer_of(catalogue, indicator, year)
            title = map_words.title(layer)
            named = re.split(r", | and ", title.rsplit(" in ", 1)[1]) if " in " in title else []
            rows = layer.valued
            largest = [place.name for place in rows[: len(named)]]
            assert named == [values.in_sentence(name) for name in largest], title
            if 0 < len(named) < len(rows):
                assert rows[len(named) - 1].shown > rows[len(named)].shown


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("United States", "the United States"),
        ("Netherlands", "the Netherlands"),
        ("Marshall Islands", "the Marshall Islands"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Dominica", "Dominica"),
        ("Germany", "Germany"),
    ],
)
def test_a_sentence_says_the_where_english_does(name: str, within: str) -> None:
    assert values.in_sentence(name) == within


def test_coverage_counts_inside_the_scope_and_names_who_is_outside(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    layer = layer_of(catalogue, words.layers["valid_permits"], 2023)
    assert values.coverage(layer) == (
        "31 of 31 states that report to Eurostat; Georgia, Armenia, Kazakhstan, Serbia, Türkiye "
        "and Israel are not among them"
    )
    older = layer_of(catalogue, words.layers["valid_permits"], 2018)
    assert values.coverage(older).startswith(
        "30 of 31 states that report to Eurostat, and United Kingdom; Georgia"
    )


def test_every_scope_has_words(catalogue: Catalogue) -> None:
    assert set(values.SCOPE_WORDS) == {row.scope for row in catalogue.indicators}
    assert values.scope_words("one_to_come") == "countries that its source covers"


def test_a_thin_year_says_how_many_report_and_where_it_stands(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    permits = words.layers["valid_permits"]
    layer = layer_of(catalogue, permits, 2023)
    note = map_words.year_note(2024, layer)
    assert note is not None
    assert "only 9 of the 31 countries that report have a value for 2024" in note
    assert "2018, 2019, 2020, 2021, 2022 and 2023" in note
    told = map_words.years_help(permits)
    assert told is not None
    assert "2024 (9) and 2025 (1)" in told
    assert map_words.years_help(words.layers["refugees_stock"]) is None


def test_the_opening_map_says_that_a_fall_counts_no_people(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    changes = layer_of(catalogue, words.layers["valid_permits"], 2023, "change", 2021)
    assert map_words.fall_note(changes) == map_words.PERMITS_END
    assert "becomes a citizen" in map_words.PERMITS_END
    assert map_words.fall_note(layer_of(catalogue, words.layers["valid_permits"], 2023)) is None
    assert map_words.map_dates(changes) == "end of 2023 against end of 2021"


def test_the_alt_text_holds_the_highest_and_the_lowest_as_on_the_bars(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    layer = layer_of(catalogue, words.layers["valid_permits"], 2023, "change", 2021)
    alt = map_words.alt_text(layer, "Europe")
    assert "Highest: Germany +32,000, Spain +23,000, Cyprus +19,000." in alt
    assert "Lowest: Latvia −6,500, Poland −5,600, Czechia −4,900." in alt


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"value": 5.0, "low": 1.0, "high": 5.0, "bound": "range"}, "1–5"),
        (
            {"value": 11_000.0, "low": 11_000.0, "high": math.nan, "bound": "at_least"},
            "at least 11,000",
        ),
        ({"value": 4_000.0, "low": math.nan, "high": 4_000.0, "bound": "up_to"}, "up to 4,000"),
        ({"value": 3_700.0, "low": math.nan, "high": math.nan, "bound": "rounded"}, "about 3,700"),
        ({"value": 3_350.0, "low": math.nan, "high": math.nan, "bound": "exact"}, "3,350"),
    ],
)
def test_values_carry_their_bound(
    row: dict[str, Any], text: str, catalogue: Catalogue, words: Vocabulary
) -> None:
    figure = replace(catalogue.rows_by_indicator["valid_permits"][0], **row)
    assert value_text(figure, words.layers["valid_permits"]) == text


def test_a_year_without_data_is_said_with_the_years_that_have_some(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    layer = layer_of(catalogue, words.layers["first_permits"], 2024)
    assert map_words.year_note(2024, layer) is None
    note = map_words.year_note(2030, layer)
    assert note is not None
    assert "has no values for 2030; the nearest year, 2024, is shown" in note
    assert "2021, 2022, 2023 and 2024" in note


def test_every_measure_is_one_of_the_grammar(words: Vocabulary) -> None:
    for layer in words.layers.values():
        assert set(measures(layer)) <= set(get_args(Measure))
