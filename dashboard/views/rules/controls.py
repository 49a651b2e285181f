"""The controls of the entry layer, each bound to its place in the link."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.kit.address import reset_button
from dashboard.kit.controls import bound, choices_width, one_of
from dashboard.kit.country_card import ON_MAP, Pick, unknown_country
from dashboard.kit.map_controls import (
    REGION_WIDTH,
    RESET_WIDTH,
    control_line,
    control_row,
    region_control,
)
from dashboard.kit.map_head import layer_tabs, open_layer
from dashboard.link.map_view import ENTRY_LAYER, EntryView, People
from dashboard.link.page_link import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.words.numbers import day

Go = Callable[[EntryView], None]
COMPARE_WIDTH = 165
NO_COMPARISON = "Do not compare"
PEOPLE_LABELS: dict[People, str] = {"staying": "Rules and people", "none": "Rules"}


def entry_controls(
    view: EntryView, data: Catalogue, tables: EntryTables, words: Vocabulary, go: Go, pick: Pick
) -> None:
    """Show layer, people, region, and what the snapshot is compared with."""
    with control_row("map_where"):
        layer_tabs(ENTRY_LAYER, words, lambda code: open_layer(code, view.country))
        alone = view.people == "none"
        parts = [choices_width(PEOPLE_LABELS.values()), REGION_WIDTH, RESET_WIDTH]
        with control_line("map_reach", *parts, COMPARE_WIDTH if alone else 0):
            one_of(
                "What is shown",
                PEOPLE_LABELS,
                "entry_people",
                view.people,
                lambda people: go(replace(view, people=people, since_date=None)),
                st.pills,
            )
            region_control(view.region, lambda region: go(replace(view, region=region)))
            reset_button("entry")
            if alone:
                _comparison(view, tables, go)
    unknown_country(ON_MAP, data, words.countries, pick)


def at_date(view: EntryView, date: datetime.date) -> EntryView:
    """Return the view on another day; a comparison needs an earlier snapshot to stay."""
    earlier = view.since_date if view.since_date and view.since_date < date else None
    return replace(view, date=date, since_date=earlier)


def _comparison(view: EntryView, tables: EntryTables, go: Go) -> None:
    """Offer the snapshots before the one that is shown; other days are compared with none."""
    earlier = [at for at in tables.snapshots if at < view.date]
    bound(
        st.selectbox,
        "Compare with",
        ["", *earlier],
        key="entry_since",
        value=view.since_date or "",
        put=lambda at: go(replace(view, since_date=at or None)),
        format_func=lambda at: f"since {day(at)}" if at else NO_COMPARISON,
        label_visibility="collapsed",
        width=COMPARE_WIDTH,
        disabled=not earlier or view.date not in tables.snapshots,
    )
