"""Where rings and their labels go: beside each other, or by a leader line where there is no room.

Rings of countries outside of the frame stand one below the other under a heading, over open sea.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dashboard.map.geometry import BASE, FRAMES, WIDTH, Geometry, geometry
from dashboard.map.space import EDGE, Box, Line, Numbers, Point, Space, around, moved
from dashboard.map.spec import Name, Ring

# Pixels on a map of BASE pixels; a letter's width is a generous mean, so that other fonts fit.
BIG_LETTER, LETTER, LINE, SIZE, GAP = 8.0, 6.6, 14.0, 12.0, 4.0
UNITS = WIDTH / BASE
FARTHEST, STEP, ANGLES = 260, 10, 48
# A text stands centred over or under the end of a line that is steeper than this (cosine).
UPRIGHT = 0.35
TRIES = 8
FAR_HEADING = "Beyond this map"
# How far the arrow reaches that leads from a ring to a country outside of the frame.
ARROW = 9
# The smallest map with labels on a laptop, as a part of BASE.
SMALL = 0.78
# Rings this near are one crowd; turning back into it is as bad as so many pixels more.
CROWD, TURN = 120, 150


@dataclass(frozen=True)
class Label:
    """Lines of text at an offset in pixels from the middle of a ring.

    `x` is where the text starts, is centred or ends, as `anchor` says; `y` is the first baseline.
    `leader` is the end of the line that leads from `start`, at the edge of the ring, to a text
    that stands apart.
    """

    iso3: str
    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    leader: Point | None = None
    start: Point = (0, 0)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom of the text, in pixels from the middle of the ring."""
        width, top = max(map(len, self.lines)) * LETTER, self.y - LINE + 3
        left = self.x - {"start": 0, "middle": width / 2, "end": width}[self.anchor]
        return left, top, left + width, top + len(self.lines) * LINE

    def taken(self, middle: Point) -> tuple[Box, Line | None]:
        """The box of the text and the line that leads to it, where the ring stands at `middle`."""
        x, y = middle
        (from_x, from_y), to = self.start, self.leader
        line = ((x + from_x, y + from_y), (x + to[0], y + to[1])) if to else None
        return moved(self.box, middle), line


def place_labels(rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry) -> list[Label]:
    """Return a place for every label that finds one, in the order of the rings.

    No label lies over another, over a ring, a name or a leader, and no leader over any of them.
    Earlier rings have the first choice; one that finds nothing left has it in another try.
    """
    return list(_labels(tuple(rings), tuple(names), shapes.region))


def ring_places(rings: Sequence[Ring], shapes: Geometry) -> dict[str, Point]:
    """Return where the rings stand, in units: at their countries, or under the heading.

    One that finds no more room there stands at the edge of the map.
    """
    places: dict[str, Point] = {ring.iso3: shapes.points[ring.iso3] for ring in rings}
    far = [ring for ring in rings if ring.iso3 in shapes.outside]
    left, top = FRAMES[shapes.region].far
    top += LINE + GAP
    for ring in far:
        high = max(2 * ring.radius, len(ring.label) * LINE)
        if top + high > shapes.height / UNITS - EDGE:
            break
        places[ring.iso3] = ((left + _widest(far) + ARROW) * UNITS, (top + high / 2) * UNITS)
        top += high + GAP
    return places


def far_heading(rings: Sequence[Ring], shapes: Geometry) -> Point | None:
    """Return where the heading of the rings outside starts, in units; None where it has none."""
    left, top = FRAMES[shapes.region].far
    any_far = any(ring.iso3 in shapes.outside for ring in rings)
    return (left * UNITS, (top + LINE - 3) * UNITS) if any_far else None


def _widest(rings: Sequence[Ring]) -> float:
    return max(ring.radius for ring in rings)


