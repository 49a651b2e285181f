"""A label of a chart gives every digit of its value, as the text beside the chart does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.series import series_figure
from dashboard.models.asylum import country_years
from dashboard.tables.estimates import Estimate
from dashboard.views.countries.figures import country_page
from dashboard.views.people.asylum import asylum_card
from dashboard.words.estimate_words import short_value
from dashboard.words.map_words import short_number
from dashboard.words.numbers import full
from dashboard.words.series_words import short_count
from tests.slides import slide_tables

TABLES = slide_tables()
SCALE = {"": 1, "k": 1e3, "m": 1e6, " m": 1e6, "bn": 1, "%": 1}


def numbers(label: str) -> list[float]:
    """Return the numbers of a label in their full size."""
    found = re.findall(r"([\d,]+(?:\.\d+)?)", label)
    unit = re.search(r"(k| m|m|bn|%)?$", label)
    scale = SCALE[(unit[1] if unit else None) or ""]
    return [float(one.replace(",", "")) * scale for one in found]


@pytest.mark.parametrize("iso3", ["GEO", "KAZ", "DEU", "SRB", "TUV", "ISR"])
def test_series_of_a_country(iso3: str) -> None:
    for row in country_page(TABLES.catalogue, TABLES.entry, (iso3,)).rows:
        if not row.cells[0].joined or row.indicator.is_share:
            continue
        figure = series_figure(row.cells[0].rows, row.indicator, "", row.year).figure
        assert figure is not None
        line = figure.data[0]
        for value, label in zip(line.y, line.text, strict=True):
            if value is not None and "–" not in label:
                assert numbers(label) == [value], (row.indicator.indicator_id, label)
                assert ".0" not in label


@pytest.mark.parametrize("iso3", ["KAZ", "DEU", "USA"])
def test_lines_of_asylum(iso3: str) -> None:
    last = max(year for place, year in country_years(TABLES.catalogue) if place == iso3)
    figure = asylum_card(TABLES.catalogue, iso3, last, {}, everything=False).place.figure
    assert figure is not None
    seen = 0
    for line in figure.data:
        for value, told in zip(line.y, line.customdata or (), strict=False):
            _, _, label = told.partition(": ")
            if value is not None and label[:1].isdigit() and "–" not in label:
                seen += numbers(label) == [value]
                assert numbers(label) == [value] or line.mode == "markers+text"
    assert seen


@pytest.mark.parametrize("row", TABLES.estimates.estimates, ids=lambda r: r.estimate_id)
def test_marks_of_estimates(row: Estimate) -> None:
    label = short_value(row)
    known = [end for end in (row.low, row.central, row.high) if end == end]
    for number in re.findall(r"[\d,]+(?:\.\d+)?", label):
        value = float(number.replace(",", "")) * (1e6 if label.endswith(" m") else 1)
        assert any(abs(value - float(one)) < 1e-6 * value for one in known), label


def test_marks_of_when() -> None:
    for row in TABLES.people.series:
        if row.unit not in ("percent", "billion US dollars", "million crossings"):
            assert numbers(short_count(row)) == [row.value]


@given(st.integers(-999, 999))
def test_counts_under_a_thousand_are_never_rounded(value: int) -> None:
    assert short_number(value, TABLES.words.layers["valid_permits"], "total") == full(value)
