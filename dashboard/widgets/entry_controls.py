"""The controls of the entry layer, each bound to its place in the link."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.links.entry_view import ENTRY_LAYER, EntryCodes, EntryView
from dashboard.links.map_view import REGIONS
from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.widgets.address import hold
from dashboard.widgets.country_picker import country_picker
from dashboard.widgets.layer_picker import layer_picker, leave_entry_layer
from dashboard.widgets.map_controls import REGION_LABELS
from dashboard.words.entry_words import short_label
from dashboard.words.numbers import in_words
from dashboard.words.periods import day

Go = Callable[[EntryView], None]
# Pixels: the four controls fill one line of a laptop.
DATE_WIDTH, COMPARE_WIDTH = 270, 190
NO_COMPARISON = "Do not compare"


def entry_controls(view: EntryView, tables: EntryTables, words: Vocabulary, go: Go) -> None:
    """Show layer, snapshot, region and what the snapshot is compared with."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        layer_picker(ENTRY_LAYER, words, lambda code: leave_entry_layer(code, view.country))
        _snapshot(view, tables, go)
        hold("map_region", view.region)
        st.segmented_control(
            "Region",
            REGIONS,
            format_func=REGION_LABELS.__getitem__,
            key="map_region",
            required=True,
            on_change=lambda: go(replace(view, region=st.session_state["map_region"])),
        )
        _comparison(view, tables, go)


def _snapshot(view: EntryView, tables: EntryTables, go: Go) -> None:
    hold("entry_date", view.date)
    st.select_slider(
        "Date of the rule",
        tables.snapshots,
        format_func=lambda at: short_label(tables, at),
        key="entry_date",
        width=DATE_WIDTH,
        help=f"Rules are known at {in_words(len(tables.snapshots))} dates; what held after the "
        "last was not read.",
        on_change=lambda: go(_at(view, st.session_state["entry_date"])),
    )


def _at(view: EntryView, date: str) -> EntryView:
    """Return the view at another snapshot; a comparison needs an earlier one to stay."""
    earlier = view.since_date if view.since_date and view.since_date < date else None
    return replace(view, date=date, since_date=earlier)


def _comparison(view: EntryView, tables: EntryTables, go: Go) -> None:
    earlier = [at for at in tables.snapshots if at < view.date]
    hold("entry_since", view.since_date or "")
    st.selectbox(
        "Compare with",
        ["", *earlier],
        format_func=lambda at: day(at) if at else NO_COMPARISON,
        key="entry_since",
        width=COMPARE_WIDTH,
        disabled=not earlier,
        on_change=lambda: go(replace(view, since_date=st.session_state["entry_since"] or None)),
    )


def entry_country_picker(view: EntryView, data: Catalogue, codes: EntryCodes, go: Go) -> None:
    """Offer every country that the view may pick."""
    also = "A click on the map does the same."
    country_picker(
        view.country, data, codes.countries, also, lambda iso3: go(replace(view, country=iso3))
    )
