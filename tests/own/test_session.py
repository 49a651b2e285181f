"""A table as it is held is the table that was read."""

from dashboard.own.findings import Repairs
from dashboard.own.grid import Grid, GridBuilder
from dashboard.own.report import check_table
from dashboard.own.session import CHUNK, Cells, Reports
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
    first = check_table(grid, catalogue.names)
    repaired = check_table(grid, catalogue.names, Repairs(duplicates="sum"))
    opened = Reports.of(first, repaired).opened()
    assert [report.rows for report in opened] == [first.rows, repaired.rows]
    assert [report.counts for report in opened] == [first.counts, repaired.counts]
    assert {report.grid.lines + report.columns.body + report.entries.rows for report in opened} == {
        ()
    }
    assert opened[0].grid.sheets == ("S", "T")
