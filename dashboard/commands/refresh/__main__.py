"""Newest figures by one command: `python3 -m dashboard.commands.refresh --out FOLDER`.

Asks Eurostat and UNHCR for the figures behind the permit, population, movement and asylum
indicators, compares them with data/ and writes into FOLDER: raw answers, candidate tables and a
report. data/ is never edited; `--accept` moves what the report accepts into it.
"""

import argparse
import datetime
import sys
from pathlib import Path

from dashboard.commands.refresh.found import RefusedError, Ways
from dashboard.commands.refresh.report import accept
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA

NEEDS = "python3 -m pip install -r dashboard/commands/refresh/requirements.txt"
EUROSTAT, UNHCR = "eurostat", "unhcr"


def main(arguments: list[str] | None = None, ways: Ways | None = None) -> int:
    """Read and report, or accept; return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.accept is not None:
            print(accept(asked.out, asked.data, asked.accept))
            return 0
        return _refresh(asked, ways or Ways())
    except TableError as error:
        print(f"The tables are broken, nothing was written:\n{error}", file=sys.stderr)
    except RefusedError as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. What was read is kept: run the same command again.", file=sys.stderr)
    return 1


def _refresh(asked: argparse.Namespace, ways: Ways) -> int:
    try:
        from dashboard.commands.refresh.running import refresh
    except ModuleNotFoundError as error:
        raise RefusedError(f"{error.name} is not installed. First: {NEEDS}") from None
    return refresh(asked.out, asked.data, asked.only, asked.since, ways)


def _services(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in (EUROSTAT, UNHCR)]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is neither {EUROSTAT} nor {UNHCR}")
    return names


def _year(text: str) -> int:
    this = datetime.datetime.now(tz=datetime.UTC).year
    if not text.isascii() or not text.isdecimal() or not 2008 <= int(text) <= this:
        raise argparse.ArgumentTypeError(f"{text!r} is no year from 2008 to {this}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m dashboard.commands.refresh")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for answers, candidates and report"
    )
    parser.add_argument(
        "--only",
        type=_services,
        default=[EUROSTAT, UNHCR],
        help="services to ask, joined by a comma: eurostat,unhcr",
    )
    parser.add_argument("--since", type=_year, default=2018, help="first year to read")
    parser.add_argument(
        "--accept",
        nargs="*",
        metavar="INDICATOR",
        help="ask nothing; move what report.csv accepts into data/, of these indicators only "
        "where some are named",
    )
    parser.add_argument("--data", type=Path, default=DATA, help="the tables' folder")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
