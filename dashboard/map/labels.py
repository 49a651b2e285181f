"""Where rings and their labels go: beside each other, or by a leader line where there is no room.

Rings of countries outside of the frame stand one below the other under a heading, over open sea.
Where a map is too small for words, a letter stands at each ring, keyed to a list.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from string import ascii_uppercase

import numpy as np

from dashboard.map.geometry import BASE, FRAMES, UNITS, Geometry, geometry
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
# Of so many of the best places that are left so many are weighed by what they leave to others.
BEST, WEIGHED, BETTER = 60, 6, 0.02
# A ring with more places left than these is not in need of any one of them: with each try that
# leaves a ring without a label they are more.
NEEDED = (120, 150, 400, 400)
FAR_HEADING = "Beyond this map"
# How far the arrow reaches that leads from a ring to a country outside of the frame.
ARROW = 9
# What stays free under the last of the rings under that heading.
UNDER = 18
# Rings this near are one crowd; turning back into it is as bad as so many pixels more.
CROWD, TURN = 120, 150


def place_labels(rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry) -> list[Label]:
    """Return a place for every label that finds one, in the order of the rings.

    No label lies over another, over a ring, a name or a leader, and no leader over any of them.
    The ring that has the fewest places left has the first choice.
    """
    return list(_labels(_silent(rings), tuple(names), shapes.region, letters=False))


def place_letters(rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry) -> list[Label]:
    """Return places for a letter a ring, on a map that is too small for words."""
    return list(_labels(_silent(rings), tuple(names), shapes.region, letters=True))


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
    rings: tuple[Ring, ...], names: tuple[Name, ...], region: str, *, letters: bool
) -> tuple[Label, ...]:
    shapes = geometry(region)
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
    free = [_places(ring, sheets[0]) for ring in rings if ring.label and ring.iso3 not in placed]
    free = [each.only(each.clear(sheets, spaces)) for each in free]
    first = set[str]()
    best = placed
    for needed in NEEDED:
        found = _all_placed(free, first, needed, sheets)
        if len(placed | found) > len(best):
            best = placed | found
        lost = {each.ring.iso3 for each in free} - found.keys()
        if not lost:
            break
        first |= lost
    return tuple(best[ring.iso3] for ring in rings if ring.iso3 in best)


def _all_placed(
    free: Iterable[Places], first: Set[str], needed: int, sheets: Sequence[Sheet]
) -> dict[str, Label]:
    """Return labels for as many rings as find a place; some have theirs first."""
    left = {each.ring.iso3: each for each in free}
    placed = dict[str, Label]()
    while left:
        own = left.pop(min(left, key=lambda iso3: (iso3 not in first, len(left[iso3].texts))))
        if len(own.texts):
            label = placed[own.ring.iso3] = own.label(_best(own, left, needed, sheets))
            left = {iso3: each.beside(label, sheets) for iso3, each in left.items()}
    return placed


def _best(own: Places, others: Mapping[str, Places], needed: int, sheets: Sequence[Sheet]) -> int:
    """Return the place that leaves most to the ring that it takes most from."""
    in_need = [each for each in others.values() if 0 < len(each.texts) < needed]
    best, most = 0, -1.0
    for at in sorted({*np.linspace(0, min(len(own.texts), BEST) - 1, WEIGHED, dtype=int)}):
        label = own.label(int(at))
        parts = [len(each.beside(label, sheets).texts) / len(each.texts) for each in in_need]
        if min(parts, default=1) > most + BETTER:
            best, most = int(at), min(parts, default=1)
    return best


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


def _places(ring: Ring, sheet: Sheet) -> Places:
    """Return beside, above and below a ring, then ever farther away on a line."""
    middle, radius = sheet.middles[ring.iso3], ring.radius * sheet.scale
    away, angle = _directions(radius + GAP, _outward(middle, list(sheet.middles.values())))
    across, down = np.cos(angle), np.sin(angle)
    width, height = max(map(len, ring.label)) * LETTER, len(ring.label) * LINE
    x, y = away * across, away * down
    upright = np.abs(across) < UPRIGHT
    left = np.where(upright, x - width / 2, np.where(across > 0, x, x - width))
    top = np.where(upright, np.where(y > 0, y, y - height), y - height / 2)
    return Places(
        ring,
        np.column_stack([across, down]) * radius,
        np.column_stack([x, y]),
        np.column_stack([left, top, left + width, top + height]),
        upright,
        away >= radius + STEP,
    )


def _directions(nearest: float, outward: float) -> tuple[Numbers, Numbers]:
    """Return distances and angles (clockwise from the right), the best readable first."""
    eighth = np.pi / 4
    beside = [(nearest, turn * eighth) for turn in (0, 4, 6, 2)]
    beside += [(nearest + 2, turn * eighth) for turn in (7, 1, 5, 3)]
    far = np.arange(round(nearest) + STEP, FARTHEST, STEP)
    away, angle = np.meshgrid(far, np.linspace(0, 2 * np.pi, ANGLES, endpoint=False))
    # Out of a crowd rather than through it.
    cost = away + TURN * (1 - np.cos(angle - outward))
    order = np.argsort(cost, axis=None, kind="stable")
    first = np.array(beside)
    return (
        np.concatenate([first[:, 0], away.ravel()[order]]),
        np.concatenate([first[:, 1], angle.ravel()[order]]),
    )


def _outward(middle: Point, all_: list[Point]) -> float:
    """Return the angle that leads away from the rings around one."""
    apart = np.array(middle) - np.array(all_)
    near = apart[np.hypot(*apart.T) < CROWD]
    across, down = near.sum(axis=0)
    return float(np.arctan2(down, across))


def _pixels(point: Point, scale: float = 1) -> Point:
    return point[0] / UNITS * scale, point[1] / UNITS * scale
