"""Where the label of a ring goes: beside it, or by a leader line where there is no room."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.map.frames import BASE, FRAMES, WIDTH
from dashboard.map.geometry import Geometry
from dashboard.map.spec import Name, Ring

# Pixels on a map of BASE pixels; a letter's width is a generous mean, so that other fonts fit.
LETTER, LINE, SIZE, GAP = 6.6, 14.0, 12.0, 4.0
UNITS = WIDTH / BASE
FARTHEST, STEP, ANGLES = 210, 14, 24


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed(self, line: "Line") -> bool:
        """Return whether a line runs through the rectangle."""
        (x, y), (to_x, to_y) = line
        steps = max(2, round(math.hypot(to_x - x, to_y - y) / 4))
        return any(
            self.left < x + (to_x - x) * at / steps < self.right
            and self.top < y + (to_y - y) * at / steps < self.bottom
            for at in range(steps + 1)
        )


Line = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Label:
    """Lines of text at an offset in pixels from the middle of a ring.

    `x` is where the text starts, is centred or ends, as `anchor` says; `y` is the first baseline.
    `leader` is the end of a line that leads from the ring to the text, where it stands apart.
    """

    iso3: str
    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    leader: tuple[float, float] | None = None


def place_labels(rings: Sequence[Ring], names: Sequence[Name], shapes: Geometry) -> list[Label]:
    """Return a place for every label; earlier rings have the first choice."""
    frame = FRAMES[shapes.region]
    whole = Box(2, 2, BASE - 2, shapes.height / UNITS - 2)
    middles = {ring.iso3: _pixels(shapes.points[ring.iso3]) for ring in rings}
    taken = [
        Box(x - ring.radius, y - ring.radius, x + ring.radius, y + ring.radius)
        for ring in rings
        for x, y in [middles[ring.iso3]]
    ]
    for name in names:
        x, y = _pixels(frame.place(name.lon, name.lat))
        half = len(name.text) * LETTER / 2
        taken.append(Box(x - half, y - LINE / 2, x + half, y + LINE / 2))
    leaders: list[Line] = []
    placed = []
    for ring in rings:
        if not ring.label:
            continue
        found = _placed(ring, middles[ring.iso3], whole, taken, leaders)
        if found is None:
            continue
        label, box = found
        taken.append(box)
        if label.leader:
            x, y = middles[ring.iso3]
            leaders.append(((x, y), (x + label.leader[0], y + label.leader[1])))
        placed.append(label)
    return placed


def _placed(
    ring: Ring,
    middle: tuple[float, float],
    whole: Box,
    taken: Sequence[Box],
    leaders: Sequence[Line],
) -> tuple[Label, Box] | None:
    """Return the first free place: beside, above, below, then ever farther away on a line."""
    width = max(map(len, ring.label)) * LETTER
    height = len(ring.label) * LINE
    x, y = middle
    own = Box(x - ring.radius, y - ring.radius, x + ring.radius, y + ring.radius)
    others = [box for box in taken if box != own]
    for away, angle in _candidates(ring.radius + GAP):
        across, down = math.cos(angle), math.sin(angle)
        to_x, to_y = away * across, away * down
        if abs(across) < 0.35:
            anchor, left = "middle", x + to_x - width / 2
            top = y + to_y if down > 0 else y + to_y - height
        else:
            anchor = "start" if across > 0 else "end"
            left = x + to_x if across > 0 else x + to_x - width
            top = y + to_y - height / 2
        box = Box(left, top, left + width, top + height)
        inside = (
            whole.left <= box.left
            and box.right <= whole.right
            and whole.top <= box.top
            and box.bottom <= whole.bottom
        )
        line: Line = (middle, (x + to_x, y + to_y))
        if (
            not inside
            or box.meets(own)
            or any(box.meets(other) for other in others)
            or any(box.crossed(leader) for leader in leaders)
        ):
            continue
        led = away > ring.radius + GAP
        if led and any(other.crossed(line) for other in others):
            continue
        return (
            Label(
                ring.iso3,
                ring.label,
                round(to_x, 1),
                round(top - y + LINE - 3, 1),
                anchor,
                (round(to_x * 0.97, 1), round(to_y * 0.97, 1)) if led else None,
            ),
            box,
        )
    return None


def _candidates(nearest: float) -> list[tuple[float, float]]:
    """Return distances and angles (0 to the right, clockwise), the best readable first."""
    quarter = math.pi / 2
    first = [(nearest, angle) for angle in (0, 2 * quarter, 3 * quarter, quarter)]
    first += [(nearest + 2, angle * quarter / 2) for angle in (7, 1, 5, 3)]
    far = [
        (float(away), 2 * math.pi * turn / ANGLES)
        for away in range(round(nearest) + STEP, FARTHEST, STEP)
        for turn in range(ANGLES)
    ]
    return first + far


def _pixels(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] / UNITS, point[1] / UNITS
