"""What stands under a map on a picture: the legend in rows that fit, the strip of its people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.charts.palette import PALETTES, ThemeName
from dashboard.map.lettering import LINE_HEIGHT, drawable, printable, width, wrapped
from dashboard.map.spec import Key, Map, Part
from dashboard.map.svg import DASHES, MARKED, RING, fill_at, patterns

# In sizes of the letters.
SWATCH, TALL, SPACE, BETWEEN, ROW = 1.7, 1.0, 0.5, 1.4, LINE_HEIGHT + 0.25
# The size of letters that lines and patterns of a pixel go with.
LETTERS = 14


@dataclass(frozen=True)
class Placed:
    """A key with its left edge and the top and height of its row, in pixels."""

    key: Key
    left: float
    top: float
    row: float


@dataclass(frozen=True)
class Legend:
    """Keys in rows; letters of `size` pixels, rings `zoom` times the size that the map gives."""

    keys: Sequence[Placed]
    size: float
    zoom: float

    @property
    def width(self) -> float:
        """How wide the widest row is, in pixels."""
        return max(
            (one.left + _needed(one.key, self.size, self.zoom) for one in self.keys), default=0
        )

    @property
    def height(self) -> float:
        """How high all rows are, in pixels."""
        return max((one.top + one.row for one in self.keys), default=0)


def legend_rows(keys: Iterable[Key], size: float, zoom: float, room: float) -> Legend:
    """Return keys that stand in as few rows of `room` pixels as hold them, at least one a row."""
    rows: list[list[tuple[Key, float]]] = [[]]
    left = 0.0
    for key in filter(lambda key: key.stands, keys):
        needed = _needed(key, size, zoom)
        if left > 0 and left + needed > room:
            rows.append([])
            left = 0.0
        rows[-1].append((key, left))
        left += needed + BETWEEN * size
    placed, top = [], 0.0
    for row in rows:
        tallest = max((key.ring or 0 for key, _ in row), default=0)
        high = max(size * ROW, tallest * 2 * zoom + size * 0.4)
        placed += [Placed(key, left, top, high) for key, left in row]
        top += high
    return Legend(placed, size, zoom)


def draw_legend(
    legend: Legend, left: float, top: float, spec: Map, theme: ThemeName, prefix: str
) -> str:
    """Return a legend from its upper left corner, in pixels."""
    size, palette = legend.size, PALETTES[theme]
    name = f"{prefix}key"
    # In pixels of the sheet.
    parts = [f"<defs>{patterns(name, spec, theme, size / LETTERS)}</defs>"]
    for one in legend.keys:
        key, x, middle = one.key, left + one.left, top + one.top + one.row / 2
        across = _swatch(key, size, legend.zoom)
        parts.append(f'<g data-key="{printable(key.text)}">')
        if key.ring is not None:
            parts.append(
                f'<circle cx="{x + across / 2:.1f}" cy="{middle:.1f}" '
                f'r="{key.ring * legend.zoom:.2f}" fill="none" stroke="{palette.text}" '
                f'stroke-width="{RING * size / LETTERS:.2f}"/>'
            )
        else:
            fill = "none" if key.tone is None else fill_at(key.tone, spec, theme, name)
            edge = f'stroke="{palette.muted}" stroke-width="{size / LETTERS:.2f}"'
            if key.outlined:
                dashes = " ".join(f"{part * size / LETTERS:.1f}" for part in DASHES)
                edge = (
                    f'stroke="{palette.picked}" stroke-width="{MARKED * size / LETTERS:.2f}" '
                    f'stroke-dasharray="{dashes}"'
                )
            parts.append(
                f'<rect x="{x:.1f}" y="{middle - TALL * size / 2:.1f}" width="{across:.1f}" '
                f'height="{TALL * size:.1f}" fill="{fill}" {edge}/>'
            )
        parts.append(
            f'<text x="{x + across + SPACE * size:.1f}" y="{middle + 0.36 * size:.1f}" '
            f'font-size="{size:.1f}" fill="{palette.text}">'
            f"{printable(drawable(key.text))}</text></g>"
        )
    return "".join(parts)


def _swatch(key: Key, size: float, zoom: float) -> float:
    return max(SWATCH * size, (key.ring or 0) * 2 * zoom)


def _needed(key: Key, size: float, zoom: float) -> float:
    return _swatch(key, size, zoom) + SPACE * size + width(drawable(key.text), size)


# In sizes of the letters.
BAR, BELOW = 1.4, 0.5


@dataclass(frozen=True)
class Strip:
    """Parts with the lines of their words; letters of `size` pixels, `room` pixels wide."""

    parts: Sequence[tuple[Part, list[str]]]
    size: float
    room: float

    @property
    def height(self) -> float:
        """How high bar and words are, in pixels; nothing without parts."""
        lines = sum(len(lines) for _, lines in self.parts)
        return (BAR + BELOW + lines * LINE_HEIGHT) * self.size if self.parts else 0


def strip_of(spec: Map, size: float, room: float) -> Strip:
    """Return the strip of a map, its words in lines that fit."""
    beside = room - (SWATCH + SPACE) * size
    return Strip([(part, wrapped(_words(part), size, beside)) for part in spec.strip], size, room)


def draw_strip(
    strip: Strip, left: float, top: float, spec: Map, theme: ThemeName, prefix: str
) -> str:
    """Return a strip from its upper left corner; its hatching comes with the legend."""
    size, palette = strip.size, PALETTES[theme]
    whole = sum(part.value for part, _ in strip.parts) or 1
    drawn, x, y = [], left, top + (BAR + BELOW) * size
    for part, lines in strip.parts:
        across = strip.room * part.value / whole
        fill = fill_at(part.tone, spec, theme, f"{prefix}key")
        drawn.append(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{across:.1f}" height="{BAR * size:.1f}" '
            f'fill="{fill}" stroke="{palette.page}" data-part="{printable(part.label)}">'
            f"<title>{printable(_words(part))}</title></rect>"
            f'<rect x="{left:.1f}" y="{y + 0.15 * size:.1f}" width="{SWATCH * size:.1f}" '
            f'height="{TALL * size:.1f}" fill="{fill}" stroke="{palette.muted}"/>'
        )
        for line in lines:
            drawn.append(
                f'<text x="{left + (SWATCH + SPACE) * size:.1f}" y="{y + size:.1f}" '
                f'font-size="{size:.1f}" fill="{palette.text}">{printable(line)}</text>'
            )
            y += size * LINE_HEIGHT
        x += across
    return "".join(drawn)


def _words(part: Part) -> str:
    return f"{part.label}: {part.text}" if part.text else part.label
