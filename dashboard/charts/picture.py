"""A figure as plain data: what a file draws itself, and what a page and a slide share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.range_rows import RangeGroup
from dashboard.charts.share_line import ShareLine

TAG = re.compile(r"<[^>]+>")


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


Charted = Bars | Spans | Lines | Bridge
Chart = Charted | ShareLine


@dataclass(frozen=True)
class Picture:
    """A figure with its title, its sentences and its text alternative; `chart` is it as plain data.

    `table` is its twin: text columns with human headings. Without a `figure` the words say why.
    """

    title: str
    lines: list[str]
    alt: str
    figure: go.Figure | None
    chart: Chart | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)


def spans_of(groups: Sequence[RangeGroup], unit: str, *, scale: float = 1) -> Spans:
    """Return the rows of a chart as plain data, their names without marks of HTML."""

    def scaled(value: float | None) -> float | None:
        # A workbook keeps no more digits.
        return None if value is None else round(value * scale, 6)

    return Spans(
        [
            Span(
                unescape(TAG.sub("", row.label.replace("<br>", " "))),
                scaled(row.low if row.open != "low" else None),
                scaled(row.high if row.open != "high" else None),
                scaled(row.central),
                row.text,
                unescape(group.name),
            )
            for group in groups
            for row in group.rows
        ],
        unit,
    )
