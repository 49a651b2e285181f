"""Bars that float: what each input alone does to a result, and the way from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboard.charts.figure import Bridge, Span, Spans, Step, bare
from dashboard.charts.ground import named_rows, write_texts
from dashboard.charts.palette import Palette

ROW_HEIGHT, STEP_HEIGHT = 42, 36
OPEN_END = "open end"
NBSP = "\N{NO-BREAK SPACE}"


def _floating(
    ends: Sequence[tuple[float, float]],
    marker: dict[str, object],
    says: list[str],
    palette: Palette,
) -> go.Figure:
    """Return bars in rows, each from one of its ends to the other."""
    return go.Figure(
        go.Bar(
            orientation="h",
            base=[min(pair) for pair in ends],
            x=[max(pair) - min(pair) for pair in ends],
            y=list(range(len(ends))),
            marker={"line": {"color": palette.muted, "width": 0.5}, **marker},
            hoverinfo="skip",
            meta={"says": says},
        )
    )


@dataclass(frozen=True)
class TornadoBar:
    """One input: the result at its low and at its high end, each with its label.

    Labels may hold `<br>`. An end that is not known has the current result as its
    value and says so in its label. `ends` are those of the input.
    """

    name: str
    at_low: float
    at_high: float
    low_label: str
    high_label: str
    ends: str


@dataclass(frozen=True)
class Tornado:
    """Bars around the current result `now`, in persons."""

    bars: Sequence[TornadoBar]
    now: float

    def draw(self, palette: Palette) -> go.Figure:
        """Return the bars from top to bottom around a line at the current result `now`."""
        values = [self.now, *(v for b in self.bars for v in (b.at_low, b.at_high))]
        low, high = min(values), max(values)
        room = ((high - low) or 1.0) * 0.5
        rows = list(range(len(self.bars)))
        ends = [(b.at_low, b.at_high) for b in self.bars]
        says = [f"{b.name}: {b.low_label} to {b.high_label}" for b in self.bars]
        figure = _floating(ends, {"color": palette.accent}, says, palette)
        for position, end in (("middle left", min), ("middle right", max)):
            write_texts(
                figure,
                [end(pair) for pair in ends],
                rows,
                [_label(b, position) for b in self.bars],
                position,
                12,
            )
        figure.add_vline(x=self.now, line={"color": palette.text, "width": 1.5})
        height, names = ROW_HEIGHT * len(self.bars) + 14, [b.name for b in self.bars]
        reach = low - room, high + room
        figure.update_layout(named_rows(height, names, reach, palette, bargap=0.35))
        return figure

    def plain(self) -> Spans:
        """Return what each input alone makes of the result, None at an open end."""
        spans = []
        for bar in self.bars:
            ends = ((bar.at_low, bar.low_label), (bar.at_high, bar.high_label))
            low, high = (None if label == OPEN_END else value for value, label in ends)
            # More people who came back leave fewer abroad; only people can have an open end.
            if low is not None and high is not None:
                low, high = sorted((low, high))
            spans.append(Span(bare(bar.name), low, high, None, bar.ends))
        return Spans(spans, "persons", self.now)


def _label(bar: TornadoBar, position: str) -> str:
    """Return the label that belongs to the left or right end of the bar."""
    low_is_left = bar.at_low <= bar.at_high
    label = bar.low_label if low_is_left == (position == "middle left") else bar.high_label
    return "<br>".join(f"{NBSP}{line}{NBSP}" for line in label.split("<br>"))


@dataclass(frozen=True)
class Parts:
    """The bars of a bridge from one total to another, in persons."""

    bars: Sequence[Step]

    def draw(self, palette: Palette) -> go.Figure:
        """Return the bars from top to bottom; a rise and a fall differ in colour and in sign."""
        rise, fall = palette.diverging[4], palette.diverging[0]
        colors = [
            palette.muted if b.total else rise if b.end >= b.start else fall for b in self.bars
        ]
        # The axis starts at zero, as totals are drawn as lengths.
        ends = [(b.start, b.end) for b in self.bars]
        top = max(map(max, ends), default=1.0) or 1.0
        labels = [b.label for b in self.bars]
        says = [f"{b.name}: {b.label}" for b in self.bars]
        figure = _floating(ends, {"color": colors}, says, palette)
        write_texts(figure, [max(e) + top * 0.01 for e in ends], list(range(len(ends))), labels)
        height, names = STEP_HEIGHT * len(self.bars) + 14, [b.name for b in self.bars]
        figure.update_layout(named_rows(height, names, (0, top * 1.5), palette, bargap=0.3))
        return figure

    def plain(self) -> Bridge:
        """Return the way as plain steps."""
        return Bridge([replace(bar, name=bare(bar.name)) for bar in self.bars], "persons")
