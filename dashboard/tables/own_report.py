"""A reader's own table judged row by row.

A pure function of the file, the names of the countries, the layer it is compared with and the
repairs: the same repairs on the same file give the same report.
"""

from dataclasses import replace

from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR
from dashboard.tables.names import CountryNames
from dashboard.tables.own_columns import find_columns
from dashboard.tables.own_comparison import Comparison
from dashboard.tables.own_countries import CountryMatcher, Match, country_text
from dashboard.tables.own_findings import (
    Duplicates,
    Finding,
    Repairs,
    Report,
    ReportRow,
    slip_factor,
)
from dashboard.tables.own_grid import Grid
from dashboard.tables.own_rows import Entry, given_text, read_entries
from dashboard.tables.own_units import Unit, guessed_unit, percent_scale, scaled_share

MOST_NAMED = 3


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
    columns = find_columns(grid, names, repairs.value_column)
    entries = read_entries(grid, columns, repairs.decimal)
    numbers = [entry.number for entry in entries.rows]
    heading = "" if columns.value is None else columns.name(columns.value)
    unit = repairs.unit or guessed_unit(numbers, heading)
    percents = percent_scale(numbers)
    matcher = CountryMatcher(names)
    rows = [
        _judged(entry, _match(matcher, entry, repairs), unit, repairs, percents=percents)
        for entry in entries.rows
    ]
    rows = _with_duplicates(rows, repairs.duplicates)
    ratio = None
    if comparison is not None and unit == "number":
        rows, ratio = _with_slips(rows, comparison)
    return Report(
        grid,
        columns,
        entries,
        repairs,
        unit,
        percents and unit == "share",
        tuple(rows),
        comparison.label if comparison and unit == "number" else "",
        ratio,
    )


def _match(matcher: CountryMatcher, entry: Entry, repairs: Repairs) -> Match:
    chosen = repairs.countries.get(country_text(entry.country))
    return Match(chosen, "your choice") if chosen else matcher.match(entry.country)


def _judged(
    entry: Entry, match: Match, unit: Unit, repairs: Repairs, *, percents: bool
) -> ReportRow:
    """Return a row with what is wrong with it by itself, the gravest first."""
    number = entry.number
    factor = repairs.factor * repairs.row_factors.get(entry.line, 1.0)
    value = None if number.value is None else number.value * factor
    wrong: list[Finding] = []
    remarks: list[Finding] = []
    text = country_text(entry.country)
    if match.iso3 is None:
        wrong.append(_unmatched(entry, match, text))
    elif match.fix:
        remarks.append(Finding("fixed", f"read as {match.iso3}: {match.fix}"))
    if entry.line in repairs.left_out:
        wrong.insert(0, Finding("left_out", "left out by you"))
    if number.why:
        wrong.append(Finding("not_a_number", number.why))
    elif number.value is None and not (wrong and wrong[0].kind == "footnote"):
        wrong.append(Finding("no_value", "no value is given; a formula never saved reads so too"))
    elif number.value is not None and number.value < 0:
        wrong.append(Finding("negative", "below zero, which no count or share is"))
    elif value is not None:
        value, finding = scaled_share(value, number, unit, percents=percents)
        if finding:
            (remarks if value is not None else wrong).append(Finding("share", finding))
    if entry.year is None:
        wrong.append(Finding("no_year", "no year from 2000 to 2100 stands in this row"))
    if match.iso3 == ORIGIN and not wrong:
        origin = "the country of origin: in table and downloads, neither coloured nor ranked"
        remarks.append(Finding("fixed" if match.fix else "matched", origin))
    bounds = [None if bound is None else bound * factor for bound in (entry.low, entry.high)]
    return ReportRow(
        line=entry.line,
        column=entry.column,
        country=text,
        given=given_text(entry.given),
        year=entry.year or NO_YEAR,
        iso3=match.iso3,
        nearest=match.nearest,
        number=number.value,
        value=value if not wrong else None,
        low=bounds[0],
        high=bounds[1],
        note=entry.note,
        findings=tuple(wrong + remarks) or (Finding("matched"),),
        kept=not wrong,
    )


def _unmatched(entry: Entry, match: Match, text: str) -> Finding:
    if not text:
        return Finding("unmatched", "no country is named in this row")
    if match.aggregate:
        return Finding("unmatched", "a total or a group of countries, not a country")
    if entry.given == "":
        return Finding("footnote", "neither a country nor a value: read as a note")
    if match.nearest:
        return Finding("unmatched", "no such country is known")
    return Finding("unmatched", "no such country is known, and no name is near")


def _with_duplicates(rows: list[ReportRow], rule: Duplicates) -> list[ReportRow]:
    """Return the rows with all but one of a country and year left out, or all to be added up."""
    places: dict[tuple[str | None, int], list[int]] = {}
    for at, row in enumerate(rows):
        if row.kept:
            places.setdefault((row.iso3, row.year), []).append(at)
    for same in places.values():
        if len(same) == 1:
            continue
        stays = same[0] if rule == "first" else same[-1]
        few = same[: MOST_NAMED + 1]
        for at in same:
            named = [str(rows[other].line) for other in few if other != at][:MOST_NAMED]
            more = len(same) - 1 - len(named)
            others = ", ".join(named) + (f" and {more} more" if more else "")
            if rule == "sum":
                text, kept = f"added to line {others}: the same country and year", True
            elif at == stays:
                text, kept = f"kept; line {others} has the same country and year", True
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
        at: row.value / known
        for at, row in enumerate(rows)
        if row.kept and row.value and (known := comparison.near(row.iso3 or "", row.year))
    }
    typical = comparison.typical(list(ratios.values()))
    if typical is None:
        return rows, None
    for at, ratio in ratios.items():
        factor = slip_factor(ratio / typical)
        if factor is not None:
            done = "multiplied by 1,000" if factor > 1 else "divided by 1,000"
            text = f"would fit {comparison.label} as the other rows do if it were {done}"
            finding = Finding("unit_slip", text)
            rows[at] = replace(rows[at], findings=(finding, *rows[at].findings), slip=factor)
    return rows, typical
