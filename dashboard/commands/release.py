"""Publish a release of the data: `python3 -m dashboard.commands.release 2026.12`.

Checks the tables, lists every figure that differs from the last release with its reason in
changes.csv, names the release in release.toml and writes the data package anew. Where anything is
wrong nothing is written, and the exit code is 1.
"""

import argparse
import csv
import datetime
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from dashboard.files.datapackage import put_in_place
from dashboard.tables.everything import SHARED_SCHEMAS, read_everything
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA
from dashboard.tables.release import FILE, RELEASE, Release, read_release, release_order
from dashboard.words.numbers import counted

MOST_LISTED = 20
CHANGES, NAMED = "changes.csv", "release.toml"
# The columns that a reader may have quoted. Wording, sources and notes may change unlisted.
FIGURES: dict[str, tuple[str, ...]] = {
    name: figures
    for name, schema in SHARED_SCHEMAS.items()
    if (
        figures := tuple(
            name for name, column in schema.columns.items() if column.metadata.get("figure")
        )
    )
}
REASON_COLUMNS = ("table", "key", "field", "reason")


class RefusedError(Exception):
    """Why the release was not made, as a person reads it."""


@dataclass(frozen=True)
class Difference:
    """A figure that is not what it was; `old` is blank for a new row, `new` for one that went."""

    table: str
    key: str
    field: str
    old: str
    new: str

    def __str__(self) -> str:
        """Return `observations valid_permits/CYP/2023-12-31/ value: 37000 -> 37127`."""
        return (
            f"{self.table} {self.key} {self.field}: "
            f"{self.old or '(none)'} -> {self.new or '(none)'}"
        )


@dataclass(frozen=True)
class Reason:
    """Why figures changed; blank or `*` stands for any table, key or field."""

    table: str
    key: str
    field: str
    reason: str

    def explains(self, difference: Difference) -> bool:
        """Return whether it is about this difference."""
        pairs = zip(astuple(self)[:3], astuple(difference)[:3], strict=True)
        return all(fnmatchcase(text, pattern or "*") for pattern, text in pairs)


