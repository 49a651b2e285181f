"""One figure, one specification: drawn on screen, in PowerPoint, and written as plain data."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Protocol, Union

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.palette import SCREEN, Palette

if TYPE_CHECKING:
    from dashboard.charts.shares import ShareLine

TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Counts:
    """Values by name; one list for each series, None where missing.

    `labels` are the texts of values that are not exact (`about 238,000`), by series and place;
    blank where the number says it.
    """

    names: list[str]
    series: dict[str, list[float | None]]
    unit: str
    labels: dict[str, list[str]] = field(default_factory=dict)


class Bars(Counts):
    """Bars with names, top to bottom."""


class Lines(Counts):
    """Lines over a common axis of periods, which are the names; None is a gap."""


@dataclass(frozen=True)
class Span:
    """What one estimate or input reaches from and to; None is an open end. `at` is a dot.

    `group` is the heading it stands under, where there are several.
    """

    name: str
    low: float | None
    high: float | None
    at: float | None
    label: str
    group: str = ""


@dataclass(frozen=True)
class Spans:
    """Ranges, claims and tornado bars on one axis; `now` marks what they are compared with."""

    spans: list[Span]
    unit: str
    now: float | None = None


@dataclass(frozen=True)
class Step:
    """A bar of a bridge from `start` to `end`; totals start at 0."""

    name: str
    start: float
    end: float
    label: str
    total: bool = False


@dataclass(frozen=True)
class Bridge:
    """The way from one total to another, step by step."""

    steps: list[Step]
    unit: str


Charted = Bars | Spans | Lines | Bridge
Chart = Union[Charted, "ShareLine"]


class Spec(Protocol):
    """The one specification of a chart: Plotly draws it on screen, PowerPoint what is `plain`."""

    def draw(self, palette: Palette) -> go.Figure:
        """Return the chart in the colours of a palette."""

    def plain(self) -> Chart:
        """Return the names, numbers and bounds that it draws, without its looks."""


@dataclass(frozen=True)
class Figure:
    """What a page shows and a slide presents: a chart with its words; `table` is its twin.

    Without a `spec` the words say why nothing is drawn.
    """

    title: str
    lines: list[str]
    alt: str
    spec: Spec | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)

    @cached_property
    def figure(self) -> go.Figure | None:
        """The chart for a page, whose browser fills in the colours."""
        return self.spec.draw(SCREEN) if self.spec else None

    @cached_property
    def chart(self) -> Chart | None:
        """What of it is plain data."""
        return self.spec.plain() if self.spec else None


def bare(text: str) -> str:
    """Return a name without the marks of HTML."""
    return unescape(TAG.sub("", text.replace("<br>", " ")))
