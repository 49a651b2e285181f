"""Bars that float: a flow in steps, a tornado of inputs, a bridge from one total to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboard.charts.figure import Bars, Bridge, Span, Spans, Step, bare
from dashboard.charts.ground import named_rows, write_texts
from dashboard.charts.palette import Palette, Tone, tone_color

# In pixels: an input, a part of a bridge, a step of a flow, and each bar of it.
INPUT_HEIGHT, PART_HEIGHT, STEP_HEIGHT, BAR_HEIGHT = 42, 36, 24, 22
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
        height, names = INPUT_HEIGHT * len(self.bars) + 14, [b.name for b in self.bars]
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
        height, names = PART_HEIGHT * len(self.bars) + 14, [b.name for b in self.bars]
        figure.update_layout(named_rows(height, names, (0, top * 1.5), palette, bargap=0.3))
        return figure

    def plain(self) -> Bridge:
        """Return the way as plain steps."""
        return Bridge([replace(bar, name=bare(bar.name)) for bar in self.bars], "persons")


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
        height = (BAR_HEIGHT * lanes + STEP_HEIGHT) * len(self.steps) + 14
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
