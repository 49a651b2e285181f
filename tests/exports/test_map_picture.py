"""Pictures of maps, read back: their size, their colours and every word on them."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.image import imread
from pyproj import Geod

from dashboard.charts.map_layout import FRAMES
from dashboard.charts.palette import DARK, LIGHT, PALETTES, Palette, ThemeName
from dashboard.exports.map_ground import map_ground, place
from dashboard.exports.map_picture import PictureWords, bare_map, map_picture
from dashboard.exports.picture_text import width
from dashboard.figures.entry_map import EntryCard, entry_card
from dashboard.figures.map_figure import MapCard, map_card
from dashboard.links.entry_view import EntryCodes, parse_entry
from dashboard.links.map_view import parse_map
from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables, read_entry
from dashboard.words.map_words import BORDER_NOTE

SVG = "{http://www.w3.org/2000/svg}"
LINK = "https://example.org/app/?" + "&".join(f"parameter_{n}=value_{n}" for n in range(16))
Card = MapCard | EntryCard


@pytest.fixture(scope="module")
def entry() -> EntryTables:
    return read_entry()


@pytest.fixture(scope="module")
def card(catalogue: Catalogue, words: Vocabulary) -> MapCard:
    return _map(catalogue, words, LIGHT, measure="total", region="europe")


def _map(
    catalogue: Catalogue, words: Vocabulary, palette: Palette, /, **parameters: str
) -> MapCard:
    view, refusals = parse_map({name: [value] for name, value in parameters.items()}, words)
    assert not refusals
    return map_card(catalogue, words.layers[view.layer], view, palette)


def _entry(
    catalogue: Catalogue, codes: EntryCodes, tables: EntryTables, palette: Palette, **query: str
) -> EntryCard:
    view, refusals = parse_entry({name: [value] for name, value in query.items()}, codes)
    assert not refusals
    return entry_card(catalogue, tables, view, palette)


def _words(card: Card) -> PictureWords:
    return PictureWords(
        card.title, card.subtitle, card.source, BORDER_NOTE, LINK, "Shown by X, release 2026.11"
    )


def _texts(svg: bytes) -> Iterator[tuple[str, float, float]]:
    """Yield each text of the picture with its left edge and its size, where it has one."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - we made it
    for element in root.iter(f"{SVG}text"):
        size = re.search(r"(\d+(?:\.\d+)?)px", element.get("style", ""))
        left = re.search(r"translate\((-?[\d.]+)", element.get("transform", "")) or re.match(
            r"(-?[\d.]+)", element.get("x", "")
        )
        assert size
        assert left
        yield "".join(element.itertext()), float(left[1]), float(size[1])


def _said(svg: bytes) -> str:
    return "".join("".join(text.split()) for text, _, _ in _texts(svg))


@pytest.mark.parametrize("region", list(FRAMES))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_says_all_that_the_page_says(
    catalogue: Catalogue,
    words: Vocabulary,
    entry: EntryTables,
    theme: ThemeName,
    region: str,
) -> None:
    palette, codes = PALETTES[theme], EntryCodes.of(words, entry)
    cards: list[Card] = [
        _map(catalogue, words, palette, region=region, layer="staying"),
        _map(catalogue, words, palette, region=region, measure="total", country="DEU"),
        _entry(catalogue, codes, entry, palette, region=region, layer="entry_rules"),
    ]
    for card in cards:
        assert card.spec
        svg = map_picture(card.spec, catalogue.world, _words(card), palette, format="svg")
        assert b'width="1600px" height="900px"' in svg
        said = _said(svg)
        for text in (
            card.title,
            card.subtitle,
            f"Source: {card.source}",
            BORDER_NOTE,
            LINK,
            "Shown by X, release 2026.11",
            "Russia",
            *(key.label for key in card.spec.legend),
        ):
            assert "".join(text.split()) in said
        for text, left, size in _texts(svg):
            assert size >= 12
            assert left >= 0
            assert left + width(text, size) <= 1600 or text in card.title


