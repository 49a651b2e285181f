"""The tables, read once for all readers and shared unchanged."""

import gc
import logging
from dataclasses import replace

import streamlit as st

from dashboard.kit.slide import SlideTables
from dashboard.link.map_view import EntryView, MapView, is_entry, parse_entry, parse_map
from dashboard.link.page_link import PageLink
from dashboard.map.entry import EntryCard, entry_card
from dashboard.map.entry_play import entry_days, entry_timeline
from dashboard.map.figure import MapCard, map_card, map_timeline
from dashboard.map.payload import Packed, packed
from dashboard.tables.problems import Problem
from dashboard.tables.reading import DATA
from dashboard.tables.release import Edition, differences, read_edition

LOG = logging.getLogger("dashboard")


@st.cache_resource(show_spinner="Reading the tables …", max_entries=1)
def tables() -> SlideTables:
    """Return all tables, of which each page reads what it needs.

    Raises:
        TableError: where a file that every page needs is broken; the others raise it where they
            are first asked for.
    """
    made = SlideTables(DATA)
    _ = made.words
    # Streamlit collects garbage after every run; without this each reader's every step would
    # walk through all modules and tables again, which takes longer than the step itself.
    gc.collect()
    gc.freeze()
    return made


def map_of(view: MapView) -> MapCard:
    """Return the map of a view; readers of the same view share it, so it must not be changed."""
    return _map_of(replace(view, country=None, present=False))


@st.cache_resource(show_spinner=False, max_entries=64)
def _map_of(view: MapView) -> MapCard:
    return map_card(tables().catalogue, tables().words.layers[view.layer], view)


def layer_for_page(view: MapView) -> Packed:
    """Return all years of a layer as the map's component reads them; shared as `map_of` is."""
    layer = tables().words.layers[view.layer]
    since = view.since if view.measure == "change" else layer.default_year
    year = layer.default_year
    return _layer_for_page(replace(view, year=year, since=since, country=None, present=False))


@st.cache_resource(show_spinner=False, max_entries=48)
def _layer_for_page(view: MapView) -> Packed:
    layer = tables().words.layers[view.layer]
    return packed(map_timeline(tables().catalogue, layer, view, told=False))


def entry_map_of(view: EntryView, *, noise: bool) -> EntryCard:
    """Return the map of the entry rules; shared as `map_of` is."""
    return _entry_map_of(replace(view, country=None, present=False), noise=noise)


@st.cache_resource(show_spinner=False, max_entries=64)
def _entry_map_of(view: EntryView, *, noise: bool) -> EntryCard:
    return entry_card(tables().catalogue, tables().entry, view, noise=noise)


def entry_layer_for_page(view: EntryView, *, noise: bool) -> Packed:
    """Return the rules of all days that the time control steps through; shared as `map_of` is."""
    days = entry_days(tables().entry)
    shown = view.date if view.since_date or view.date not in days else days[-1]
    bare = replace(view, date=shown, country=None, event=None, present=False)
    return _entry_layer_for_page(bare, noise=noise)


@st.cache_resource(show_spinner=False, max_entries=24)
def _entry_layer_for_page(view: EntryView, *, noise: bool) -> Packed:
    return packed(entry_timeline(tables().catalogue, tables().entry, view, noise=noise))


def layer_of_link(link: PageLink) -> tuple[Packed, str, str]:
    """Return the layer of a link to the Map in all its moments, and the parameter that names one.

    Last comes what that parameter is in the link.
    """
    if is_entry(link.query):
        rules, _ = parse_entry(link.query, tables().entry_codes)
        return entry_layer_for_page(rules, noise=False), "date", rules.date.isoformat()
    view, _ = parse_map(link.query, tables().words)
    return layer_for_page(view), "year", str(map_of(view).year)


@st.cache_resource(show_spinner=False, max_entries=1)
def edition() -> Edition:
    """Return the name this deployment goes by. Raises TableError where the file is broken."""
    return read_edition(DATA)


@st.cache_resource(show_spinner=False, max_entries=1)
def edited() -> list[Problem]:
    """Return the files of data/ that are not the release's; the log of a start names them."""
    found = differences(DATA)
    for one in found:
        LOG.warning("%s", one)
    return found
