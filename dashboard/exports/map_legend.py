"""The legend of a map on a picture: keys in rows that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.charts.choropleth import RING_DIAMETERS, Key
from dashboard.charts.outlines import MARKED
from dashboard.charts.palette import Palette
from dashboard.exports.map_drawing import color_of, hatching
from dashboard.exports.picture_text import LINE_HEIGHT, drawable, font, width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# In sizes of the letters.
SWATCH, TALL, SPACE, BETWEEN, ROW = 1.7, 1.0, 0.5, 1.4, LINE_HEIGHT + 0.25
# The size of letters that a ring of the page's size goes with.
RING_SIZE = 14


@dataclass(frozen=True)
class Legend:
    """Keys with the left edge and the row of each, in pixels; letters of `size` pixels."""

    keys: Sequence[tuple[Key, float, int]]
    size: float
    width: float

    @property
    def height(self) -> float:
        """How high all rows are, in pixels."""
        return (1 + max((row for _, _, row in self.keys), default=0)) * self.size * ROW


def legend_rows(keys: Sequence[Key], size: float, room: float) -> Legend:
    """Return the keys in as few rows of `room` pixels as hold them, at least one key a row."""
    placed, left, row, widest = [], 0.0, 0, 0.0
    for key in keys:
        needed = (SWATCH + SPACE) * size + width(drawable(key.label), size)
        if left > 0 and left + needed > room:
            left, row = 0.0, row + 1
        placed.append((key, left, row))
        widest = max(widest, left + needed)
        left += needed + BETWEEN * size
    return Legend(placed, size, widest)


def draw_legend(
    sheet: "Axes", legend: Legend, left: float, top: float, palette: Palette, stripes: str | None
) -> None:
    """Draw a legend from its upper left corner, in pixels; `stripes` as the map has them."""
    from matplotlib.patches import Rectangle

    size = legend.size
    for key, offset, row in legend.keys:
        x, middle = left + offset, top + (row + 0.5) * size * ROW
        if key.ring is not None:
            sheet.plot(
                [x + SWATCH * size / 2],
                [middle],
                marker="o",
                markersize=RING_DIAMETERS[key.ring] * size / RING_SIZE,
                markerfacecolor="none",
                markeredgecolor=palette.text,
                markeredgewidth=2 * size / RING_SIZE,
            )
        else:
            corner, span = (x, middle - TALL * size / 2), (SWATCH * size, TALL * size)
            if key.hatched:
                sheet.add_artist(Rectangle(corner, *span, **hatching(stripes, palette)))
            sheet.add_artist(
                Rectangle(
                    corner,
                    *span,
                    facecolor=color_of(key.color),
                    edgecolor=palette.picked if key.outlined else palette.muted,
                    linewidth=MARKED * size / RING_SIZE if key.outlined else 1,
                )
            )
        sheet.text(
            x + (SWATCH + SPACE) * size,
            middle + 0.36 * size,
            drawable(key.label),
            color=palette.text,
            fontproperties=font(size),
            parse_math=False,
        )
