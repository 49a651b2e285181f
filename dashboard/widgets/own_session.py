"""A reader's own table while it lives: in this session only, never in a shared cache."""

import threading
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.links.vocabulary import DEFAULT_LAYER
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.tables.own_catalogue import own_catalogue
from dashboard.tables.own_comparison import Comparison, comparison_with
from dashboard.tables.own_files import read_own_file
from dashboard.tables.own_findings import Repairs, Report
from dashboard.tables.own_grid import Grid
from dashboard.tables.own_report import check_table
from dashboard.widgets import store

KEY = "own_table"
# One file at a time is parsed, so that many uploads at once do not add up in memory.
_PARSING = threading.Lock()


@dataclass(frozen=True)
class OwnTable:
    """A file, the repairs and what they give; `drawn` says that the reader has seen the report.

    `first` is the report without repairs. `catalogue` and `indicator` are None where no row goes
    onto the map.
    """

    grid: Grid
    compared_with: str
    first: Report
    report: Report
    catalogue: Catalogue | None
    indicator: Indicator | None
    drawn: bool = False


def own_table() -> OwnTable | None:
    """Return the table of this session."""
    found = st.session_state.get(KEY)
    return found if isinstance(found, OwnTable) else None


def take(name: str, content: bytes) -> None:
    """Keep an uploaded file as the table of this session.

    Raises:
        TableError: where it cannot be read.
    """
    with _PARSING:
        grid = read_own_file(name, content)
        st.session_state[KEY] = _made(grid, DEFAULT_LAYER, Repairs())


def repair(table: OwnTable, repairs: Repairs, compared_with: str | None = None) -> None:
    """Judge the table again.

    Raises:
        TableError: where the repairs leave it without countries or values.
    """
    if compared_with is None or compared_with == table.compared_with:
        made = _made(table.grid, table.compared_with, repairs, table.first)
    else:
        made = _made(table.grid, compared_with, repairs)
    st.session_state[KEY] = made


def draw(table: OwnTable, *, drawn: bool) -> None:
    """Go on to the map, or back to the report."""
    st.session_state[KEY] = replace(table, drawn=drawn)


def forget() -> None:
    """Let go of the table."""
    st.session_state.pop(KEY, None)


def _made(
    grid: Grid, compared_with: str, repairs: Repairs, first: Report | None = None
) -> OwnTable:
    data = store.catalogue()
    against: Comparison | None = None
    if compared_with:
        against = comparison_with(data, store.vocabulary().layers[compared_with])
    first = first or check_table(grid, data.names, Repairs(), against)
    report = first if repairs == Repairs() else check_table(grid, data.names, repairs, against)
    catalogue, indicator = own_catalogue(data, report) if report.kept else (None, None)
    return OwnTable(grid, compared_with, first, report, catalogue, indicator)