def main(arguments: list[str] | None = None) -> int:
    """Make the release, or say why not; return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        print(_release(asked))
    except TableError as error:
        print(f"The tables are broken, nothing was written:\n{error}", file=sys.stderr)
    except RefusedError as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
    else:
        return 0
    return 1


def _release(asked: argparse.Namespace) -> str:
    """Make the release and return what was done."""
    folder: Path = asked.data
    last = _newer(folder, asked.release, asked.date)
    read_everything(folder)
    old = _last_tables(asked.last or last.name, folder)
    new = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in FIGURES}
    told = _told(differences(old, new), _reasons(asked))
    texts = {
        CHANGES: _with_changes((folder / CHANGES).read_text(encoding="utf-8"), asked.release, told),
        NAMED: _named(folder, Release(asked.release, asked.date)),
    }
    put_in_place(folder, texts)
    return (
        f"Release {asked.release} of {asked.date}: since {last.name}, "
        f"{counted(len(told), 'figure')} changed.\n"
        f"Wrote {CHANGES}, {NAMED} and {FILE}. Commit them, then: git tag {asked.release}"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m dashboard.commands.release")
    parser.add_argument("release", help="its name, such as 2026.12")
    parser.add_argument(
        "--date",
        type=datetime.date.fromisoformat,
        default=datetime.datetime.now(tz=datetime.UTC).date(),
        help="its day, YYYY-MM-DD; today where it is not given",
    )
    parser.add_argument(
        "--from",
        dest="last",
        help="the last release: a folder with its tables, or a git tag or commit "
        "(as a rule the tag with the name in release.toml)",
    )
    parser.add_argument("--reason", help="why every figure changed that --reasons does not name")
    parser.add_argument(
        "--reasons",
        type=Path,
        help="a CSV file with the columns table, key, field, reason; * stands for anything",
    )
    parser.add_argument("--data", type=Path, default=DATA, help="the tables' folder")
    return parser


def _newer(folder: Path, name: str, date: datetime.date) -> Release:
    """Return the last release, which `name` and `date` have to follow."""
    last = read_release(folder)
    if re.fullmatch(RELEASE, name, re.ASCII) is None:
        raise RefusedError(f"{name!r} is not a release: it must look like 2026.12 or 2026.12.1.")
    if release_order(name) <= release_order(last.name):
        raise RefusedError(f"{name} is not newer than {last.name}, which {NAMED} names.")
    if date < last.date:
        raise RefusedError(f"{date} lies before {last.date}, the day of release {last.name}.")
    return last


def _last_tables(last: str, folder: Path) -> dict[str, str]:
    """Return the tables of the last release: from a folder, or from the history of this one."""
    if Path(last).is_dir():
        paths = {name: Path(last) / f"{name}.csv" for name in FIGURES}
        tables = {
            n: path.read_text(encoding="utf-8") for n, path in paths.items() if path.is_file()
        }
    else:
        shown = {name: _git_show(f"{last}:./{name}.csv", folder) for name in FIGURES}
        tables = {name: text for name, text in shown.items() if text is not None}
    if not tables:
        raise RefusedError(
            f"No tables of the last release were found at {last!r}. Give them with --from: "
            "a folder that holds them, or a git tag or commit."
        )
    return tables


def _git_show(place: str, folder: Path) -> str | None:
    git = shutil.which("git")
    if git is None or place.startswith("-"):
        return None
    # No shell, and `place` cannot be taken for an option.
    done = subprocess.run([git, "show", place], cwd=folder, capture_output=True, check=False)  # noqa: S603
    return done.stdout.decode("utf-8") if done.returncode == 0 else None


def _reasons(asked: argparse.Namespace) -> list[Reason]:
    reasons: list[Reason] = []
    if asked.reasons is not None:
        try:
            reasons += _reasons_of(asked.reasons.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise RefusedError(f"{asked.reasons} gives no reasons: {error}") from None
    if asked.reason and asked.reason.strip():
        reasons.append(Reason("*", "*", "*", asked.reason.strip()))
    return reasons


def _told(found: Iterable[Difference], reasons: Iterable[Reason]) -> list[tuple[Difference, str]]:
    """Return each difference with the first reason that is about it; refuse what has none."""
    known = list(reasons)
    told = [(one, next((r.reason for r in known if r.explains(one)), "")) for one in found]
    untold = [one for one, reason in told if not reason]
    if untold:
        listed = "\n".join(f"  {one}" for one in untold[:MOST_LISTED])
        left = len(untold) - MOST_LISTED
        more = f"\n  and {left} more" if left > 0 else ""
        raise RefusedError(
            f"{counted(len(untold), 'figure')} changed without a reason:\n{listed}{more}\n"
            "Give one with --reason, or several with --reasons."
        )
    return told


def _named(folder: Path, release: Release) -> str:
    """Return the text of release.toml with another name and day, its comments kept."""
    text = (folder / NAMED).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^release *=.*$", f'release = "{release.name}"', text)
    return re.sub(r"(?m)^date *=.*$", f"date = {release.date.isoformat()}", text)


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    """Return the figures that differ between two releases, by table and in the order of the rows.

    `old` and `new` hold each table as the text of its CSV file. A table or column that the old
    release did not have is new as a whole, and not a change of a figure.
    """
    for table, fields in FIGURES.items():
        if table not in old:
            continue
        then, now = _rows(table, old[table]), _rows(table, new[table])
        known = next(iter(then.values()), {})
        compared = [field for field in fields if field in known]
        for key in dict.fromkeys([*now, *then]):
            was, became = then.get(key, {}), now.get(key, {})
            for field in _changed(was, became, compared):
                yield Difference(table, key, field, was.get(field, ""), became.get(field, ""))


def _reasons_of(text: str) -> list[Reason]:
    """Return the reasons of a CSV file; ValueError where a column or a reason is missing."""
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != REASON_COLUMNS:
        raise ValueError(f"its first line must be: {','.join(REASON_COLUMNS)}")
    rows = [{name: (row[name] or "").strip() for name in REASON_COLUMNS} for row in reader]
    for number, row in enumerate(rows, start=2):
        if not row["reason"]:
            raise ValueError(f"line {number}: the reason must not be blank")
    return [Reason(**row) for row in rows]


def _with_changes(text: str, release: str, told: Iterable[tuple[Difference, str]]) -> str:
    """Return the text of changes.csv with the changes of a release behind those it holds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows((release, *astuple(one), reason) for one, reason in told)
    return (text if text.endswith("\n") else f"{text}\n") + out.getvalue()


def _changed(before: Mapping[str, str], now: Mapping[str, str], fields: list[str]) -> list[str]:
    """Return the fields that differ; of a row that came or went, only the first that is filled."""
    if before and now:
        return [field for field in fields if not _same(before[field], now[field])]
    row = before or now
    return [field for field in fields if row[field]][:1]


def _rows(table: str, text: str) -> dict[str, dict[str, str]]:
    """Return the rows of a table by their key, its parts joined by /."""
    parts = list(SHARED_SCHEMAS[table].unique or [])
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return {"/".join(row[part] for part in parts): row for row in reader}


def _same(old: str, new: str) -> bool:
    if old == new:
        return True
    try:
        return float(old) == float(new)
    except ValueError:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
