"""Which edition of the data this is, and under whose name it is shown."""

import datetime
import re
import tomllib
from dataclasses import dataclass
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
