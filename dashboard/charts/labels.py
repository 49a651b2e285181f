"""Where the label of a ring goes, so that neighbours' labels do not lie on each other."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]
# Rough size of a letter of 12 px and of a line, in degrees of a map about 900 px wide.
DEGREES_A_PIXEL = {"world": 0.40, "europe": 0.065, "eurasia": 0.105}
LETTER, LINE, RADIUS = 6.6, 15.0, 14.0
POSITIONS = ("middle right", "middle left", "top center", "bottom center")


def place_labels(
    lon: Sequence[float], lat: Sequence[float], labels: Sequence[str], region: str
) -> list[str | None]:
    """Return a plotly text position for each label, None where no free place was found.

    `labels` may hold `<br>`. Earlier labels have the first choice, so sort by importance.
    """
    scale = DEGREES_A_PIXEL[region]
    taken: list[Box] = [
        (
            x - RADIUS * scale / 2,
            y - RADIUS * scale / 2,
            x + RADIUS * scale / 2,
            y + RADIUS * scale / 2,
        )
        for x, y in zip(lon, lat, strict=True)
    ]
    placed: list[str | None] = []
    for x, y, label in zip(lon, lat, labels, strict=True):
        for position in POSITIONS:
            box = _box(x, y, label, position, scale)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                placed.append(position)
                break
        else:
            placed.append(None)
    return placed


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
