"""Move the accepted part of a report into data/, all of it or nothing."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from dashboard.commands.refresh.comparing import Change, key_of
from dashboard.commands.refresh.found import RefusedError, Row, read_rows, write_whole
from dashboard.commands.refresh.merging import CHANGED, READ, Candidates, merged, read_tables
from dashboard.commands.refresh.report import COLUMNS, KEY
from dashboard.files.datapackage import FILE, as_text, datapackage
from dashboard.tables.everything import read_everything

STATE = "refresh.json"
REPORT = "report.csv"
CANDIDATES = "candidates"


def fingerprint(data: Path) -> dict[str, str]:
    """Return the hash of each table that a report was made against."""
    return {name: hashlib.sha256((data / f"{name}.csv").read_bytes()).hexdigest() for name in READ}


def accept(out: Path, data: Path, only: Collection[str]) -> str:
    """Move into `data` what report.csv accepts, of the indicators `only` where any are named.

    Raises:
        RefusedError: where there is no report, or data/ has changed since, or nothing is accepted.
        TableError: where the tables would break a rule; then nothing was written.
    """
    _check_state(out, data)
    tables = read_tables(data)
    candidates = Candidates(
        **{name: read_rows(out / CANDIDATES / f"{name}.csv") for name in CHANGED}
    )
    changes = _chosen(read_rows(out / REPORT), candidates, tables.observations, only)
    if not changes:
        raise RefusedError("No row of report.csv is accepted: write 1 into its column accept.")
    texts = merged(tables, changes, candidates)
    _move(texts, data)
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
    now = fingerprint(data)
    stale = [name for name in READ if made_against.get(name) != now[name]]
    if stale:
        raise RefusedError(
            f"{', '.join(f'{name}.csv' for name in stale)} changed since the report was made. Run "
            "the command again without --accept: what was read is kept and not asked for twice."
        )


def _chosen(
    report: list[Row], candidates: Candidates, held: list[Row], only: Collection[str]
) -> list[Change]:
    """Return the changes that the report accepts."""
    if report and tuple(report[0]) != COLUMNS:
        raise RefusedError(f"{REPORT} has other columns than {', '.join(COLUMNS)}.")
    new = {key_of(row): row for row in candidates.observations}
    old = {key_of(row): row for row in held if not row["definition_class"]}
    chosen = []
    for number, row in enumerate(report, start=2):
        if row["accept"] not in {"0", "1"}:
            raise RefusedError(f"{REPORT}, line {number}: accept must be 0 or 1.")
        key = row[KEY[0]], row[KEY[1]], row[KEY[2]]
        if row["accept"] == "1" and (not only or key[0] in only):
            if key not in new and key not in old:
                raise RefusedError(f"{REPORT}, line {number}: no candidate {'/'.join(key)}.")
            chosen.append(Change(key, row["status"], old.get(key), new.get(key)))
    return chosen


def _move(texts: dict[str, str], data: Path) -> None:
    """Try the tables in a copy of `data`, then put them in place."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / data.name
        shutil.copytree(data, trial)
        for name, text in texts.items():
            (trial / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        # Rows that are gone are meant: the tables are no longer held against the last descriptor.
        (trial / FILE).unlink(missing_ok=True)
        read_everything(trial)
        package = as_text(datapackage(trial))
    contents = {f"{name}.csv": text.encode() for name, text in texts.items()}
    contents[FILE] = package.encode()
    before = {name: (data / name).read_bytes() for name in contents if (data / name).is_file()}
    try:
        for name, content in contents.items():
            write_whole(data / name, content)
    except BaseException:
        for name, content in before.items():
            write_whole(data / name, content)
        raise
