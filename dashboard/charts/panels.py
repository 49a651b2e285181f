"""Small charts on one axis of days, with numbered events above and through them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, Lines
from dashboard.charts.ground import ground, hover_box, note
from dashboard.charts.palette import Palette

DAY_MS = 86_400_000
# Pixels: a row of events, a chart, its title, the axis of days and that of values.
ROW, TRACK, TITLE, FOOT, SIDE = 22, 66, 24, 24, 42
# Events nearer to each other than this part of the axis stand in rows of their own.
APART = 0.035
HEADROOM = 1.34
STYLES = (("circle", "solid"), ("circle-open", "dot"), ("square", "dash"))
LEFT: dict[str, object] = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -SIDE}
Form = Literal["bars", "line", "points"]


@dataclass(frozen=True)
class Event:
    """A day that a line marks in every chart: its number or name above it, and what is told of it.

    A number stands in a dot, a name by itself.
    """

    day: datetime.date
    number: str
    told: str


@dataclass(frozen=True)
class Mark:
    """What was counted from `start` to `end`, both days included; a blank label is not drawn.

    `name` is the period in words, `bound` how a value reads that is not exact.
    """

    start: datetime.date
    end: datetime.date
    value: float
    label: str
    text: str
    name: str
    bound: str = ""

    @property
    def middle(self) -> str:
        """The middle of the period, where the mark is drawn."""
        noon = datetime.datetime.combine(self.start, datetime.time(12))
        return (noon + (self.end - self.start) / 2).isoformat()


@dataclass(frozen=True)
class Track:
    """A small chart: its title, its height in pixels, and up to three named series of marks.

    `bars` are as wide as their period; `line` joins neighbours and stops at a gap; `points` join
    nothing.
    """

    title: str
    form: Form
    series: Mapping[str, Sequence[Mark]]
    high: int = TRACK


@dataclass(frozen=True)
class Panels:
    """Events and tracks from top to bottom over one axis of days, with a tick each `step`."""

    axis: tuple[datetime.date, datetime.date]
    events: Sequence[Event]
    tracks: Sequence[Track]
    step: str | int
    dates: str
    unit: str = ""

    def draw(self, palette: Palette) -> go.Figure:
        """Return the tracks under the events, each of which a line leads through all of them."""
        rows = _rows(self.events, self.axis)
        strip = ROW * (max(rows, default=-1) + 1)
        inner = strip + sum(TITLE + track.high for track in self.tracks)
        used = strip
        figure = go.Figure()
        layout: dict[str, object] = {}
        notes: list[dict[str, object]] = []
        axes = ["y", *(f"y{place}" for place in range(2, len(self.tracks) + 1))]
        for name, track in zip(axes, self.tracks, strict=True):
            top = 1 - (used + TITLE) / inner
            used += TITLE + track.high
            layout[name.replace("y", "yaxis")] = _values(track, top, inner, palette)
            above = {"y": 1, "yref": f"{name} domain", "yanchor": "bottom"}
            notes.append(note(track.title, 13, palette.text, **LEFT, **above))
            for at, marks in enumerate(track.series.values()):
                _series(figure, track.form, marks, at, name, palette)
                notes += [_peak(mark, name, palette, below=at > 0) for mark in marks if mark.label]
        lines = [_moment(event, name, palette) for event in self.events for name in axes]
        if self.events:
            layout[f"yaxis{len(self.tracks) + 1}"] = {
                "domain": [1 - strip / inner, 1],
                "range": [max(rows) + 0.5, -0.5],
                "visible": False,
                "fixedrange": True,
            }
            figure.add_trace(_dots(self.events, rows, f"y{len(self.tracks) + 1}", palette))
        figure.update_layout(
            ground(inner + FOOT + 4, (SIDE, 12, 4, FOOT)),
            hoverlabel=hover_box(palette),
            shapes=lines,
            annotations=notes,
            xaxis={
                "type": "date",
                "range": [str(day) for day in self.axis],
                "fixedrange": True,
                "anchor": axes[-1],
                "tick0": str(self.axis[0]),
                "dtick": self.step,
                "tickformat": self.dates,
                # The name of a year stands under its middle, where its marks are.
                "ticklabelmode": "period" if self.step == "M12" else "instant",
                "tickangle": 0,
                "ticklabelstandoff": 4,
                "tickfont": {"size": 13, "color": palette.label},
                "gridcolor": palette.grid,
                "showgrid": False,
            },
            **layout,
        )
        return figure

    def plain(self) -> Bars | Lines:
        """Return every series over the periods of all."""
        found = {
            name: {mark.name: mark for mark in marks}
            for track in self.tracks
            for name, marks in track.series.items()
        }
        every = sorted((m.start, m.end, one) for own in found.values() for one, m in own.items())
        periods = [*dict.fromkeys(name for *_, name in every)]
        each = {name: [own.get(one) for one in periods] for name, own in found.items()}
        values = {name: [m.value if m else None for m in own] for name, own in each.items()}
        bounds = {name: [m.bound if m else "" for m in own] for name, own in each.items()}
        kind = Bars if any(track.form == "bars" for track in self.tracks) else Lines
        return kind(periods, values, self.unit, bounds)


def _rows(events: Sequence[Event], axis: tuple[datetime.date, datetime.date]) -> list[int]:
    """Return the row of each event: the first in which nothing stands too near."""
    room = (axis[1] - axis[0]) * APART
    ends: list[datetime.date] = []
    rows = []
    for event in events:
        free = [row for row, end in enumerate(ends) if event.day - end >= room]
        row = free[0] if free else len(ends)
        ends[row : row + 1] = [event.day]
        rows.append(row)
    return rows


def _dots(events: Sequence[Event], rows: list[int], axis: str, palette: Palette) -> go.Scatter:
    short = [len(event.number) <= 2 for event in events]
    return go.Scatter(
        x=[f"{event.day}T12:00" for event in events],
        y=rows,
        yaxis=axis,
        mode="markers+text",
        text=[event.number for event in events],
        textfont={"size": 12, "color": [palette.page if one else palette.text for one in short]},
        customdata=[event.told for event in events],
        hovertemplate="%{customdata}<extra></extra>",
        meta={"says": [event.told for event in events]},
        cliponaxis=False,
        marker={
            "size": [19 if one else 0 for one in short],
            "color": palette.muted,
            "opacity": 1,
            "line": {"width": 0},
        },
    )


def _moment(event: Event, axis: str, palette: Palette) -> dict[str, object]:
    return {
        "type": "line",
        "yref": f"{axis} domain",
        "y0": 0,
        "y1": 1,
        "x0": f"{event.day}T12:00",
        "x1": f"{event.day}T12:00",
        "layer": "below",
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
    }


def _peak(mark: Mark, axis: str, palette: Palette, *, below: bool) -> dict[str, object]:
    """Return a label on the colour of the page, so that no line of an event runs through it."""
    beside = {"yanchor": "top", "yshift": -6} if below else {"yanchor": "bottom", "yshift": 5}
    at = {"x": mark.middle, "y": mark.value, "yref": axis, **beside}
    return note(mark.label, 12, palette.text, borderpad=0, bgcolor=palette.page, **at)


def _values(track: Track, top: float, inner: int, palette: Palette) -> dict[str, object]:
    each = [mark.value for marks in track.series.values() for mark in marks]
    return {
        "domain": [max(top - track.high / inner, 0), top],
        "range": [0, max(each, default=1.0) * HEADROOM],
        "nticks": 3 if track.high == TRACK else 5,
        "tickformat": "~s" if max(each, default=1.0) >= 1000 else "",
        "tickfont": {"size": 12, "color": palette.label},
        "ticklabelstandoff": 4,
        "gridcolor": palette.grid,
        "zeroline": True,
        "zerolinecolor": palette.muted,
        "fixedrange": True,
    }


def _series(
    figure: go.Figure, form: Form, marks: Sequence[Mark], at: int, axis: str, palette: Palette
) -> None:
    symbol, dash = STYLES[at]
    common = {"yaxis": axis, "cliponaxis": False, "hovertemplate": "%{customdata}<extra></extra>"}
    if form == "bars":
        figure.add_bar(
            x=[mark.middle for mark in marks],
            y=[mark.value for mark in marks],
            width=[0.86 * DAY_MS * ((mark.end - mark.start).days + 1) for mark in marks],
            customdata=[mark.text for mark in marks],
            marker={"color": palette.accent, "line": {"width": 0}},
            **common,
        )
        return
    drawn: list[Mark | None] = []
    for before, mark in zip([None, *marks], marks, strict=False):
        # Whether a period lies between the two for which nothing is known.
        apart = before is not None and (mark.start - before.end).days > 1
        drawn += [None, mark] if apart else [mark]
    figure.add_scatter(
        x=[mark and mark.middle for mark in drawn],
        y=[mark and mark.value for mark in drawn],
        customdata=[mark.text if mark else "" for mark in drawn],
        mode="markers" if form == "points" else "lines+markers",
        line={"color": palette.accent, "width": 2, "dash": dash},
        marker={
            "color": palette.accent,
            "size": 7,
            "symbol": symbol,
            "line": {"width": 1.5, "color": palette.accent},
            "opacity": 1,
        },
        connectgaps=False,
        **common,
    )
