"""The colours of the entry categories: three families, each one hue from light to dark."""

from dataclasses import dataclass

from dashboard.charts.palette import DARK, Palette

# The hatching under the map shows through the last category, which is its pattern.
CLOSED_ALPHA = 0.62


@dataclass(frozen=True)
class EntryColors:
    """Hex colours of the categories 1 to 7, and of the lines that mark the last one."""

    categories: tuple[str, str, str, str, str, str, str]
    pattern: str


ENTRY_LIGHT = EntryColors(
    ("#bfe0f2", "#3f90c4", "#0b4f85", "#fbc15e", "#a85a00", "#e0a0d4", "#6b0f5c"), "#000000"
)
ENTRY_DARK = EntryColors(
    ("#d3ecfb", "#5aa9dc", "#2a6db3", "#ffd27a", "#b5681a", "#e9aede", "#a8328f"), "#ffffff"
)


def entry_colors(palette: Palette) -> EntryColors:
    """Return the colours that go with a theme."""
    return ENTRY_DARK if palette == DARK else ENTRY_LIGHT


def fills(palette: Palette) -> list[str]:
    """Return the fills of the categories 1 to 7; the last lets the hatching through."""
    *opaque, closed = entry_colors(palette).categories
    return [*opaque, see_through(closed)]


def see_through(color: str) -> str:
    """Return a hex colour as one that the hatching shows through."""
    red, green, blue = _channels(color)
    return f"rgba({red},{green},{blue},{CLOSED_ALPHA})"


def over(color: str, under: str) -> str:
    """Return what a see-through hex colour looks like over another."""
    mixed = (
        round(CLOSED_ALPHA * top + (1 - CLOSED_ALPHA) * bottom)
        for top, bottom in zip(_channels(color), _channels(under), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
