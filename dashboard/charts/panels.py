"""Dated events in lanes and small charts under them, all on one axis of days."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from dashboard.charts.ground import ground, hover_box
from dashboard.charts.palette import Palette

DAY_MS = 86_400_000
LANE, TRACK, GAP, FOOT, HEAD = 31, 64, 30, 24, 16
SYMBOLS = ("circle", "circle-open", "diamond")


@dataclass(frozen=True)
class Dot:
    """An event in its lane; `text` is escaped by the caller."""

    day: str
    lane: int
    text: str


@dataclass(frozen=True)
class Mark:
    """What was counted from `start` to `end`, both days included; a blank label is not drawn."""

    start: str
    end: str
    value: float
    label: str
    text: str

    @property
    def middle(self) -> str:
        """The middle of the period, where the mark is drawn."""
        first, last = map(datetime.date.fromisoformat, (self.start, self.end))
        noon = datetime.datetime.combine(first, datetime.time(12)) + (last - first) / 2
        return noon.isoformat()


@dataclass(frozen=True)
class Track:
    """A small chart: its title, and one or two series of marks.

    `bars` are as wide as their period; `line` joins neighbours and stops at a gap; `points` join
    nothing.
    """

    title: str
    form: Literal["bars", "line", "points"]
    series: Sequence[Sequence[Mark]]


@dataclass(frozen=True)
class Moment:
    """A day marked by a line through all charts."""

    day: str
    label: str


@dataclass(frozen=True)
class Panels:
    """All on one axis from `first` to `last`, a tick each month or year; `window` is shaded."""

    first: str
    last: str
    lanes: Sequence[str]
    dots: Sequence[Dot]
    tracks: Sequence[Track]
    moments: Sequence[Moment]
    step: Literal["M1", "M12"]
    window: tuple[str, str] | None = None


def draw_panels(spec: Panels, palette: Palette) -> go.Figure:
    """Return lanes and tracks from top to bottom."""
    lanes = LANE * len(spec.lanes)
    inner = lanes + (TRACK + GAP) * len(spec.tracks)
    figure = go.Figure(layout=_layout(spec, inner, lanes, palette))
    _lanes(figure, spec, palette)
    for place, track in enumerate(spec.tracks, start=2):
        for at, marks in enumerate(track.series):
            _series(figure, track, marks, at, f"y{place}", palette)
        figure.add_annotation(
            text=track.title,
            x=0,
            xref="paper",
            xanchor="left",
            y=1,
            yref=f"y{place} domain",
            yanchor="bottom",
            showarrow=False,
            font={"size": 13, "color": palette.label},
        )
    return figure


def _lanes(figure: go.Figure, spec: Panels, palette: Palette) -> None:
    figure.add_trace(
        go.Scatter(
            x=[f"{dot.day}T12:00" for dot in spec.dots],
            y=[dot.lane for dot in spec.dots],
            text=[dot.text for dot in spec.dots],
            mode="markers",
            cliponaxis=False,
            marker={
                "size": 10,
                "color": palette.accent,
                "line": {"color": palette.page, "width": 1},
                "opacity": 1,
            },
            hovertemplate="%{text}<extra></extra>",
        )
    )
    for lane, name in enumerate(spec.lanes):
        figure.add_annotation(
            text=name,
            x=0,
            xref="paper",
            xanchor="left",
            y=lane - 0.48,
            yref="y",
            yanchor="middle",
            showarrow=False,
            font={"size": 12, "color": palette.label},
        )


def _series(
    figure: go.Figure,
    track: Track,
    marks: Sequence[Mark],
    at: int,
    axis: str,
    palette: Palette,
) -> None:
    common = {
        "yaxis": axis,
        "textfont": {"size": 12, "color": palette.label},
        "cliponaxis": False,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    if track.form == "bars":
        figure.add_trace(
            go.Bar(
                x=[mark.middle for mark in marks],
                y=[mark.value for mark in marks],
                width=[0.86 * DAY_MS * _days(mark) for mark in marks],
                text=[mark.label for mark in marks],
                textposition="outside",
                textangle=0,
                constraintext="none",
                customdata=[mark.text for mark in marks],
                marker={"color": palette.accent, "line": {"width": 0}},
                **common,
            )
        )
        return
    x: list[str | None] = []
    y: list[float | None] = []
    labels: list[str] = []
    texts: list[str] = []
    for before, mark in zip([None, *marks], marks, strict=False):
        if before is not None and _apart(before, mark):
            x, y, labels, texts = [*x, None], [*y, None], [*labels, ""], [*texts, ""]
        x.append(mark.middle)
        y.append(mark.value)
        labels.append(mark.label)
        texts.append(mark.text)
    shown = "markers+text" if track.form == "points" else "lines+markers+text"
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            text=labels,
            customdata=texts,
            mode=shown,
            textposition="top center" if at == 0 else "bottom center",
            line={"color": palette.accent, "width": 2, "dash": "solid" if at == 0 else "dot"},
            marker={
                "color": palette.accent,
                "size": 7,
                "symbol": SYMBOLS[at],
                "line": {"width": 1.5, "color": palette.accent},
                "opacity": 1,
            },
            connectgaps=False,
            **common,
        )
    )


def _days(mark: Mark) -> int:
    first, last = map(datetime.date.fromisoformat, (mark.start, mark.end))
    return (last - first).days + 1


def _apart(before: Mark, after: Mark) -> bool:
    """Whether a period lies between the two for which nothing is known."""
    ended, began = map(datetime.date.fromisoformat, (before.end, after.start))
    return (began - ended).days > 1


def _layout(spec: Panels, inner: int, lanes: int, palette: Palette) -> go.Layout:
    axes: dict[str, object] = {
        "yaxis": {
            "domain": [1 - lanes / inner, 1],
            "range": [len(spec.lanes) - 0.5, -0.75],
            "tickvals": list(range(len(spec.lanes))),
            "showticklabels": False,
            "showgrid": True,
            "gridcolor": palette.grid,
            "zeroline": False,
            "fixedrange": True,
        }
    }
    for place, track in enumerate(spec.tracks):
        top = 1 - (lanes + (TRACK + GAP) * place + GAP) / inner
        highest = max((mark.value for marks in track.series for mark in marks), default=1.0)
        axes[f"yaxis{place + 2}"] = {
            "domain": [max(top - TRACK / inner, 0), top],
            "range": [0, highest * 1.32],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": palette.muted,
            "fixedrange": True,
        }
    head = HEAD * len(spec.moments) + 4
    return go.Layout(
        **ground(head + inner + FOOT, (2, 12, head, FOOT)),
        hoverlabel=hover_box(palette),
        xaxis={
            "type": "date",
            "range": [spec.first, spec.last],
            "fixedrange": True,
            "anchor": f"y{len(spec.tracks) + 1}" if spec.tracks else "y",
            "tick0": spec.first,
            "dtick": spec.step,
            "tickformat": "%Y" if spec.step == "M12" else "%b %Y",
            "ticklabelmode": "period",
            "tickfont": {"size": 13, "color": palette.label},
            "gridcolor": palette.grid,
            "showgrid": True,
        },
        shapes=_shapes(spec, palette),
        annotations=[
            {
                "text": moment.label,
                "x": f"{moment.day}T12:00",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "xanchor": "left",
                "xshift": -3,
                # One above the other: on a narrow screen they would run into each other.
                "yshift": HEAD * (len(spec.moments) - 1 - at),
                "showarrow": False,
                "font": {"size": 12, "color": palette.label},
            }
            for at, moment in enumerate(spec.moments)
        ],
        **axes,
    )


def _shapes(spec: Panels, palette: Palette) -> list[dict[str, object]]:
    whole = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    shapes: list[dict[str, object]] = [
        {
            **whole,
            "type": "line",
            "x0": f"{moment.day}T12:00",
            "x1": f"{moment.day}T12:00",
            "line": {"color": palette.muted, "width": 1, "dash": "dot"},
        }
        for moment in spec.moments
    ]
    if spec.window:
        first, last = spec.window
        fill = {"fillcolor": palette.not_covered, "line": {"width": 0}}
        shapes.insert(0, {**whole, **fill, "type": "rect", "x0": first, "x1": last})
    return shapes
