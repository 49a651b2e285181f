"""A reader's own table judged row by row.

A pure function of the file, the names of the countries, the layer it is compared with and the
repairs: the same repairs on the same file give the same report.
"""

import statistics
from collections.abc import Sequence
from dataclasses import replace

from dashboard.own.catalogue import Comparison
from dashboard.own.columns import find_columns
from dashboard.own.findings import (
    Duplicates,
    Finding,
    Kind,
    Periods,
    Question,
    Repairs,
    Report,
    ReportRow,
    slip_factor,
)
from dashboard.own.grid import Grid
from dashboard.own.headings import Period
from dashboard.own.judge import Judge, find_parts, matched
from dashboard.own.reader import read_own_file
from dashboard.own.rows import (
    ADDED,
    guessed_unit,
    part_text,
    percent_scale,
    read_entries,
    told_balance,
    told_scale,
)
from dashboard.tables.names import CountryNames
from dashboard.tables.problems import TableError

MOST_NAMED = 3
# Of fewer countries in common nobody can tell how the table stands to the layer.
FEWEST_SHARED = 3


def check_table(
    grid: Grid,
    names: CountryNames,
    repairs: Repairs | None = None,
    comparison: Comparison | None = None,
) -> Report:
    """Return the report on a table, with the repairs applied.

    Raises:
        TableError: where no countries or values are found, or there are too many.
    """
    repairs = repairs or Repairs()
    columns = find_columns(grid, names, repairs.value_column, repairs.country, repairs.time)
    entries = read_entries(grid, columns, repairs.decimal)
    matches = matched(names, columns, repairs.countries, entries.rows)
    pairs = list(zip(entries.rows, matches, strict=True))
    valued = [None if entry.number.value is None else match.iso3 for entry, match in pairs]
    parts = find_parts(columns, entries.rows, valued, repairs.only, names)
    numbers = [entry.number for entry in entries.rows]
    unit = repairs.unit or guessed_unit(numbers, columns.heading(columns.value))
    percents = percent_scale(numbers)
    judge = Judge(columns, parts, unit, repairs, percents)
    rows = [judge.row(entry, match) for entry, match in pairs]
    added = [part.place for part in parts if part.taken == ADDED]
    keys = [
        (match.iso3, row.year, *(part_text(entry, place) for place in added))
        for row, (entry, match) in zip(rows, pairs, strict=True)
    ]
    whens = [entry.when for entry in entries.rows]
    rows, several = _with_periods(rows, keys, whens, repairs.periods)
    rows = _with_duplicates(rows, [*zip(keys, whens, strict=True)], repairs.duplicates)
    ratio = None
    if comparison is not None and unit == "number":
        rows, ratio = _with_slips(rows, comparison)
    below_zero = any(match.iso3 and (entry.number.value or 0) < 0 for entry, match in pairs)
    questions: dict[Question, bool] = {
        "country": "country" in columns.asked,
        "value": "value" in columns.asked,
        "part": any(part.asked for part in parts),
        "periods": several and repairs.periods is None,
        "decimal": bool(entries.ambiguous),
        "balance": below_zero and repairs.balance is None and told_balance(columns),
    }
    asked = tuple(question for question, is_open in questions.items() if is_open)
    return Report(
        grid=grid,
        columns=columns,
        entries=entries,
        parts=parts,
        several=several,
        below_zero=below_zero,
        scale=told_scale(columns),
        asked=asked,
        repairs=repairs,
        unit=unit,
        per_cent=percents and unit == "share",
        rows=tuple(map(_undecided, rows) if asked else rows),
        compared_with=comparison.label if comparison and unit == "number" else "",
        typical_ratio=ratio,
    )


def _undecided(row: ReportRow) -> ReportRow:
    """Return a row that would go onto the map as one that waits for an answer."""
    return (
        _found(row, "undecided", "waits for what is asked above", kept=False) if row.kept else row
    )


