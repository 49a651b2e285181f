"""Wherever a count stands before a noun, one is one."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.source_uses import Use
from dashboard.map import routes
from dashboard.models.rings import named
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.everything import Tables
from dashboard.tables.indicators import indicators
from dashboard.words import (
    country_words,
    entry_words,
    estimate_words,
    people_words,
    series_words,
    source_words,
    values,
)
from dashboard.words.numbers import counted
from dashboard.words.values import UNIT_WORDS, value_with_unit

# One, and a word that stands for many: none of the texts below has another use for it.
WRONG = re.compile(r"(?<![\d.,–])1 (?:[a-z]+ )?(?:[a-z]*[a-rt-z]s|people)\b")


@pytest.mark.parametrize(
    ("noun", "many", "expected"),
    [
        ("country", "", "countries"),
        ("territory", "", "territories"),
        ("day", "", "days"),
        ("row", "", "rows"),
        ("person", "people", "people"),
        ("comparable estimate", "", "comparable estimates"),
    ],
)
def test_one_is_one_and_the_rest_are_many(noun: str, many: str, expected: str) -> None:
    assert counted(1, noun, many) == f"1 {noun}"
    assert [counted(count, noun, many) for count in (0, 2, 1234)] == [
        f"{shown} {expected}" for shown in ("0", "2", "1,234")
    ]


@given(st.integers(0, 10**9))
def test_the_number_is_the_one_that_was_counted(count: int) -> None:
    number, noun = counted(count, "row").split(" ")
    assert int(number.replace(",", "")) == count
    assert (noun == "row") == (count == 1)


def spoken(data: Catalogue, entry: EntryTables) -> Iterator[str]:
    """Every text of the words that counts something, of one."""
    layers = indicators(data)
    people, estimates = Tables().people, Tables().estimates
    event = replace(entry.events[0], members=("DEU",))
    one_each = {"tightened": 1, "loosened": 1, "unexplained": 1, "terms changed": 1}
    since, date = entry.snapshots[0], entry.snapshots[1]
    yield entry_words.compare_title(entry, since, date, one_each)
    yield entry_words.event_place(event, dict(data.names.by_code))
    for kind in (None, "war"):
        yield series_words.events_title(people.timeline[:1], kind)
    yield series_words.track_alt(people.series[:1])
    yield country_words.rank_line(1, 1)
    rings = named(data, data.rows_by_indicator["staying"][:1])
    yield values.ring_title(rings, layers["national_permits"], 2023)
    yield values.ring_subtitle(rings, layers["staying"])
    source = next(iter(data.sources.values()))
    yield source_words.source_line(source, 1, 1)
    yield source_words.changes_text(1, "2030.01")
    yield source_words.found_text("x", {"source": 1, "term": 1, "indicator": 1})
    rule = Use("entry_rules", 1, "map", {}, "", ("GEO",), days=entry.snapshots[:1])
    yield source_words.use_text(rule, {"GEO": "Georgia"}, {})
    yield country_words.compared_title("Permits", 2023, [("Georgia", "1")], by_size=True)
    yield series_words.ranking_title(2023, 1, 1)
    yield routes.routes_alt(["one"])
    yield people_words.article_title(estimates.article_figures[:1])
    yield estimate_words.ranges_subtitle(estimates.estimates[:1], 1)
    value = replace(rings[0].figure, value=1.0, low=1.0, high=1.0, definition_class="")
    for layer in layers.values():
        for bound in ("exact", "rounded", "at_least", "up_to"):
            yield value_with_unit(replace(value, bound=bound), layer)
        yield country_words.figure_headline(replace(value, bound="exact"), layer)


def test_no_word_says_one_of_many(catalogue: Catalogue, entry: EntryTables) -> None:
    texts = list(spoken(catalogue, entry))
    assert len(texts) > 80
    assert [text for text in texts if WRONG.search(text)] == []
    assert WRONG.search("of 1 countries")
    assert WRONG.search("1 comparable estimates")
    assert WRONG.search("1 people")


def test_ranges_and_more_than_one_keep_their_unit(catalogue: Catalogue) -> None:
    row = catalogue.rows_by_indicator["valid_permits"][0]
    layer = indicators(catalogue)["valid_permits"]
    few = replace(row, value=5.0, low=1.0, high=5.0, bound="range")
    assert value_with_unit(few, layer) == "1–5 permits"
    assert value_with_unit(replace(row, value=1.0, bound="exact"), layer) == "1 permit"
    assert value_with_unit(replace(row, value=2.0, bound="exact"), layer) == "2 permits"
    assert set(UNIT_WORDS) >= {layer.unit for layer in indicators(catalogue).values()}
