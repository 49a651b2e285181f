"""Pictures of maps, read back: their size, their colours, each country and every word on them."""

import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image

from dashboard.charts.palette import PALETTES, ThemeName
from dashboard.link.map_view import parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import MapCard, map_card
from dashboard.map.geometry import geometry
from dashboard.map.labels import place_labels
from dashboard.map.lettering import width
from dashboard.map.picture import Format, PictureWords, bare_map, map_picture
from dashboard.map.spec import Item, Items, Key, Map, Part, Tone
from dashboard.map.svg import fill_of
from dashboard.tables.catalogue import Catalogue
from dashboard.words.map_words import BORDER_NOTE

SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
LINK = "https://example.org/app/?" + "&".join(f"parameter_{n}=value_{n}" for n in range(16))
RELEASE = "Shown by X, release 2026.12"
REGIONS = ["world", "europe", "eurasia"]
THEMES: list[ThemeName] = ["light", "dark"]
NASTY = "$\\frac{1}{0}$ <script>&amp; \x00\u202e漢字 ]]> " + "w" * 400
PLAIN = Map(
    region="europe",
    classes={"DEU": 0, "POL": 1, "FRA": 2, "RUS": 3},
    texts={"DEU": ": rose", "POL": "fell"},
    shared={3: "country of origin"},
    tones=[
        Tone("#123456", "#654321"),
        Tone("#abcdef", "#fedcba", "thin"),
        Tone("#00ff00", "#ff00ff", "strong"),
        Tone("#808080", "#808080"),
    ],
    legend=[Key("rose", 0), Key("fell", 1), Key("closed", 2), Key("no decision", outlined=True)],
    outlined=frozenset({"FRA"}),
    items=Items("", [Item("DEU", "Germany", "1")]),
)


@pytest.fixture(scope="module")
def card(catalogue: Catalogue, words: Vocabulary) -> MapCard:
    return _card(catalogue, words, measure="total", region="europe")


def _card(catalogue: Catalogue, words: Vocabulary, **query: str) -> MapCard:
    view, refusals = parse_map({name: [value] for name, value in query.items()}, words)
    assert not refusals
    return map_card(catalogue, words.layers[view.layer], view)


def _map(card: MapCard) -> Map:
    assert card.map
    return card.map


def _words(card: MapCard) -> PictureWords:
    return PictureWords(
        card.title, card.subtitle, card.source, BORDER_NOTE, LINK, RELEASE, alt=card.alt
    )


def parsed(svg: bytes | str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - we made it


def _texts(svg: bytes) -> Iterator[tuple[str, float, float]]:
    """Yield each line of the sheet with its left edge and its size, not those of the map."""
    root = parsed(svg)
    on_map = {id(text) for text in root.iter(f"{SVG}text") if text.get("paint-order")}
    for text in root.iter(f"{SVG}text"):
        if id(text) not in on_map:
            yield (
                "".join(text.itertext()),
                float(text.get("x", "")),
                float(text.get("font-size", "")),
            )


def words_of(svg: bytes) -> str:
    """Return all words that are seen, without spaces: lines are wrapped."""
    return "".join(
        "".join("".join(text.itertext()).split()) for text in parsed(svg).iter(f"{SVG}text")
    )


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [(1600, 900), (900, 900)])
def test_a_picture_says_all_that_the_page_says(
    catalogue: Catalogue, words: Vocabulary, theme: ThemeName, region: str, size: tuple[int, int]
) -> None:
    for card in (
        _card(catalogue, words, region=region, layer="staying"),
        _card(catalogue, words, region=region, layer="valid_permits", measure="total"),
    ):
        spec = _map(card)
        svg = map_picture(spec, _words(card), theme, format="svg", size=size)
        assert f'width="{size[0]}" height="{size[1]}"'.encode() in svg
        said = words_of(svg)
        labels = place_labels(spec.rings, spec.names, geometry(region))
        for text in (
            card.title,
            card.subtitle,
            f"Source: {card.source}",
            BORDER_NOTE,
            LINK,
            RELEASE,
            "Russia",
            *(key.label for key in spec.legend),
            *(line for label in labels for line in label.lines),
        ):
            assert "".join(text.split()) in said
        for text, left, letters in _texts(svg):
            assert letters >= 12
            assert left >= 0
            assert left + width(text, letters) <= size[0] or text in card.title


@pytest.mark.parametrize("region", REGIONS)
def test_each_country_has_the_class_and_the_words_of_its_row(
    catalogue: Catalogue, words: Vocabulary, region: str
) -> None:
    card = _card(catalogue, words, region=region, layer="first_permits", year="2023")
    spec, shapes = _map(card), geometry(region)
    root = parsed(map_picture(spec, _words(card), "light", format="svg"))
    drawn = {path.get("data-iso"): path for path in root.iter(f"{SVG}path") if path.get("data-iso")}
    assert set(drawn) == set(shapes.shapes) & set(spec.classes)
    assert card.layer
    by_code = card.layer.row
    for iso3, path in drawn.items():
        assert iso3
        index = spec.classes[iso3]
        tone = spec.tones[index]
        assert path.get("data-class") == str(index)
        assert path.get("fill") == (f"url(#hatch{index})" if tone.hatch else tone.light)
        said = path.findtext(f"{SVG}title") or ""
        assert said == f"{shapes.names[iso3]}: {spec.said(iso3)}"
        if by_code(iso3).state == "value":
            assert f"{by_code(iso3).shown:,.0f} " in said
    patterns = {pattern.get("id") for pattern in root.iter(f"{SVG}pattern")}
    assert {f"hatch{at}" for at, tone in enumerate(spec.tones) if tone.hatch} <= patterns
    squares = {rect.get("data-square") for rect in root.iter(f"{SVG}rect")} - {None}
    assert squares == spec.squares & shapes.tiny


