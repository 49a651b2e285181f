"""Labels of rings stand where they can be read: apart from each other, and on the map."""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from dashboard.commands.world.paths import decoded
from dashboard.link.map_view import EntryCodes, Region, entry_defaults, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.map.entry import entry_card
from dashboard.map.figure import map_card
from dashboard.map.geometry import BASE, FOLDER, FRAMES, UNITS, geometry, land
from dashboard.map.labels import (
    BIG_LETTER,
    FAR_HEADING,
    far_heading,
    place_labels,
    place_letters,
    ring_places,
)
from dashboard.map.space import LINE, Label, moved
from dashboard.map.spec import Map, Name, Ring
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables

REGIONS = list(FRAMES)
RUSSIA = Name("Russia", 60, 60)
each_region = pytest.mark.parametrize("region", REGIONS)


def layer(catalogue: Catalogue, words: Vocabulary, **query: str) -> Map:
    view, refusals = parse_map({name: [value] for name, value in query.items()}, words)
    assert not refusals
    shown = map_card(catalogue, words.layers[view.layer], view).map
    assert shown
    return shown


def check(
    labels: Sequence[Label], rings: Sequence[Ring], names: Sequence[Name], region: str
) -> None:
    """Assert that nothing lies over anything, and nothing beyond the edge."""
    shapes = geometry(region)
    whole = shapely.box(0, 0, BASE, shapes.height / UNITS)
    middles = {iso3: (x / UNITS, y / UNITS) for iso3, (x, y) in ring_places(rings, shapes).items()}
    texts = dict[str, BaseGeometry]()
    leaders = dict[str, BaseGeometry]()
    for label in labels:
        x, y = middles[label.iso3]
        left, top, right, bottom = label.box
        texts[label.iso3] = shapely.box(x + left, y + top, x + right, y + bottom)
        if label.leader:
            ends = [(x + at_x, y + at_y) for at_x, at_y in (label.start, label.leader)]
            leaders[label.iso3] = shapely.LineString(ends)
    circles = {ring.iso3: shapely.Point(middles[ring.iso3]).buffer(ring.radius) for ring in rings}
    written = []
    for name in names:
        x, y = (part / UNITS for part in FRAMES[region].place(name.lon, name.lat))
        half = len(name.text) * BIG_LETTER / 2
        written.append(shapely.box(x - half, y - LINE / 2, x + half, y + LINE / 2))
    if heading := far_heading(rings, shapes):
        x, y = (part / UNITS for part in heading)
        written.append(shapely.box(x, y - LINE, x + len(FAR_HEADING) * BIG_LETTER, y))
    # Places are rounded to a tenth of a pixel.
    for one, other in combinations([*texts.values(), *written], 2):
        if one in texts.values() or other in texts.values():
            assert not one.buffer(-0.2).intersects(other)
    for iso3, text in texts.items():
        inner = text.buffer(-0.2)
        assert whole.contains(inner), iso3
        assert not any(inner.intersects(circle) for circle in circles.values()), iso3
        assert not any(inner.intersects(leader) for leader in leaders.values()), iso3
    for one, other in combinations(leaders.values(), 2):
        assert not one.crosses(other)
    for iso3, leader in leaders.items():
        assert leader.distance(circles[iso3]) < 0.2
        assert leader.distance(texts[iso3]) < 0.2
        for other, circle in circles.items():
            # Between rings that lie over each other there is no way around.
            if not circle.envelope.intersects(circles[iso3].envelope):
                assert not leader.intersects(circle.buffer(-0.2)), (iso3, other)


@pytest.mark.parametrize("region", ["world", "eurasia"])
def test_all_fourteen_figures_of_people_staying_are_named(
    catalogue: Catalogue, words: Vocabulary, region: str
) -> None:
    shown = layer(catalogue, words, layer="staying", region=region)
    labels = place_labels(shown.rings, shown.names, geometry(region))
    assert [label.iso3 for label in labels] == [ring.iso3 for ring in shown.rings]
    assert len(labels) == 14
    check(labels, shown.rings, shown.names, region)


@each_region
def test_all_fourteen_rings_of_the_opening_view_are_named(
    catalogue: Catalogue, words: Vocabulary, region: Region
) -> None:
    tables = Tables().entry
    view = replace(entry_defaults(EntryCodes.of(words, tables)), region=region)
    shown = entry_card(catalogue, tables, view).map
    labels = place_labels(shown.rings, shown.names, geometry(region))
    assert len(labels) == len(shown.rings) == 14
    check(labels, shown.rings, shown.names, region)


