"""What changed: the timeline of decisions, its filters, the picked one and the table."""

from dataclasses import replace

import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit.address import hold
from dashboard.kit.chart import plain_chart
from dashboard.kit.entry_country import event_line
from dashboard.kit.entry_panel import event_lines
from dashboard.kit.entry_table import events_table
from dashboard.kit.html_table import html_table
from dashboard.kit.looks import palette
from dashboard.link.entry_view import EntryView
from dashboard.models.entry_events import EventFilter
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EFFECTS, STATUSES, EntryTables
from dashboard.views.rules.controls import Go
from dashboard.views.rules.timeline import EntryTimeline, entry_timeline
from dashboard.words.coverage import listed
from dashboard.words.entry_words import EFFECT_WORDS, STATUS_WORDS
from dashboard.words.entry_words import event_line as event_words
from dashboard.words.numbers import counted

EVERYWHERE = ""
FILTER_WIDTH = 190


def entry_events(data: Catalogue, tables: EntryTables, view: EntryView, link: str, go: Go) -> None:
    """Show the decisions once the reader opens them, or a link names one.

    A picked decision is outlined on the map, a picked country filters the decisions.
    """
    opened = st.expander(
        f"What changed: {counted(len(tables.recent), 'decision')}, one by one",
        expanded=view.event is not None,
        icon=":material/timeline:",
        key="entry_decisions",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _decisions(data, tables, view, link, go)


def _decisions(data: Catalogue, tables: EntryTables, view: EntryView, link: str, go: Go) -> None:
    wanted = _filters(data, tables, view, go)
    shown = entry_timeline(data, tables, wanted, view.event, palette())
    st.markdown(f"**{shown.title}**")
    if shown.figure is None:
        st.text("Clear a filter: effect, status, region or country.")
        return
    st.caption(shown.subtitle)
    plain_chart(shown.figure, shown.alt, "entry_events", lambda code: go(replace(view, event=code)))
    _picker(data, shown, view, go)
    if view.event:
        _picked(data, tables, view.event)
    _table(data, shown, link)


def _filters(data: Catalogue, tables: EntryTables, view: EntryView, go: Go) -> EventFilter:
    countries = data.countries
    affected = {iso3 for event in tables.recent for iso3 in tables.affected[event.event_id]}
    inside = countries[countries["iso3"].isin(affected)]
    names = data.names.by_code
    offered = sorted(affected | ({view.country} if view.country else set()), key=names.__getitem__)
    hold("events_country", view.country or EVERYWHERE)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        region = st.selectbox(
            "Part of the world",
            [EVERYWHERE, *sorted(inside["region"].unique())],
            format_func=lambda name: name or "Everywhere",
            key="events_region",
            width=FILTER_WIDTH,
        )
        st.selectbox(
            "Decisions that applied to",
            [EVERYWHERE, *offered],
            format_func=lambda iso3: names[iso3] if iso3 else "Any country",
            key="events_country",
            width=FILTER_WIDTH,
            on_change=lambda: go(replace(view, country=st.session_state["events_country"] or None)),
        )
        effects = st.pills(
            "Effect",
            EFFECTS,
            selection_mode="multi",
            format_func=EFFECT_WORDS.__getitem__,
            key="events_effects",
        )
        statuses = st.pills(
            "Status",
            STATUSES,
            selection_mode="multi",
            format_func=lambda status: STATUS_WORDS[status].capitalize(),
            key="events_statuses",
        )
    return EventFilter(region, view.country or "", tuple(effects), tuple(statuses))


def _picker(data: Catalogue, shown: EntryTimeline, view: EntryView, go: Go) -> None:
    names = dict(data.names.by_code)
    lines = {event.event_id: event_words(event, names) for event in reversed(shown.events)}
    hold("entry_event", view.event if view.event in lines else None)
    st.selectbox(
        "Decision",
        list(lines),
        index=None,
        format_func=lines.__getitem__,
        key="entry_event",
        placeholder="Pick a decision, here or in the timeline",
        on_change=lambda: go(replace(view, event=st.session_state["entry_event"])),
    )


def _picked(data: Catalogue, tables: EntryTables, event_id: str) -> None:
    event = tables.events_by_id[event_id]
    with st.container(border=True, key="event_card", gap="xsmall"):
        event_lines(event_line(data, event))
        affected = [data.names.by_code[iso3] for iso3 in tables.affected[event_id]]
        if len(affected) > 1:
            st.caption(f"Applied to {listed(affected)}; outlined on the map.")


def _table(data: Catalogue, shown: EntryTimeline, link: str) -> None:
    opened = st.expander(
        f"Table of {counted(len(shown.events), 'decision')}",
        icon=":material/table:",
        key="events_table",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            table = events_table(data, shown.events)
            html_table(
                table.rows,
                "events_rows",
                f"Table: {shown.title}",
                sort_keys=table.sort_keys,
                search_in=["Where", "Decision", "Detail"],
            )
    header = {"title": shown.title, "shows": shown.subtitle}
    downloads(
        lambda: events_table(data, shown.events).download,
        "events",
        "entry-decisions",
        header,
        link,
        what="decisions",
    )
