"""What changed: decisions on entry and stay over time, tightened up and loosened down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.palette import DARK, LIGHT, Palette
from dashboard.models.entry_days import DECIDED, EventFilter, decided, quarter, select_events
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.words.entry_words import STATUS_WORDS, event_line
from dashboard.words.numbers import counted


@dataclass(frozen=True)
class EntryTimeline:
    """The words of the decisions that pass a filter, oldest first."""

    title: str
    subtitle: str
    alt: str
    events: list[EntryEvent]


def entry_timeline(catalogue: Catalogue, tables: EntryTables, wanted: EventFilter) -> EntryTimeline:
    """Return the decisions that pass the filter, with what they show together."""
    countries = catalogue.countries
    regions = dict(zip(countries["iso3"], countries["region"], strict=True))
    events = select_events(tables, wanted, regions)
    if not events:
        return EntryTimeline("No decision passes these filters", "", "", [])
    tightened, loosened = decided(events, "tightened"), decided(events, "loosened")
    place = catalogue.names.by_code[wanted.country] if wanted.country else wanted.region
    title = f"{counted(tightened, 'decision')} tightened entry, {loosened} loosened it"
    if place:
        title = f"{place}: {title}"
    open_ones = sum(event.status not in DECIDED for event in events)
    subtitle = (
        f"Each dot is a decision on entry or stay, by quarter · {open_ones} hollow: proposed or "
        "not confirmed, not counted · grey: clarified only"
    )
    names = dict(catalogue.names.by_code)
    last = "; ".join(event_line(event, names) for event in events[-5:])
    return EntryTimeline(
        title=title,
        subtitle=subtitle,
        alt=f"Timeline. {title}. The latest: {last}. The table holds every decision.",
        events=events,
    )


def entry_dots(catalogue: Catalogue, tables: EntryTables) -> dict[str, Any]:
    """Return every decision as a dot: its code, quarter, effect, whether it counts, its words."""
    names = dict(catalogue.names.by_code)
    quarters = _quarters(tables.recent)
    return {
        "quarters": quarters,
        "up": "▲ tightened",
        "down": "▼ loosened",
        "tones": [list(pair) for pair in zip(_tones(LIGHT), _tones(DARK), strict=True)],
        "dots": [
            [
                event.event_id,
                quarters.index(quarter(event.date)),
                event.effect,
                event.status in DECIDED,
                f"{event_line(event, names)}; {STATUS_WORDS[event.status]}",
            ]
            for event in tables.recent
        ],
    }


def _tones(palette: Palette) -> tuple[str, str, str]:
    return palette.diverging[0], palette.diverging[4], palette.muted


def _quarters(events: Sequence[EntryEvent]) -> list[str]:
    found = sorted(quarter(event.date) for event in events)
    first, last = int(found[0][:4]), int(found[-1][:4])
    return [f"{year}-Q{part}" for year in range(first, last + 1) for part in range(1, 5)]
