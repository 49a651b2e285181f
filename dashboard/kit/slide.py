"""A slide: one view as it is presented, printed and taken along, with all its words."""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from dashboard.link.page_link import PageLink
from dashboard.map.spec import Map


@dataclass(frozen=True)
class Bars:
    """Bars with names, top to bottom; one list of values for each series, None where missing.

    `labels` are the texts of values that are not exact (`about 238,000`), by series and place;
    blank where the number says it.
    """

    names: list[str]
    series: dict[str, list[float | None]]
    unit: str
    labels: dict[str, list[str]] = field(default_factory=dict)


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
class Lines:
    """Lines over a common axis of periods; None is a gap."""

    periods: list[str]
    series: dict[str, list[float | None]]
    unit: str


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


Chart = Bars | Spans | Lines | Bridge


@dataclass(frozen=True)
class Slide:
    """One idea: what is seen, what it counts, where it comes from.

    `link` is the page with every parameter spelled out and the data release; `points` are
    at most six short lines of plain text. What is seen is a `map`, or a `figure` drawn in the theme
    asked for, which stands in `chart` as plain data too for files that draw it themselves.
    `table` is the twin of the figure: text columns with human headings. `notes` (takeaway,
    definition, caution) are what a presenter reads, `sources` name both ends of each source.
    """

    link: PageLink
    title: str
    subtitle: str
    alt: str
    source: str
    points: list[str] = field(default_factory=list)
    figure: go.Figure | None = None
    map: Map | None = None
    chart: Chart | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    border_note: str = ""
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
