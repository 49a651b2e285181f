"""Where the label of a ring goes, so that neighbours' labels do not lie on each other."""

import math
from collections.abc import Sequence

from dashboard.charts.map_layout import FRAMES

Box = tuple[float, float, float, float]
# Degrees of latitude that one pixel covers on a map about 750 px wide and 400 px high.
DEGREES_A_PIXEL = {"world": 0.42, "europe": 0.098, "eurasia": 0.105}
LETTER, LINE, RADIUS = 6.4, 15.0, 11.0
POSITIONS = ("middle right", "middle left", "top center", "bottom center")


def place_labels(
    lon: Sequence[float],
    lat: Sequence[float],
    labels: Sequence[str],
    region: str,
    standing: Sequence[tuple[str, float, float]] = (),
) -> list[str | None]:
    """Return a plotly text position for each label, None where no free place was found.

    `labels` may hold `<br>`. Earlier labels have the first choice, so sort by importance.
    `standing` are texts that are centred on a point already.
    """
    scale = DEGREES_A_PIXEL[region]
    frame = FRAMES[region]
    middle = sum(frame.lat) / 2
    west, south = _flat(frame.lon[0], middle, frame.rotation)[0], frame.lat[0]
    east, north = _flat(frame.lon[1], middle, frame.rotation)[0], frame.lat[1]
    points = [_flat(x, y, frame.rotation) for x, y in zip(lon, lat, strict=True)]
    half = RADIUS * scale / 2
    taken: list[Box] = [(x - half, y - half, x + half, y + half) for x, y in points]
    for text, x, y in standing:
        left, bottom, right, top = _box(*_flat(x, y, frame.rotation), text, "top center", scale)
        drop = (top - bottom) / 2 + RADIUS * scale
        taken.append((left, bottom - drop, right, top - drop))
    placed: list[str | None] = []
    for (x, y), label in zip(points, labels, strict=True):
        for position in POSITIONS:
            box = _box(x, y, label, position, scale)
            inside = west <= box[0] and box[2] <= east and south <= box[1] and box[3] <= north
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                placed.append(position)
                break
        else:
            placed.append(None)
    return placed


def _flat(lon: float, lat: float, rotation: float) -> tuple[float, float]:
    """Return degrees on a flat map, near enough to the equal-area projections for labels."""
    return (lon - rotation) * math.cos(math.radians(lat)), lat


def _box(x: float, y: float, label: str, position: str, scale: float) -> Box:
    lines = label.split("<br>")
    width = max(map(len, lines)) * LETTER * scale
    height = len(lines) * LINE * scale
    gap = RADIUS * scale
    if position == "middle right":
        return (x + gap, y - height / 2, x + gap + width, y + height / 2)
    if position == "middle left":
        return (x - gap - width, y - height / 2, x - gap, y + height / 2)
    if position == "top center":
        return (x - width / 2, y + gap, x + width / 2, y + gap + height)
    return (x - width / 2, y - gap - height, x + width / 2, y - gap)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
