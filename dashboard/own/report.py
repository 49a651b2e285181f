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
    ADDED,
    Duplicates,
    Finding,
    Part,
    Periods,
    Question,
    Repairs,
    Report,
    ReportRow,
    part_text,
    slip_factor,
)
from dashboard.own.grid import Grid
from dashboard.own.headings import Period
from dashboard.own.judge import Judge, Matching, find_parts
from dashboard.own.rows import (
    Entry,
    guessed_unit,
    percent_scale,
    read_entries,
    told_balance,
    told_scale,
)
from dashboard.tables.names import CountryNames

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
    match = Matching(names, columns, repairs)
    matches = [match.of(entry) for entry in entries.rows]
    numbers = [entry.number for entry in entries.rows]
    valued = [
        m.iso3 if e.number.value is not None else None
        for m, e in zip(matches, entries.rows, strict=True)
    ]
    parts = find_parts(columns, entries.rows, valued, repairs.only, names)
    unit = repairs.unit or guessed_unit(numbers, columns.heading(columns.value))
    percents = percent_scale(numbers)
    judge = Judge(columns, parts, unit, repairs, percents=percents)
    rows = [judge.row(entry, m) for entry, m in zip(entries.rows, matches, strict=True)]
    keys = [
        (row.iso3, row.year, *_added(parts, entry))
        for row, entry in zip(rows, entries.rows, strict=True)
    ]
    rows, several = _with_periods(rows, keys, entries.rows, repairs.periods)
    whens = [entry.when for entry in entries.rows]
    rows = _with_duplicates(rows, [*zip(keys, whens, strict=True)], repairs.duplicates)
    ratio = None
    if comparison is not None and unit == "number":
        rows, ratio = _with_slips(rows, comparison)
    below_zero = any(
        n.value is not None and n.value < 0 and m.iso3
        for n, m in zip(numbers, matches, strict=True)
    )
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
    if not row.kept:
        return row
    finding = Finding("undecided", "waits for what is asked above")
    return replace(row, findings=(finding, *row.findings), kept=False)


def _added(parts: Sequence[Part], entry: Entry) -> list[str]:
    return [part_text(entry, part.place) for part in parts if part.taken == ADDED]


def _with_periods(
    rows: list[ReportRow],
    keys: Sequence[tuple[object, ...]],
    entries: Sequence[Entry],
    rule: Periods | None,
) -> tuple[list[ReportRow], bool]:
    """Leave out what a whole year holds already, and what the rule for its periods leaves out.

    Also return whether there is a year of several periods, none of which is the whole.
    """
    years: dict[tuple[object, ...], set[Period]] = {}
    for row, key, entry in zip(rows, keys, entries, strict=True):
        if row.kept and entry.when:
            years.setdefault(key, set()).add(entry.when)
    several = False
    for at, (row, key) in enumerate(zip(rows, keys, strict=True)):
        periods, when = years.get(key, set()), entries[at].when
        if not row.kept or len(periods) < 2 or when is None:
            continue
        whole = min(periods)
        if not whole.order:
            stays, text = when == whole, "the row of the whole year holds it"
        else:
            several = True
            stays, text = rule == "sum" or when == max(periods), "an earlier period of this year"
        if not stays:
            findings = (Finding("period", text), *row.findings)
            rows[at] = replace(row, findings=findings, kept=False)
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
            finding = Finding("duplicate", text)
            rows[at] = replace(rows[at], findings=(finding, *rows[at].findings), kept=kept)
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
            finding = Finding("unit_slip", text)
            rows[at] = replace(rows[at], findings=(finding, *rows[at].findings), slip=factor)
    return rows, typical
