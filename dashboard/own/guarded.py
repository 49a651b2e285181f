"""A reader's own table as it is held: packed, and opened while its page is drawn.

Small objects that stay among many that go would keep the memory of all of them, so what waits
between two runs of a page is a few long strings of bytes.
"""

import pickle  # of its own rows, within this process, never of a file
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.own.findings import Report
from dashboard.own.grid import Grid, GridBuilder, read, written
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator

# Rows that are packed in one go: other threads wait for so long.
CHUNK = 1_000
# A smaller table stays open between two runs of its page.
FEW_ROWS = 2_000


@dataclass(frozen=True)
class Cells:
    """The lines of a file, packed."""

    head: Grid
    packed: bytes

    @classmethod
    def of(cls, grid: Grid) -> "Cells":
        """Pack the lines of a grid."""
        return cls(replace(grid, lines=()), _pressed(written(line) for line in grid.lines))

    def grid(self) -> Grid:
        """Return the grid as it was."""
        builder = GridBuilder(self.head.file)
        for line in zlib.decompress(self.packed).splitlines():
            builder.add(*read(line))
        return builder.grid(self.head.how, self.head.sheets, self.head.sheet)


@dataclass(frozen=True)
class Reports:
    """The report without repairs and the one with them, packed, both without the cells."""

    heads: tuple[Report, Report]
    packed: tuple[bytes, ...]

    @classmethod
    def of(cls, first: Report, report: Report) -> "Reports":
        """Pack two reports, which may be the same one."""
        most = max(len(first.rows), len(report.rows))
        return cls(
            (_head(first), _head(report)),
            tuple(
                zlib.compress(
                    pickle.dumps((first.rows[at : at + CHUNK], report.rows[at : at + CHUNK])), 1
                )
                for at in range(0, most, CHUNK)
            ),
        )

    def opened(self) -> tuple[Report, Report]:
        """Return both reports."""
        chunks = [pickle.loads(zlib.decompress(each)) for each in self.packed]  # noqa: S301
        first, report = (
            replace(head, rows=tuple(row for chunk in chunks for row in chunk[which]))
            for which, head in enumerate(self.heads)
        )
        return first, report


@dataclass(frozen=True)
class OwnTable:
    """A file, the repairs and what they give; `drawn` says that the reader has seen the report.

    `catalogue` and `indicator` are None where no row goes onto the map; `sums` are the report's in
    words. `workbook` is the file, where it has other sheets to go to.
    """

    cells: Cells
    reports: Reports
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

    @property
    def first(self) -> Report:
        """The report without repairs."""
        return self._opened()[0]

    @property
    def report(self) -> Report:
        """The report with the repairs."""
        return self._opened()[1]

    @property
    def weight(self) -> int:
        """How many bytes it takes, apart from what goes onto the map."""
        parts = (self.cells.packed, self.workbook, *self.reports.packed)
        return sum(len(part) for part in parts)

    @property
    def large(self) -> bool:
        """Whether its reports are worth closing."""
        return len(self.reports.packed) > FEW_ROWS // CHUNK

    def close(self) -> None:
        """Let go of the open reports; they are packed still."""
        vars(self).pop("opened", None)

    def _opened(self) -> tuple[Report, Report]:
        # Not a field: it is neither compared nor copied.
        if "opened" not in vars(self):
            vars(self)["opened"] = self.reports.opened()
        opened: tuple[Report, Report] = vars(self)["opened"]
        return opened


def _head(report: Report) -> Report:
    return replace(
        report,
        grid=replace(report.grid, lines=()),
        columns=replace(report.columns, body=()),
        entries=replace(report.entries, rows=()),
        rows=(),
    )


def _pressed(lines: Iterable[bytes]) -> bytes:
    pressed = zlib.compressobj(1)
    parts = [pressed.compress(line) for line in lines]
    return b"".join([*parts, pressed.flush()])
