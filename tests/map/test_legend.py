"""The legend and the strip of a picture show what its map shows."""

from dataclasses import replace

import pytest

from dashboard.charts.palette import PALETTES, ThemeName
from dashboard.map.picture import PictureWords, bare_svg, map_picture
from dashboard.map.spec import Part
from dashboard.map.svg import fill_of
from tests.map.test_picture import PLAIN, SVG, THEMES, parsed, words_of


@pytest.mark.parametrize("theme", THEMES)
def test_patterns_and_outlines_stand_in_the_legend_as_on_the_map(theme: ThemeName) -> None:
    root = parsed(bare_svg(PLAIN, theme, (800, 600), "here-"))
    patterns = {pattern.get("id"): pattern for pattern in root.iter(f"{SVG}pattern")}
    assert set(patterns) == {"here-hatch1", "here-hatch2", "here-key1", "here-key2"}
    for on_map, on_key in (("here-hatch1", "here-key1"), ("here-hatch2", "here-key2")):
        looks = [[rect.get("fill") for rect in patterns[name]] for name in (on_map, on_key)]
        assert looks[0] == looks[1]
        assert looks[0][0] == fill_of(PLAIN.tones[int(on_map[-1])], theme)
        assert looks[0][0] != looks[0][1]
    keys = {group.get("data-key"): group for group in root.iter(f"{SVG}g")}
    assert list(keys) == ["rose", "fell", "closed", "no decision"]
    fills = {name: [rect.get("fill") for rect in group] for name, group in keys.items()}
    assert fills == {
        "rose": [fill_of(PLAIN.tones[0], theme), PALETTES[theme].text],
        "fell": ["url(#here-key1)", PALETTES[theme].text],
        "closed": ["url(#here-key2)", PALETTES[theme].text],
        "no decision": ["none", PALETTES[theme].text],
    }
    outlines = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    (france,) = (path for path in root.iter(f"{SVG}path") if path.get("data-iso") == "FRA")
    assert [path.get("d") for path in outlines] == [france.get("d")]


def test_hatched_shapes_are_told_apart_by_their_borders() -> None:
    root = parsed(bare_svg(PLAIN, "light", (800, 600)))
    borders = {path.get("data-iso"): path.get("stroke") for path in root.iter(f"{SVG}path")}
    assert borders["DEU"] == PALETTES["light"].page
    assert borders["POL"] == PALETTES["light"].hatch


def test_a_strip_shows_the_parts_of_the_whole() -> None:
    parts = [Part("no visa", 300, 0, "Armenia, Georgia"), Part("visa", 100, 2, "Spain")]
    svg = map_picture(
        replace(PLAIN, strip=parts, corner="30 Sep 2022"),
        PictureWords("T", "S", "O", "B", "L", "R"),
        "light",
        format="svg",
    )
    titled = {rect.findtext(f"{SVG}title"): rect for rect in parsed(svg).iter(f"{SVG}rect")}
    long, short = (
        float(titled[name].get("width", ""))
        for name in ("no visa: Armenia, Georgia", "visa: Spain")
    )
    assert long == pytest.approx(3 * short, rel=1e-3)
    for text in ("novisa:Armenia,Georgia", "visa:Spain", "30Sep2022"):
        assert text in words_of(svg)