def test_classes_are_painted_in_their_colours(catalogue: Catalogue, card: MapCard) -> None:
    assert card.spec
    png = bare_map(card.spec, catalogue.world, LIGHT, (1200, 800))
    pixels = (imread(io.BytesIO(png))[..., :3] * 255).round().astype(int)
    assert pixels.shape == (800, 1200, 3)
    found = {"#" + "".join(f"{c:02x}" for c in color) for color in np.unique(_flat(pixels), axis=0)}
    shown = {card.spec.colors[index] for index in card.spec.shapes.classes}
    assert {color for color in shown if color.startswith("#")} <= found
    # The page itself is seen, where there is sea, and black only where there are lines.
    assert LIGHT.page in found
    assert np.mean(pixels.sum(axis=2) < 60) < 0.02


def _flat(pixels: np.ndarray) -> np.ndarray:
    return pixels.reshape(-1, 3)


def test_the_same_map_is_the_same_file(catalogue: Catalogue, card: MapCard) -> None:
    assert card.spec
    words = _words(card)
    for format_ in ("png", "svg"):
        first, second = (
            map_picture(card.spec, catalogue.world, words, LIGHT, format=format_) for _ in range(2)
        )
        assert first == second


def test_a_comparison_draws_outlines_and_their_key(
    catalogue: Catalogue, words: Vocabulary, entry: EntryTables
) -> None:
    card = _entry(
        catalogue,
        EntryCodes.of(words, entry),
        entry,
        DARK,
        layer="entry_rules",
        since_date="2022-02-10",
        date="2024-12-04",
    )
    svg = map_picture(card.spec, catalogue.world, _words(card), DARK, format="svg")
    assert f"nodecisionfound({card.tally['unexplained']})" in _said(svg)
    without = replace(card.spec, outlined=(), strong=())
    assert svg != map_picture(without, catalogue.world, _words(card), DARK, format="svg")


def test_hostile_words_are_drawn_as_they_are(catalogue: Catalogue, card: MapCard) -> None:
    assert card.spec
    nasty = "$\\frac{1}{0}$ <script>&amp; \x00\u202e漢字 " + "w" * 400
    words = PictureWords(nasty, "", nasty, "", nasty, nasty)
    svg = map_picture(card.spec, catalogue.world, words, LIGHT, format="svg")
    said = _said(svg)
    assert "$\\frac{1}{0}$<script>&amp;\ufffd\ufffd" in said
    assert said.count("w" * 400) == 4
    png = map_picture(card.spec, catalogue.world, words, LIGHT, size=(800, 450))
    assert imread(io.BytesIO(png)).shape[:2] == (450, 800)


def test_a_picture_of_too_many_pixels_is_refused(catalogue: Catalogue, card: MapCard) -> None:
    assert card.spec
    for size in ((0, 100), (100_000, 100_000)):
        with pytest.raises(ValueError, match="pixels"):
            bare_map(card.spec, catalogue.world, LIGHT, size)


@pytest.mark.parametrize("region", list(FRAMES))
def test_areas_are_kept(catalogue: Catalogue, region: str) -> None:
    shapes = map_ground(catalogue.world, region).shapes
    for iso3 in ("DEU", "FIN", "GEO"):
        own = catalogue.world.set_index("iso3").geometry[iso3]
        true = abs(Geod(ellps="WGS84").geometry_area_perimeter(own)[0]) / 1e6
        assert shapes[iso3].area == pytest.approx(true, rel=0.02)


def test_the_edge_of_the_world_runs_down_the_bering_strait(catalogue: Catalogue) -> None:
    ground = map_ground(catalogue.world, "world")
    west, _, east, _ = ground.bounds
    # Russia in one piece to its last cape, Alaska at the other end.
    assert ground.shapes["RUS"].bounds[0] > 0
    assert ground.shapes["RUS"].bounds[2] < east
    assert ground.shapes["FJI"].bounds[0] > 0.8 * east
    assert place(-169.5, 65, "world")[0] > 0
    assert place(-168.0, 65, "world")[0] < 0
    assert west == pytest.approx(-east)


def test_a_picture_is_made_without_a_home(tmp_path: os.PathLike[str]) -> None:
    code = """
from dashboard.charts.choropleth import Map, Shapes
from dashboard.charts.palette import LIGHT
from dashboard.exports.map_picture import bare_map
from dashboard.tables.catalogue import DATA
from dashboard.tables.world import read_world
spec = Map("europe", Shapes(["DEU"], [0], [""]), ["#123456"], [])
print(len(bare_map(spec, read_world(DATA / "world.shp.zip"), LIGHT, (400, 300))))
"""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG", "MPL"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "HOME": "/proc/none", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 1000
    assert done.stderr == ""
