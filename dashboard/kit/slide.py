"""A slide: one view as it is presented, printed and taken along, with all its words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.figure import Chart, Spec
from dashboard.charts.ground import enlarged
from dashboard.charts.palette import SCREEN
from dashboard.link.page_link import PageLink
from dashboard.map.spec import Map, Timeline
from dashboard.words.slide_words import SHORT_BORDER_NOTE

# A room reads no more beside a picture.
MOST_BESIDE = 3


@dataclass(frozen=True)
class Slide:
    """One idea: what is seen, what it counts, where it comes from.

    `link` is the page with every parameter spelled out and the data release; `points` are
    at most six short lines of plain text. What is seen is a `map`, or the specification of a chart:
    drawn `height` pixels high as `figure`, and as plain data in `chart` for files that draw it.
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
    spec: Spec | None = None
    height: int = 0
    map: Map | None = None
    moments: Callable[[], Timeline] | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    border_note: str = ""
    caution: str = ""
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @cached_property
    def figure(self) -> go.Figure | None:
        """The chart, large enough for a screen that is seen from afar."""
        return enlarged(self.spec.draw(SCREEN), self.height) if self.spec else None

    @cached_property
    def chart(self) -> Chart | None:
        """The chart as plain data."""
        return self.spec.plain() if self.spec else None

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
