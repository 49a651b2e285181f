"""What changed: the decisions by quarter, open under the rules, the picked one, and their table."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.actions import actions, fresh
from dashboard.kit.entry_panel import event_line, event_lines
from dashboard.kit.entry_table import events_table
from dashboard.kit.html_table import html_table
from dashboard.link.entry_view import EntryView, entry_query
from dashboard.link.page_link import PageLink
from dashboard.models.entry_days import EventFilter
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EFFECTS, STATUSES, EntryTables
from dashboard.tables.release import STATIC
from dashboard.views.rules.controls import Go
from dashboard.views.rules.timeline import EntryTimeline, entry_dots, entry_timeline
from dashboard.words.entry_words import EFFECT_WORDS, STATUS_WORDS
from dashboard.words.values import listed

KEY = "decisions"
# Streamlit sends this with each message, so it only fetches what the browser then keeps.
JS = """
export default function (component) {{
  const script = new URL(`app/static/decisions.js?${{component.data.version}}`, document.baseURI)
  import(script).then((decisions) => decisions.{what}(component)).catch(console.warn)
}}
"""
# As high as the dots of the fullest quarter: what stands under them must not move.
CSS = ".stack:empty { min-height: 27rem; }"
_all = st.components.v2.component(
    "decisions_all", html="<div hidden></div>", js=JS.format(what="keep")
)
_shown = st.components.v2.component(
    "decisions", html='<div class="stack"></div>', css=CSS, js=JS.format(what="mount")
)


def entry_events(data: Catalogue, tables: EntryTables, view: EntryView, link: str, go: Go) -> None:
    """Show every decision; those of the picked country or kind stand out, the others step back.

    A picked decision is outlined on the map.
    """
    shown = entry_timeline(
        data, tables, EventFilter("", view.country or "", _kinds("effects"), _kinds("statuses"))
    )
    with st.container(gap="xsmall", key="entry_decisions"):
        with fresh("decisions_title", shown.title):
            st.subheader(shown.title, anchor=False)
            st.caption(shown.subtitle or "Clear a filter: effect, status or country.")
        _filters()
        _dots(shown, view, go)
        if view.event:
            _picked(data, tables, view.event)
    if shown.events:
        header = {"title": shown.title, "shows": shown.subtitle}
        actions(
            KEY,
            link=PageLink.of("map", entry_query(view, store.entry_codes(), full=True)),
            table=lambda: _table(data, shown),
            download=lambda: downloads(
                lambda: events_table(data, shown.events).download,
                "events",
                "entry-decisions",
                header,
                link,
                what="decisions",
            ),
            briefing=False,
            present=False,
        )


def _dots(shown: EntryTimeline, view: EntryView, go: Go) -> None:
    version, dots = _version(), _all_dots()
    of = hashlib.sha256(json.dumps(dots).encode()).hexdigest()[:12]

    def picked() -> None:
        code = st.session_state[KEY].get("picked")
        if isinstance(code, str) and (not code or code in store.entry_codes().events):
            go(replace(view, event=code or None))

    codes = [event.event_id for event in shown.events]
    data: dict[str, Any] = {
        "of": of,
        "version": version,
        "picked": view.event,
        "alt": shown.alt,
        "shown": None if len(codes) == len(dots["dots"]) else codes,
    }
    with st.container(gap=None):
        _all(key=f"{KEY}_all", data={**dots, "id": of, "version": version})
        _shown(key=KEY, data=data, on_picked_change=picked)


@st.cache_resource(show_spinner=False, max_entries=1)
def _all_dots() -> dict[str, Any]:
    return entry_dots(store.catalogue(), store.entry())


def _version() -> str:
    return hashlib.sha256((STATIC / "decisions.js").read_bytes()).hexdigest()[:12]


def _kinds(of: str) -> tuple[str, ...]:
    return tuple(st.session_state.get(f"events_{of}") or ())


def _filters() -> None:
    with st.container(horizontal=True, gap="medium"):
        st.pills(
            "Effect",
            EFFECTS,
            selection_mode="multi",
            format_func=EFFECT_WORDS.__getitem__,
            key="events_effects",
            label_visibility="collapsed",
            wrap=True,
        )
        st.pills(
            "Status",
            STATUSES,
            selection_mode="multi",
            format_func=lambda status: STATUS_WORDS[status].capitalize(),
            key="events_statuses",
            label_visibility="collapsed",
            wrap=True,
        )


def _picked(data: Catalogue, tables: EntryTables, event_id: str) -> None:
    event = tables.events_by_id[event_id]
    with st.container(border=True, key="event_card", gap="xsmall"), fresh("event", event_id):
        event_lines(event_line(data, event))
        affected = [data.names.by_code[iso3] for iso3 in tables.affected[event_id]]
        if len(affected) > 1:
            st.caption(f"Applied to {listed(affected)}; outlined on the map.")


def _table(data: Catalogue, shown: EntryTimeline) -> None:
    table = events_table(data, shown.events)
    html_table(
        table.rows,
        "events_rows",
        f"Table: {shown.title}",
        sort_keys=table.sort_keys,
        search_in=["Where", "Decision", "Detail"],
    )
