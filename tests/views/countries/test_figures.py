"""The Countries page: figures as text and series, one scale, and what is missing."""

import pytest

from dashboard.charts.palette import LIGHT
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.rows import records
from dashboard.views.countries.figures import CountryPage, IndicatorRow, country_page
from dashboard.words.values import value_text


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> CountryPage:
    return country_page(catalogue, ("GEO", "DEU"), LIGHT)


def row_of(page: CountryPage, indicator_id: str) -> IndicatorRow:
    return next(row for row in page.rows if row.indicator.indicator_id == indicator_id)


def test_moved_in_against_moved_out(pair: CountryPage, catalogue: Catalogue) -> None:
    assert pair.both_ways == [
        "Georgia, 2022: 62,304 moved in, 5,935 moved out",
        "Georgia, 2023: 52,627 moved in, 35,344 moved out",
        "Georgia, 2024: 23,574 moved in, 25,612 moved out",
    ]
    assert country_page(catalogue, ("FIN",), LIGHT).both_ways == []


def test_values_stand_as_text_with_rank_rate_source_and_quality(pair: CountryPage) -> None:
    cell = row_of(pair, "valid_permits").cells[1]
    assert cell.headline == "246,204 permits, end of 2023"
    assert cell.lines[0] == "Rank 1 of 31 countries with a value, by size"
    assert cell.lines[1].startswith("2.95 permits per 1,000 residents (population 83,516,593")
    assert "2022: 232,064" in cell.lines[2]
    assert "2024: 225,408 (not comparable with the year before)" in cell.lines[2]
    assert cell.lines[3].startswith("0.90 valid permits for each resident Russian citizen")
    assert "12,980 in 2024 (Destatis)" in cell.lines[4]
    assert [line[:12] for line in cell.lines[5:]] == [
        "Note on 2019",
        "Note on 2021",
        "Note on 2024",
    ]
    assert cell.sources
    assert cell.quality == "official figure, read in a public copy"


def test_figures_of_unlike_definitions_are_listed_without_rank_rate_or_line(
    pair: CountryPage,
) -> None:
    cell = row_of(pair, "national_permits").cells[0]
    assert cell.figure is None
    assert not any("Rank" in line or "per 1,000" in line for line in cell.lines)
    assert cell.headline == "15,506 permits applied for, 24 Feb 2022 to 17 Nov 2023"


def test_a_line_joins_national_figures_of_one_source_only(catalogue: Catalogue) -> None:
    page = country_page(catalogue, ("TUR",), LIGHT)
    assert row_of(page, "national_permits").cells[0].figure is None
    assert row_of(page, "national_immigration").cells[0].figure is not None


def test_a_hidden_small_count_is_labelled_with_its_range(pair: CountryPage) -> None:
    figure = row_of(pair, "asylum_recognised").cells[0].figure
    assert figure is not None
    assert "1–5" in figure.data[0].text
    assert "5.0" not in figure.data[0].text


def test_series_side_by_side_share_their_scale(catalogue: Catalogue) -> None:
    page = country_page(catalogue, ("GEO", "DEU", "SRB"), LIGHT)
    drawn = [cell.figure for cell in row_of(page, "asylum_applications").cells]
    assert all(figure is not None for figure in drawn)
    ranges = {(f.layout.xaxis.range, f.layout.yaxis.range) for f in drawn if f is not None}
    assert len(ranges) == 1


def test_missing_is_not_zero_and_not_reported_is_not_uncovered(pair: CountryPage) -> None:
    georgia, germany = pair.absences
    assert "Valid residence permits" in georgia.not_covered
    assert georgia.not_reported == ""
    assert "US border encounters" in germany.not_covered
    cell = row_of(pair, "valid_permits").cells[0]
    assert cell.headline == "Not covered by this source"
    assert cell.figure is None


def test_a_rate_too_small_to_print_is_no_zero_and_a_zero_has_no_rank(pair: CountryPage) -> None:
    recognised = row_of(pair, "asylum_recognised").cells[0]
    assert any(line.startswith("Under 0.01 people per 1,000") for line in recognised.lines)
    other = row_of(pair, "asylum_complementary").cells[0]
    assert other.headline.startswith("0 people")
    assert not any(line.startswith("Rank") for line in other.lines)


def test_every_value_of_a_country_stands_on_the_page(catalogue: Catalogue) -> None:
    for iso3 in ("GEO", "KAZ", "USA", "FIN"):
        page = country_page(catalogue, (iso3,), LIGHT)
        text = {
            row.indicator.indicator_id: " ".join([row.cells[0].headline, *row.cells[0].lines])
            for row in page.rows
        }
        for row in records(catalogue.observations):
            if row["iso3"] == iso3:
                indicator = next(
                    r.indicator
                    for r in page.rows
                    if r.indicator.indicator_id == row["indicator_id"]
                )
                assert value_text(row, indicator) in text[row["indicator_id"]]


def test_every_country_has_a_page(catalogue: Catalogue) -> None:
    for iso3 in ("GRL", "GIB", "XKX", "TWN", "TUR"):
        (absence,) = country_page(catalogue, (iso3,), LIGHT).absences
        assert absence.not_covered
