"""When: events and what was counted meanwhile."""

from dataclasses import replace

import streamlit as st

from dashboard.kit.chart import plain_chart
from dashboard.kit.looks import palette
from dashboard.kit.map_table import MapTable
from dashboard.kit.source_note import plain
from dashboard.kit.terms import term_links
from dashboard.link.people_view import PeopleView
from dashboard.tables.people import PeopleTables
from dashboard.tables.people_schemas import KINDS
from dashboard.tables.rows import Row
from dashboard.views.people.table import Go, table_and_download
from dashboard.views.people.tables import event_table, series_table
from dashboard.views.people.when_figure import LONG, ZOOM, WhenCard, long_card, zoom_card
from dashboard.words import when_words
from dashboard.words.sources import source_lines, source_summary
from dashboard.words.term_words import WHEN_TERMS


def people_when(tables: PeopleTables, view: PeopleView, go: Go) -> None:
    """Show both axes, the events of a kind with their sources, and every series."""
    events = tables.events(view.kind)
    title = when_words.events_title(events, view.kind)
    st.subheader(title, anchor=False)
    st.caption(f"{when_words.CROSSINGS} {when_words.GAPS}")
    term_links(WHEN_TERMS)
    _kinds(view, go)
    colors = palette()
    _axis(tables, long_card(tables, view.kind, colors), "people_long", LONG)
    _axis(tables, zoom_card(tables, view.kind, colors), "people_zoom", ZOOM)
    table_and_download(
        f"{title}, with sources",
        "people_events",
        lambda: _linked(tables, events),
        view,
        {"title": title, "shows": "Dated events; claims carry the speaker's name."},
        markdown=["Source"],
        search_in=["Event", "Kind"],
        expanded=True,
    )
    table_and_download(
        "All series, with sources",
        "people_series",
        lambda: series_table(tables),
        view,
        {"title": "What was counted meanwhile", "caution": when_words.CROSSINGS},
        search_in=["What is counted", "Note"],
    )


def _kinds(view: PeopleView, go: Go) -> None:
    st.session_state["people_kind"] = view.kind
    st.pills(
        "Kind of event",
        KINDS,
        format_func=when_words.KIND_LABELS.__getitem__,
        key="people_kind",
        on_change=lambda: go(replace(view, kind=st.session_state["people_kind"])),
        help="Pick one again to see all kinds.",
    )


def _axis(
    tables: PeopleTables,
    card: WhenCard,
    key: str,
    drawn: tuple[tuple[tuple[str, ...], str, str], ...],
) -> None:
    st.markdown(f"#### {plain(card.title)}")
    plain_chart(card.figure, card.alt, key)
    if card.outside:
        st.caption(plain(card.outside))
    shown = {series_id for ids, _, _ in drawn for series_id in ids}
    rows = tables.series[tables.series["series_id"].isin(shown)]
    summary = source_summary(list(rows["source_id"]), tables.sources)
    st.caption(plain(f"Source: {summary}. The series table names the source of each value."))


def _linked(tables: PeopleTables, events: list[Row]) -> MapTable:
    """Return the table of events with each source as a link to its address."""
    table = event_table(tables, events)
    cells = []
    for event in events:
        lines = source_lines(event["source_id"], tables.sources)
        cells.append(
            " · ".join(
                f"[{plain(line.text)}]({line.url})" if line.url else plain(line.text)
                for line in lines
            )
        )
    return MapTable(table.rows.assign(Source=cells), table.sort_keys, table.download)
