"""What a refresh found, for people (Markdown) and a spreadsheet (CSV); what of it is accepted."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.commands.refresh.comparing import Change, key_of
from dashboard.commands.refresh.found import (
    Found,
    RefusedError,
    Row,
    as_csv,
    read_rows,
    write_whole,
)
from dashboard.commands.refresh.merging import CHANGED, READ, Candidates, merged, read_tables
from dashboard.files.datapackage import FILE, as_text, datapackage
from dashboard.tables.everything import read_everything

KEY = ("indicator_id", "iso3", "period_end")
COLUMNS = (
    *("accept", "status", *KEY, "country", "old", "new", "ratio", "bound", "break_before"),
    *("was_read", "old_note", "new_note", "doubts"),
)
STATUSES = ("new", "changed", "confirmed", "same", "gone")
MEANS = {
    "new": "no figure before",
    "changed": "another figure than before",
    "confirmed": "the same figure, read at its publisher for the first time or with other notes",
    "same": "the same figure, already read there",
    "gone": "in data/, but not at the service any more",
}


@dataclass
class Report:
    """All that the report tells; a run fills its lists."""

    day: str
    release: str
    names: Mapping[str, str]
    founds: list[Found] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


def report_csv(report: Report) -> str:
    """Return a row a figure; whoever accepts edits the column `accept`."""
    offered = [one for one in report.changes if one.offered]
    return as_csv(COLUMNS, (_row(one, report.names) for one in offered))


def _row(one: Change, names: Mapping[str, str]) -> Row:
    old, new = one.old or {}, one.new or {}
    shown = new or old
    return {
        "accept": str(int(one.accepted)),
        "status": one.status,
        **dict(zip(KEY, one.key, strict=True)),
        "country": names.get(one.key[1], one.key[1]),
        "old": old.get("value", ""),
        "new": new.get("value", ""),
        "ratio": "" if one.ratio is None else f"{one.ratio:.4f}",
        "bound": shown.get("bound", ""),
        "break_before": shown.get("break_before", ""),
        "was_read": old.get("quality", ""),
        "old_note": old.get("note", ""),
        "new_note": new.get("note", ""),
        "doubts": "; ".join(one.doubts),
    }


def report_md(report: Report) -> str:
    """Return the report to read."""
    lines = [
        f"# Refresh of {report.day}, beside release {report.release}",
        "",
        "Nothing in data/ was changed. Figures with a doubt, and figures that are gone, are not "
        "accepted unless somebody writes 1 into the column `accept` of report.csv.",
        *_part("Could not be had", report.failed),
        *_counts(report),
        *_part("Look at these first", _doubts(report)),
        *_part("Was from a press report, is now official", _press(report)),
    ]
    for status in ("changed", "new", "gone"):
        lines += _part(f"{status.capitalize()}: {MEANS[status]}", _listed(report, status))
    lines += [*_part("Remarks", report.remarks), *_part("Where it was read", _read(report))]
    lines += _part("For a person to decide", report.advice)
    return "\n".join(lines) + "\n"


def _part(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return ["", f"## {title}", "", *listed] if listed else []


def _counts(report: Report) -> list[str]:
    lines = ["", "## In numbers", "", f"| indicator | {' | '.join(STATUSES)} | with a doubt |"]
    lines.append("|" + "---|" * (len(STATUSES) + 2))
    for indicator in sorted({one.key[0] for one in report.changes}):
        changes = [one for one in report.changes if one.key[0] == indicator]
        counts = [sum(one.status == status for one in changes) for status in STATUSES]
        counts.append(sum(bool(one.doubts) and one.offered for one in changes))
        lines.append(f"| {indicator} | {' | '.join(map(str, counts))} |")
    return [*lines, "", "; ".join(f"*{name}*: {means}" for name, means in MEANS.items()) + "."]


def _figure(row: Row | None) -> str:
    if row is None:
        return "nothing"
    number = f"{int(float(row['value'])):,}"
    if row["bound"] == "range":
        number = f"{int(float(row['low'])):,}–{int(float(row['high'])):,}"
    about = {"rounded": "about ", "at_least": "at least ", "up_to": "up to "}
    return about.get(row["bound"], "") + number + (", a break" * (row["break_before"] == "1"))


def _told(one: Change) -> str:
    year = one.key[2][:4]
    if one.old is None or one.new is None:
        return f"{year}: {_figure(one.new or one.old)}"
    ratio = "" if one.ratio is None else f" (×{one.ratio:.3g})"
    return f"{year}: {_figure(one.old)} → {_figure(one.new)}{ratio}"


def _listed(report: Report, status: str) -> list[str]:
    lines: dict[tuple[str, str], list[str]] = {}
    for one in report.changes:
        if one.status == status:
            lines.setdefault(one.key[:2], []).append(_told(one))
    return [
        f"{indicator}, {report.names.get(iso3, iso3)}, {'; '.join(told)}"
        for (indicator, iso3), told in sorted(lines.items())
    ]


def _place(one: Change, names: Mapping[str, str]) -> str:
    return f"{one.key[0]}, {names.get(one.key[1], one.key[1])}, {_told(one)}"


def _doubts(report: Report) -> list[str]:
    return [
        f"{_place(one, report.names)}: {'; '.join(one.doubts)}"
        for one in report.changes
        if one.doubts and one.offered
    ]


def _press(report: Report) -> list[str]:
    return [
        f"{_place(one, report.names)}; was {(one.old or {}).get('quality', '')} "
        f"({(one.old or {}).get('source_id', '')})"
        for one in report.changes
        if one.was_press
    ]


def _read(report: Report) -> list[str]:
    sources = {one.source["source_id"]: one.source for one in report.founds}
    return [
        f"{row['publisher']}, {row['title']}, updated {row['published']}. {row['note']}"
        for row in sources.values()
    ] + ["Every answer as it came, with address, time and hash: raw/answers.csv."]


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
