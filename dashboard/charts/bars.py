"""Horizontal bars with direct labels: ranked, or in bands under headings."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, bare
from dashboard.charts.ground import ground, hidden_axis
from dashboard.charts.palette import FONT_SIZE, Palette

ROW_HEIGHT, BAND_ROW = 25, 24


def _labelled(palette: Palette, **bars: object) -> go.Figure:
    """Return bars in rows, each with its label at its end."""
    font = {"size": 13, "color": palette.label}
    common = {"orientation": "h", "textposition": "outside", "cliponaxis": False}
    return go.Figure(go.Bar(textfont=font, hoverinfo="skip", **common, **bars))


def _names(palette: Palette, **more: object) -> dict[str, object]:
    """Return the axis of the names, from top to bottom."""
    return {
        "autorange": "reversed",
        "fixedrange": True,
        "automargin": True,
        "ticksuffix": "  ",
        "tickfont": {"size": 13, "color": palette.label},
        **more,
    }


@dataclass(frozen=True)
class Bar:
    """One bar: its name, length and label; one that is not `exact` keeps its label everywhere."""

    name: str
    value: float
    label: str
    exact: bool = True


@dataclass(frozen=True)
class Ranking:
    """Bars of one count, in its unit, largest first."""

    bars: Sequence[Bar]
    name: str
    unit: str

    def draw(self, palette: Palette) -> go.Figure:
        """Return the bars from top to bottom in the order given."""
        values = [bar.value for bar in self.bars]
        figure = _labelled(
            palette,
            x=values,
            y=[bar.name for bar in self.bars],
            text=[bar.label for bar in self.bars],
            marker={"color": palette.accent, "line": {"color": palette.muted, "width": 0.5}},
        )
        figure.update_layout(
            ground(ROW_HEIGHT * len(self.bars) + 12, (0, 0, 4, 4), size=FONT_SIZE),
            bargap=0.3,
            # Room for the labels, which plotly does not count when it sets the range.
            xaxis=hidden_axis(0, (max(values, default=0.0) or 1.0) * 1.34),
            yaxis=_names(palette),
        )
        return figure

    def plain(self) -> Bars:
        """Return the bars, with the words of those that are not exact."""
        told = ["" if bar.exact else bar.label for bar in self.bars]
        numbers: dict[str, list[float | None]] = {self.name: [bar.value for bar in self.bars]}
        return Bars([bar.name for bar in self.bars], numbers, self.unit, {self.name: told})


@dataclass(frozen=True)
class Band:
    """A heading with its bars: code, name, value and label of each, largest first."""

    heading: str
    color: str
    bars: Sequence[tuple[str, str, float, str]]


@dataclass(frozen=True)
class Bands:
    """Bands from top to bottom on one scale, in the unit of all."""

    bands: Sequence[Band]
    unit: str

    def draw(self, palette: Palette) -> go.Figure:
        """Return the bands from top to bottom on one scale; no line joins them."""
        rows = [
            (band.color, *row)
            for band in self.bands
            for row in (("", f"<b>{band.heading}</b>", None, ""), *band.bars)
        ]
        keys = [str(at) for at in range(len(rows))]
        highest = max((value for *_, value, _ in rows if value is not None), default=1.0) or 1.0
        figure = _labelled(
            palette,
            x=[value for *_, value, _ in rows],
            y=keys,
            customdata=[code for _, code, *_ in rows],
            text=[label for *_, label in rows],
            marker={
                "color": [color for color, *_ in rows],
                "line": {"color": palette.muted, "width": 0.5},
            },
        )
        figure.update_layout(
            ground(BAND_ROW * len(keys) + 12, (0, 0, 4, 4)),
            bargap=0.3,
            # Room for the labels, which plotly does not count when it sets the range.
            xaxis=hidden_axis(0, highest * 1.9),
            yaxis=_names(
                palette,
                type="category",
                tickvals=keys,
                ticktext=[name for _, _, name, *_ in rows],
            ),
        )
        return figure

    def plain(self) -> Bars:
        """Return all bars, those of each band as a series of its own."""
        rows = [(band.heading, *bar) for band in self.bands for bar in band.bars]
        names = [band.heading for band in self.bands]
        numbers = {
            bare(name): [value if of == name else None for of, *_, value, _ in rows]
            for name in names
        }
        labels = {
            bare(name): [text if of == name else "" for of, *_, text in rows] for name in names
        }
        return Bars([bare(name) for _, _, name, *_ in rows], numbers, self.unit, labels)
