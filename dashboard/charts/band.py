"""A strip under a slider that marks where an assumption runs from its low to its high."""

from dashboard.charts.palette import Palette

WIDTH, HEIGHT = 280, 8


def draw_band(low: float, default: float, high: float, palette: Palette) -> str:
    """Return an SVG of the whole slider, 0 to 1, with the band and its default marked."""
    left, middle, right = (round(value * WIDTH) for value in (low, default, high))
    middle = min(max(middle, 2), WIDTH - 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none">'
        f'<rect x="0" y="3" width="{WIDTH}" height="2" fill="{palette.grid}"/>'
        f'<rect x="{left}" y="2" width="{max(right - left, 2)}" height="4" '
        f'fill="{palette.muted}"/>'
        f'<rect x="{middle - 1.5}" y="0" width="3" height="{HEIGHT}" fill="{palette.text}"/></svg>'
    )
