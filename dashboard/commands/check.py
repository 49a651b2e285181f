"""Check the tables of data/, or tables of one's own.

`python3 -m dashboard.commands.check [folder]` prints what each table covers, which checks were
made, and which files are not the release's; exits with 1 and the list of problems where a rule is
broken or a table was cut short.

`python3 -m dashboard.commands.check my_table.csv [more]` prints the report that the Map shows for
an uploaded table, each row with the ISO code it matched; exits with 1 where a row is not matched,
or where something has to be said first. It takes the choices of the page as options (--help).
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dashboard.files.datapackage import extra
from dashboard.link.page_link import DEFAULT_LAYER
from dashboard.own.catalogue import comparison_with
from dashboard.own.choices import ONLY, Choice, choices, chosen, question
from dashboard.own.findings import (
    Repairs,
    Report,
    counts_line,
    finding_text,
    reading_lines,
    sums_line,
    year_text,
)
from dashboard.own.grid import MOST_BYTES, refusal, shown_name
from dashboard.own.report import check_table, fitting_sheet
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import TotalCheck, check_totals
from dashboard.tables.everything import Tables, read_everything
from dashboard.tables.indicators import indicators, rows_of, scope_of
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import DATA
from dashboard.tables.release import COMMAND, differences
from dashboard.words.numbers import counted

MOST_OFFERED = 12
# In the order in which they are taken: what columns hold comes before what is said of them.
OPTIONS = {
    "countries": "the column of the countries, by its heading or letter",
    "years": "the column of the years, or “No years”",
    "value": "the column of the values",
    ONLY: "COLUMN=VALUE: which rows are shown where they differ in a column (repeatable)",
    "periods": "“last” or “sum” where a year has several periods",
    "unit": "“number” or “share”",
    "decimal": "the decimal mark, “.” or “,”",
    "factor": "what all values are multiplied by: 1000, 0.001",
    "balance": "“yes” where values below zero are a balance, “no” to leave them out",
    "duplicates": "“first”, “last” or “sum” for rows of the same country and year",
}


def answered(report: Report, name: str, text: str) -> Repairs:
    """Return the repairs with one more choice taken, looked up as the others left the report.

    Raises:
        TableError: with what may be chosen, where `text` is nothing of it.
    """
    if name == "factor":
        return replace(report.repairs, factor=_factor(report, text))
    found = {choice.key: choice for choice in choices(report)}
    if name == ONLY:
        parts = [choice for choice in found.values() if choice.name == ONLY]
        # A heading may hold the sign that parts it from the value.
        heads = {head: part for part in parts for head in (f"{part.label}=", f"“{part.label}”=")}
        head = max((head for head in heads if text.startswith(head)), key=len, default="")
        choice, value = heads.get(head), text.removeprefix(head)
        offered = ", ".join(part.label for part in parts) or "none"
        wrong = f"--{name} {text}: columns whose values part figures here: {offered}"
    else:
        choice, value = found.get(name), text
        wrong = f"--{name}: there is nothing to choose here"
    if choice is None:
        raise refusal(report.file, wrong)
    option = choice.option(value)
    if option is None:
        raise refusal(
            report.file,
            f"--{name} {text}: takes one of {', '.join(replace(choice, asked=True).offered)}",
        )
    return chosen(report, choice, option)


def _factor(report: Report, text: str) -> float:
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not 1e-9 <= factor <= 1e9:
        raise refusal(report.file, f"--factor {text}: takes a number above zero, such as 1000")
    return factor


def main(arguments: list[str] | None = None) -> int:
    """Print coverage and checks, or the problems; return the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m dashboard.commands.check")
    parser.add_argument(
        "paths", nargs="*", type=Path, help="the tables' folder, or tables of your own"
    )
    options = parser.add_argument_group("for a table of your own, as on the page")
    options.add_argument("--sheet", help="the sheet of a workbook")
    for name, text in OPTIONS.items():
        options.add_argument(f"--{name}", action="append", default=[], help=text)
    given = parser.parse_args(arguments)
    paths: list[Path] = given.paths
    own = bool(paths) and not any(path.is_dir() for path in paths)
    if len(paths) > 1 and not own:
        parser.error("give one folder, or files")
    folder = paths[0] if paths and not own else DATA
    try:
        if own:
            catalogue = Tables().catalogue
            return max([_check_own(path, catalogue, given) for path in paths])
        return _check_folder(folder)
    except TableError as error:
        return _refused(error.problems)
    except Exception as error:
        # Whatever the tables hold, the answer is a line that can be acted on.
        rule = f"the check failed at what no rule foresaw: {error!r}"
        return _refused([Problem(folder.name, rule), *differences(folder)])


