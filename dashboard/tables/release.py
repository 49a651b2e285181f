"""Which edition of the data this is, under whose name it is shown, and whether it is whole.

A table that has lost its end stops what needs it; an edited one is used and named. Lines that a
checkout ends with CR LF are no difference.
"""

import csv
import datetime
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.tables.problems import Problem, TableError

STATIC = Path(__file__).resolve().parents[1] / "static"
DEFAULT_NAME = "Who left Russia?"
# Short, so that a link cannot ask for a number of thousands of digits.
RELEASE = r"\d{4}\.\d{2}(?:\.\d{1,4})?"


@dataclass(frozen=True)
class Release:
    """A release of the data: its name, such as 2026.11, and its day."""

    name: str
    date: datetime.date


@dataclass(frozen=True)
class Edition:
    """The name a team gives its own deployment; blank where it gives none."""

    name: str = DEFAULT_NAME
    publisher: str = ""
    contact: str = ""
    logo: str = ""
    template: str = ""
    note: str = ""

    @property
    def signature(self) -> str:
        """Name and publisher, as files and citations give them."""
        return f"{self.name}, {self.publisher}" if self.publisher else self.name


def release_order(name: str) -> tuple[int, ...]:
    """Return what releases sort by: 2026.11.9 before 2026.11.10, and any other text before all."""
    if re.fullmatch(RELEASE, name, re.ASCII) is None:
        return ()
    return tuple(int(part) for part in name.split("."))


def read_release(data: Path) -> Release:
    """Return the release named in release.toml.

    Raises:
        TableError: when the file, its `release` or its `date` is missing or malformed.
    """
    content = _read_toml(data / "release.toml")
    name, date = content.get("release"), content.get("date")
    if not isinstance(name, str) or not name.strip():
        raise TableError([Problem("release.toml", 'release must be text such as "2026.11"')])
    if not isinstance(date, datetime.date) or isinstance(date, datetime.datetime):
        raise TableError([Problem("release.toml", "date must be a day such as 2026-11-24")])
    return Release(name, date)


def read_edition(data: Path) -> Edition:
    """Return the edition named in edition.toml, the defaults where there is no such file.

    Raises:
        TableError: for a key that is not known, a value that is not text, a file that is not there.
    """
    path = data / "edition.toml"
    if not path.exists():
        return Edition()
    content = _read_toml(path)
    known = list(Edition.__dataclass_fields__)
    problems = [
        Problem(path.name, f"unknown key; expected: {', '.join(known)}", value=key)
        for key in content
        if key not in known
    ]
    problems += [
        Problem(path.name, f"{key} must be text in quotes", value=str(value))
        for key, value in content.items()
        if key in known and not isinstance(value, str)
    ]
    if problems:
        raise TableError(problems)
    texts = {key: str(value).strip() for key, value in content.items()}
    for key in ("logo", "template"):
        file = texts.get(key, "")
        if file and (Path(file).name != file or not (STATIC / file).is_file()):
            rule = f"{key} must be a file in dashboard/static"
            raise TableError([Problem(path.name, rule, value=file)])
    return Edition(**{key: text for key, text in texts.items() if text})


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableError([Problem(path.name, "the file is missing")]) from None
    except OSError as error:
        raise TableError([Problem(path.name, f"cannot be read: {error.strerror}")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError([Problem(path.name, f"is not readable TOML: {error}")]) from None


FILE = "datapackage.json"
# Where the descriptor tells of the table that it does not give away.
KEPT = "kept_apart"
COMMAND = "python3 -m dashboard.commands.datapackage"
MEND = f"put the release’s file back or, if the change is meant, run: {COMMAND}"


@dataclass(frozen=True)
class Described:
    """A release and its files by path: the hash of each, and the rows of each table."""

    release: str
    hashes: Mapping[str, str]
    rows: Mapping[str, int]


def digest(content: bytes) -> str:
    """Return the hash of a file as the descriptor writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that no reader meets a half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def cut_short(path: Path) -> Problem | None:
    """Return how a table has lost its end; None for a whole or an edited one.

    What cannot be read at all is left to whoever reads it.
    """
    known = _described(path.parent)
    content = _content(path)
    if known is None or content is None or path.name not in known.rows:
        return None
    rows = _rows(content)
    if rows is None or _same(content, known.hashes[path.name]):
        return None
    if not content:
        return Problem(path.name, f"the file is empty; it was cut short: {MEND}")
    if rows < known.rows[path.name]:
        return Problem(path.name, f"{_beside(rows, known, path.name)}; it was cut short: {MEND}")
    if not content.endswith(b"\n"):
        rule = f"the last line has no end; it was cut short: {MEND}"
        return Problem(path.name, rule, content.count(b"\n") + 1)
    return None


def differences(data: Path) -> list[Problem]:
    """Return the files that the app reads and that are not those of the release.

    A file that is missing is not among them: whoever reads it says so.
    """
    known = _described(data)
    if known is None:
        rule = f"it is missing or broken, so nothing tells which files are whole; run: {COMMAND}"
        return [Problem(FILE, rule)]
    found = []
    for name, hash_ in known.hashes.items():
        # What lies in folders is what the map was made of, which the app does not read.
        content = None if "/" in name else _content(data / name)
        if content is None or _same(content, hash_):
            continue
        what = f"differs from data release {known.release}"
        rows = _rows(content) if name in known.rows else None
        if rows is not None:
            same = rows == known.rows[name]
            what = f"{what}, with as many rows" if same else _beside(rows, known, name)
        found.append(Problem(name, what))
    return found


def _described(data: Path) -> Described | None:
    """Return what the descriptor in a folder says; None where there is none to be read."""
    content = _content(data / FILE)
    return None if content is None else _parsed(content)


@lru_cache(maxsize=4)
def _parsed(content: bytes) -> Described | None:
    try:
        package = json.loads(content)
        files = [*package["resources"], *package[KEPT]]
        return Described(
            release=str(package["version"]),
            hashes={str(one["path"]): str(one["hash"]) for one in files},
            rows={str(one["path"]): int(one["rows"]) for one in files if "rows" in one},
        )
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _same(content: bytes, hash_: str) -> bool:
    return hash_ in (digest(content), digest(content.replace(b"\r\n", b"\n")))


def _rows(content: bytes) -> int | None:
    """Return how many rows stand under the header; None where it cannot be told."""
    try:
        lines = content.decode("utf-8-sig").splitlines(keepends=True)
        return max(sum(1 for _ in csv.reader(lines)) - 1, 0)
    except (UnicodeDecodeError, csv.Error):
        return None


def _beside(rows: int, known: Described, name: str) -> str:
    whole = known.rows[name]
    noun = "row" if whole == 1 else "rows"
    return f"has {rows:,} instead of the {whole:,} {noun} of data release {known.release}"
