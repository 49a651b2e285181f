"""Dots in rows: one claim a row, in groups that each have a scale of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, bare
from dashboard.charts.ground import ground, hidden_axis, hover_box, note
from dashboard.charts.palette import FONT_SIZE, Palette

# Pixels: of a line of text, between the names and the scale, and right of it for a label.
LINE, SMALL, ASIDE, ROOM, GAP = 17, 14, 8, 82, 6
SIZE = 11
# Left of the scale, under the names.
BESIDE: dict[str, object] = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -ASIDE}
BESIDE |= {"align": "right", "yref": "y", "yanchor": "middle"}
# A trace that is not walked through by keyboard: the dots say all.
SILENT: dict[str, list[str]] = {"says": []}
Symbol = Literal["circle", "circle-open", "square", "triangle-up-open", "diamond-open", "line-ns"]
# What a row is compared with, and rows of the same kind.
STROKE: Symbol = "line-ns"
# How long a bar with an open end is drawn, as a part of the scale.
OPEN = 0.07
# About the width of a small letter, in pixels.
LETTER = 6.1


@dataclass(frozen=True)
class DotRow:
    """A claim: its name (escaped, in lines), where its dot lies, and its label.

    `span` is a bar from its low to its high end; an open end reaches the end of the scale.
    `beside` is what it is compared with: a stroke with its number, as is a row with that symbol.
    `told` stands under the pointer.
    """

    name: str
    value: float
    label: str
    small: str = ""
    symbol: Symbol = "circle"
    size: float = SIZE
    span: tuple[float | None, float | None] | None = None
    beside: float | None = None
    code: str = ""
    told: str = ""
    picked: bool = False
    exact: bool = True

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """What is told of the row itself, and what it is compared with."""
        return (None, self.value) if self.symbol == STROKE else (self.value, self.beside)


@dataclass(frozen=True)
class DotGroup:
    """Rows on one scale from 0 to `top`; a blank heading takes no room."""

    heading: str
    rows: Sequence[DotRow]
    top: float = 100.0
    small: str = ""


def group_height(group: DotGroup, gap: int = GAP) -> int:
    """Return the pixels that a group takes."""
    head = (LINE + (SMALL if group.small else 0) + 8) if group.heading else 0
    return head + sum(_height(row) + gap for row in group.rows)


@dataclass(frozen=True)
class Dots:
    """Groups of rows; `sides` are who the dots and the strokes tell of, `unit` what in."""

    groups: Sequence[DotGroup]
    sides: tuple[str, str]
    unit: str = "percent"
    gap: int = GAP

    def draw(self, palette: Palette) -> go.Figure:
        """Return the groups from top to bottom; a fine line leads from its name to each dot."""
        figure = go.Figure()
        ticks: dict[float, str] = {}
        lines: list[dict[str, object]] = []
        smalls: list[tuple[float, str]] = []
        tops = list(dict.fromkeys(group.top for group in self.groups))
        at = 0.0
        for group in self.groups:
            place = tops.index(group.top)
            axis = f"x{place + 1}" if place else "x"
            if group.heading:
                ticks[at + 8 + LINE / 2] = f"<b>{group.heading}</b>"
                at += 8 + LINE
                if group.small:
                    smalls.append((at + SMALL / 2 - 1, group.small))
                    at += SMALL
            middles, start = [], at
            for row in group.rows:
                names = LINE * _lines(row.name)
                top = at + self.gap / 2
                ticks[top + names / 2] = row.name
                if row.small:
                    smalls.append((top + (names + _height(row)) / 2 - 1, row.small))
                middles.append(at + (_height(row) + self.gap) / 2)
                y = (middles[-1], middles[-1])
                lines.append(_line(axis, (0, row.value), y, palette.grid, 1))
                if row.span is not None:
                    lines.append(_line(axis, _ends(row, group.top), y, palette.accent, 4))
                at += _height(row) + self.gap
            lines.append(_line(axis, (0, 0), (start, at), palette.muted, 1))
            _trace(figure, group, middles, axis, palette)
        # The names make room for themselves, what stands under them does not.
        letters = max((len(line) for _, text in smalls for line in text.split("<br>")), default=0)
        figure.update_layout(
            ground(round(at) + 8, (round(letters * LETTER), ROOM, 2, 6), size=FONT_SIZE),
            hovermode="closest",
            hoverlabel=hover_box(palette),
            clickmode="event+select",
            shapes=lines,
            annotations=[
                note(text, 12, palette.label, y=place, **BESIDE) for place, text in smalls
            ],
            yaxis={
                "range": [at, 0],
                "tickvals": list(ticks),
                "ticktext": list(ticks.values()),
                "tickfont": {"size": 13, "color": palette.text},
                "ticklabelstandoff": ASIDE,
                "automargin": True,
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
            },
            **{
                f"xaxis{place + 1 if place else ''}": hidden_axis(0, top)
                | ({"overlaying": "x"} if place else {})
                for place, top in enumerate(tops)
            },
        )
        return figure

    def plain(self) -> Bars:
        """Return the rows as bars, what they are compared with as a series of its own."""
        rows = [(row, row.small or group.small) for group in self.groups for row in group.rows]
        dots, strokes = zip(*(row.ends for row, _ in rows), strict=True)
        told, other = self.sides
        series = {told: [*dots]} | ({other: [*strokes]} if set(strokes) - {None} else {})
        names = [bare(f"{row.name}, {small}" if small else row.name) for row, small in rows]
        return Bars(names, series, self.unit, {told: ["" if r.exact else r.label for r, _ in rows]})


def _lines(text: str) -> int:
    return text.count("<br>") + 1 if text else 0


def _height(row: DotRow) -> int:
    return LINE * _lines(row.name) + SMALL * _lines(row.small)


def _ends(row: DotRow, top: float) -> tuple[float, float]:
    """Return the ends of the bar of a row; an open end is as long as an arrow."""
    low, high = row.span or (row.value, row.value)
    return (0 if low is None else low, min(row.value + OPEN * top, top) if high is None else high)


def _trace(
    figure: go.Figure, group: DotGroup, places: list[float], axis: str, palette: Palette
) -> None:
    rows = group.rows
    each = list(zip(rows, places, strict=True))
    common = {"xaxis": axis, "cliponaxis": False}
    quiet = {**common, "hoverinfo": "skip", "meta": SILENT}
    strokes = [(row.beside, y, row.beside > row.value) for row, y in each if row.beside is not None]
    if strokes:
        x, y, beyond = zip(*strokes, strict=True)
        line = {"color": palette.label, "width": 2.5}
        figure.add_scatter(
            x=x,
            y=y,
            mode="markers+text",
            text=[f"{value:g}" for value in x],
            textposition=["middle right" if far else "top center" for far in beyond],
            textfont={"size": 13, "color": palette.label},
            marker={"symbol": STROKE, "size": SIZE, "color": palette.label, "line": line},
            **quiet,
        )
    ended = [(_ends(row, group.top)[1], y) for row, y in each if row.span and row.span[1] is None]
    if ended:
        x, y = zip(*ended, strict=True)
        arrow = {"symbol": "triangle-right", "size": 10, "color": palette.accent, "opacity": 1}
        figure.add_scatter(x=x, y=y, mode="markers", marker=arrow, **quiet)
    colors = [palette.label if row.symbol == STROKE else palette.accent for row in rows]
    edges = [palette.picked if row.picked else own for row, own in zip(rows, colors, strict=True)]
    figure.add_scatter(
        x=[row.value for row in rows],
        y=places,
        mode="markers",
        customdata=[row.code for row in rows],
        text=[row.told or f"{row.name}: {row.label}" for row in rows],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": [row.symbol for row in rows],
            "size": [row.size for row in rows],
            "color": colors,
            "opacity": 1,
            "line": {"color": edges, "width": [2.5 if row.picked else 1.8 for row in rows]},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        **common,
    )
    # A label stands above its dot where what it is compared with stands on its right.
    above = [row.beside is not None and row.beside > row.value for row in rows]
    figure.add_scatter(
        x=[
            row.value if up else max(row.value, _ends(row, group.top)[1])
            for row, up in zip(rows, above, strict=True)
        ],
        y=places,
        # A mark that is not seen keeps a label off its dot.
        mode="markers+text",
        marker={"opacity": 0, "size": [max(row.size, SIZE) + 3 for row in rows]},
        text=[row.label for row in rows],
        textposition=["top center" if up else "middle right" for up in above],
        textfont={"size": 13, "color": palette.text},
        **quiet,
    )


def _line(
    axis: str, x: tuple[float, float], y: tuple[float, float], color: str, width: int
) -> dict[str, object]:
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "xref": axis, "yref": "y"}
    return {"type": "line", "layer": "below", "line": {"color": color, "width": width}, **ends}