@pytest.mark.parametrize("theme", THEMES)
def test_classes_are_painted_in_their_colours(card: MapCard, theme: ThemeName) -> None:
    spec = _map(card)
    image = Image.open(io.BytesIO(bare_map(spec, theme, (1200, 800)))).convert("RGB")
    assert image.size == (1200, 800)
    pixels = image.tobytes()
    found = Counter(f"#{pixels[at : at + 3].hex()}" for at in range(0, len(pixels), 3))
    for index in set(spec.classes.values()):
        tone = spec.tones[index]
        if not tone.hatch:
            assert found[fill_of(tone, theme)] > 100
    # The page itself is seen, where there is sea.
    assert found[PALETTES[theme].page] > 100_000


def test_the_same_map_is_the_same_file(card: MapCard) -> None:
    formats: list[Format] = ["png", "svg"]
    for kind in formats:
        first, second = (
            map_picture(_map(card), _words(card), "light", format=kind) for _ in range(2)
        )
        assert first == second


def test_a_picture_is_as_large_as_it_is_asked_for(card: MapCard) -> None:
    png = map_picture(_map(card), _words(card), "dark", size=(1000, 1000))
    assert Image.open(io.BytesIO(png)).size == (1000, 1000)
    sharp = bare_map(_map(card), "light", (400, 300), sharpness=2.5)
    assert Image.open(io.BytesIO(sharp)).size == (1000, 750)


def test_a_file_tells_programs_what_it_is(card: MapCard) -> None:
    told = replace(_words(card), terms="CC BY 4.0 & others")
    root = parsed(map_picture(_map(card), told, "light", format="svg"))
    assert root.findtext(f"{SVG}title") == card.title
    assert root.findtext(f"{SVG}desc") == " ".join(card.alt.split())
    fields = {field.tag.removeprefix(DC): field.text for field in root.iter() if DC in field.tag}
    assert fields["publisher"] == RELEASE
    assert fields["identifier"] == LINK
    assert fields["source"] == card.source
    assert fields["rights"] == "CC BY 4.0 & others"
    assert "CCBY4.0&others" in words_of(map_picture(_map(card), told, "light", format="svg"))
    assert (root.get("font-family") or "").endswith("sans-serif")


def test_cyrillic_is_drawn_as_letters() -> None:
    words = PictureWords("Кто уехал из России", "", "", "", "", "")
    hollow = replace(words, title="漢字漢字漢字")
    cyrillic, unknown = (
        Image.open(io.BytesIO(map_picture(PLAIN, each, "light"))) for each in (words, hollow)
    )
    title = (0, 0, 1600, 90)
    assert cyrillic.crop(title).tobytes() != unknown.crop(title).tobytes()
    assert words_of(map_picture(PLAIN, words, "light", format="svg")).count("КтоуехализРоссии") == 1
    assert "\ufffd" * 6 in words_of(map_picture(PLAIN, hollow, "light", format="svg"))


def test_hostile_words_are_drawn_as_they_are() -> None:
    words = PictureWords(NASTY, "", NASTY, "", NASTY, NASTY, (NASTY,), NASTY, NASTY)
    spec = replace(
        PLAIN,
        texts={"DEU": NASTY},
        shared={1: NASTY},
        legend=[Key(NASTY, 0)],
        strip=[Part(NASTY, 1, 0, NASTY)],
        corner=NASTY,
    )
    svg = map_picture(spec, words, "light", format="svg")
    said = words_of(svg)
    assert "$\\frac{1}{0}$<script>&amp;\ufffd\ufffd]]>" in said
    lines = "".join("".join(text.split()) for text, _, _ in _texts(svg))
    assert lines.count("w" * 400) >= 6
    assert {element.tag.partition("}")[2] for element in parsed(svg).iter()} <= {
        *("svg", "title", "desc", "metadata", "RDF", "Description", "defs", "pattern", "g"),
        *("rect", "path", "circle", "text"),
        *("description", "publisher", "source", "rights", "identifier"),
    }
    assert not re.search(rb"\son\w+=|href|[\x00-\x08]", svg)
    png = map_picture(spec, words, "light", size=(800, 450))
    assert Image.open(io.BytesIO(png)).size == (800, 450)


def test_a_picture_of_too_many_pixels_is_refused(card: MapCard) -> None:
    for size in ((0, 100), (100_000, 100_000)):
        with pytest.raises(ValueError, match="pixels"):
            bare_map(_map(card), "light", size)


def test_a_picture_is_made_without_a_home_and_without_fonts(tmp_path: os.PathLike[str]) -> None:
    code = """
from dashboard.map.picture import bare_map
from dashboard.map.spec import Map, Tone
spec = Map("europe", {"DEU": 0}, {}, {}, [Tone("#123456", "#123456")], corner="Words")
print(len(bare_map(spec, "light", (400, 300))))
"""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG", "FONT"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "HOME": "/proc/none", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 1000
    assert done.stderr == ""
