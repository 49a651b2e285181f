"""What each country shows on a layer, held against the tables."""

import math
from datetime import date

import pytest

from dashboard.link.page_link import Vocabulary
from dashboard.models.layer import layer_classes, layer_of, nearest_year
from dashboard.models.rings import national_rings, ring_rows, ring_size
from dashboard.tables.catalogue import Catalogue

DOWN = {"LVA", "POL", "CZE", "EST", "NOR", "GRC", "BEL"}


def test_the_opening_claim(catalogue: Catalogue, words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    layer = layer_of(catalogue, permits, 2023, "change", 2021)
    rows = layer.valued
    assert len(rows) == layer.reporting == 30
    assert sum(place.shown > 0 for place in rows) == 23
    assert {place.iso3 for place in rows if place.shown < 0} == DOWN
    assert [place.iso3 for place in rows[:4]] == ["DEU", "ESP", "CYP", "FRA"]
    for iso3 in ("FIN", "LTU"):
        assert layer.row(iso3).shown > 0
    assert sum(place.shown for place in rows) == 102_157
    assert layer.row("DNK").missing == "break"


def test_pending_claims_are_a_layer_of_the_whole_world(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    pending = words.layers["asylum_pending"]
    assert (pending.map_kind, pending.scope) == ("choropleth", words.layers["refugees_stock"].scope)
    layer = layer_of(catalogue, pending, 2025)
    golden = {"USA": 49_178, "DEU": 10_661, "KOR": 7_835}
    assert {iso3: layer.row(iso3).shown for iso3 in golden} == golden
    assert [place.iso3 for place in layer.valued[:3]] == list(golden)
    # A zero may be none or nothing sent: it is left out, and shown as not reported.
    assert "zero" not in {place.state for place in layer.places}
    assert len(catalogue.rows_by_indicator["asylum_pending"]) == 420


@pytest.mark.parametrize(
    ("iso3", "indicator", "day", "value"),
    [
        ("IRL", "valid_permits", "2024-12-31", 3_503),
        ("IRL", "valid_permits", "2025-12-31", 3_414),
        ("IRL", "first_permits", "2022-12-31", 984),
        ("IRL", "first_permits", "2025-12-31", 395),
        ("DEU", "first_permits", "2018-12-31", 13_248),
        ("FRA", "first_permits", "2020-12-31", 4_013),
        ("GBR", "first_permits", "2018-12-31", 6_082),
        ("TUR", "national_permits", "2025-11-13", 72_631),
        ("LVA", "national_permits", "2024-12-31", 30_463),
        ("ISR", "national_immigration", "2025-04-12", 15_188),
        ("DEU", "national_naturalisations", "2024-12-31", 12_980),
        ("DEU", "national_naturalisations", "2023-12-31", 1_995),
        ("NOR", "national_naturalisations", "2021-12-31", 3_200),
    ],
)
def test_new_figures_are_those_of_the_facts(
    catalogue: Catalogue, iso3: str, indicator: str, day: str, value: float
) -> None:
    rows = catalogue.observations
    found = rows[rows["iso3"].eq(iso3) & rows["period_end"].eq(day)]
    assert found.loc[found["indicator_id"].eq(indicator), "value"].item() == value


def test_the_map_does_not_open_on_a_year_that_half_of_the_countries_lack(
    words: Vocabulary,
) -> None:
    valid, first = words.layers["valid_permits"], words.layers["first_permits"]
    assert valid.years == (2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025)
    assert (valid.open_years, valid.thin) == (valid.years[:6], ((2024, 9), (2025, 1)))
    assert first.open_years == (2021, 2022, 2023, 2024)
    assert dict(first.thin) == {2018: 8, 2019: 8, 2020: 8, 2025: 1}
    for layer in words.layers.values():
        assert layer.default_year in layer.open_years
        assert layer.change_base is None or layer.change_base in layer.open_years
        if layer.scope == "world" or layer.map_kind != "choropleth":
            assert layer.open_years == layer.years


def test_every_country_has_one_of_the_states(catalogue: Catalogue, words: Vocabulary) -> None:
    layer = layer_of(catalogue, words.layers["valid_permits"], 2024)
    states = {place.iso3: place.state for place in layer.places}
    assert len(states) == 237
    assert states["RUS"] == "origin"
    assert states["DEU"] == "value"
    assert states["AUT"] == "not_reported"
    assert states["GEO"] == "not_covered"
    assert layer.row("AUT").missing == "no_row"


def test_a_zero_is_a_state_of_its_own_and_never_a_gap(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    rows = catalogue.observations
    zeros = rows[rows["value"].eq(0) & rows["indicator_id"].eq("asylum_recognised")]
    year = int(zeros["period_end"].iloc[0][:4])
    layer = layer_of(catalogue, words.layers["asylum_recognised"], year)
    assert layer.row(zeros["iso3"].iloc[0]).state == "zero"


def test_no_change_is_computed_across_a_break(catalogue: Catalogue, words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    layer = layer_of(catalogue, permits, 2023, "change", 2020)
    assert layer.row("DEU").missing == "break"
    assert layer.row("DEU").state == "not_reported"
    assert layer.row("ESP").state == "value"
    assert layer_of(catalogue, permits, 2024, "change", 2021).row("DEU").missing == "break"


def test_classes_do_not_move_with_the_year(catalogue: Catalogue, words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    fixed = layer_classes(catalogue, permits, "total", "quantile")
    for year in permits.years:
        assert layer_of(catalogue, permits, year).classes == fixed


def test_rates_use_one_population_year(catalogue: Catalogue, words: Vocabulary) -> None:
    layer = layer_of(catalogue, words.layers["valid_permits"], 2023, "per_1000")
    assert layer.population_year == 2024
    cyprus = layer.row("CYP")
    assert cyprus.shown == pytest.approx(37_127 / cyprus.country.population * 1000)
    assert {place.country.population_year for place in layer.valued} == {2024}


def test_ranks_and_shares_add_up(catalogue: Catalogue, words: Vocabulary) -> None:
    layer = layer_of(catalogue, words.layers["valid_permits"], 2023)
    assert layer.row("DEU").rank == 1
    assert sum(place.share for place in layer.valued) == pytest.approx(1)
    refusals = layer_of(catalogue, words.layers["schengen_refusal_rate"], 2024)
    assert all(math.isnan(place.share) for place in refusals.places)


def test_national_figures_stand_only_where_the_layer_is_empty(catalogue: Catalogue) -> None:
    rings = national_rings(catalogue, 2023, {"CZE", "POL", "LTU", "EST", "CYP"})
    by_code = {one.figure.iso3: one.figure for one in rings}
    turkey = by_code["TUR"]
    assert (turkey.value, turkey.period_end) == (107_392, date(2023, 11, 9))
    assert not set(by_code) & {"CZE", "POL", "LTU", "EST", "CYP"}
    assert len(by_code) == len(rings)
    assert by_code["SRB"].definition_class == "stock_at_date"


def test_national_figures_are_at_most_24_months_away(catalogue: Catalogue) -> None:
    assert national_rings(catalogue, 2018, set()) == []
    late = national_rings(catalogue, 2026, set())
    assert min(one.figure.period_end for one in late) >= date(2024, 12, 1)


def test_a_ring_layer_keeps_every_figure(catalogue: Catalogue, words: Vocabulary) -> None:
    national = words.layers["national_permits"]
    rows = catalogue.observations
    for year in national.years:
        shown = ring_rows(catalogue, national, year)
        expected = rows[
            rows["indicator_id"].eq("national_permits")
            & rows["period_end"].str.startswith(str(year))
        ]
        assert len(shown) == len(expected)
        assert sum(one.drawn for one in shown) == expected["iso3"].nunique()
    assert [ring_size(v) for v in (9_999, 10_000, 50_000)] == [0, 1, 2]


def test_the_nearest_year_prefers_the_later_of_two() -> None:
    assert nearest_year((2020, 2022), 2021) == 2022
    assert nearest_year((2018, 2019), 2030) == 2019
