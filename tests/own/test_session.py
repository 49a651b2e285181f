"""A table as it is held is the table that was read."""

from dashboard.own.findings import Repairs
from dashboard.own.grid import Grid, GridBuilder
from dashboard.own.report import check_table
from dashboard.own.session import CHUNK, Cells, Closed
from dashboard.tables.catalogue import Catalogue


def grid_of(rows: int) -> Grid:
    builder = GridBuilder("a.xlsx")
    builder.add(1, ["country", "value", "note"])
    for number in range(rows):
        builder.add(number + 3, ["Georgia", float(number), "не\u2028число\n\u200d"])
    return builder.grid("XLSX, sheet “S”", ("S", "T"), "S")


def test_cells_come_back_as_they_were() -> None:
    grid = grid_of(2 * CHUNK)
    cells = Cells.of(grid)
    assert cells.grid() == grid
    assert cells.head.lines == ()


def test_reports_come_back_without_the_cells(catalogue: Catalogue) -> None:
    grid = grid_of(2 * CHUNK + 1)
    for repairs in (Repairs(), Repairs(duplicates="sum")):
        report = check_table(grid, catalogue.names, repairs)
        opened = Closed.of(report).opened()
        assert (opened.rows, opened.counts) == (report.rows, report.counts)
        assert opened.repairs == repairs
        assert opened.grid.lines + opened.columns.body + opened.entries.rows == ()
        assert opened.grid.sheets == ("S", "T")
