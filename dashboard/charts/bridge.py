"""A bridge: the way from one total to another, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboard.charts.figure import Bridge, Step, bare
from dashboard.charts.ground import ground, name_axis, write_texts
from dashboard.charts.palette import FONT_SIZE, Palette

ROW_HEIGHT = 36


@dataclass(frozen=True)
class Parts:
    """The bars of a bridge, in persons."""

    bars: Sequence[Step]

    def draw(self, palette: Palette) -> go.Figure:
        """Return the bars from top to bottom; a rise and a fall differ in colour and in sign."""
        rise, fall = palette.diverging[4], palette.diverging[0]
        colors = [
            palette.muted if b.total else rise if b.end >= b.start else fall for b in self.bars
        ]
        # The axis starts at zero, as totals are drawn as lengths.
        top = max([max(b.start, b.end) for b in self.bars], default=1.0) or 1.0
        rows = list(range(len(self.bars)))
        figure = go.Figure(
            go.Bar(
                orientation="h",
                base=[min(b.start, b.end) for b in self.bars],
                x=[abs(b.end - b.start) for b in self.bars],
                y=rows,
                marker={"color": colors, "line": {"color": palette.muted, "width": 0.5}},
                hoverinfo="skip",
                meta={"says": [f"{b.name}: {b.label}" for b in self.bars]},
            )
        )
        write_texts(
            figure,
            [max(b.start, b.end) + top * 0.01 for b in self.bars],
            rows,
            [b.label for b in self.bars],
        )
        figure.update_layout(
            ground(
                ROW_HEIGHT * len(self.bars) + 14, (0, 0, 4, 6), size=FONT_SIZE, color=palette.text
            ),
            bargap=0.3,
            xaxis={"visible": False, "fixedrange": True, "range": [0, top * 1.5]},
            yaxis=name_axis([b.name for b in self.bars], palette),
        )
        return figure

    def plain(self) -> Bridge:
        """Return the way as plain steps."""
        return Bridge([replace(bar, name=bare(bar.name)) for bar in self.bars], "persons")
