"""A flow in steps: bars that shrink, what each step takes off, and the range at each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, bare
from dashboard.charts.ground import named_rows, write_texts
from dashboard.charts.palette import Palette
from dashboard.charts.range_rows import Tone, tone_color

ROW_HEIGHT, BAR_HEIGHT = 22, 24


@dataclass(frozen=True)
class FlowBar:
    """What is left after a step, of what there was `before`; `low` and `high` are its known ends.

    `place` tells the bars of one step apart: 0 is the first.
    """

    place: int
    tone: Tone
    before: float
    after: float
    low: float | None
    high: float | None
    label: str


@dataclass(frozen=True)
class FlowStep:
    """A step by name (may hold `<br>`), with a bar for each flow that takes it."""

    name: str
    bars: Sequence[FlowBar]


@dataclass(frozen=True)
class Flow:
    """Steps, and the name of each flow by its place."""

    steps: Sequence[FlowStep]
    names: Mapping[int, str]

    def draw(self, palette: Palette) -> go.Figure:
        """Return the steps from top to bottom on one axis of persons."""
        lanes = max((bar.place for step in self.steps for bar in step.bars), default=0) + 1
        at = [
            (number + (bar.place - (lanes - 1) / 2) * 0.8 / lanes, bar)
            for number, step in enumerate(self.steps)
            for bar in step.bars
        ]
        places = [place for place, _ in at]
        figure = go.Figure()
        common = {"orientation": "h", "y": places, "width": 0.7 / lanes, "hoverinfo": "skip"}
        left = [bar.after for _, bar in at]
        # The first bars are read out for both.
        says = [f"{self.steps[round(place)].name}: {bar.label}" for place, bar in at]
        colors = [tone_color(bar.tone, palette) for _, bar in at]
        figure.add_bar(
            base=[0] * len(at), x=left, marker={"color": colors}, meta={"says": says}, **common
        )
        taken = {"color": palette.not_covered, "line": {"color": palette.label, "width": 0.5}}
        off = [max(bar.before - bar.after, 0.0) for _, bar in at]
        figure.add_bar(base=left, x=off, marker=taken, **common)
        ranged = [
            (p, b) for p, b in at if b.low is not None and b.high is not None and b.low < b.high
        ]
        figure.add_scatter(
            x=[value for _, bar in ranged for value in (bar.low, bar.high, None)],
            y=[value for place, _ in ranged for value in (place, place, None)],
            mode="lines+markers",
            line={"color": palette.text, "width": 1.5},
            marker={"symbol": "line-ns", "size": 7, "line": {"color": palette.text, "width": 2}},
            hoverinfo="skip",
        )
        ends = [max(bar.before, bar.after, bar.high or 0.0) for _, bar in at]
        top = max(ends, default=1.0) or 1.0
        write_texts(
            figure, [end + top * 0.01 for end in ends], places, [bar.label for _, bar in at]
        )
        # What plotly does not count: labels, which are longer where flows are compared.
        room = 1.5 if lanes == 1 else 1.75
        height = (ROW_HEIGHT * lanes + BAR_HEIGHT) * len(self.steps) + 14
        names = [step.name for step in self.steps]
        figure.update_layout(named_rows(height, names, (0, top * room), palette, barmode="overlay"))
        return figure

    def plain(self) -> Bars:
        """Return what is left after each step, a series a flow."""
        steps = [{bar.place: bar for bar in step.bars} for step in self.steps]
        flows = {name: [step.get(n) for step in steps] for n, name in self.names.items()}
        return Bars(
            [bare(step.name) for step in self.steps],
            {name: [bar.after if bar else None for bar in bars] for name, bars in flows.items()},
            "persons",
            {
                name: [self.words(bar) if bar else "" for bar in bars]
                for name, bars in flows.items()
            },
        )

    def words(self, bar: FlowBar) -> str:
        """Return the label of a bar without the letter of its flow."""
        return bar.label.removeprefix(f"{self.names[bar.place].removeprefix('Scenario ')} ")
