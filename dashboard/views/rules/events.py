"""What changed: the decisions by quarter, open under the rules, the picked one, and their table."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple, TypedDict

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.charts.palette import DARK, LIGHT
from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.actions import actions, fresh, headline
from dashboard.kit.component import fetched
from dashboard.kit.entry_rules import event_lines, events_table
from dashboard.kit.table import twin
from dashboard.link.map_view import EntryView, entry_query
from dashboard.link.page_link import PageLink
from dashboard.models.entry_days import DECIDED, EventFilter, decided, quarter, select_events
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EFFECTS, STATUSES, EntryEvent, EntryTables
from dashboard.views.rules.controls import Go
from dashboard.words.entry_words import EFFECT_WORDS, STATUS_WORDS, event_line
from dashboard.words.numbers import counted
from dashboard.words.values import listed

KEY, SENT, WANTED = "decisions", "decisions_sent", "decisions_wanted"
# As high as the dots of the fullest quarter: what stands under them must not move.
_stack = fetched(KEY, "decisions.js", "stack", "30.5rem")
KINDS: Mapping[str, Mapping[str, str]] = {
    "Effect": {effect: EFFECT_WORDS[effect] for effect in EFFECTS},
    "Status": {status: STATUS_WORDS[status] for status in STATUSES},
}


@dataclass(frozen=True)
class Decisions(Figure):
    """The words of the decisions that pass a filter, oldest first."""

    events: list[EntryEvent] = field(default_factory=list)


def decisions(catalogue: Catalogue, tables: EntryTables, wanted: EventFilter) -> Decisions:
    """Return the decisions that pass the filter, with what they show together."""
    events = select_events(tables, wanted)
    if not events:
        line = "Clear a filter: effect, status or country."
        return Decisions("No decision passes these filters", [line], "")
    tightened, loosened = decided(events, "tightened"), decided(events, "loosened")
    title = f"{counted(tightened, 'decision')} tightened entry, {loosened} loosened it"
    if wanted.country:
        title = f"{catalogue.names.by_code[wanted.country]}: {title}"
    open_ones = sum(event.status not in DECIDED for event in events)
    line = (
        f"Each dot is a decision on entry or stay, by quarter · {open_ones} hollow: proposed or "
        "not confirmed, not counted · grey: clarified only"
    )
    names = dict(catalogue.names.by_code)
    last = "; ".join(event_line(event, names) for event in events[-5:])
    return Decisions(
        title=title,
        lines=[line],
        alt=f"Timeline. {title}. The latest: {last}. The table holds every decision.",
        events=events,
    )


class Dot(NamedTuple):
    """A decision; `quarter` is a place in the list of quarters."""

    event_id: str
    quarter: int
    effect: str
    counted: bool
    text: str


class Kind(NamedTuple):
    """What decisions can be told apart by, and in which group it stands."""

    group: str
    code: str
    label: str


class Dots(TypedDict):
    """All decisions as the component draws them; a tone has a colour for each theme."""

    quarters: list[str]
    up: str
    down: str
    tones: list[list[str]]
    kinds: list[Kind]
    dots: list[Dot]


def decision_dots(catalogue: Catalogue, tables: EntryTables) -> Dots:
    """Return every decision as a dot."""
    names = dict(catalogue.names.by_code)
    quarters = _quarters(tables.recent)
    return {
        "quarters": quarters,
        "up": "▲ tightened",
        "down": "▼ loosened",
        "tones": [
            [LIGHT.diverging[0], DARK.diverging[0]],
            [LIGHT.diverging[4], DARK.diverging[4]],
            [LIGHT.muted, DARK.muted],
        ],
        "kinds": [
            Kind(group, code, words[code].capitalize())
            for group, words in KINDS.items()
            for code in words
        ],
        "dots": [
            Dot(
                event.event_id,
                quarters.index(quarter(event.date)),
                event.effect,
                event.status in DECIDED,
                f"{event_line(event, names)}; {STATUS_WORDS[event.status]}",
            )
            for event in tables.recent
        ],
    }


def _quarters(events: Sequence[EntryEvent]) -> list[str]:
    years = [event.date.first.year for event in events]
    return [f"{year}-Q{part}" for year in range(min(years), max(years) + 1) for part in range(1, 5)]


def entry_events(data: Catalogue, tables: EntryTables, view: EntryView, link: str, go: Go) -> None:
    """Show every decision; those of the picked country or kind stand out, the others step back.

    A picked decision is outlined on the map.
    """
    wanted = EventFilter(view.country or "", _kinds("Effect"), _kinds("Status"))
    shown = decisions(data, tables, wanted)
    with st.container(gap="xsmall", key="entry_decisions"):
        headline("decisions_title", shown.title, shown.lines[0])
        _dots(shown, view, go)
        if view.event:
            _picked(data, tables, view.event)
    if shown.events:
        table = partial(events_table, data, shown.events)
        header = {"title": shown.title, "shows": shown.lines[0]}
        actions(
            KEY,
            link=PageLink.of("map", entry_query(view, store.tables().entry_codes, full=True)),
            table=lambda: twin(
                table(), "events_rows", shown.title, ["Where", "Decision", "Detail"]
            ),
            download=lambda: downloads(
                lambda: table().download,
                "events",
                "entry-decisions",
                header,
                link,
                what="decisions",
            ),
            briefing=False,
            present=False,
        )


def _dots(shown: Decisions, view: EntryView, go: Go) -> None:
    """Say which decisions stand out; all of them are sent once, and again to whom has lost them."""
    of, packed, count = _all_dots()

    def picked() -> None:
        code = st.session_state[KEY].get("picked")
        if isinstance(code, str) and (not code or code in store.tables().entry_codes.events):
            go(replace(view, event=code or None))

    def wanted() -> None:
        kinds = st.session_state[KEY].get("kinds")
        st.session_state[WANTED] = kinds if isinstance(kinds, list) else []

    codes = [event.event_id for event in shown.events]
    first = st.session_state.get(SENT) != of
    st.session_state[SENT] = of
    state = {
        "of": of,
        "picked": view.event,
        "alt": shown.alt,
        "shown": None if len(codes) == count else codes,
        "wanted": [code for group in KINDS for code in _kinds(group)],
    }
    _stack(
        key=KEY,
        data=_written(state) + b"\n" + (packed if first else b""),
        on_picked_change=picked,
        on_kinds_change=wanted,
        on_missing_change=lambda: st.session_state.pop(SENT, None),
    )


@st.cache_resource(show_spinner=False, max_entries=1)
def _all_dots() -> tuple[str, bytes, int]:
    """Return all decisions, packed, what a browser knows them by, and how many there are."""
    dots = decision_dots(store.tables().catalogue, store.tables().entry)
    written = _written(dots)
    return hashlib.sha256(written).hexdigest()[:12], zlib.compress(written, 9), len(dots["dots"])


def _written(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


def _kinds(group: str) -> tuple[str, ...]:
    wanted: Sequence[str] = st.session_state.get(WANTED, ())
    return tuple(code for code in KINDS[group] if code in wanted)


def _picked(data: Catalogue, tables: EntryTables, event_id: str) -> None:
    event = tables.events_by_id[event_id]
    with st.container(border=True, key="event_card", gap="xsmall"), fresh("event", event_id):
        event_lines(data, event)
        affected = [data.names.by_code[iso3] for iso3 in tables.affected[event_id]]
        if len(affected) > 1:
            st.caption(f"Applied to {listed(affected)}; outlined on the map.")
