"""Check the tables of data/: `python3 -m dashboard.commands.check [folder]`.

Prints what each table covers and which checks were made; exits with 1 and the list of problems
where a rule is broken.
"""

import argparse
import sys
from pathlib import Path

from dashboard.tables.catalogue import DATA, Catalogue
from dashboard.tables.checks import TotalCheck, check_totals
from dashboard.tables.everything import read_everything
from dashboard.tables.indicators import indicators, rows_of, scope_of
from dashboard.tables.problems import Problem, TableError


def main(arguments: list[str] | None = None) -> int:
    """Print coverage and checks, or the problems; return the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m dashboard.commands.check")
    parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="the tables' folder")
    folder: Path = parser.parse_args(arguments).folder
    try:
        catalogue = read_everything(folder)
    except TableError as error:
        return _refused(error.problems)
    print(f"Release {catalogue.release.name} of {catalogue.release.date}")
    _print_coverage(catalogue)
    _print_totals(check_totals(catalogue.observations, catalogue.totals, catalogue.countries))
    _print_map(catalogue)
    print("All checks passed.")
    return 0


def _refused(problems: list[Problem]) -> int:
    print(f"{len(problems)} problem(s):", file=sys.stderr)
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return 1


def _print_coverage(catalogue: Catalogue) -> None:
    print("\nCoverage: countries with a value, of those in the indicator's scope")
    for indicator in indicators(catalogue).values():
        scope = scope_of(catalogue, indicator)
        years = []
        for year in indicator.years:
            found = set(rows_of(catalogue, indicator.indicator_id, year)["iso3"])
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


if __name__ == "__main__":
    raise SystemExit(main())
