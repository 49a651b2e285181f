"""Horizontal bars with direct labels: ranked, or in bands under headings."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, bare
from dashboard.charts.ground import ground
from dashboard.charts.palette import FONT_SIZE, Palette

ROW_HEIGHT, BAND_ROW = 25, 24


@dataclass(frozen=True)
class Bar:
    """One bar: the code a click selects, its name, length, colour and label."""

    iso3: str
    name: str
    value: float
    color: str
    label: str
    picked: bool = False
    exact: bool = True


@dataclass(frozen=True)
class Ranking:
    """Bars of one count, in its unit, largest first."""

    bars: Sequence[Bar]
    name: str
    unit: str

    def draw(self, palette: Palette) -> go.Figure:
        """Return the bars from top to bottom in the order given; values may be negative."""
        values = [bar.value for bar in self.bars]
        figure = go.Figure(
            data=go.Bar(
                orientation="h",
                x=values,
                y=[bar.name for bar in self.bars],
                customdata=[bar.iso3 for bar in self.bars],
                text=[bar.label for bar in self.bars],
                textposition="outside",
                cliponaxis=False,
                textfont={"size": 13, "color": palette.label},
                marker={
                    "color": [bar.color for bar in self.bars],
                    "line": {
                        "color": [
                            palette.picked if bar.picked else palette.muted for bar in self.bars
                        ],
                        "width": [2.5 if bar.picked else 0.5 for bar in self.bars],
                    }
                    if any(bar.picked for bar in self.bars)
                    else {"color": palette.muted, "width": 0.5},
                },
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
                # Not "skip": plotly then takes no click either.
                hoverinfo="none",
            ),
        )
        # Room for the labels, which plotly does not count when it sets the range.
        low, high = min([0.0, *values]), max([0.0, *values])
        room = (high - low or 1.0) * 0.34
        figure.update_layout(
            ground(ROW_HEIGHT * len(self.bars) + 12, (0, 0, 4, 4), size=FONT_SIZE),
            clickmode="event+select",
            bargap=0.3,
            xaxis={
                "visible": False,
                "fixedrange": True,
                "range": [low - (room if low < 0 else 0), high + (room if high > 0 else 0)],
            },
            yaxis={
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
                "ticksuffix": "  ",
                "tickfont": {"size": 13, "color": palette.label},
            },
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
        keys: list[str] = []
        ticks: list[str] = []
        values: list[float | None] = []
        labels: list[str] = []
        colors: list[str] = []
        codes: list[str] = []
        for band in self.bands:
            rows = [("", f"<b>{band.heading}</b>", None, ""), *band.bars]
            for code, name, value, label in rows:
                keys.append(f"{len(keys)}")
                ticks.append(name)
                values.append(value)
                labels.append(label)
                colors.append(band.color)
                codes.append(code)
        highest = max((value for value in values if value is not None), default=1.0) or 1.0
        figure = go.Figure(
            go.Bar(
                orientation="h",
                x=values,
                y=keys,
                customdata=codes,
                text=labels,
                textposition="outside",
                cliponaxis=False,
                textfont={"size": 13, "color": palette.label},
                marker={"color": colors, "line": {"color": palette.muted, "width": 0.5}},
                hoverinfo="skip",
            )
        )
        figure.update_layout(
            ground(BAND_ROW * len(keys) + 12, (0, 0, 4, 4)),
            bargap=0.3,
            # Room for the labels, which plotly does not count when it sets the range.
            xaxis={"visible": False, "fixedrange": True, "range": [0, highest * 1.9]},
            yaxis={
                "type": "category",
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
                "tickvals": keys,
                "ticktext": ticks,
                "ticksuffix": "  ",
                "tickfont": {"size": 13, "color": palette.label},
            },
        )
        return figure

    def plain(self) -> Bars:
        """Return all bars, those of each band as a series of its own."""
        rows = [(band.heading, bar) for band in self.bands for bar in band.bars]
        numbers = {
            bare(band.heading): [
                value if of == band.heading else None for of, (*_, value, _) in rows
            ]
            for band in self.bands
        }
        labels = {
            bare(band.heading): [text if of == band.heading else "" for of, (*_, text) in rows]
            for band in self.bands
        }
        return Bars([bare(name) for _, (_, name, *_) in rows], numbers, self.unit, labels)