def _check_folder(folder: Path) -> int:
    catalogue = read_everything(folder).catalogue
    print(f"Release {catalogue.release.name} of {catalogue.release.date}")
    _print_coverage(catalogue)
    _print_totals(check_totals(catalogue.observations, catalogue.totals, catalogue.countries))
    _print_map(catalogue)
    _print_differences(folder)
    print("All checks passed.")
    return 0


def _check_own(path: Path, catalogue: Catalogue, given: argparse.Namespace) -> int:
    """Print the report on a file; return 1 where it cannot be read, asks, or a row is unmatched."""
    try:
        report = _own_report(path, catalogue, given)
    except OSError as error:
        return _refused([Problem(shown_name(path.name), f"cannot be opened: {error.strerror}")])
    except TableError as error:
        return _refused(error.problems)
    print("\n".join(report_lines(report, catalogue.names.by_code)))
    return 1 if report.asked or report.counts["unmatched"] else 0


def _own_report(path: Path, catalogue: Catalogue, given: argparse.Namespace) -> Report:
    comparison = comparison_with(catalogue, indicators(catalogue)[DEFAULT_LAYER])
    with path.open("rb") as opened:
        # One byte over the limit is enough to refuse a file without loading it.
        content = opened.read(MOST_BYTES + 1)
    grid = fitting_sheet(path.name, content, catalogue.names, given.sheet)
    report = check_table(grid, catalogue.names, Repairs(), comparison)
    for name in OPTIONS:
        for text in getattr(given, name):
            report = check_table(grid, catalogue.names, answered(report, name, text), comparison)
    return report


def report_lines(report: Report, names: Mapping[str, str]) -> list[str]:
    """Return the whole report as lines of printable text, one for each row of the file."""
    lines = [report.file, *(f"  {line}" for line in reading_lines(report))]
    lines += [f"  {choice_text(report, choice)}" for choice in choices(report)]
    for row in report.rows:
        cells = [f"line {row.line}", row.country, row.iso3 or "---", year_text(row), row.given]
        found = finding_text(row, names)
        lines.append(f"  {' | '.join(cell for cell in [*cells, found] if cell)}")
    lines += [f"  {sums_line(report)}", f"  {counts_line(report)}"]
    # What a file holds must not steer a terminal.
    return [
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
        for line in lines
    ]


def choice_text(report: Report, choice: Choice) -> str:
    """Return a decision and how the command line takes another one."""
    others = choice.offered
    name = f"{choice.label}=…" if choice.name == ONLY else "…"
    offered = f"--{choice.name} {name}: {'; '.join(others[:MOST_OFFERED])}" if others else ""
    if len(others) > MOST_OFFERED:
        offered += f"; and {len(others) - MOST_OFFERED} more"
    if choice.asked:
        return f"To be answered: {question(report, choice)} {offered}"
    return f"{choice.said}{f' ({offered})' if offered else ''}"


def _refused(problems: list[Problem]) -> int:
    print(f"{counted(len(problems), 'problem')}:", file=sys.stderr)
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return 1


def _print_coverage(catalogue: Catalogue) -> None:
    print("\nCoverage: countries with a value, of those in the indicator's scope")
    for indicator in indicators(catalogue).values():
        scope = scope_of(catalogue, indicator)
        years = []
        for year in indicator.years:
            found = {row.iso3 for row in rows_of(catalogue, indicator.indicator_id, year)}
            beyond = f"+{len(found - scope)}" if found - scope else ""
            years.append(f"{year} {len(found & scope)}{beyond}")
        print(f"  {indicator.indicator_id} (of {len(scope)}): {', '.join(years)}")


def _print_totals(checks: list[TotalCheck]) -> None:
    print("\nTotals: published, and what the rows give")
    for check in checks:
        verdict = "not compared" if check.check == "quoted" else "holds"
        print(
            f"  {check.indicator_id} {check.aggregate} {check.year}: {check.published:g}, "
            f"rows {check.from_rows:.6g} ({check.check}: {verdict})"
        )


def _print_map(catalogue: Catalogue) -> None:
    print(f"\nMap: {len(catalogue.world)} countries and territories drawn; not drawn:")
    for iso3, reason in catalogue.off_map.items():
        print(f"  {catalogue.names.by_code[iso3]} ({iso3}): {reason}")
    print()


def _print_differences(folder: Path) -> None:
    """Print which files the release does not have, or has otherwise."""
    found = [
        *map(str, differences(folder)),
        *(f"{name}: nothing reads it" for name in extra(folder)),
    ]
    if found:
        print("Not as in the release; where that is meant, run", COMMAND)
        print("\n".join(f"  {line}" for line in found), end="\n\n")


if __name__ == "__main__":
    raise SystemExit(main())
