"""Labels of rings stand where they can be read: apart from each other, and on the map."""

from collections.abc import Sequence
from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from dashboard.link.map_view import parse_map
from dashboard.link.vocabulary import Vocabulary
from dashboard.map.figure import map_card
from dashboard.map.frames import BASE, FRAMES
from dashboard.map.geometry import geometry
from dashboard.map.labels import BIG_LETTER, LINE, UNITS, Label, place_labels
from dashboard.map.spec import Map, Name, Ring
from dashboard.tables.catalogue import Catalogue

REGIONS = list(FRAMES)
RUSSIA = Name("Russia", 60, 60)
each_region = pytest.mark.parametrize("region", REGIONS)


def layer(catalogue: Catalogue, words: Vocabulary, **query: str) -> Map:
    view, refusals = parse_map({name: [value] for name, value in query.items()}, words)
    assert not refusals
    shown = map_card(catalogue, words.layers[view.layer], view).map
    assert shown
    return shown


def middle(iso3: str, region: str) -> tuple[float, float]:
    x, y = geometry(region).points[iso3]
    return x / UNITS, y / UNITS


def check(
    labels: Sequence[Label], rings: Sequence[Ring], names: Sequence[Name], region: str
) -> None:
    """Assert that nothing lies over anything, and nothing beyond the edge."""
    whole = shapely.box(0, 0, BASE, geometry(region).height / UNITS)
    texts = dict[str, BaseGeometry]()
    leaders = dict[str, BaseGeometry]()
    for label in labels:
        x, y = middle(label.iso3, region)
        left, top, right, bottom = label.box
        texts[label.iso3] = shapely.box(x + left, y + top, x + right, y + bottom)
        if label.leader:
            ends = [(x + at_x, y + at_y) for at_x, at_y in (label.start, label.leader)]
            leaders[label.iso3] = shapely.LineString(ends)
    circles = {
        ring.iso3: shapely.Point(middle(ring.iso3, region)).buffer(ring.radius) for ring in rings
    }
    written = []
    for name in names:
        x, y = (part / UNITS for part in FRAMES[region].place(name.lon, name.lat))
        half = len(name.text) * BIG_LETTER / 2
        written.append(shapely.box(x - half, y - LINE / 2, x + half, y + LINE / 2))
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
@pytest.mark.parametrize("year", ["2021", "2022", "2023", "2024"])
def test_national_figures_are_named_where_there_is_room(
    catalogue: Catalogue, words: Vocabulary, region: str, year: str
) -> None:
    shown = layer(catalogue, words, layer="first_permits", region=region, year=year)
    labels = place_labels(shown.rings, shown.names, geometry(region))
    # Europe is a sixth of the world's width; in its own maps every figure has its name.
    assert len(labels) >= len(shown.rings) * (0.7 if region == "world" else 1)
    check(labels, shown.rings, shown.names, region)


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
