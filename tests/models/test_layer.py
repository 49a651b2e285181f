"""What each country shows on a layer, held against the tables."""

import pytest

from dashboard.links.vocabulary import Vocabulary
from dashboard.models.layer import build_layer, layer_classes, nearest_year
from dashboard.models.rings import national_rings, ring_rows, ring_size
from dashboard.tables.catalogue import Catalogue

DOWN = {"LVA", "POL", "CZE", "EST", "NOR", "GRC", "BEL"}


def test_the_opening_claim(catalogue: Catalogue, words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    layer = build_layer(catalogue, permits, 2023, "change", 2021)
    rows = layer.valued
    assert len(rows) == layer.reporting == 31
    assert int((rows["shown"] > 0).sum()) == 24
    assert set(rows.loc[rows["shown"] < 0, "iso3"]) == DOWN
    assert list(rows["iso3"].head(4)) == ["DEU", "ESP", "CYP", "FRA"]
    for iso3 in ("FIN", "LTU"):
        assert layer.row(iso3)["shown"] > 0
    assert rows["shown"].sum() == 103_870


def test_every_country_has_one_of_the_states(catalogue: Catalogue, words: Vocabulary) -> None:
    layer = build_layer(catalogue, words.layers["valid_permits"], 2024)
    states = layer.frame.set_index("iso3")["state"]
    assert len(states) == 237
    assert states["RUS"] == "origin"
    assert states["DEU"] == "value"
    assert states["AUT"] == "not_reported"
    assert states["GEO"] == "not_covered"
    assert layer.row("AUT")["missing"] == "no_row"


def test_a_zero_is_a_state_of_its_own_and_never_a_gap(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    rows = catalogue.observations
    zeros = rows[rows["value"].eq(0) & rows["indicator_id"].eq("asylum_recognised")]
    year = int(zeros["period_end"].iloc[0][:4])
    layer = build_layer(catalogue, words.layers["asylum_recognised"], year)
    assert layer.row(zeros["iso3"].iloc[0])["state"] == "zero"


def test_no_change_is_computed_across_a_break(catalogue: Catalogue, words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    layer = build_layer(catalogue, permits, 2023, "change", 2020)
    assert layer.row("DEU")["missing"] == "break"
    assert layer.row("DEU")["state"] == "not_reported"
    assert layer.row("ESP")["state"] == "value"
    assert build_layer(catalogue, permits, 2024, "change", 2021).row("DEU")["missing"] == "break"


def test_classes_do_not_move_with_the_year(catalogue: Catalogue, words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    fixed = layer_classes(catalogue, permits, "total", "quantile")
    for year in permits.years:
        assert build_layer(catalogue, permits, year).classes == fixed


def test_rates_use_one_population_year(catalogue: Catalogue, words: Vocabulary) -> None:
    layer = build_layer(catalogue, words.layers["valid_permits"], 2023, "per_1000")
    assert layer.population_year == 2024
    cyprus = layer.row("CYP")
    assert cyprus["per_1000"] == pytest.approx(37_127 / cyprus["population"] * 1000)
    assert set(layer.valued["population_year"]) == {"2024"}


def test_ranks_and_shares_add_up(catalogue: Catalogue, words: Vocabulary) -> None:
    layer = build_layer(catalogue, words.layers["valid_permits"], 2023)
    assert layer.row("DEU")["rank"] == 1
    assert layer.valued["share"].sum() == pytest.approx(1)
    refusals = build_layer(catalogue, words.layers["schengen_refusal_rate"], 2024)
    assert refusals.frame["share"].isna().all()


def test_national_figures_stand_only_where_the_layer_is_empty(catalogue: Catalogue) -> None:
    rings = national_rings(catalogue, 2023, {"CZE", "POL", "LTU", "EST", "CYP"})
    turkey = rings[rings["iso3"].eq("TUR")].iloc[0]
    assert (turkey["value"], turkey["period_end"]) == (107_392, "2023-11-09")
    assert not set(rings["iso3"]) & {"CZE", "POL", "LTU", "EST", "CYP"}
    assert not rings["iso3"].duplicated().any()
    serbia = rings[rings["iso3"].eq("SRB")].iloc[0]
    assert serbia["definition_class"] == "stock_at_date"


def test_national_figures_are_at_most_24_months_away(catalogue: Catalogue) -> None:
    assert set(national_rings(catalogue, 2018, set())["iso3"]) == set()
    late = national_rings(catalogue, 2026, set())
    assert late["period_end"].min() >= "2024-12"


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
        assert shown["drawn"].sum() == expected["iso3"].nunique()
    assert [ring_size(v) for v in (9_999, 10_000, 50_000)] == [0, 1, 2]


def test_the_nearest_year_prefers_the_later_of_two() -> None:
    assert nearest_year((2020, 2022), 2021) == 2022
    assert nearest_year((2018, 2019), 2030) == 2019
