"""What changed: decisions on entry and stay over time, tightened up and loosened down."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.charts.event_stack import Dot, draw_event_stack
from dashboard.charts.palette import Palette
from dashboard.models.entry_events import (
    DECIDED,
    EventFilter,
    decided,
    quarter,
    select_events,
    stacked,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.words.entry_words import STATUS_WORDS, event_line
from dashboard.words.numbers import counted


@dataclass(frozen=True)
class EntryTimeline:
    """The decisions that pass the filter; `figure` is None where none does."""

    title: str
    subtitle: str
    alt: str
    figure: go.Figure | None
    events: list[EntryEvent]


def entry_timeline(
    catalogue: Catalogue,
    tables: EntryTables,
    wanted: EventFilter,
    picked: str | None,
    palette: Palette,
) -> EntryTimeline:
    """Return the decisions as a stack by quarter, on the same quarters whatever the filter."""
    countries = catalogue.countries
    regions = dict(zip(countries["iso3"], countries["region"], strict=True))
    events = select_events(tables, wanted, regions)
    if not events:
        return EntryTimeline("No decision passes these filters", "", "", None, [])
    tightened, loosened = decided(events, "tightened"), decided(events, "loosened")
    place = catalogue.names.by_code[wanted.country] if wanted.country else wanted.region
    title = f"{counted(tightened, 'decision')} tightened entry, {loosened} loosened it"
    if place:
        title = f"{place}: {title}"
    quarters = _quarters(tables.recent)
    names = dict(catalogue.names.by_code)
    dots = [
        Dot(
            code=one.event.event_id,
            x=quarters.index(one.quarter) + 0.28 * one.shift,
            y=one.height,
            text=escape(f"{event_line(one.event, names)}; {STATUS_WORDS[one.event.status]}"),
            filled=one.event.status in DECIDED,
            picked=one.event.event_id == picked,
        )
        for one in stacked(events)
    ]
    open_ones = sum(not dot.filled for dot in dots)
    subtitle = (
        f"Each dot is a decision on entry or stay, by quarter · {open_ones} hollow: proposed or "
        "not confirmed, not counted · grey: clarified only"
    )
    last = "; ".join(event_line(event, names) for event in events[-5:])
    return EntryTimeline(
        title=title,
        subtitle=subtitle,
        alt=f"Timeline. {title}. The latest: {last}. The table holds every decision.",
        figure=draw_event_stack(dots, quarters, "tightened", "loosened", palette),
        events=events,
    )


def _quarters(events: Sequence[EntryEvent]) -> list[str]:
    found = sorted(quarter(event.date) for event in events)
    first, last = int(found[0][:4]), int(found[-1][:4])
    return [f"{year}-Q{part}" for year in range(first, last + 1) for part in range(1, 5)]
