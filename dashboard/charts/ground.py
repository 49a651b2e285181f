"""What all charts have in common: no template, no dragging, and how they grow for a room."""

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from dashboard.charts.palette import FONT, FONT_SIZE, SCREEN, Palette

TRANSPARENT = "rgba(0,0,0,0)"
# Pixels. Text grows with the figure, so that a large screen does not look empty.
LEAST, MOST, ROWS = 16, 26, 29
# The text of the charts that most others are measured by.
USUAL = 13
SHIFTS = ("xshift", "yshift")


def ground(
    height: int,
    margin: tuple[int, int, int, int],
    *,
    size: int = 13,
    color: str = SCREEN.text,
) -> dict[str, object]:
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


def hover_box(palette: Palette) -> dict[str, object]:
    """Return the look of what is said under the pointer."""
    return {
        "bgcolor": palette.page,
        "bordercolor": palette.muted,
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.text},
        "align": "left",
    }


def write_texts(
    figure: go.Figure,
    x: Sequence[float],
    y: Sequence[float],
    texts: Sequence[str],
    position: str = "middle right",
    size: int = USUAL,
) -> None:
    """Write a text beside each place, beyond the axes where need be."""
    figure.add_scatter(
        x=x,
        y=y,
        mode="text",
        text=texts,
        textposition=position,
        textfont={"size": size},
        cliponaxis=False,
        hoverinfo="skip",
    )


def ring(size: int, palette: Palette) -> dict[str, object]:
    """Return the mark of where the inputs stand."""
    return {
        "symbol": "circle-open",
        "size": size,
        "color": palette.text,
        "line": {"width": 2.5, "color": palette.text},
        "opacity": 1,
    }


def draw_line(
    figure: go.Figure, x: Iterable[float | None], y: Iterable[float | None], **look: object
) -> None:
    """Draw a line from place to place, which nothing is said of; None leaves a gap."""
    figure.add_scatter(x=[*x], y=[*y], mode="lines", line=look, hoverinfo="skip")


def note(text: str, size: int, color: str, **at: object) -> dict[str, object]:
    """Return a text at a place of its own."""
    return {"text": text, "showarrow": False, "font": {"size": size, "color": color}, **at}


def hidden_axis(low: float, high: float) -> dict[str, object]:
    """Return an axis that is not seen, as labels give the numbers."""
    return {"visible": False, "fixedrange": True, "range": [low, high]}


def scale_axis(
    values: Sequence[float], texts: Sequence[str], palette: Palette, **more: object
) -> dict[str, object]:
    """Return an axis of numbers with these ticks."""
    return {
        "tickvals": list(values),
        "ticktext": list(texts),
        "tickfont": {"size": 12, "color": palette.label},
        "fixedrange": True,
        "automargin": True,
        **more,
    }


def named_rows(
    height: int, names: list[str], reach: tuple[float, float], palette: Palette, **more: object
) -> dict[str, object]:
    """Return the layout of bars in rows with their names, over an axis that is not seen."""
    return {
        **ground(height, (0, 0, 4, 6), size=FONT_SIZE, color=palette.text),
        "xaxis": hidden_axis(*reach),
        "yaxis": name_axis(names, palette),
        **more,
    }


def name_axis(names: list[str], palette: Palette) -> dict[str, object]:
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


def enlarged(figure: go.Figure, height: int) -> go.Figure:
    """Return a copy of `height` pixels in which no text is smaller than 16 px."""
    least = min(max(height // ROWS, LEAST), MOST)
    larger = go.Figure(_larger(figure.to_plotly_json(), least))
    layout = larger.layout
    margin = layout.margin.to_plotly_json()
    larger.update_layout(
        height=height, margin={side: width * least / USUAL for side, width in margin.items()}
    )
    # A size that is not given here would be set by the page's theme.
    texts = [layout.font, layout.legend.font]
    texts += [axis.tickfont for axis in (*larger.select_xaxes(), *larger.select_yaxes())]
    for font in texts:
        font.size = font.size or least
    return larger


def _larger(part: object, least: int) -> object:
    """Return a copy of a part of a figure with the size of every font and mark multiplied."""
    if isinstance(part, dict):
        return {name: _grown(name, value, least) for name, value in part.items()}
    if isinstance(part, (list, tuple)) and any(isinstance(each, (dict, list)) for each in part):
        return [_larger(each, least) for each in part]
    return part


def _grown(name: str, value: object, least: int) -> object:
    if name in SHIFTS and isinstance(value, int | float):
        return value * least / USUAL
    if isinstance(value, dict) and (size := value.get("size")) is not None:
        if name.endswith("font"):
            return {**value, "size": max(least, round(size * least / USUAL))}
        if name == "marker":
            one = isinstance(size, int | float)
            grown = [each * least / USUAL for each in ([size] if one else size)]
            return {**value, "size": grown[0] if one else grown}
    return _larger(value, least)
