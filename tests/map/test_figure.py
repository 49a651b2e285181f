"""A map as plain data against the table it was made from."""

from dataclasses import replace

import pytest

from dashboard.kit.country_card import choropleth_country, ring_country
from dashboard.kit.table import DOWNLOAD_COLUMNS, layer_table, ring_table
from dashboard.link.map_view import MapView, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import MapCard, map_card, map_timeline
from dashboard.map.spec import Map
from dashboard.map.tones import FIRST_CLASS, NO_NUMBER, STATE_CLASSES
from dashboard.tables.catalogue import Catalogue


def view_of(words: Vocabulary, **parameters: str) -> MapView:
    asked = {"layer": "valid_permits", **parameters}
    view, refusals = parse_map({k: [v] for k, v in asked.items()}, words)
    assert refusals == []
    return view


def card_of(catalogue: Catalogue, words: Vocabulary, **parameters: str) -> MapCard:
    view = view_of(words, **parameters)
    return map_card(catalogue, words.layers[view.layer], view)


def drawn(card: MapCard) -> Map:
    assert card.map is not None
    return card.map


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"measure": "total"},
        {"measure": "per_1000", "classes": "log"},
        {"layer": "asylum_applications", "year": "2025"},
        {"layer": "schengen_refusal_rate", "classes": "equal"},
    ],
)
def test_every_shape_has_the_colour_of_its_row(
    catalogue: Catalogue, words: Vocabulary, parameters: dict[str, str]
) -> None:
    card = card_of(catalogue, words, **parameters)
    assert card.layer is not None
    spec = drawn(card)
    assert set(spec.classes) == set(catalogue.world["iso3"])
    for iso3, index in spec.classes.items():
        row = card.layer.row(iso3)
        if row.state == "value":
            assert index == FIRST_CLASS + card.layer.classes.index(row.shown)
        elif row.missing in ("", "no_row"):
            assert index == STATE_CLASSES[row.state]
        else:  # it reports, but no change can be computed
            assert index == NO_NUMBER


def test_a_country_says_the_number_of_the_table(catalogue: Catalogue, words: Vocabulary) -> None:
    spec = drawn(card_of(catalogue, words))
    assert spec.said("DEU") == "+31,536 (+14.7%) permits"
    assert spec.said("GEO") == "not covered"
    assert spec.said("RUS") == "country of origin"


def test_the_list_beside_the_map_is_the_whole_ranking(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words)
    assert card.layer is not None
    items = drawn(card).items
    assert items is not None
    assert items.ranked
    assert items.heading == "15 largest changes of 30, in permits"
    assert items.whole_heading == "All 30, in permits"
    assert [one.iso3 for one in items.items] == [place.iso3 for place in card.layer.valued]
    assert [one.value for one in items.items] == [place.shown for place in card.layer.valued]
    assert items.items[0].label == "+31,536 (+14.7%)"


