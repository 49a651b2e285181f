"""Newest figures by one command: `python3 -m dashboard.commands.refresh --out FOLDER`.

Asks Eurostat and UNHCR for the figures behind the permit, population, movement and asylum
indicators, compares them with data/ and writes into FOLDER: raw answers, candidate tables and a
report. data/ is never edited; `--accept` moves what the report accepts into it.
"""

import argparse
import datetime
import hashlib
import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.refresh.figures import Change, Row, as_csv, compare, key_of, read_rows
from dashboard.commands.refresh.merging import (
    CHANGED,
    READ,
    ROWS,
    Candidates,
    Tables,
    candidates_of,
    merged,
    read_tables,
)
from dashboard.commands.refresh.report import (
    COLUMNS,
    Report,
    advice,
    held_against_totals,
    judged,
    report_csv,
    report_md,
)
from dashboard.files.datapackage import put_in_place
from dashboard.tables.catalogue import read_catalogue
from dashboard.tables.everything import ALL_SCHEMAS
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA, Folder
from dashboard.tables.release import read_edition, read_release, write_whole

if TYPE_CHECKING:
    from dashboard.commands.refresh.asking import Ways

NEEDS = "python3 -m pip install -r dashboard/commands/refresh/requirements.txt"
EUROSTAT, UNHCR = "eurostat", "unhcr"
RAW, CANDIDATES = "raw", "candidates"
REPORT, TO_READ, STATE = "report.csv", "report.md", "refresh.json"


class RefusedError(Exception):
    """Why the command does nothing, in words."""


