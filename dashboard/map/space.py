"""What is taken on a map, and which texts and lines still have room on it; in pixels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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

    def holding(self, label: Label) -> Space:
        """Return the sheet with nothing on it but a label and the line that leads to it."""
        box, leader = label.taken(self.middles[label.iso3])
        return Space(self.space.size, [box], leaders=[leader] if leader else [])


@dataclass(frozen=True)
class Places:
    """Where the label of a ring may stand, the best readable first; in pixels from its middle.

    `starts` and `ends` are those of the line that leads there, which only those `led` have.
    """

    ring: Ring
    starts: Numbers
    ends: Numbers
    texts: Numbers
    upright: Flags
    led: Flags

    def only(self, kept: Flags) -> "Places":
        """Return those places that are kept."""
        return Places(
            self.ring,
            self.starts[kept],
            self.ends[kept],
            self.texts[kept],
            self.upright[kept],
            self.led[kept],
        )

    def clear(self, sheets: Sequence[Sheet], spaces: Sequence[Space]) -> Flags:
        """Return which places run into nothing that is taken, a space a sheet."""
        clear: Flags = np.ones(len(self.texts), dtype=bool)
        for sheet, space in zip(sheets, spaces, strict=True):
            middle = np.array(sheet.middles[self.ring.iso3])
            lines = np.stack([self.starts, self.ends], axis=1) + middle
            radius = self.ring.radius * sheet.scale
            # Rings that lie over this one may leave its leader no way around them.
            own = around(sheet.middles[self.ring.iso3], radius, radius)
            clear &= space.free(self.texts + np.tile(middle, 2))
            clear &= ~self.led | space.open(lines, own)
        return clear

    def beside(self, label: Label, sheets: Sequence[Sheet]) -> "Places":
        """Return the places that a label leaves to this ring."""
        return self.only(self.clear(sheets, [sheet.holding(label) for sheet in sheets]))

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


def _meeting(lines: Numbers, other: Numbers) -> Flags:
    """Return which lines cross another."""

    def side(points: Numbers, line: Numbers) -> Flags:
        along, out = line[..., 1, :] - line[..., 0, :], points - line[..., 0, :]
        left: Flags = along[..., 0] * out[..., 1] > along[..., 1] * out[..., 0]
        return left

    parts: Flags = side(lines[:, 0], other) != side(lines[:, 1], other)
    parted: Flags = side(other[0], lines) != side(other[1], lines)
    return parts & parted
