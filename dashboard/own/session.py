"""A reader's own table while it lives: in this session only, never in a shared cache."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.map_head import OWN_ASKED
from dashboard.link.page_link import DEFAULT_LAYER
from dashboard.own import held as own_held
from dashboard.own.catalogue import Comparison, comparison_with, own_catalogue
from dashboard.own.files import fitting_sheet, read_own_file
from dashboard.own.findings import Repairs, Report
from dashboard.own.grid import Grid
from dashboard.own.guarded import Cells, OwnTable, Reports
from dashboard.own.held import Ticket, give_back
from dashboard.own.report import check_table
from dashboard.own.words import sums_line

KEY = "own_table"
# One large table at a time is read or open, so that many at once do not add up in memory.
_READING = threading.RLock()


def own_table() -> OwnTable | None:
    """Return the table of this session."""
    ticket = st.session_state.get(KEY)
    found = own_held.held(ticket) if isinstance(ticket, Ticket) else None
    return found if isinstance(found, OwnTable) else None


@contextlib.contextmanager
def one_at_a_time(table: OwnTable | None) -> Iterator[None]:
    """Draw a page; that of a large table waits for its turn, and leaves nothing open."""
    if table is None or not table.large:
        yield
        return
    with _READING:
        try:
            yield
        finally:
            table.close()
    give_back()


def is_gone() -> bool:
    """Whether the reader may believe to have a table and has none: nobody asked for one here."""
    return own_table() is None and OWN_ASKED not in st.session_state


def take(name: str, content: bytes, sheet: str | None = None) -> None:
    """Keep an uploaded file as the table of this session.

    Raises:
        TableError: where it cannot be read.
        FullError: where the server has no room for it.
    """
    with _READING:
        grid = fitting_sheet(
            lambda wanted: read_own_file(name, content, wanted), store.catalogue().names, sheet
        )
        made = _made(Cells.of(grid), grid, DEFAULT_LAYER, Repairs())
        _keep(replace(made, workbook=content if len(grid.sheets) > 1 else b""))


def take_sheet(table: OwnTable, sheet: str) -> None:
    """Go to another of `table.report.grid.sheets`; its repairs begin anew.

    Raises:
        TableError: where it cannot be read.
        FullError: where the server has no room for it.
    """
    take(table.file, table.workbook, sheet)


def repair(table: OwnTable, repairs: Repairs, compared_with: str | None = None) -> None:
    """Judge the table again.

    Raises:
        TableError: where the repairs leave it without countries or values.
        FullError: where the server has no room for it.
    """
    with _READING:
        same = compared_with is None or compared_with == table.compared_with
        made = _made(
            table.cells,
            table.cells.grid(),
            table.compared_with if compared_with is None else compared_with,
            repairs,
            table.first if same else None,
        )
        _keep(replace(made, workbook=table.workbook))


def draw(table: OwnTable, *, drawn: bool) -> None:
    """Go on to the map, or back to the report."""
    _keep(replace(table, drawn=drawn))


def forget() -> None:
    """Let go of the table."""
    st.session_state[OWN_ASKED] = True
    ticket = st.session_state.pop(KEY, None)
    if isinstance(ticket, Ticket):
        own_held.let_go(ticket)


def _keep(table: OwnTable) -> None:
    before = st.session_state.get(KEY)
    before = before if isinstance(before, Ticket) else None
    st.session_state[KEY] = own_held.hold(table, table.weight, before)


def _made(
    cells: Cells, grid: Grid, compared_with: str, repairs: Repairs, first: Report | None = None
) -> OwnTable:
    data = store.catalogue()
    against: Comparison | None = None
    if compared_with:
        against = comparison_with(data, store.vocabulary().layers[compared_with])
    first = first or check_table(grid, data.names, Repairs(), against)
    report = first if repairs == Repairs() else check_table(grid, data.names, repairs, against)
    catalogue, indicator = own_catalogue(data, report) if report.kept else (None, None)
    reports = Reports.of(first, report)
    return OwnTable(cells, reports, compared_with, sums_line(report), catalogue, indicator)
