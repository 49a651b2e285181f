"""What all charts but the maps have in common: no template, no dragging, see-through ground."""

from typing import Any

from dashboard.charts.palette import FONT, FONT_SIZE, SCREEN, Palette

TRANSPARENT = "rgba(0,0,0,0)"


def ground(
    height: int,
    margin: tuple[int, int, int, int],
    *,
    size: int = 13,
    color: str = SCREEN.text,
) -> dict[str, Any]:
    """Return the layout that a chart starts from.

    `height` and `margin` (left, right, top, bottom) are in pixels.
    """
    return {
        # Plotly otherwise writes its own template, 7 kB, into the figure; {} does not replace it.
        "template": "none",
        "height": height,
        "margin": dict(zip("lrtb", margin, strict=True)),
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "font": {"family": FONT, "size": size, "color": color},
        "dragmode": False,
        "showlegend": False,
    }


def hover_box(palette: Palette) -> dict[str, Any]:
    """Return the look of what is said under the pointer."""
    return {
        "bgcolor": palette.page,
        "bordercolor": palette.muted,
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.text},
        "align": "left",
    }


def name_axis(names: list[str], palette: Palette) -> dict[str, Any]:
    """Return an axis that names rows 0, 1, … from top to bottom."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [f"{name}  " for name in names],
        "tickfont": {"size": 13, "color": palette.text},
        "autorange": "reversed",
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }
