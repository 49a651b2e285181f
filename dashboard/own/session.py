"""A reader's own table while it lives: in this session only, packed while no page draws it."""

import contextlib
import logging
import pickle  # of its own rows, within this process, never of a file
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from dashboard.kit import store
from dashboard.kit.map_head import OWN_ASKED
from dashboard.link.page_link import DEFAULT_LAYER
from dashboard.own import held as own_held
from dashboard.own.catalogue import Comparison, comparison_with, own_catalogue
from dashboard.own.findings import Repairs, Report, sums_line
from dashboard.own.grid import Grid
from dashboard.own.held import FULL_NOTE, FullError, Ticket, give_back
from dashboard.own.report import check_table, fitting_sheet
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.tables.problems import TableError

# Rows that are packed in one go: other threads wait for so long.
CHUNK = 1_000
# A smaller table stays open between two runs of its page.
FEW_ROWS = 2_000


def _packed(rows: Sequence[object]) -> tuple[bytes, ...]:
    chunks = (rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK))
    return tuple(zlib.compress(pickle.dumps(chunk), 1) for chunk in chunks)


def _unpacked(packed: Iterable[bytes]) -> tuple[Any, ...]:
    chunks = [pickle.loads(zlib.decompress(each)) for each in packed]  # noqa: S301
    return tuple(row for chunk in chunks for row in chunk)


@dataclass(frozen=True)
class Cells:
    """The lines of a file, packed."""

    head: Grid
    packed: tuple[bytes, ...]

    @classmethod
    def of(cls, grid: Grid) -> "Cells":
        """Pack the lines of a grid."""
        return cls(replace(grid, lines=()), _packed(grid.lines))

    def grid(self) -> Grid:
        """Return the grid as it was."""
        return replace(self.head, lines=_unpacked(self.packed))


@dataclass(frozen=True)
class Closed:
    """A report, packed, without the cells."""

    head: Report
    packed: tuple[bytes, ...]

    @classmethod
    def of(cls, report: Report) -> "Closed":
        """Pack a report."""
        head = replace(
            report,
            grid=replace(report.grid, lines=()),
            columns=replace(report.columns, body=()),
            entries=replace(report.entries, rows=()),
            rows=(),
        )
        return cls(head, _packed(report.rows))

    def opened(self) -> Report:
        """Return the report."""
        return replace(self.head, rows=_unpacked(self.packed))


@dataclass(frozen=True)
class OwnTable:
    """A file, the repairs and what they give; `drawn` says that the reader has seen the report.

    `catalogue` and `indicator` are None where no row goes onto the map; `sums` are the report's in
    words. `workbook` is the file, where it has other sheets to go to.
    """

    cells: Cells
    closed: Closed
    compared_with: str
    sums: str
    catalogue: Catalogue | None
    indicator: Indicator | None
    workbook: bytes = b""
    drawn: bool = False

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.cells.head.file

    @cached_property
    def report(self) -> Report:
        """The report with the repairs, open until the table is closed."""
        return self.closed.opened()

    @property
    def weight(self) -> int:
        """How many bytes it takes, apart from what goes onto the map."""
        return sum(map(len, (self.workbook, *self.cells.packed, *self.closed.packed)))

    @property
    def large(self) -> bool:
        """Whether its report is worth closing."""
        return len(self.closed.packed) > FEW_ROWS // CHUNK

    def close(self) -> None:
        """Let go of the open report; it is packed still."""
        vars(self).pop("report", None)


LOG = logging.getLogger("dashboard")
KEY = "own_table"
GONE_NOTE = (
    "The table this page showed is gone. Tables are kept in memory only, and this session began "
    "without one: the server restarted, or the page was opened anew. Upload the table again to "
    "go on."
)
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
        grid = fitting_sheet(name, content, store.tables().catalogue.names, sheet)
        made = _made(Cells.of(grid), grid, DEFAULT_LAYER, Repairs())
        _keep(replace(made, workbook=content if len(grid.sheets) > 1 else b""))


def repair(table: OwnTable, repairs: Repairs, compared_with: str | None = None) -> None:
    """Judge the table again.

    Raises:
        TableError: where the repairs leave it without countries or values.
        FullError: where the server has no room for it.
    """
    with _READING:
        against = table.compared_with if compared_with is None else compared_with
        made = _made(table.cells, table.cells.grid(), against, repairs)
        _keep(replace(made, workbook=table.workbook))


def tried(change: Callable[[], None], failure: str, told: str) -> list[str]:
    """Take or repair a table; return what is wrong with it, nothing where it is done.

    `failure` goes into the log where it fails as nothing foresaw, `told` to the reader.
    """
    try:
        change()
    except TableError as error:
        return [str(problem) for problem in error.problems]
    except FullError:
        return [FULL_NOTE]
    except Exception as error:
        # Its text may quote the file, which no log may hold; beyond here Streamlit would log it.
        LOG.error("%s: %s", failure, type(error).__name__)  # noqa: TRY400
        return [told]
    return []


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


def _made(cells: Cells, grid: Grid, compared_with: str, repairs: Repairs) -> OwnTable:
    data = store.tables().catalogue
    against: Comparison | None = None
    if compared_with:
        against = comparison_with(data, store.tables().words.layers[compared_with])
    report = check_table(grid, data.names, repairs, against)
    catalogue, indicator = own_catalogue(data, report) if report.kept else (None, None)
    return OwnTable(
        cells, Closed.of(report), compared_with, sums_line(report), catalogue, indicator
    )
