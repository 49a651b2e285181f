"""A run from the first question to the report."""

import datetime
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dashboard.commands.refresh import eurostat, unhcr
from dashboard.commands.refresh.asking import PATIENCE, Answers, Asker
from dashboard.commands.refresh.comparing import Change, compare, judged
from dashboard.commands.refresh.eurostat import TABLES
from dashboard.commands.refresh.found import (
    NoAnswerError,
    RefusedError,
    Ways,
    as_csv,
    write_whole,
)
from dashboard.commands.refresh.merging import (
    CHANGED,
    ENOUGH,
    ROWS,
    Candidates,
    Tables,
    candidates_of,
    merged,
    read_tables,
)
from dashboard.commands.refresh.report import (
    CANDIDATES,
    REPORT,
    STATE,
    Report,
    fingerprint,
    report_csv,
    report_md,
)
from dashboard.commands.refresh.unhcr import read_unhcr
from dashboard.tables.catalogue import read_catalogue
from dashboard.tables.checks import check_totals
from dashboard.tables.everything import ALL_SCHEMAS
from dashboard.tables.map_rows import Country, Total
from dashboard.tables.reading import Folder, read_table
from dashboard.tables.release import read_edition, read_release


def advice(changes: Iterable[Change], tables: Tables) -> list[str]:
    """Return the layers that could open on a later year, and what new indicators need."""
    states: dict[str, dict[str, set[str]]] = {}
    for one in changes:
        if one.new is not None:
            years = states.setdefault(one.key[0], {})
            years.setdefault(one.key[2][:4], set()).add(one.key[1])
    lines = []
    known = {row["indicator_id"] for row in tables.indicators}
    for row in tables.indicators:
        scope = tables.scope(row["scope"])
        years = states.get(row["indicator_id"], {})
        full = [year for year, found in years.items() if len(found & scope) >= ENOUGH * len(scope)]
        if full and max(full) > row["default_year"]:
            lines.append(
                f"{row['indicator_id']}: {max(full)} has {len(years[max(full)] & scope)} of "
                f"{len(scope)}; the layer opens on {row['default_year']}. Change default_year in "
                "indicators.csv if it should open on the newer year."
            )
    lines += [
        f"{name}: an indicator that data/ does not hold yet. Say in gaps.csv what it leaves out."
        for name in sorted(set(states) - known)
    ]
    return lines


RAW, TO_READ = "raw", "report.md"


def refresh(out: Path, data: Path, services: list[str], since: int, ways: Ways) -> int:
    """Ask, compare, judge and report; return 1 where something could not be had.

    Raises:
        RefusedError: where `out` lies in `data`.
        TableError: where `data` is broken, so that nothing can be compared with it.
    """
    if out.resolve().is_relative_to(data.resolve()):
        raise RefusedError(f"--out must not lie in {data}, which is never edited here.")
    read_catalogue(Folder(data))
    made_against, tables = fingerprint(data), read_tables(data)
    names = {row["iso3"]: row["name"] for row in tables.countries}
    run = Report(_today().isoformat(), read_release(data).name, names)
    _ask(run, out, data, services, since, ways)
    _compare(run, tables, since)
    candidates = candidates_of(run.founds, run.changes, tables)
    _hold_against_totals(run, tables, candidates)
    run.advice = advice(run.changes, tables)
    if run.founds:
        _write(out, run, candidates, made_against)
    print(_summary(out, run))
    return 1 if run.failed else 0


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def agent(data: Path) -> str:
    """Return how the command introduces itself: product, release and the edition's contact."""
    contact = read_edition(data).contact
    who = f" (+{contact})" if contact else ""
    return f"who-left-russia-refresh/{read_release(data).name}{who}"


def _ask(run: Report, out: Path, data: Path, services: list[str], since: int, ways: Ways) -> None:
    asker = Asker(
        Answers(out / RAW),
        agent(data),
        pause=ways.pause,
        patience=ways.patience or PATIENCE,
    )
    if not read_edition(data).contact:
        print("data/edition.toml names no contact: the services cannot tell who asks.")
    addresses = {"eurostat": eurostat.ADDRESS, "unhcr": unhcr.ADDRESS, **dict(ways.addresses)}
    if "eurostat" in services:
        for number, table in enumerate(TABLES, start=1):
            print(f"Eurostat, table {number} of {len(TABLES)}: {table.code}")
            try:
                found = eurostat.read_table(asker, addresses["eurostat"], table, since)
                run.founds.append(found)
            except NoAnswerError as error:
                _fail(run, str(error))
    if "unhcr" in services:
        print("UNHCR: population, applications and decisions")
        try:
            run.founds += read_unhcr(asker, addresses["unhcr"], since, _today().year)
        except NoAnswerError as error:
            _fail(run, str(error))


def _fail(run: Report, reason: str) -> None:
    print(f"  FAILED {reason}")
    run.failed.append(reason)


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
    units = {name: row["unit"] for name, row in {**ROWS, **known}.items()}
    residents = {row["iso3"]: row["population"] for row in tables.countries}
    run.changes = judged(run.changes, tables.observations, residents, units)


def _hold_against_totals(run: Report, tables: Tables, candidates: Candidates) -> None:
    """Doubt what would make a published total wrong."""
    accepted = [one for one in run.changes if one.accepted]
    touched = {(one.key[0], one.key[2]) for one in accepted}
    texts = merged(tables, accepted, candidates)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("observations", "totals", "countries"):
            text = texts.get(name) or as_csv(list(ALL_SCHEMAS[name].columns), tables.countries)
            (Path(folder) / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        frames = {
            name: read_table(Path(folder) / f"{name}.csv", ALL_SCHEMAS[name])
            for name in ("observations", "totals", "countries")
        }
    moved = [
        total
        for total in Total.of(frames["totals"])
        if (total.indicator_id, str(total.period_end)) in touched
    ]
    checks = check_totals(frames["observations"], moved, Country.of(frames["countries"]))
    for check in (one for one in checks if not one.passed):
        text = (
            f"the rows come to {check.from_rows:,.0f}, the total for {check.aggregate} "
            f"is {check.published:,.0f} ({check.check})"
        )
        run.changes = [
            one.doubting(text)
            if one.accepted
            and (one.key[0], int(one.key[2][:4])) == (check.indicator_id, check.year)
            else one
            for one in run.changes
        ]


def _write(out: Path, report: Report, candidates: Candidates, made_against: dict[str, str]) -> None:
    """Write candidates and report; the state comes last, so that a half is never accepted."""
    (out / STATE).unlink(missing_ok=True)
    (out / CANDIDATES).mkdir(parents=True, exist_ok=True)
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
