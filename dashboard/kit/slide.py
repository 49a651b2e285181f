"""A slide: one view as it is presented, printed and taken along, with all its words."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.picture import Bars, Bridge, Chart, Charted, Lines, Picture, Span, Spans, Step
from dashboard.link.page_link import PageLink
from dashboard.map.spec import Map, Timeline
from dashboard.words.slide_words import SHORT_BORDER_NOTE

# A room reads no more beside a picture.
MOST_BESIDE = 3

__all__ = [
    "Bars",
    "Bridge",
    "Chart",
    "Charted",
    "Lines",
    "Picture",
    "Slide",
    "Span",
    "Spans",
    "Step",
]


@dataclass(frozen=True)
class Slide:
    """One idea: what is seen, what it counts, where it comes from.

    `link` is the page with every parameter spelled out and the data release; `points` are
    at most six short lines of plain text. What is seen is a `map`, or a `figure` drawn in the theme
    asked for, which stands in `chart` as plain data too for files that draw it themselves.
    `caution` is a line that every form of the slide keeps in sight; `moments` are all that a map
    steps through, made where somebody plays it.
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
    moments: Callable[[], Timeline] | None = None
    chart: Chart | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    border_note: str = ""
    caution: str = ""
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        """The points that stand beside a picture; the others are for notes and for reading."""
        return [point for point in self.points if point != self.title][:MOST_BESIDE]

    @property
    def small_print(self) -> str:
        """Source, release, and what must not be lost, in one line."""
        parts = [f"Source: {self.source}", f"Data release {self.link.query['data'][0]}"]
        parts += [self.caution.rstrip(".")] if self.caution else []
        parts += [SHORT_BORDER_NOTE] if self.border_note else []
        return " · ".join(parts)
