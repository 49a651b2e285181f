"""The shortest line between two places on the globe."""

import math

Place = tuple[float, float]
STEP = 1.0
Vector = tuple[float, float, float]


def great_circle(start: Place, end: Place, short_by: float = 0.0) -> list[Place]:
    """Return points (lon, lat) from `start` to `end`, about one degree apart.

    The line stops `short_by` degrees before `end`.
    """
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    length = math.degrees(angle)
    if length <= short_by:
        return [start]
    last = 1 - short_by / length
    steps = max(2, math.ceil(length / STEP))
    return [_between(a, b, angle, last * step / steps) for step in range(steps + 1)]


def _vector(place: Place) -> Vector:
    lon, lat = map(math.radians, place)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _between(a: Vector, b: Vector, angle: float, part: float) -> Place:
    first = math.sin((1 - part) * angle) / math.sin(angle)
    second = math.sin(part * angle) / math.sin(angle)
    x, y, z = (first * one + second * other for one, other in zip(a, b, strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))
