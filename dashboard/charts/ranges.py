"""Ranges, claims and shares as rows in groups, on one axis of persons or of per cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, Span, Spans, bare
from dashboard.charts.ground import draw_line, ground, hover_box, name_axis, note, write_texts
from dashboard.charts.palette import FONT_SIZE, Palette, Tone, tone_color
from dashboard.tables.dates import PartialDate

End = Literal["", "low", "high"]
# How far the stub of an open end reaches, as a part of the axis: a direction, not a length.
STUB = 0.08
ROW_HEIGHT, BAR_WIDTH, WHOLE_WIDTH = 19, 8, 13
# Where the name of the line stands, over the first row.
HEAD = -1.1
# Letters of a label that need more than the usual room.
LONG = 12
NBSP = "\N{NO-BREAK SPACE}"
# Steps of an axis of persons, and of shares.
PERSONS = (1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6)
SHARES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
Rows = Sequence[tuple[int, "RangeRow"]]
ALONE, VALUES, PERIODS = (0.0, 1.0), (0.0, 0.82), (0.86, 1.0)


@dataclass(frozen=True)
class RangeRow:
    """One row; `low` or `high` None is an open end, all None is a number not found.

    `open` marks an end that is known but not the last word: it gets an arrow. `whole` is the end
    of a bar from zero. `label` and `hover` are escaped by the caller; `start` and `end` are the
    period it counts, as far as that is known.
    """

    label: str
    text: str
    low: float | None = None
    high: float | None = None
    central: float | None = None
    hover: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    hollow: bool = False
    tone: Tone = "plain"
    open: End = ""
    whole: float | None = None

    @property
    def most(self) -> float:
        """The largest number of the row."""
        known = (self.low, self.central, self.high, self.whole)
        return max((value for value in known if value is not None), default=0.0)

    def ends(self, top: float) -> tuple[float, float, End] | None:
        """Return where its bar is drawn from and to, and which end is an arrow; None without one.

        `top` is the most of the axis.
        """
        reach = top * STUB
        if self.low is not None and self.high is not None:
            drawn = self.low != self.high or self.open
            return (self.low, self.high, self.open) if drawn else None
        if self.high is not None:
            return max(self.high - reach, 0.0), self.high, "low"
        if self.low is not None:
            return self.low, max(self.low, self.central or 0.0) + reach, "high"
        return None


@dataclass(frozen=True)
class RangeGroup:
    """Rows that count the same thing, under its name."""

    name: str
    rows: Sequence[RangeRow]


@dataclass(frozen=True)
class Ranges:
    """Rows in groups on one axis, a `line` to hold them against, `periods` where they stand by."""

    groups: Sequence[RangeGroup]
    unit: Literal["persons", "share"] = "persons"
    line: float | None = None
    line_label: str = ""
    periods: str = ""

    def draw(self, palette: Palette) -> go.Figure:
        """Return the groups from top to bottom, in the order given."""
        figure = go.Figure()
        drawn: list[tuple[int, RangeRow]] = []
        place = 0
        for group in self.groups:
            head = f"<b>{group.name}</b>"
            at = {"x": 0, "xref": "paper", "xanchor": "left", "y": place}
            figure.add_annotation(note(head, 13, palette.text, **at))
            drawn += enumerate(group.rows, start=place + 1)
            place += len(group.rows) + 1
        top = max([row.most for _, row in drawn] + [self.line or 0.0]) or 1.0
        _bars(figure, drawn, top, palette)
        _dots(figure, drawn, palette)
        _texts(figure, drawn, top, column=self.line is not None)
        if self.periods:
            _periods(figure, drawn, self.periods, palette)
        _hovers(figure, drawn, top)
        if self.line is not None:
            # The value that all rows are held against, from the first to the last.
            ends = [self.line, self.line], [-0.5, place - 0.5]
            draw_line(figure, *ends, width=1.5, color=palette.text, dash="dash")
            label = f"<b>{self.line_label}</b>"
            figure.add_annotation(note(label, 13, palette.text, x=self.line, y=HEAD))
        figure.update_layout(_layout(drawn, place, top, self, palette))
        return figure

    def plain(self) -> Bars | Spans:
        """Return bars where every row begins at zero, else what each row reaches from and to."""
        scale, unit = (100.0, "percent") if self.unit == "share" else (1.0, "persons")

        def scaled(value: float | None) -> float | None:
            # A workbook keeps no more digits.
            return None if value is None else round(value * scale, 6)

        each = [(group, row) for group in self.groups for row in group.rows]
        if each and all(row.whole is not None for _, row in each):
            values = [scaled(row.whole) for _, row in each]
            return Bars([bare(row.label) for _, row in each], {"Counted": values}, unit)
        spans = [
            Span(
                bare(row.label),
                scaled(row.low if row.open != "low" else None),
                scaled(row.high if row.open != "high" else None),
                scaled(row.central),
                row.text,
                unescape(group.name),
            )
            for group, row in each
        ]
        return Spans(spans, unit)


def _segments(figure: go.Figure, lines: Sequence[tuple[float, float, int]], **look: Any) -> None:
    """Draw lines along rows: from, to, and the place of the row."""
    if lines:
        x = [value for left, right, _ in lines for value in (left, right, None)]
        y = [value for _, _, place in lines for value in (place, place, None)]
        draw_line(figure, x, y, **look)


def _marks(figure: go.Figure, at: Sequence[tuple[float | None, int]], **look: Any) -> None:
    if at:
        x, y = zip(*at, strict=True)
        mark = {"opacity": 1, **look}
        more = {"cliponaxis": False, "hoverinfo": "skip"}
        figure.add_scatter(x=x, y=y, mode="markers", marker=mark, **more)


def _bars(figure: go.Figure, drawn: Rows, top: float, palette: Palette) -> None:
    """Bars from zero; ranges as plain bars; an arrow where one end is not the last word."""
    bars = [(place, row, ends) for place, row in drawn if (ends := row.ends(top))]
    for tone in dict.fromkeys(row.tone for _, row in drawn):
        color = tone_color(tone, palette)
        wholes = [(0.0, r.whole, p) for p, r in drawn if r.tone == tone and r.whole is not None]
        _segments(figure, wholes, color=color, width=WHOLE_WIDTH)
        plain = [(e[0], e[1], p) for p, r, e in bars if r.tone == tone and r.whole is None]
        _segments(figure, plain, color=color, width=BAR_WIDTH)
    # The range of a bar from zero is a line over it.
    over = [(ends[0], ends[1], place) for place, row, ends in bars if row.whole is not None]
    _segments(figure, over, color=palette.text, width=1.5)
    cap = {"symbol": "line-ns", "line": {"color": palette.text, "width": 2}}
    _marks(figure, [(end, place) for *both, place in over for end in both], size=7, **cap)
    for tip, (side, way) in enumerate((("low", "left"), ("high", "right"))):
        heads = [(place, row, ends[:2]) for place, row, ends in bars if ends[2] == side]
        colors = [tone_color(row.tone, palette) for _, row, _ in heads]
        arrow = {"symbol": f"triangle-{way}", "size": 13, "color": colors}
        _marks(figure, [(ends[tip], place) for place, _, ends in heads], **arrow)
        # A stub has no length of its own: a cap marks the end that is known.
        stubs = [(e[1 - tip], place) for place, r, e in heads if None in (r.low, r.high)]
        _marks(figure, stubs, size=9, **cap)


def _dots(figure: go.Figure, drawn: Rows, palette: Palette) -> None:
    """Single claims, and central values on their range."""
    at = [(place, row) for place, row in drawn if row.central is not None and row.whole is None]
    colors = [
        tone_color(row.tone, palette) if (row.low, row.high) == (None, None) else palette.text
        for _, row in at
    ]
    edges = [own if row.hollow else palette.page for (_, row), own in zip(at, colors, strict=True)]
    _marks(
        figure,
        [(row.central, place) for place, row in at],
        symbol=["circle-open" if row.hollow else "circle" for _, row in at],
        size=11,
        color=colors,
        line={"color": edges, "width": 1.5},
    )


def _texts(figure: go.Figure, drawn: Rows, top: float, *, column: bool) -> None:
    """Direct labels, right of each mark; in a `column` where a line would run through them.

    Blanks keep them off dots and arrow heads.
    """
    x, texts = [], []
    for _, row in drawn:
        bar = row.ends(top)
        x.append(top if column else max(row.most, bar[1] if bar else 0.0))
        wide = bar[2] == "high" or row.central == row.most if bar else row.whole is None
        texts.append(f"{NBSP * (4 if wide and not column else 2)}{row.text}")
    write_texts(figure, x, [place for place, _ in drawn], texts)


def _periods(figure: go.Figure, drawn: Rows, head: str, palette: Palette) -> None:
    """The days that each estimate counts, in a narrow panel of their own."""
    dated = [(place, row) for place, row in drawn if row.start and row.end]
    figure.add_scatter(
        x=[day and str(day) for _, row in dated for day in (row.start, row.end, None)],
        y=[at for place, _ in dated for at in (place, place, None)],
        xaxis="x2",
        mode="lines+markers",
        line={"color": palette.muted, "width": 3},
        marker={"size": 4, "color": palette.muted, "opacity": 1},
        hoverinfo="skip",
    )
    below = {"x": 1, "xanchor": "right", "y": 0, "yanchor": "top", "yshift": -18}
    figure.add_annotation(note(head, 13, palette.text, xref="paper", yref="paper", **below))


def _hovers(figure: go.Figure, drawn: Rows, top: float) -> None:
    """An unseen mark on each row that carries the hover text."""
    said = [(place, row) for place, row in drawn if row.hover]
    each = [(row.central, row.high, row.low, top * 0.05) for _, row in said]
    figure.add_scatter(
        x=[next(value for value in found if value is not None) for found in each],
        y=[place for place, _ in said],
        mode="markers",
        marker={"size": 16, "color": "rgba(0,0,0,0)", "opacity": 1},
        hovertext=[row.hover for _, row in said],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _ticks(top: float, unit: str) -> dict[str, object]:
    """Return round numbers from zero on, at most six, and how they read."""
    steps, most = (PERSONS, 3) if unit == "persons" else (SHARES, 5)
    step = next((step for step in steps if top / step <= most), steps[-1])
    values = [step * k for k in range(int(top / step + 1e-9) + 1)]
    texts = [f"{v:,.0f}" if step < PERSONS[3] or not v else f"{v / 1e6:g} m" for v in values]
    if unit == "share":
        texts = [f"{round(v * 100, 4):g}%" for v in values]
    return {"tickvals": values, "ticktext": texts}


def _layout(
    drawn: Rows, rows: int, top: float, spec: Ranges, palette: Palette
) -> dict[str, object]:
    dates = [date for _, row in drawn if row.start and row.end for date in (row.start, row.end)]
    years = sorted({min(dates).first.year, max(dates).first.year}) if dates else []
    # Room for the labels, which plotly does not count when it sets the range.
    longest = max((len(row.text) for _, row in drawn), default=0)
    room = 1.55 if spec.periods or longest > LONG else 1.25
    below = 38 if spec.periods else 24
    height = ROW_HEIGHT * (rows + (spec.line is not None)) + 10 + below
    font = {"size": 12, "color": palette.text}
    usual = {"fixedrange": True, "showgrid": True, "gridcolor": palette.grid, "tickfont": font}
    layout = ground(height, (0, 8, 4, below), size=FONT_SIZE, color=palette.text) | {
        "hoverlabel": hover_box(palette),
        "xaxis": {
            **usual,
            **_ticks(top, spec.unit),
            "domain": VALUES if spec.periods else ALONE,
            "range": [0, top * room],
            "zeroline": True,
            "zerolinecolor": palette.muted,
        },
        "yaxis": {
            **name_axis([row.label for _, row in drawn], palette),
            "tickvals": [place for place, _ in drawn],
            "autorange": False,
            "range": [rows - 0.4, -0.6 if spec.line is None else HEAD - 0.6],
        },
    }
    if spec.periods:
        layout["xaxis2"] = {
            **usual,
            "domain": PERIODS,
            "anchor": "y",
            "type": "date",
            # Two months ahead, so that a mark at the start of the first year stands free.
            "range": [f"{years[0] - 1}-11-01", f"{years[-1]}-12-31"] if years else None,
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [f"’{year % 100:02}" for year in years],
            "tickangle": 0,
        }
    return layout
