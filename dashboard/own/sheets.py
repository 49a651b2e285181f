"""Which sheet of a workbook is read where the reader names none: the first with countries."""

from collections.abc import Callable

from dashboard.own.columns import find_columns
from dashboard.own.grid import Grid
from dashboard.tables.names import CountryNames
from dashboard.tables.problems import TableError

# Reading one costs a process of its own; covers and notes come first, and are few.
MOST_TRIED = 8


def fitting_sheet(
    read: Callable[[str | None], Grid], names: CountryNames, sheet: str | None = None
) -> Grid:
    """Return what `read` gives of the named sheet, or of the first with countries and values.

    Raises:
        TableError: where it cannot be read; one without countries is returned as it is.
    """
    grid = read(sheet)
    if sheet is not None or len(grid.sheets) < 2 or _has_table(grid, names):
        return grid
    for other in [each for each in grid.sheets if each != grid.sheet][:MOST_TRIED]:
        try:
            found = read(other)
        except TableError:
            continue
        if _has_table(found, names):
            return found
    return grid


def _has_table(grid: Grid, names: CountryNames) -> bool:
    try:
        find_columns(grid, names)
    except TableError:
        return False
    return True