@pytest.mark.parametrize("region", ["europe", "eurasia"])
def test_figures_of_far_countries_stand_under_a_heading_over_no_land(
    catalogue: Catalogue, words: Vocabulary, region: str
) -> None:
    shapes = geometry(region)
    shown = layer(catalogue, words, layer="staying", region=region)
    file = json.loads((FOLDER / f"{region}.json").read_bytes())
    land = shapely.union_all(decoded(file).geometry.to_numpy())
    places = ring_places(shown.rings, shapes)
    labels = {one.iso3: one for one in place_labels(shown.rings, shown.names, shapes)}
    far = [ring for ring in shown.rings if ring.iso3 in shapes.outside]
    assert {"USA", "KOR", "ARG"} <= {ring.iso3 for ring in far}
    for ring in far:
        x, y = places[ring.iso3]
        left, top, right, bottom = (side * UNITS for side in labels[ring.iso3].box)
        taken = shapely.Point(x, y).buffer(ring.radius * UNITS)
        taken |= shapely.box(x + left, y + top, x + right, y + bottom)
        assert not taken.intersects(land), ring.iso3
        assert labels[ring.iso3].leader is None
    assert len({places[ring.iso3][0] for ring in far}) == 1
    assert far_heading(shown.rings, shapes)


@each_region
@pytest.mark.parametrize("year", ["2021", "2022", "2023", "2024"])
@pytest.mark.parametrize("code", ["first_permits", "national_permits"])
def test_all_national_figures_are_named(
    catalogue: Catalogue, words: Vocabulary, region: str, year: str, code: str
) -> None:
    shown = layer(catalogue, words, layer=code, region=region, year=year)
    labels = place_labels(shown.rings, shown.names, geometry(region))
    assert [label.iso3 for label in labels] == [ring.iso3 for ring in shown.rings]
    check(labels, shown.rings, shown.names, region)
    letters = place_letters(shown.rings, shown.names, geometry(region))
    assert [letter.lines for letter in letters] == [
        (sign,) for sign in "ABCDEFGHIJKLMN"[: len(labels)]
    ]


@pytest.mark.parametrize("code", ["valid_permits", "first_permits"])
def test_labels_leave_what_is_coloured_in_sight(
    catalogue: Catalogue, words: Vocabulary, code: str
) -> None:
    def hidden(seen: frozenset[str]) -> float:
        labels = place_labels(shown.rings, shown.names, shapes, seen)
        places = ring_places(shown.rings, shapes)
        boxes = []
        for one in labels:
            x, y = places[one.iso3]
            boxes.append(moved(one.box, (x / UNITS, y / UNITS)))
        return float(land(shapes.region, shown.valued).share(np.array(boxes)).sum())

    before = after = 0.0
    for region in REGIONS:
        shapes = geometry(region)
        shown = layer(catalogue, words, layer=code, region=region, measure="total")
        assert shown.valued
        before, after = before + hidden(frozenset()), after + hidden(shown.valued)
    assert after < before * 0.8


def test_land_is_looked_up_where_it_lies() -> None:
    shapes = geometry("eurasia")
    x, y = (at / UNITS for at in shapes.points["KAZ"])
    box = np.array([[x - 8, y - 8, x + 8, y + 8]])
    assert land("eurasia", frozenset({"KAZ"})).share(box) == [1]
    assert land("eurasia", frozenset({"DEU", "FRA"})).share(box) == [0]


@each_region
@pytest.mark.parametrize("code", ["valid_permits", "national_permits", "staying"])
def test_no_line_to_a_label_is_long(
    catalogue: Catalogue, words: Vocabulary, region: str, code: str
) -> None:
    shown = layer(catalogue, words, layer=code, region=region)
    for label in place_labels(shown.rings, shown.names, geometry(region), shown.valued):
        if label.leader:
            assert math.dist(label.start, label.leader) < 150, label.iso3


def test_a_lone_ring_has_its_label_beside_it() -> None:
    (label,) = place_labels(
        [Ring("KAZ", 10, ("Kazakhstan", "36,000"), "")], [], geometry("eurasia")
    )
    assert label.leader is None
    assert label.anchor == "start"
    assert label.lines == ("Kazakhstan", "36,000")
    assert label.x == 14


def test_a_ring_without_words_gets_none_and_keeps_its_place() -> None:
    silent = [Ring("DEU", 10, (), "")]
    assert place_labels(silent, [], geometry("europe")) == []
    rings = [Ring("BEL", 4, ("Belgium 12,000",), ""), *silent]
    labels = place_labels(rings, [], geometry("world"))
    assert [label.iso3 for label in labels] == ["BEL"]
    check(labels, rings, [], "world")


@settings(max_examples=40)
@given(
    region=st.sampled_from(REGIONS),
    chosen=st.lists(
        st.tuples(
            st.sampled_from(sorted(geometry("world").points)),
            st.floats(2, 20),
            st.lists(st.text("abc ", min_size=1, max_size=26), max_size=2).map(tuple),
        ),
        max_size=16,
        unique_by=lambda ring: ring[0],
    ),
    names=st.sampled_from([[], [RUSSIA]]),
)
def test_nothing_lies_over_anything_wherever_the_rings_are(
    region: str, chosen: list[tuple[str, float, tuple[str, ...]]], names: list[Name]
) -> None:
    rings = [Ring(iso3, radius, lines, "") for iso3, radius, lines in chosen]
    labels = place_labels(rings, names, geometry(region))
    assert {label.iso3 for label in labels} <= {ring.iso3 for ring in rings if ring.label}
    check(labels, rings, names, region)