def main(arguments: list[str] | None = None, ways: "Ways | None" = None) -> int:
    """Read and report, or accept; return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.accept is not None:
            print(accept(asked.out, asked.data, asked.accept))
            return 0
        return refresh(asked, ways)
    except TableError as error:
        print(f"The tables are broken, nothing was written:\n{error}", file=sys.stderr)
    except RefusedError as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. What was read is kept: run the same command again.", file=sys.stderr)
    return 1


def _services(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in (EUROSTAT, UNHCR)]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is neither {EUROSTAT} nor {UNHCR}")
    return names


def _year(text: str) -> int:
    this = _today().year
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


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def refresh(asked: argparse.Namespace, ways: "Ways | None") -> int:
    """Ask, compare, judge and report; return 1 where something could not be had.

    Raises:
        RefusedError: where --out lies in --data, or what only this needs is not installed.
        TableError: where the tables are broken, so that nothing can be compared with them.
    """
    out, data = asked.out, asked.data
    if out.resolve().is_relative_to(data.resolve()):
        raise RefusedError(f"--out must not lie in {data}, which is never edited here.")
    read_catalogue(Folder(data))
    made_against, tables = _fingerprint(data), read_tables(data)
    names = {row["iso3"]: row["name"] for row in tables.countries}
    run = Report(_today().isoformat(), read_release(data).name, names)
    try:
        _ask(run, asked, ways)
    except ModuleNotFoundError as error:
        raise RefusedError(f"{error.name} is not installed. First: {NEEDS}") from None
    _compare(run, tables, asked.since)
    candidates = candidates_of(run.founds, run.changes, tables)
    run.changes = held_against_totals(judged(run.changes, tables), tables, candidates)
    run.advice = advice(run.changes, tables)
    if run.founds:
        _write(out, run, candidates, made_against)
    print(_summary(out, run))
    return 1 if run.failed else 0


def _ask(run: Report, asked: argparse.Namespace, ways: "Ways | None") -> None:
    # What they need is installed for this alone, and accepting does without.
    from dashboard.commands.refresh import asking, eurostat, unhcr

    ways, since = ways or asking.Ways(), asked.since
    contact = read_edition(asked.data).contact
    if not contact:
        print("data/edition.toml names no contact: the services cannot tell who asks.")
    who = f" (+{contact})" if contact else ""
    agent = f"who-left-russia-refresh/{run.release}{who}"
    asker = asking.Asker(asking.Answers(asked.out / RAW), agent, ways)

    def fail(error: asking.NoAnswerError) -> None:
        print(f"  FAILED {error}")
        run.failed.append(str(error))

    if EUROSTAT in asked.only:
        address = ways.addresses.get(EUROSTAT, eurostat.ADDRESS)
        for number, table in enumerate(eurostat.TABLES, start=1):
            print(f"Eurostat, table {number} of {len(eurostat.TABLES)}: {table.code}")
            try:
                run.founds.append(eurostat.read_table(asker, address, table, since))
            except asking.NoAnswerError as error:
                fail(error)
    if UNHCR in asked.only:
        print("UNHCR: population, applications and decisions")
        address = ways.addresses.get(UNHCR, unhcr.ADDRESS)
        try:
            run.founds += unhcr.read_unhcr(asker, address, since, _today().year)
        except asking.NoAnswerError as error:
            fail(error)


def _compare(run: Report, tables: Tables, since: int) -> None:
    known = {row["indicator_id"]: row for row in tables.indicators}
    for found in list(run.founds):
        name = found.indicator_id
        row = known.get(name) or ROWS.get(name)
        if row is None:
            run.remarks.append(f"{name}: data/ has no such indicator; its figures are left out.")
            run.founds.remove(found)
            continue
        held = [one for one in tables.observations if one["indicator_id"] == name]
        changes, remarks = compare(found, held, tables.scope(row["scope"]), since)
        run.changes += changes
        run.remarks += [f"{name}: {text}" for text in (*found.remarks, *remarks)]


def _write(out: Path, report: Report, candidates: Candidates, made_against: dict[str, str]) -> None:
    """Write candidates and report; the state comes last, so that a half is never accepted."""
    (out / STATE).unlink(missing_ok=True)
    for name in CHANGED:
        text = as_csv(list(ALL_SCHEMAS[name].columns), getattr(candidates, name))
        write_whole(out / CANDIDATES / f"{name}.csv", text.encode())
    write_whole(out / REPORT, report_csv(report).encode())
    write_whole(out / TO_READ, report_md(report).encode())
    state = {"made": report.day, "release": report.release, "data": made_against}
    write_whole(out / STATE, (json.dumps(state, indent=2) + "\n").encode())


def _summary(out: Path, run: Report) -> str:
    offered = [one for one in run.changes if one.offered]
    doubted = sum(not one.accepted for one in offered)
    lines = [f"{len(run.failed)} question(s) without an answer."] if run.failed else []
    if not run.founds:
        return "\n".join([*lines, "Nothing was read, so no report was written."])
    lines.append(
        f"{len(offered)} figure(s) are new, changed, confirmed or gone; {doubted} of them wait for "
        f"a person. Read {out / TO_READ}, then run the command again with --accept."
    )
    return "\n".join(lines)


def _fingerprint(data: Path) -> dict[str, str]:
    """Return the hash of each table that a report was made against."""
    return {name: hashlib.sha256((data / f"{name}.csv").read_bytes()).hexdigest() for name in READ}


def accept(out: Path, data: Path, only: Collection[str]) -> str:
    """Move into `data` what report.csv accepts, of the indicators `only` where any are named.

    Raises:
        RefusedError: where there is no report, or it cannot be read or taken; nothing is written.
        TableError: where the tables would break a rule; then nothing was written.
    """
    _check_state(out, data)
    tables = read_tables(data)
    candidates = Candidates(
        **{name: read_rows(out / CANDIDATES / f"{name}.csv") for name in CHANGED}
    )
    changes = _chosen(_decided(out / REPORT), candidates, tables.observations, only)
    if not changes:
        raise RefusedError("No row of report.csv is accepted: write 1 into its column accept.")
    texts = merged(tables, changes, candidates)
    put_in_place(data, {f"{name}.csv": text for name, text in texts.items()})
    indicators = sorted({one.key[0] for one in changes})
    return (
        f"{len(changes)} figure(s) of {', '.join(indicators)} are in {data.name}/ now, with their "
        "sources. Next: python3 -m dashboard.commands.check, the tests, and "
        "python3 -m dashboard.commands.release, which asks for the reasons."
    )


def _check_state(out: Path, data: Path) -> None:
    path = out / STATE
    if not path.is_file() or not (out / REPORT).is_file():
        raise RefusedError(f"{out} holds no report: run the command without --accept first.")
    made_against = json.loads(path.read_text(encoding="utf-8"))["data"]
    now = _fingerprint(data)
    stale = [name for name in READ if made_against.get(name) != now[name]]
    if stale:
        raise RefusedError(
            f"{', '.join(f'{name}.csv' for name in stale)} changed since the report was made. Run "
            "the command again without --accept: what was read is kept and not asked for twice."
        )


def _decided(report: Path) -> list[Row]:
    """Return the rows of a report that a person may have saved with a spreadsheet."""
    try:
        rows = read_rows(report)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RefusedError(
            f"{report}, line {line}: is not UTF-8, in which the report was written; a spreadsheet "
            "may have saved it as Windows-1252. Save it as “CSV UTF-8”, or run the command without "
            "--accept, which writes the report anew."
        ) from None
    if rows and tuple(rows[0]) != COLUMNS:
        raise RefusedError(f"{REPORT} has other columns than {', '.join(COLUMNS)}.")
    return rows


def _chosen(
    report: list[Row], candidates: Candidates, held: list[Row], only: Collection[str]
) -> list[Change]:
    """Return the changes that the report accepts."""
    new = {key_of(row): row for row in candidates.observations}
    old = {key_of(row): row for row in held if not row["definition_class"]}
    chosen = []
    for number, row in enumerate(report, start=2):
        if row["accept"] not in {"0", "1"}:
            raise RefusedError(f"{REPORT}, line {number}: accept must be 0 or 1.")
        key = key_of(row)
        if row["accept"] == "1" and (not only or key[0] in only):
            if key not in new and key not in old:
                raise RefusedError(f"{REPORT}, line {number}: no candidate {'/'.join(key)}.")
            chosen.append(Change(key, row["status"], old.get(key), new.get(key)))
    return chosen


if __name__ == "__main__":
    raise SystemExit(main())