def test_a_timeline_holds_the_map_and_the_words_of_every_year(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    view = view_of(words, year="2022")
    layer = words.layers[view.layer]
    maps = map_timeline(catalogue, layer, view)
    # A year is not compared with itself.
    assert [one.code for one in maps.moments] == [
        str(y) for y in layer.open_years if y != view.since
    ]
    assert maps.shown == "2022"
    for one in maps.moments:
        card = map_card(catalogue, layer, replace(view, year=int(one.code)))
        assert (one.map, one.title, one.subtitle) == (card.map, card.title, card.subtitle)
        assert one.map.tones == maps.map.tones


def test_a_change_across_a_break_looks_not_reported_and_says_why(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    spec = drawn(card_of(catalogue, words, since="2020"))
    later = drawn(card_of(catalogue, words, year="2021", since="2018"))
    for iso3, drawn_map, why in (
        ("DEU", spec, "a break in the series lies between the years"),
        ("DNK", later, "no value in the year compared with"),
    ):
        assert drawn_map.classes[iso3] == NO_NUMBER
        assert drawn_map.tones[NO_NUMBER].hatch
        assert drawn_map.said(iso3) == why


def test_the_legend_shows_all_states_and_the_printed_bounds(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, measure="total")
    names = [key.label for key in drawn(card).legend]
    assert names[0] == "zero"
    assert names[1].startswith("1–")
    assert names[-3:] == ["not reported", "not covered", "national figure"]


def test_small_countries_with_a_value_get_a_square_in_their_colour(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, measure="total")
    assert card.layer is not None
    spec = drawn(card)
    assert {"LIE", "LUX", "MLT"} <= spec.squares
    for iso3 in spec.squares:
        assert card.layer.row(iso3).state in ("value", "zero")
        assert catalogue.world.set_index("iso3").loc[iso3, "tiny"] == 1


def test_rings_carry_number_kind_and_date_and_are_off_for_other_measures(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, measure="total")
    labels = {ring.iso3: ring.label for ring in drawn(card).rings}
    assert labels["TUR"] == ("Türkiye 107,392", "held, Nov 2023")
    hidden = card_of(catalogue, words, measure="total", national="0")
    assert not drawn(hidden).rings
    change = card_of(catalogue, words)
    assert not change.rings
    assert change.subtitle.endswith("are not among them and publish other counts")


def test_a_ring_layer_has_no_colour_scale_and_lists_every_figure(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, layer="national_permits", year="2022")
    spec = drawn(card)
    fills = {spec.tones[index] for iso3, index in spec.classes.items() if iso3 != "RUS"}
    assert len(fills) == 1
    assert spec.items is not None
    assert not spec.items.ranked
    assert len(spec.items.items) == len(card.rings)
    table = ring_table(catalogue, card.indicator, card.rings)
    assert len(table.rows) == len(table.download) == 11
    assert "rank" not in " ".join(table.rows.columns).lower()


def test_every_tone_has_a_colour_in_both_themes(catalogue: Catalogue, words: Vocabulary) -> None:
    for tone in drawn(card_of(catalogue, words)).tones:
        assert tone.light != tone.dark


def test_texts_are_plain(catalogue: Catalogue, words: Vocabulary) -> None:
    named = "<b>Malta</b>"
    countries = [
        replace(row, name=named) if row.iso3 == "MLT" else row for row in catalogue.countries
    ]
    world = catalogue.world.copy()
    world.loc[world["iso3"].eq("MLT"), "name"] = named
    card = card_of(replace(catalogue, world=world, countries=countries), words)
    items = drawn(card).items
    assert items is not None
    assert "<b>Malta</b>" in [one.name for one in items.items]


def test_the_table_holds_every_country_and_the_download_its_provenance(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words)
    assert card.layer is not None
    table = layer_table(catalogue, card.layer)
    assert len(table.rows) == len(table.download) == 237
    assert list(table.download.columns) == DOWNLOAD_COLUMNS
    assert table.download["shown"].sum() == 102_157
    germany = table.rows.set_index("Country").loc["Germany"]
    assert germany["Change since 2021"] == "+31,536 (+14.7%)"
    assert germany["Value"] == "246,204"
    valued = table.download[table.download["value"].notna()]
    told = valued[["publisher", "source_title", "licence", "quality"]]
    assert (told != "").all(axis=None)
    states = set(table.download["state"])
    broken = "a break in the series lies between the years"
    assert states == {"value", broken, "not covered", "country of origin"}


def test_cards_say_what_is_there_and_what_is_not(catalogue: Catalogue, words: Vocabulary) -> None:
    card = card_of(catalogue, words, layer="valid_permits", measure="total")
    assert card.layer is not None
    germany = choropleth_country(catalogue, card.layer, "DEU")
    assert germany.headline == "246,204 permits, end of 2023"
    assert "Rank 1 of 31 countries with a value, by size" in germany.details
    assert "2021: 214,668 (not comparable with the year before)" in germany.series
    assert (
        "0.90 valid permits for each resident Russian citizen: 246,204 at the end of 2023, "
        "272,362 residents with Russian citizenship on 1 Jan 2024"
    ) in germany.details
    assert (
        "A permit also ends when its holder becomes a citizen: 1,995 in 2023 and 12,980 in 2024 "
        "(Destatis)"
    ) in germany.details
    assert any(line.startswith("Note on 2024: ") for line in germany.details)
    norway = choropleth_country(catalogue, card.layer, "NOR")
    assert any("about 3,200 in 2021 (Statistics Norway)" in line for line in norway.details)
    # Not the publisher of the permits, so not among the sources of their number.
    assert [line.source_id for line in norway.sources] == ["eurostat-migr-resvalid"]
    georgia = choropleth_country(catalogue, card.layer, "GEO")
    assert georgia.headline == "Not covered"
    assert georgia.sources == []
    assert any("15,506 applied for" in line for line in georgia.other_figures)
    staying = card_of(catalogue, words, layer="staying")
    absent = ring_country(catalogue, staying.indicator, staying.rings, "AZE", 2024)
    assert absent.headline == "No figure in 2024"
    assert absent.details == [
        "No figure of this kind was found for this country; try another layer."
    ]
