"""What is taken on a map, and which texts and lines still have room on it; in pixels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from dashboard.map.spec import Ring

EDGE = 2
LETTER, LINE = 6.6, 14.0

Point = tuple[float, float]
Line = tuple[Point, Point]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Space:
    """A map of a width and height, what is taken on it, and the lines that lead to labels.

    `circles` are across, down and radius of rings, a row each.
    """

    size: Point
    boxes: Sequence[Box]
    circles: Numbers = field(default_factory=lambda: np.zeros((0, 3)))
    leaders: Sequence[Line] = ()

    def free(self, texts: Numbers) -> Flags:
        """Return which boxes lie on the map and on nothing else."""
        left, top, right, bottom = texts.T[..., None]
        inside = (left >= EDGE) & (top >= EDGE)
        inside &= (right <= self.size[0] - EDGE) & (bottom <= self.size[1] - EDGE)
        taken = np.array(self.boxes).reshape(-1, 4).T
        meets = (left < taken[2]) & (right > taken[0]) & (top < taken[3]) & (bottom > taken[1])
        crossed = _crossing(np.array(self.leaders).reshape(-1, 2, 2), texts)
        x, y, radius = self.circles.T
        apart = np.hypot(np.clip(x, left, right) - x, np.clip(y, top, bottom) - y)
        ringed = (apart < radius).any(axis=1)
        free: Flags = inside[:, 0] & ~meets.any(axis=1) & ~crossed.any(axis=0) & ~ringed
        return free

    def open(self, lines: Numbers, over: Box) -> Flags:
        """Return which lines run across nothing, or only across what lies over a box."""
        left, top, right, bottom = over
        boxes = np.array(
            [
                box
                for box in self.boxes
                if not (box[0] < right and box[2] > left and box[1] < bottom and box[3] > top)
            ]
        )
        blocked: Flags = np.any(_crossing(lines, boxes.reshape(-1, 4)), axis=1)
        x, y, radius = self.circles.T
        beside = (x - radius > right) | (x + radius < left) | (y - radius > bottom)
        blocked |= _reaching(lines, self.circles[beside | (y + radius < top)]).any(axis=1)
        for leader in self.leaders:
            blocked |= _meeting(lines, np.array(leader))
        return ~blocked


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


@dataclass(frozen=True)
class Sheet:
    """The map at one size, in pixels: what is taken on it, and where its rings stand."""

    scale: float
    space: Space
    middles: Mapping[str, Point]


@dataclass(frozen=True)
class Places:
    """Where the label of a ring may stand, the best readable first; in pixels from its middle.

    `starts` and `ends` are those of the line that leads there, which only those `led` have; `cost`
    is how many pixels farther than the best a place is, or as bad as that.
    """

    ring: Ring
    starts: Numbers
    ends: Numbers
    texts: Numbers
    upright: Flags
    led: Flags
    cost: Numbers

    def only(self, kept: Flags | npt.NDArray[np.intp]) -> "Places":
        """Return those places that are kept, or all in an order."""
        return Places(
            self.ring,
            self.starts[kept],
            self.ends[kept],
            self.texts[kept],
            self.upright[kept],
            self.led[kept],
            self.cost[kept],
        )

    def clear(self, sheets: Sequence[Sheet], spaces: Sequence[Space]) -> Flags:
        """Return which places run into nothing that is taken, a space a sheet."""
        clear: Flags = np.ones(len(self.texts), dtype=bool)
        for sheet, space in zip(sheets, spaces, strict=True):
            texts, lines = self.on(sheet)
            radius = self.ring.radius * sheet.scale
            # Rings that lie over this one may leave its leader no way around them.
            own = around(sheet.middles[self.ring.iso3], radius, radius)
            clear &= space.free(texts)
            clear &= ~self.led | space.open(lines, own)
        return clear

    def on(self, sheet: Sheet) -> tuple[Numbers, Numbers]:
        """Return texts and lines where they stand on a map."""
        middle = np.array(sheet.middles[self.ring.iso3])
        return self.texts + np.tile(middle, 2), np.stack([self.starts, self.ends], axis=1) + middle

    def label(self, at: int) -> Label:
        """Return the label at one of the places."""
        (x, y), (left, top, _, _) = self.ends[at], self.texts[at]
        anchor = "middle" if self.upright[at] else "end" if left < x else "start"
        return Label(
            self.ring.iso3,
            self.ring.label,
            round(float(x), 1),
            round(float(top) + LINE - 3, 1),
            anchor,
            _rounded((x, y)) if self.led[at] else None,
            _rounded(self.starts[at]),
        )


def conflicts(free: Sequence[Places], sheets: Sequence[Sheet]) -> dict[tuple[int, int], Flags]:
    """Return for each two rings which places of the one (a row each) meet which of the other."""
    found: dict[tuple[int, int], Flags] = {}
    for (at, one), (by, other) in combinations(enumerate(free), 2):
        meets: Flags = np.zeros((len(one.texts), len(other.texts)), dtype=bool)
        for sheet in sheets:
            boxes, lines = one.on(sheet)
            other_boxes, other_lines = other.on(sheet)
            apart = (boxes[:, None, :2] >= other_boxes[:, 2:]).any(axis=2)
            apart |= (boxes[:, None, 2:] <= other_boxes[:, :2]).any(axis=2)
            meets |= ~apart
            meets |= one.led[:, None] & _crossing(lines, other_boxes)
            meets |= other.led & _crossing(other_lines, boxes).T
            meets |= one.led[:, None] & other.led & _meeting(lines[:, None], other_lines)
        found[at, by], found[by, at] = meets, meets.T
    return found


def moved(box: Box, by: Point) -> Box:
    """Return a box at another place."""
    left, top, right, bottom = box
    x, y = by
    return x + left, y + top, x + right, y + bottom


def around(middle: Point, half_width: float, half_height: float) -> Box:
    """Return the box around a point."""
    x, y = middle
    return x - half_width, y - half_height, x + half_width, y + half_height


def _rounded(point: Iterable[float]) -> Point:
    x, y = point
    return round(float(x), 1), round(float(y), 1)


def _crossing(lines: Numbers, boxes: Numbers) -> Flags:
    """Return which lines (a row each) run through which boxes (a column each)."""
    enters, leaves = np.zeros((len(lines), len(boxes))), np.ones((len(lines), len(boxes)))
    for axis in (0, 1):
        start = lines[:, 0, axis, None]
        run = lines[:, 1, axis, None] - start
        run = np.where(run == 0, 1e-9, run)
        one, other = (boxes[:, axis] - start) / run, (boxes[:, axis + 2] - start) / run
        enters = np.maximum(enters, np.minimum(one, other))
        leaves = np.minimum(leaves, np.maximum(one, other))
    crossing: Flags = enters < leaves
    return crossing


def _reaching(lines: Numbers, circles: Numbers) -> Flags:
    """Return which lines (a row each) run through which circles (a column each)."""
    run = lines[:, None, 1] - lines[:, None, 0]
    away = circles[None, :, :2] - lines[:, None, 0]
    length = np.maximum((run * run).sum(axis=-1), 1e-9)
    part = np.clip((run * away).sum(axis=-1) / length, 0, 1)
    apart = np.hypot(*np.moveaxis(away - run * part[..., None], -1, 0))
    reaching: Flags = apart < circles[:, 2]
    return reaching


def _meeting(lines: Numbers, others: Numbers) -> Flags:
    """Return which lines cross which others; the two are spread out against each other."""

    def side(points: Numbers, line: Numbers) -> Flags:
        along, out = line[..., 1, :] - line[..., 0, :], points - line[..., 0, :]
        left: Flags = along[..., 0] * out[..., 1] > along[..., 1] * out[..., 0]
        return left

    parts: Flags = side(lines[..., 0, :], others) != side(lines[..., 1, :], others)
    parted: Flags = side(others[..., 0, :], lines) != side(others[..., 1, :], lines)
    return parts & parted
