"""The figure's JSON against the table it was drawn from."""

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dashboard.charts.map_layout import FRAMES
from dashboard.charts.palette import DARK, LIGHT, Palette
from dashboard.figures.country_card import choropleth_country, ring_country
from dashboard.figures.map_figure import FIRST_CLASS, STATE_CLASSES, MapCard, map_card, map_colors
from dashboard.figures.map_table import DOWNLOAD_COLUMNS, layer_table, ring_table
from dashboard.figures.regions import in_region
from dashboard.links.map_view import MapView, parse_map
from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue


def view_of(words: Vocabulary, **parameters: str) -> MapView:
    view, refusals = parse_map({k: [v] for k, v in parameters.items()}, words)
    assert refusals == []
    return view


def card_of(
    catalogue: Catalogue, words: Vocabulary, palette: Palette = LIGHT, /, **parameters: str
) -> MapCard:
    view = view_of(words, **parameters)
    return map_card(catalogue, words.layers[view.layer], view, palette)


def trace(card: MapCard, kind: str, index: int = 0) -> dict[str, Any]:
    traces = [t for t in json.loads(card.figure.to_json())["data"] if t["type"] == kind]
    found: dict[str, Any] = traces[index]
    return found


def numbers(values: Any) -> list[float]:
    if isinstance(values, dict):
        raw = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        return [float(v) for v in raw]
    return [float(v) for v in values]


def painted(card: MapCard) -> dict[str, tuple[str, str]]:
    """Return the fill and the hover text, without the name, of every shape, as plotly reads it."""
    shapes: dict[str, tuple[str, str]] = {}
    for drawn in json.loads(card.figure.to_json())["data"]:
        if drawn["type"] != "choropleth":
            continue
        start, said = "%{ct[2]}: ", drawn["hovertemplate"]
        assert said.startswith(start)
        texts = drawn.get("text") or [said.removeprefix(start)] * len(drawn["locations"])
        for iso3, z, text in zip(drawn["locations"], numbers(drawn["z"]), texts, strict=True):
            # Without bounds all shapes of a trace have the one colour of its scale.
            low, high = drawn.get("zmin", z - 1), drawn.get("zmax", z + 1)
            place = (z - low) / (high - low)
            color = next(c for edge, c in drawn["colorscale"][1::2] if place <= edge)
            assert iso3 not in shapes
            shapes[iso3] = (color, text)
    return shapes


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
    shapes = painted(card)
    region = view_of(words, **parameters).region
    assert set(shapes) == in_region(catalogue, region)
    colors = map_colors(card.layer, LIGHT)
    for iso3, (color, _) in shapes.items():
        row = card.layer.row(iso3)
        if row["state"] == "value":
            assert color == colors[FIRST_CLASS + card.layer.classes.index(row["shown"])]
        else:
            assert color == colors[STATE_CLASSES[row["state"]]]


def test_a_region_draws_all_it_can_show_and_the_world_everything(catalogue: Catalogue) -> None:
    assert in_region(catalogue, "world") == set(catalogue.world["iso3"])
    for region in ("europe", "eurasia"):
        drawn, frame = in_region(catalogue, region), FRAMES[region]
        inside = catalogue.world.cx[slice(*frame.lon), slice(*frame.lat)]
        assert set(inside["iso3"]) < drawn < set(catalogue.world["iso3"])
    assert {"ISL", "GRL", "MRT", "IND", "CHN", "SAU"} <= in_region(catalogue, "eurasia")


def test_hover_holds_the_number_of_the_table(catalogue: Catalogue, words: Vocabulary) -> None:
    shapes = painted(card_of(catalogue, words))
    assert shapes["DEU"][1] == "+31,536 (+14.7%) permits"
    assert shapes["GEO"][1] == "not covered"
    assert shapes["RUS"][1] == "country of origin"