def _listed(
    rings: Sequence[Ring],
    shapes: Geometry,
    heading: Point,
    middles: Mapping[str, Point],
    space: Space,
) -> tuple[dict[str, Label], list[Box]]:
    """Return the labels under the heading, clear of arrows, and what they take of the map.

    That is more where a map is small: words do not shrink with it.
    """
    x, y = heading
    space.boxes.append((x, y - LINE, x + len(FAR_HEADING) * BIG_LETTER, y + GAP))
    far = [ring for ring in rings if ring.iso3 in shapes.outside]
    labels = dict[str, Label]()
    for ring in far:
        top = -len(ring.label) * LINE / 2
        right = _widest(far) + ARROW + GAP
        label = Label(ring.iso3, ring.label, right, top + LINE - 3, "start") if ring.label else None
        if label and space.fits(moved(label.box, middles[ring.iso3])):
            labels[ring.iso3] = label
            space.take(*label.taken(middles[ring.iso3]))
    boxes = [moved(label.box, middles[iso3]) for iso3, label in labels.items()]
    grown = [
        (x, top, x + (right - x) / SMALL, y + (bottom - y) / SMALL)
        for _, top, right, bottom in boxes
    ]
    return labels, [*space.boxes[-1 - len(boxes) :], *grown]


@lru_cache(maxsize=64)
def _labels(rings: tuple[Ring, ...], names: tuple[Name, ...], region: str) -> tuple[Label, ...]:
    shapes, frame = geometry(region), FRAMES[region]
    middles = {iso3: _pixels(at) for iso3, at in ring_places(rings, shapes).items()}
    circles = np.array([(*middles[ring.iso3], ring.radius) for ring in rings]).reshape(-1, 3)
    standing = [
        around(
            _pixels(frame.place(name.lon, name.lat)),
            len(name.text) * BIG_LETTER / 2 + GAP,
            LINE / 2,
        )
        for name in names
    ]
    height = shapes.height / UNITS
    listed = dict[str, Label]()
    if heading := far_heading(rings, shapes):
        listed, taken = _listed(
            rings, shapes, _pixels(heading), middles, Space(height, standing, circles)
        )
        standing += taken
    order = [ring for ring in rings if ring.label and ring.iso3 not in listed]
    best = listed
    for _ in range(TRIES):
        space, placed = Space(height, list(standing), circles), dict(listed)
        for ring in order:
            middle = middles[ring.iso3]
            away = _outward(middle, list(middles.values()))
            label = _placed(ring, middle, away, space)
            if label:
                placed[ring.iso3] = label
                space.take(*label.taken(middle))
        if len(placed) > len(best):
            best = placed
        left = [ring for ring in order if ring.iso3 not in placed]
        if not left:
            break
        order = left + [ring for ring in order if ring.iso3 in placed]
    return tuple(best[ring.iso3] for ring in rings if ring.iso3 in best)


def _placed(ring: Ring, middle: Point, outward: float, space: Space) -> Label | None:
    """Return the first free place: beside, above, below, then ever farther away on a line."""
    away, angle = _directions(ring.radius + GAP, outward)
    across, down = np.cos(angle), np.sin(angle)
    width, height = max(map(len, ring.label)) * LETTER, len(ring.label) * LINE
    x, y = away * across, away * down
    upright = np.abs(across) < UPRIGHT
    left = np.where(upright, x - width / 2, np.where(across > 0, x, x - width))
    top = np.where(upright, np.where(y > 0, y, y - height), y - height / 2)
    texts = np.column_stack([left, top, left + width, top + height]) + np.array([*middle, *middle])
    start = np.column_stack([across, down]) * ring.radius
    lines = np.stack([start, np.column_stack([x, y])], axis=1) + np.array(middle)
    led = away >= ring.radius + STEP
    # Rings that lie over this one may leave its leader no way around them.
    own = around(middle, ring.radius, ring.radius)
    free = np.flatnonzero(space.free(texts))
    found = free[~led[free] | space.open(lines[free], own)]
    if not len(found):
        return None
    at = int(found[0])
    return Label(
        ring.iso3,
        ring.label,
        round(float(x[at]), 1),
        round(float(top[at]) + LINE - 3, 1),
        "middle" if upright[at] else "start" if across[at] > 0 else "end",
        _rounded((x[at], y[at])) if led[at] else None,
        _rounded(start[at]),
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


def _rounded(point: Iterable[float]) -> Point:
    x, y = point
    return round(float(x), 1), round(float(y), 1)


def _pixels(point: Point) -> Point:
    return point[0] / UNITS, point[1] / UNITS