def _found(row: ReportRow, kind: Kind, text: str, *, kept: bool = True) -> ReportRow:
    """Return a row with what matters most about it, and whether it still goes onto the map."""
    return replace(row, findings=(Finding(kind, text), *row.findings), kept=kept)


def _with_periods(
    rows: list[ReportRow],
    keys: Sequence[tuple[object, ...]],
    whens: Sequence[Period | None],
    rule: Periods | None,
) -> tuple[list[ReportRow], bool]:
    """Leave out what a whole year holds already, and what the rule for its periods leaves out.

    Also return whether there is a year of several periods, none of which is the whole.
    """
    years: dict[tuple[object, ...], set[Period]] = {}
    for row, key, when in zip(rows, keys, whens, strict=True):
        if row.kept and when:
            years.setdefault(key, set()).add(when)
    several = False
    for at, when in enumerate(whens):
        periods = years.get(keys[at], set())
        if not rows[at].kept or len(periods) < 2 or when is None:
            continue
        whole = min(periods)
        if not whole.order:
            stays, text = when == whole, "the row of the whole year holds it"
        else:
            several = True
            stays, text = rule == "sum" or when == max(periods), "an earlier period of this year"
        if not stays:
            rows[at] = _found(rows[at], "period", text, kept=False)
    return rows, several


def _with_duplicates(
    rows: list[ReportRow], keys: Sequence[object], rule: Duplicates
) -> list[ReportRow]:
    """Return the rows with all but one of a country and year left out, or all to be added up."""
    places: dict[object, list[int]] = {}
    for at, row in enumerate(rows):
        if row.kept:
            places.setdefault(keys[at], []).append(at)
    for same in places.values():
        if len(same) == 1:
            continue
        stays = same[0] if rule == "first" else same[-1]
        few = same[: MOST_NAMED + 1]
        for at in same:
            named = [str(rows[other].line) for other in few if other != at][:MOST_NAMED]
            more = len(same) - 1 - len(named)
            lines, have = ("line", "has") if len(same) == 2 else ("lines", "have")
            others = f"{lines} {', '.join(named)}" + (f" and {more:,} more" if more else "")
            if rule == "sum":
                text, kept = f"added to {others}: the same country and year", True
            elif at == stays:
                text, kept = f"kept; {others} {have} the same country and year", True
            else:
                text, kept = f"line {rows[stays].line} has the same country and year", False
            rows[at] = _found(rows[at], "duplicate", text, kept=kept)
    return rows


def _with_slips(
    rows: list[ReportRow], comparison: Comparison
) -> tuple[list[ReportRow], float | None]:
    """Mark rows that are about 1,000 times off where the others are not; return the usual ratio."""
    ratios = {
        # A balance below zero is as far off as one above.
        at: abs(row.value) / known
        for at, row in enumerate(rows)
        if row.kept and row.value and (known := comparison.near(row.iso3 or "", row.year))
    }
    if len(ratios) < FEWEST_SHARED:
        return rows, None
    typical = statistics.median(ratios.values())
    for at, ratio in ratios.items():
        factor = slip_factor(ratio / typical)
        if factor is not None:
            done = "multiplied by 1,000" if factor > 1 else "divided by 1,000"
            text = f"would fit {comparison.label} as the other rows do if it were {done}"
            rows[at] = replace(_found(rows[at], "unit_slip", text), slip=factor)
    return rows, typical


# Reading one costs a process of its own; covers and notes come first, and are few.
MOST_TRIED = 8


def fitting_sheet(name: str, content: bytes, names: CountryNames, sheet: str | None = None) -> Grid:
    """Return the cells of the named sheet of a file, or of the first with countries and values.

    Raises:
        TableError: where it cannot be read; one without countries is returned as it is.
    """
    grid = read_own_file(name, content, sheet)
    if sheet is not None or len(grid.sheets) < 2 or _has_table(grid, names):
        return grid
    for other in [each for each in grid.sheets if each != grid.sheet][:MOST_TRIED]:
        try:
            found = read_own_file(name, content, other)
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