def test_a_change_across_a_break_looks_not_reported_and_says_why(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    shapes = painted(card_of(catalogue, words, since="2020"))
    assert shapes["DEU"] == (LIGHT.veil, "a break in the series lies between the years")
    shapes = painted(card_of(catalogue, words, year="2021", since="2018"))
    assert shapes["DNK"] == (LIGHT.veil, "no value in the year compared with")


def test_the_legend_shows_all_states_and_the_printed_bounds(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, measure="total")
    names = [t["name"] for t in json.loads(card.figure.to_json())["data"] if "name" in t]
    assert names[0] == "zero"
    assert names[1].startswith("1–")
    assert names[-3:] == ["not reported", "not covered", "national figure"]


def test_small_countries_with_a_value_get_a_square_in_their_colour(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, measure="total")
    assert card.layer is not None
    drawn = json.loads(card.figure.to_json())["data"]
    squares = {
        iso3: each["marker"]["color"]
        for each in drawn
        if each["type"] == "scattergeo" and "symbol" not in each.get("marker", {"symbol": ""})
        for iso3 in each["locations"]
    }
    assert {"LIE", "LUX", "MLT"} <= set(squares)
    colors = map_colors(card.layer, LIGHT)
    for iso3, color in squares.items():
        row = card.layer.row(iso3)
        assert color == colors[FIRST_CLASS + card.layer.classes.index(row["shown"])]


def test_rings_carry_number_kind_and_date_and_are_off_for_other_measures(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, measure="total")
    rings = trace(card, "scattergeo", 1)
    labels = dict(zip(rings["locations"], rings["text"], strict=True))
    assert labels["TUR"] == "Türkiye 107,392<br>held, Nov 2023"
    hidden = card_of(catalogue, words, measure="total", national="0")
    assert len(json.loads(hidden.figure.to_json())["data"]) < len(
        json.loads(card.figure.to_json())["data"]
    )
    change = card_of(catalogue, words)
    assert change.rings.empty
    assert change.subtitle.endswith("are not among them and publish other counts")


def test_a_ring_layer_has_no_colour_scale_and_lists_every_figure(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    card = card_of(catalogue, words, layer="national_permits", year="2022")
    assert {color for color, _ in painted(card).values()} == {LIGHT.not_covered, LIGHT.origin}
    table = ring_table(catalogue, card.indicator, card.rings)
    assert len(table.rows) == len(table.download) == 11
    assert "rank" not in " ".join(table.rows.columns).lower()


def test_the_same_view_has_other_colours_in_the_dark(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    light, dark = card_of(catalogue, words), card_of(catalogue, words, DARK)
    assert trace(light, "choropleth")["colorscale"] != trace(dark, "choropleth")["colorscale"]
    assert (light.title, light.alt) == (dark.title, dark.alt)


def test_names_are_escaped(catalogue: Catalogue, words: Vocabulary) -> None:
    world = catalogue.world.copy()
    world.loc[world["iso3"].eq("MLT"), "name"] = "<b>Malta</b>"
    card = card_of(replace(catalogue, world=world), words)
    texts = trace(card, "scattergeo")["text"]
    assert "&lt;b&gt;Malta&lt;/b&gt;: +259 (+12.7%) permits" in texts


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
    germany = choropleth_country(catalogue, card.layer, "DEU", LIGHT)
    assert germany.headline == "246,204 permits, end of 2023"
    assert "Rank 1 of 31 countries with a value, by size" in germany.details
    assert "not comparable with the year before: 2019, 2021, 2024" in germany.series_alt
    assert (
        "0.90 valid permits for each resident Russian citizen: 246,204 at the end of 2023, "
        "272,362 residents with Russian citizenship on 1 Jan 2024"
    ) in germany.details
    assert (
        "A permit also ends when its holder becomes a citizen: 1,995 in 2023 and 12,980 in 2024 "
        "(Destatis)"
    ) in germany.details
    assert any(line.startswith("Note on 2024: ") for line in germany.details)
    norway = choropleth_country(catalogue, card.layer, "NOR", LIGHT)
    assert any("about 3,200 in 2021 (Statistics Norway)" in line for line in norway.details)
    # Not the publisher of the permits, so not among the sources of their number.
    assert [line.source_id for line in norway.sources] == ["eurostat-migr-resvalid"]
    georgia = choropleth_country(catalogue, card.layer, "GEO", LIGHT)
    assert georgia.headline == "Not covered"
    assert georgia.sources == []
    assert any("15,506 applied for" in line for line in georgia.other_figures)
    staying = card_of(catalogue, words, layer="staying")
    absent = ring_country(catalogue, staying.indicator, staying.rings, "AZE", 2024)
    assert absent.headline == "No figure in 2024"
    assert absent.details == [
        "No figure of this kind was found for this country; try another layer."
    ]
