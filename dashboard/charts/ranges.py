"""Ranges, claims and shares as rows in groups, on one axis of persons or of per cent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, Span, Spans, bare
from dashboard.charts.ground import draw_line, ground, hover_box, name_axis, note, write_texts
from dashboard.charts.palette import FONT_SIZE, Palette
from dashboard.charts.range_rows import RangeAxis, RangeGroup, RangeRow, ends_of, tone_color

ROW_HEIGHT = 19
# Where the name of the line stands, over the first row.
HEAD = -1.1
BAR_WIDTH, WHOLE_WIDTH = 8, 13
# Letters of a label that need more than the usual room.
LONG = 12
NBSP = "\N{NO-BREAK SPACE}"
# Steps of an axis of persons, and of shares.
PERSONS = (1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6)
SHARES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
ALONE, VALUES, PERIODS = (0.0, 1.0), (0.0, 0.82), (0.86, 1.0)

Rows = Sequence[tuple[int, RangeRow]]


@dataclass(frozen=True)
class Ranges:
    """Rows in groups on one axis."""

    groups: Sequence[RangeGroup]
    axis: RangeAxis = field(default_factory=RangeAxis)

    def draw(self, palette: Palette) -> go.Figure:
        """Return the groups from top to bottom, in the order given."""
        figure, axis = go.Figure(), self.axis
        drawn: list[tuple[int, RangeRow]] = []
        place = 0
        for group in self.groups:
            head = f"<b>{group.name}</b>"
            at = {"x": 0, "xref": "paper", "xanchor": "left", "y": place}
            figure.add_annotation(note(head, 13, palette.text, **at))
            drawn += enumerate(group.rows, start=place + 1)
            place += len(group.rows) + 1
        top = max([row.most for _, row in drawn] + [axis.line or 0.0]) or 1.0
        _bars(figure, drawn, top, palette)
        _dots(figure, drawn, palette)
        _texts(figure, drawn, top, column=axis.line is not None)
        if axis.periods:
            _periods(figure, drawn, axis.periods, palette)
        _hovers(figure, drawn, top)
        if axis.line is not None:
            _line(figure, axis, place, palette)
        figure.update_layout(_layout(drawn, place, top, axis, palette))
        return figure

    def plain(self) -> Bars | Spans:
        """Return bars where every row begins at zero, else what each row reaches from and to."""
        scale, unit = (100.0, "percent") if self.axis.unit == "share" else (1.0, "persons")

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


def _marks(figure: go.Figure, at: Sequence[tuple[float, int]], **look: Any) -> None:
    if not at:
        return
    figure.add_scatter(
        x=[value for value, _ in at],
        y=[place for _, place in at],
        mode="markers",
        marker={"opacity": 1, **look},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _bars(figure: go.Figure, drawn: Rows, top: float, palette: Palette) -> None:
    """Bars from zero; ranges as plain bars; an arrow where one end is not the last word."""
    bars = [(place, row, ends) for place, row in drawn if (ends := ends_of(row, top))]
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
    for side in ("low", "high"):
        heads = [
            (row, *((left, right, place) if side == "low" else (right, left, place)))
            for place, row, (left, right, arrow) in bars
            if arrow == side
        ]
        _marks(
            figure,
            [(tip, place) for _, tip, _, place in heads],
            symbol=f"triangle-{'left' if side == 'low' else 'right'}",
            size=13,
            color=[tone_color(row.tone, palette) for row, *_ in heads],
        )
        # A stub has no length of its own: a cap marks the end that is known.
        stubs = [(base, place) for row, _, base, place in heads if None in (row.low, row.high)]
        _marks(figure, stubs, size=9, **cap)


def _dots(figure: go.Figure, drawn: Rows, palette: Palette) -> None:
    """Single claims, and central values on their range."""
    for hollow in (False, True):
        at = [
            (row.central, place, row)
            for place, row in drawn
            if row.central is not None and row.whole is None and row.hollow == hollow
        ]
        alone = [row.low is None and row.high is None for _, _, row in at]
        colors = [
            tone_color(row.tone, palette) if lone else palette.text
            for lone, (_, _, row) in zip(alone, at, strict=True)
        ]
        edges = colors if hollow else [palette.page] * len(at)
        _marks(
            figure,
            [(value, place) for value, place, _ in at],
            symbol="circle-open" if hollow else "circle",
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
        bar = ends_of(row, top)
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
    figure.add_scatter(
        x=[
            next((v for v in (row.central, row.high, row.low) if v is not None), top * 0.05)
            for _, row in said
        ],
        y=[place for place, _ in said],
        mode="markers",
        marker={"size": 16, "color": "rgba(0,0,0,0)", "opacity": 1},
        hovertext=[row.hover for _, row in said],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _line(figure: go.Figure, axis: RangeAxis, rows: int, palette: Palette) -> None:
    """The value that all rows are held against, from the first to the last."""
    ends = [axis.line, axis.line], [-0.5, rows - 0.5]
    draw_line(figure, *ends, width=1.5, color=palette.text, dash="dash")
    label = f"<b>{axis.line_label}</b>"
    figure.add_annotation(note(label, 13, palette.text, x=axis.line, y=HEAD))


def _ticks(top: float, unit: str) -> dict[str, object]:
    """Return round numbers from zero on, at most six, and how they read."""
    steps, most = (PERSONS, 3) if unit == "persons" else (SHARES, 5)
    step = next((step for step in steps if top / step <= most), steps[-1])
    values = [step * k for k in range(int(top / step + 1e-9) + 1)]
    if unit == "share":
        return {"tickvals": values, "ticktext": [f"{round(v * 100, 4):g}%" for v in values]}
    unscaled = step < PERSONS[3]
    texts = [f"{v:,.0f}" if unscaled or not v else f"{v / 1e6:g} m" for v in values]
    return {"tickvals": values, "ticktext": texts}


def _layout(
    drawn: Rows, rows: int, top: float, axis: RangeAxis, palette: Palette
) -> dict[str, object]:
    dates = [date for _, row in drawn if row.start and row.end for date in (row.start, row.end)]
    years = sorted({min(dates).first.year, max(dates).first.year}) if dates else []
    # Room for the labels, which plotly does not count when it sets the range.
    longest = max((len(row.text) for _, row in drawn), default=0)
    room = 1.55 if axis.periods or longest > LONG else 1.25
    below = 38 if axis.periods else 24
    above = 0 if axis.line is None else ROW_HEIGHT
    height = ROW_HEIGHT * rows + 10 + below + above
    usual = {
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": palette.grid,
        "tickfont": {"size": 12, "color": palette.text},
    }
    names = name_axis([row.label for _, row in drawn], palette)
    layout = ground(height, (0, 8, 4, below), size=FONT_SIZE, color=palette.text) | {
        "hoverlabel": hover_box(palette),
        "xaxis": {
            **usual,
            **_ticks(top, axis.unit),
            "domain": VALUES if axis.periods else ALONE,
            "range": [0, top * room],
            "zeroline": True,
            "zerolinecolor": palette.muted,
        },
        "yaxis": names
        | {
            "tickvals": [place for place, _ in drawn],
            "autorange": False,
            "range": [rows - 0.4, -0.6 if axis.line is None else HEAD - 0.6],
        },
    }
    if axis.periods:
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
