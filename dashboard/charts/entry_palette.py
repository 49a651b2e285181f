"""The colours of the entry categories: three families, each one hue from light to dark."""

from dashboard.charts.palette import DARK, LIGHT, Palette

Colors = tuple[str, ...]
ENTRY_LIGHT: Colors = LIGHT.entry
ENTRY_DARK: Colors = DARK.entry


def lines_over(color: str, palette: Palette) -> str:
    """Return the colour, of a theme's text and page, that lines over another can be seen in."""
    return max(palette.text, palette.page, key=lambda line: _contrast(line, color))


def both_lines(light: str, dark: str) -> tuple[str, str]:
    """Return the colours of lines over a fill in both themes."""
    return lines_over(light, LIGHT), lines_over(dark, DARK)


def text_over(color: str) -> str:
    """Return black or white, whichever is read better on a colour."""
    return max("#000000", "#ffffff", key=lambda ink: _contrast(ink, color))


def _contrast(first: str, second: str) -> float:
    """Return the contrast of two hex colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted(_luminance(color) for color in (first, second))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))
