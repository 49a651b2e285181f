"""The strip under a map on a picture: one bar, split by its parts, and what each stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.palette import PALETTES, ThemeName
from dashboard.map.legend import SPACE, SWATCH, TALL, key_fill
from dashboard.map.lettering import LINE_HEIGHT, printable, wrapped
from dashboard.map.spec import Map, Part

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
        fill = key_fill(part.tone, spec, theme, prefix)
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
