"""The tables, read once for all readers and shared unchanged."""

import gc
import logging
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.charts.palette import PALETTES, ThemeName
from dashboard.figures.entry_map import EntryCard, entry_card
from dashboard.figures.entry_play import entry_days, entry_timeline
from dashboard.figures.entry_timeline import entry_dots as dots_of
from dashboard.figures.map_figure import MapCard, map_card, map_timeline
from dashboard.figures.slide import Slide
from dashboard.figures.slides import SlideTables, slide_of
from dashboard.figures.source_book import SourceBook
from dashboard.figures.ways_in import WayIn
from dashboard.figures.ways_in import ways_in as ways_in_of
from dashboard.links.entry_view import EntryCodes, EntryView
from dashboard.links.map_view import MapView, defaults
from dashboard.links.page_codes import PageCodes
from dashboard.links.page_link import PageLink
from dashboard.links.source_view import SourceCodes
from dashboard.links.starts import Starts
from dashboard.links.vocabulary import DEFAULT_LAYER, Vocabulary
from dashboard.map.payload import payload
from dashboard.tables.catalogue import DATA, Catalogue, read_catalogue
from dashboard.tables.entry import EntryTables, read_entry
from dashboard.tables.estimates import EstimateTables, read_estimates
from dashboard.tables.people import PeopleTables, read_people
from dashboard.tables.problems import Problem
from dashboard.tables.reference import ReferenceTables, read_reference
from dashboard.tables.release import Edition, read_edition
from dashboard.tables.rows import records
from dashboard.tables.wholeness import differences

LOG = logging.getLogger("dashboard")


@st.cache_resource(show_spinner="Reading the tables …", max_entries=1)
def catalogue() -> Catalogue:
    """Return the validated tables. Raises TableError where a file is broken."""
    tables = read_catalogue()
    # Streamlit collects garbage after every run; without this each reader's every step would
    # walk through all modules and tables again, which takes longer than the step itself.
    gc.collect()
    gc.freeze()
    return tables


@st.cache_resource(show_spinner=False, max_entries=1)
def vocabulary() -> Vocabulary:
    """Return the codes that links may hold."""
    return Vocabulary.of(catalogue())


def map_of(view: MapView) -> MapCard:
    """Return the map of a view; readers of the same view share it, so it must not be changed."""
    return _map_of(replace(view, country=None, present=False))


@st.cache_resource(show_spinner=False, max_entries=64)
def _map_of(view: MapView) -> MapCard:
    return map_card(catalogue(), vocabulary().layers[view.layer], view)


def layer_for_page(view: MapView) -> dict[str, Any]:
    """Return all years of a layer as the map's component reads them; shared as `map_of` is."""
    layer = vocabulary().layers[view.layer]
    since = view.since if view.measure == "change" else layer.default_year
    year = layer.default_year
    return _layer_for_page(replace(view, year=year, since=since, country=None, present=False))


@st.cache_resource(show_spinner=False, max_entries=48)
def _layer_for_page(view: MapView) -> dict[str, Any]:
    return payload(map_timeline(catalogue(), vocabulary().layers[view.layer], view))


@st.cache_resource(show_spinner=False, max_entries=1)
def entry_dots() -> dict[str, Any]:
    """Return the decisions on entry as dots; shared as `map_of` is."""
    return dots_of(catalogue(), entry())


@st.cache_resource(show_spinner=False, max_entries=1)
def ways_in() -> list[WayIn]:
    """Return the numbers that lead on from the Map."""
    permits = vocabulary().layers[DEFAULT_LAYER]
    layer = map_of(defaults(permits)).layer
    if layer is None:
        raise ValueError("the layer of permits is a choropleth")
    return ways_in_of(catalogue(), entry(), layer, records(estimates().estimates))


def entry_map_of(view: EntryView, *, noise: bool) -> EntryCard:
    """Return the map of the entry rules; shared as `map_of` is."""
    return _entry_map_of(replace(view, country=None, present=False), noise=noise)


@st.cache_resource(show_spinner=False, max_entries=64)
def _entry_map_of(view: EntryView, *, noise: bool) -> EntryCard:
    return entry_card(catalogue(), entry(), view, noise=noise)


def entry_layer_for_page(view: EntryView, *, noise: bool) -> dict[str, Any]:
    """Return the rules of all days that the time control steps through; shared as `map_of` is."""
    days = entry_days(entry())
    shown = view.date if view.since_date or view.date not in days else days[-1]
    bare = replace(view, date=shown, country=None, event=None, present=False)
    return _entry_layer_for_page(bare, noise=noise)


@st.cache_resource(show_spinner=False, max_entries=24)
def _entry_layer_for_page(view: EntryView, *, noise: bool) -> dict[str, Any]:
    return payload(entry_timeline(catalogue(), entry(), view, noise=noise))


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


@st.cache_resource(show_spinner="Reading the estimates …", max_entries=1)
def estimates() -> EstimateTables:
    """Return the tables of the calculators. Raises TableError where a file is broken."""
    return read_estimates()


@st.cache_resource(show_spinner=False, max_entries=1)
def starts() -> Starts:
    """Return what the calculators can start from, and the codes that their links may hold."""
    return Starts.of(estimates(), catalogue().release.name)


@st.cache_resource(show_spinner="Reading the entry rules …", max_entries=1)
def entry() -> EntryTables:
    """Return the tables of entry rules. Raises TableError where a file is broken."""
    return read_entry()


@st.cache_resource(show_spinner=False, max_entries=1)
def entry_codes() -> EntryCodes:
    """Return the codes that links to the entry rules may hold."""
    return EntryCodes.of(vocabulary(), entry())


@st.cache_resource(show_spinner="Reading the tables of people …", max_entries=1)
def people() -> PeopleTables:
    """Return the tables of the People page. Raises TableError where a file is broken."""
    return read_people()


@st.cache_resource(show_spinner=False, max_entries=1)
def reference() -> ReferenceTables:
    """Return known gaps, glossary and changes. Raises TableError where a file is broken."""
    return read_reference()


@st.cache_resource(show_spinner=False, max_entries=1)
def source_codes() -> SourceCodes:
    """Return the codes that links to the Sources page may hold."""
    return SourceCodes.of(vocabulary(), catalogue().sources["source_id"])


@st.cache_resource(show_spinner="Reading the sources …", max_entries=1)
def source_book() -> SourceBook:
    """Return what the Sources page looks up."""
    return SourceBook.of(catalogue(), vocabulary(), entry(), estimates(), people(), reference())


@st.cache_resource(show_spinner=False, max_entries=1)
def slide_tables() -> SlideTables:
    """Return what slides are made from."""
    return SlideTables(catalogue(), vocabulary(), entry(), estimates(), people(), source_book())


def page_codes() -> PageCodes:
    """Return the codes that links to any page may hold."""
    return slide_tables().codes


@st.cache_resource(show_spinner=False, max_entries=48)
def slide_of_link(link: PageLink, theme: ThemeName, height: int) -> Slide:
    """Return the slide of a normal link; shared as `map_of` is.

    Raises:
        NoSlideError: for a view that no slide is made of.
    """
    return slide_of(link, slide_tables(), PALETTES[theme], height)
