"""The report on tables of one's own, with the choices of the page as options."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from dashboard.links.vocabulary import DEFAULT_LAYER
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import indicators
from dashboard.tables.own_comparison import Comparison, comparison_with
from dashboard.tables.own_files import read_own_file, shown_name
from dashboard.tables.own_findings import Repairs, Report
from dashboard.tables.own_grid import MOST_BYTES, Grid, refusal
from dashboard.tables.own_report import check_table
from dashboard.tables.own_sheets import fitting_sheet
from dashboard.tables.problems import Problem, TableError
from dashboard.words.own_choices import ONLY, choices, chosen
from dashboard.words.own_words import report_lines

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


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what a reader may say about a table of their own."""
    group = parser.add_argument_group("for a table of your own, as on the page")
    group.add_argument("--sheet", help="the sheet of a workbook")
    for name, text in OPTIONS.items():
        group.add_argument(f"--{name}", action="append", default=[], help=text.replace("%", "%%"))


def check_own(path: Path, catalogue: Catalogue, given: argparse.Namespace) -> int:
    """Print the report on a file; return 1 where it cannot be read, asks, or a row is unmatched."""
    comparison = comparison_with(catalogue, indicators(catalogue)[DEFAULT_LAYER])
    try:
        with path.open("rb") as opened:
            # One byte over the limit is enough to refuse a file without loading it.
            content = opened.read(MOST_BYTES + 1)
        grid = fitting_sheet(
            lambda sheet: read_own_file(path.name, content, sheet), catalogue.names, given.sheet
        )
        report = _report(grid, catalogue, comparison, given)
    except OSError as error:
        return refused([Problem(shown_name(path.name), f"cannot be opened: {error.strerror}")])
    except TableError as error:
        return refused(error.problems)
    print("\n".join(report_lines(report, catalogue.names.by_code)))
    return 1 if report.asked or report.counts["unmatched"] else 0


def refused(problems: list[Problem]) -> int:
    """Print problems; return the exit code."""
    print(f"{len(problems)} problem(s):", file=sys.stderr)
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return 1


def _report(
    grid: Grid, catalogue: Catalogue, comparison: Comparison, given: argparse.Namespace
) -> Report:
    """Return the report with all that was said; each choice is looked up as the others left it."""
    report = check_table(grid, catalogue.names, Repairs(), comparison)
    for name in OPTIONS:
        for text in getattr(given, name):
            repairs = _repaired(report, name, text)
            report = check_table(grid, catalogue.names, repairs, comparison)
    return report


def _repaired(report: Report, name: str, text: str) -> Repairs:
    if name == "factor":
        return replace(report.repairs, factor=_factor(report, text))
    found = {choice.key: choice for choice in choices(report)}
    column, _, value = text.partition("=")
    if name == ONLY:
        parts = [choice for choice in found.values() if choice.name == ONLY]
        choice = next((part for part in parts if column in (part.label, f"“{part.label}”")), None)
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
