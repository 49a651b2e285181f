"""Where rings and their labels go: beside each other, or by a leader line where there is no room.

Rings of countries outside of the frame stand one below the other under a heading, over open sea.
Where a map is too small for words, a letter stands at each ring, keyed to a list.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from string import ascii_uppercase

import numpy as np

from dashboard.map.choice import chosen_places
from dashboard.map.geometry import BASE, FRAMES, UNITS, Geometry, Land, geometry, land
from dashboard.map.space import (
    EDGE,
    LETTER,
    LINE,
    Box,
    Label,
    Numbers,
    Places,
    Point,
    Sheet,
    Space,
    around,
    conflicts,
    moved,
)
from dashboard.map.spec import Name, Ring

# Pixels on a map of BASE pixels; a letter's width is a generous mean, so that other fonts fit.
BIG_LETTER, SIZE, GAP = 8.0, 12.0, 4.0
# The maps that letters have to fit on, as parts of BASE: rings shrink with a map, texts do not.
LETTERS = (0.62, 0.44)
FARTHEST, STEP, ANGLES = 260, 12, 48
# A text stands centred over or under the end of a line that is steeper than this (cosine).
UPRIGHT = 0.35
# A ring chooses from so many of its best places and as many of all others; from more where a label
# found none.
BEST = 60, 120
FAR_HEADING = "Beyond this map"
# How far the arrow reaches that leads from a ring to a country outside of the frame.
ARROW = 9
# What stays free under the last of the rings under that heading.
UNDER = 18
# Rings this near are one crowd; turning back into it is as bad as so many pixels more.
CROWD, TURN = 120, 150
# A text that hides what is to be seen is as bad as one so many pixels farther away.
HIDES = 160


def place_labels(
    rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry, seen: Set[str] = frozenset()
) -> list[Label]:
    """Return a place for every label that finds one, in the order of the rings.

    No label lies over another, over a ring, a name or a leader, and no leader over any of them.
    The ring that has the fewest places left has the first choice. The countries in `seen`, whose
    colours say something, are left free where that costs no long way.
    """
    return list(
        _labels(_silent(rings), tuple(names), shapes.region, frozenset(seen), letters=False)
    )


def place_letters(rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry) -> list[Label]:
    """Return places for a letter a ring, on a map that is too small for words."""
    return list(_labels(_silent(rings), tuple(names), shapes.region, frozenset(), letters=True))


def ring_places(rings: Sequence[Ring], shapes: Geometry) -> dict[str, Point]:
    """Return where the rings stand, in units: at their countries, or under the heading.

    One that finds no more room there stands at the edge of the map.
    """
    places: dict[str, Point] = {ring.iso3: shapes.points[ring.iso3] for ring in rings}
    far = [ring for ring in rings if ring.iso3 in shapes.outside]
    left, top = FRAMES[shapes.region].far
    left += max((ring.radius for ring in far), default=0) + ARROW
    top += LINE + GAP
    for ring in far:
        high = max(2 * ring.radius, len(ring.label) * LINE)
        if top + high > shapes.height / UNITS - EDGE:
            break
        places[ring.iso3] = left * UNITS, (top + high / 2) * UNITS
        top += high + GAP
    return places


def far_heading(rings: Sequence[Ring], shapes: Geometry) -> Point | None:
    """Return where the heading of the rings outside starts, in units; None where it has none."""
    left, top = FRAMES[shapes.region].far
    any_far = any(ring.iso3 in shapes.outside for ring in rings)
    return (left * UNITS, (top + LINE - 3) * UNITS) if any_far else None


def _silent(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    """Return the rings as far as they have a part in where their labels stand."""
    return tuple(replace(ring, text="") for ring in rings)


def _lettered(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    signs = iter(ascii_uppercase)
    return tuple(
        replace(ring, label=tuple(next(signs, ""))) if ring.label else ring for ring in rings
    )


@lru_cache(maxsize=128)
def _labels(
    rings: tuple[Ring, ...],
    names: tuple[Name, ...],
    region: str,
    seen: frozenset[str],
    *,
    letters: bool,
) -> tuple[Label, ...]:
    shapes, covered = geometry(region), land(region, seen)
    scales = LETTERS if letters else (1.0, FRAMES[region].words)
    sheets = [_sheet(rings, names, shapes, scale, words=not letters) for scale in scales]
    rings = _lettered(rings) if letters else rings
    placed = {label.iso3: label for label in _listed(rings, shapes, sheets)}
    spaces = [
        replace(
            sheet.space,
            boxes=[
                *sheet.space.boxes,
                *(label.taken(sheet.middles[iso3])[0] for iso3, label in placed.items()),
            ],
        )
        for sheet in sheets
    ]
    free = [
        _places(ring, sheets[0], covered)
        for ring in rings
        if ring.label and ring.iso3 not in placed
    ]
    free = [each.only(each.clear(sheets, spaces)) for each in free]
    for best in BEST:
        some = [_some(each, best) for each in free]
        chosen = chosen_places([each.cost for each in some], conflicts(some, sheets))
        if None not in chosen:
            break
    placed |= {
        each.ring.iso3: each.label(at)
        for each, at in zip(some, chosen, strict=True)
        if at is not None
    }
    return tuple(placed[ring.iso3] for ring in rings if ring.iso3 in placed)


def _some(places: Places, best: int) -> Places:
    """Return the best places, and as many of the others, from near to far."""
    count = len(places.texts)
    if count <= 2 * best:
        return places
    others = np.linspace(best, count - 1, best).astype(int)
    return places.only(np.concatenate([np.arange(best), others]))


def _sheet(
    rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry, scale: float, *, words: bool
) -> Sheet:
    frame, size = FRAMES[shapes.region], (BASE * scale, shapes.height / UNITS * scale)
    middles = {iso3: _pixels(at, scale) for iso3, at in ring_places(rings, shapes).items()}
    boxes = [
        around(
            _pixels(frame.place(name.lon, name.lat), scale),
            len(name.text) * BIG_LETTER / 2 + GAP,
            LINE / 2,
        )
        for name in names
    ]
    if words and (heading := far_heading(rings, shapes)):
        # Between words that do not shrink with a map nothing does.
        left, top = _pixels(heading)
        by = {
            iso3: (x / scale - left, y / scale - top)
            for iso3, (x, y) in middles.items()
            if iso3 in shapes.outside
        }
        left *= scale
        top = min(top * scale, size[1] - max(down for _, down in by.values()) - UNDER)
        middles |= {iso3: (left + across, top + down) for iso3, (across, down) in by.items()}
        boxes.append((left, top - LINE, left + len(FAR_HEADING) * BIG_LETTER, top + GAP))
    circles = [(*middles[ring.iso3], ring.radius * scale) for ring in rings]
    return Sheet(scale, Space(size, boxes, np.array(circles).reshape(-1, 3)), middles)


def _listed(rings: Sequence[Ring], shapes: Geometry, sheets: Sequence[Sheet]) -> Iterable[Label]:
    """Return the labels of rings under the heading, clear of arrows."""
    far = [ring for ring in rings if ring.iso3 in shapes.outside]
    taken: list[list[Box]] = [[] for _ in sheets]
    for ring in far:
        top = -len(ring.label) * LINE / 2
        right = max(one.radius for one in far) * sheets[0].scale + ARROW + GAP
        if not ring.label:
            continue
        label = Label(ring.iso3, ring.label, right, top + LINE - 3, "start")
        boxes = [moved(label.box, sheet.middles[ring.iso3]) for sheet in sheets]
        spaces = [
            replace(sheet.space, boxes=[*sheet.space.boxes, *before])
            for sheet, before in zip(sheets, taken, strict=True)
        ]
        if all(space.free(np.array([box]))[0] for space, box in zip(spaces, boxes, strict=True)):
            for before, box in zip(taken, boxes, strict=True):
                before.append(box)
            yield label


def _places(ring: Ring, sheet: Sheet, covered: Land) -> Places:
    """Return beside, above and below a ring, then ever farther away on a line."""
    middle, radius = sheet.middles[ring.iso3], ring.radius * sheet.scale
    away, angle, cost = _directions(radius + GAP, _outward(middle, list(sheet.middles.values())))
    across, down = np.cos(angle), np.sin(angle)
    width, height = max(map(len, ring.label)) * LETTER, len(ring.label) * LINE
    x, y = away * across, away * down
    upright = np.abs(across) < UPRIGHT
    left = np.where(upright, x - width / 2, np.where(across > 0, x, x - width))
    top = np.where(upright, np.where(y > 0, y, y - height), y - height / 2)
    texts = np.column_stack([left, top, left + width, top + height])
    hidden = covered.share((texts + np.tile(middle, 2)) / sheet.scale)
    cost = cost + HIDES * hidden
    places = Places(
        ring,
        np.column_stack([across, down]) * radius,
        np.column_stack([x, y]),
        texts,
        upright,
        away >= radius + STEP,
        cost,
    )
    return places.only(np.argsort(cost, kind="stable"))


def _directions(nearest: float, outward: float) -> tuple[Numbers, Numbers, Numbers]:
    """Return distances, angles (clockwise from the right), and how far from the best each is."""
    eighth = np.pi / 4
    beside = [(nearest, turn * eighth) for turn in (0, 4, 6, 2)]
    beside += [(nearest + 2, turn * eighth) for turn in (7, 1, 5, 3)]
    far = np.arange(round(nearest) + STEP, FARTHEST, STEP)
    away, angle = np.meshgrid(far, np.linspace(0, 2 * np.pi, ANGLES, endpoint=False))
    # Out of a crowd rather than through it.
    cost = away + TURN * (1 - np.cos(angle - outward))
    first = np.array(beside)
    return (
        np.concatenate([first[:, 0], away.ravel()]),
        np.concatenate([first[:, 1], angle.ravel()]),
        np.concatenate([np.arange(len(beside)) / len(beside), cost.ravel()]),
    )


def _outward(middle: Point, all_: list[Point]) -> float:
    """Return the angle that leads away from the rings around one."""
    apart = np.array(middle) - np.array(all_)
    near = apart[np.hypot(*apart.T) < CROWD]
    across, down = near.sum(axis=0)
    return float(np.arctan2(down, across))


def _pixels(point: Point, scale: float = 1) -> Point:
    return point[0] / UNITS * scale, point[1] / UNITS * scale
