"""What is taken on a map, and which texts and lines still have room on it; in pixels."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dashboard.map.geometry import BASE

EDGE = 2

Point = tuple[float, float]
Line = tuple[Point, Point]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass
class Space:
    """A map of a height, what is taken on it, and the lines that lead to labels.

    `circles` are across, down and radius of rings, a row each.
    """

    height: float
    boxes: list[Box]
    circles: Numbers
    leaders: list[Line] = field(default_factory=list)

    def fits(self, box: Box) -> bool:
        """Return whether a text without a leader may stand."""
        return bool(self.free(np.array([box]))[0])

    def take(self, box: Box, leader: Line | None) -> None:
        """Let a text stand, with the line that leads to it."""
        self.boxes.append(box)
        if leader:
            self.leaders.append(leader)

    def free(self, texts: Numbers) -> Flags:
        """Return which boxes lie on the map and on nothing else."""
        left, top, right, bottom = texts.T[..., None]
        inside = (left >= EDGE) & (top >= EDGE)
        inside &= (right <= BASE - EDGE) & (bottom <= self.height - EDGE)
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


def moved(box: Box, by: Point) -> Box:
    """Return a box at another place."""
    left, top, right, bottom = box
    x, y = by
    return x + left, y + top, x + right, y + bottom


def around(middle: Point, half_width: float, half_height: float) -> Box:
    """Return the box around a point."""
    x, y = middle
    return x - half_width, y - half_height, x + half_width, y + half_height


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
