"""A tornado: what each input alone does to a result, from its low to its high."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Span, Spans, bare
from dashboard.charts.ground import ground, name_axis, write_texts
from dashboard.charts.palette import FONT_SIZE, Palette

ROW_HEIGHT = 42
OPEN_END = "open end"
NBSP = "\N{NO-BREAK SPACE}"


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
        figure = go.Figure(
            go.Bar(
                orientation="h",
                base=[min(b.at_low, b.at_high) for b in self.bars],
                x=[abs(b.at_high - b.at_low) for b in self.bars],
                y=rows,
                marker={"color": palette.accent, "line": {"color": palette.muted, "width": 0.5}},
                hoverinfo="skip",
                meta={"says": [f"{b.name}: {b.low_label} to {b.high_label}" for b in self.bars]},
            )
        )
        for position, ends in (("middle left", min), ("middle right", max)):
            write_texts(
                figure,
                [ends(b.at_low, b.at_high) for b in self.bars],
                rows,
                [_label(b, position) for b in self.bars],
                position,
                12,
            )
        figure.add_vline(x=self.now, line={"color": palette.text, "width": 1.5})
        figure.update_layout(
            ground(
                ROW_HEIGHT * len(self.bars) + 14, (0, 0, 4, 6), size=FONT_SIZE, color=palette.text
            ),
            bargap=0.35,
            xaxis={"visible": False, "fixedrange": True, "range": [low - room, high + room]},
            yaxis=name_axis([b.name for b in self.bars], palette),
        )
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
