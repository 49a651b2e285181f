"""Ask a service one question at a time, politely, and say in one line why it has no answer."""

import datetime
import hashlib
import html
import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

import requests

from dashboard.commands.refresh.figures import as_csv, read_rows
from dashboard.tables.release import write_whole

LISTED = "answers.csv"
REFUSED = "refused"
LONGEST = 300


class NoAnswerError(Exception):
    """Why an answer could not be had or used, in one line."""


class HalfAnswerError(Exception):
    """An answer that is broken off: worth another try."""


def one_line(text: str | bytes) -> str:
    """Return text of a service on one line, without control characters, cut to 300 characters."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    plain = html.unescape(text)
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    kept = " ".join(kept.split())
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…"


@dataclass(frozen=True)
class Kept:
    """One answer: its file in the folder, where and when it was read (UTC), and what it weighs."""

    name: str
    file: str
    address: str
    read_at: str
    bytes: str
    sha256: str

    @property
    def day(self) -> str:
        """The day it was read, YYYY-MM-DD."""
        return self.read_at[:10]


COLUMNS = tuple(Kept.__dataclass_fields__)


class Answers:
    """A folder of answers, so that a run that broke off asks for nothing twice."""

    def __init__(self, folder: Path) -> None:
        """Read what `folder` holds from an earlier run, if anything."""
        self._folder = folder
        self._kept: dict[str, Kept] = {}
        listed = folder / LISTED
        if listed.is_file():
            rows = read_rows(listed)
            if rows and tuple(rows[0]) == COLUMNS:
                self._kept = {row["address"]: Kept(**row) for row in rows}

    def find(self, address: str) -> tuple[Kept, bytes] | None:
        """Return the answer kept from `address`; None where there is none or it was altered."""
        kept = self._kept.get(address)
        if kept is None:
            return None
        path = self._folder / Path(kept.file).name
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != kept.sha256:
            return None
        return kept, content

    def keep(self, name: str, ending: str, address: str, content: bytes) -> Kept:
        """Write an answer and list it."""
        kept = Kept(
            name=name,
            file=f"{name}.{ending}",
            address=address,
            read_at=datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds"),
            bytes=str(len(content)),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        write_whole(self._folder / kept.file, content)
        self._kept[address] = kept
        rows = [asdict(one) for one in self._kept.values()]
        write_whole(self._folder / LISTED, as_csv(COLUMNS, rows).encode())
        return kept

    def keep_refused(self, name: str, ending: str, content: bytes) -> None:
        """Write an answer that was of no use where a person finds it, if there was any."""
        if content:
            write_whole(self._folder / REFUSED / f"{name}.{ending}", content)


Read = TypeVar("Read")
TRIES = 3
# Seconds before the second and the third try, and between any two questions.
GROWING = (5.0, 25.0)
BETWEEN = 1.0
LONGEST_WAIT = 120.0
MOST_BYTES = 100_000_000


class _TryAgainError(Exception):
    """A failure that may pass; `wait` is what the service asks for, in seconds."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(reason)


@dataclass(frozen=True)
class Ways:
    """Where the services are and how to wait; tests give a server of their own and no time to lose.

    `addresses` replace those of the services; `pause` waits a number of seconds; `patience` are
    the seconds to reach a service and to wait for each piece of an answer.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    pause: Callable[[float], object] = time.sleep
    patience: tuple[float, float] = (10.0, 60.0)


class Asker:
    """Asks both services; `tell` prints a line."""

    def __init__(
        self, answers: Answers, agent: str, ways: Ways, tell: Callable[[str], object] = print
    ) -> None:
        self._answers = answers
        self._session = requests.Session()
        self._session.headers["User-Agent"] = agent
        self._pause, self._patience = ways.pause, ways.patience
        self._tell = tell
        self._asked = 0

    def ask(
        self, name: str, ending: str, address: str, read: Callable[[bytes], Read]
    ) -> tuple[Read, Kept]:
        """Return what `read` makes of the answer, and where the answer is kept.

        An answer that an earlier run kept is taken from there. Only what `read` understands is
        kept for that; what was refused last stands apart, to be reported. `read` raises
        HalfAnswerError for what is broken off and worth another try.

        Raises:
            NoAnswerError: when the service refuses, or after three tries.
        """
        found = self._answers.find(address)
        if found is not None:
            kept, content = found
            self._tell(f"  {name}: kept since {kept.read_at}")
            return read(content), kept
        for turn in range(TRIES):
            content = b""
            try:
                answer, content = self._get(address)
                _check(answer, content)
                result = read(content)
            except (_TryAgainError, HalfAnswerError) as error:
                if turn == TRIES - 1:
                    self._answers.keep_refused(name, ending, content)
                    raise NoAnswerError(f"{name}: {error} Asked {TRIES} times.") from None
                wait = max(GROWING[turn], getattr(error, "wait", 0.0))
                self._tell(f"  {name}: {error} Trying again in {wait:g} s.")
                self._pause(wait)
            except NoAnswerError as error:
                self._answers.keep_refused(name, ending, content)
                raise NoAnswerError(f"{name}: {error}") from None
            else:
                kept = self._answers.keep(name, ending, address, content)
                self._tell(f"  {name}: {len(content):,} bytes")
                return result, kept
        raise AssertionError("the last try returns or raises")

    def _get(self, address: str) -> tuple[requests.Response, bytes]:
        if self._asked:
            self._pause(BETWEEN)
        self._asked += 1
        try:
            with self._session.get(address, timeout=self._patience, stream=True) as answer:
                content = _within_bounds(answer)
        except requests.exceptions.Timeout:
            raise _TryAgainError(f"no answer within {self._patience[1]:g} s.") from None
        except (
            requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ContentDecodingError,
        ):
            raise _TryAgainError("the answer broke off.") from None
        except requests.exceptions.ConnectionError as error:
            raise _TryAgainError(_unreachable(error, self._patience[1])) from None
        except requests.exceptions.RequestException as error:
            raise NoAnswerError(f"cannot be asked: {type(error).__name__}.") from None
        return answer, content


def _unreachable(error: Exception, patience: float) -> str:
    # A pause within an answer comes as a ConnectionError too.
    if "timed out" in str(error):
        return f"no answer within {patience:g} s."
    return "cannot be reached; is there a network, and does a proxy stand between?"


def _within_bounds(answer: requests.Response) -> bytes:
    pieces, size = [], 0
    for piece in answer.iter_content(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise NoAnswerError(f"the answer is larger than {MOST_BYTES:,} bytes: left unread.")
    return b"".join(pieces)


def _check(answer: requests.Response, content: bytes) -> None:
    """Raise where the answer is not what was asked for."""
    status = answer.status_code
    kind = answer.headers.get("Content-Type", "").lower()
    page = "html" in kind or content.lstrip()[:100].lower().startswith(
        (b"<!doctype html", b"<html")
    )
    said = _title(content) if page else fault_text(content)
    if status in {408, 429} or status >= 500:
        raise _TryAgainError(f"the service is not available ({status}{said}).", _wished(answer))
    if status >= 400:
        gone = " The table or its address may be gone." if status in {404, 410} else ""
        raise NoAnswerError(f"refused ({status}{said}).{gone}")
    if page:
        raise _TryAgainError(f"a web page came instead of data{said}, as in maintenance.")


def _wished(answer: requests.Response) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_WAIT) if asked.isdecimal() else 0.0


def _title(page: bytes) -> str:
    found = re.search(rb"(?is)<title[^>]*>(.*?)</title>", page[:20_000])
    return f": {one_line(found[1])!r}" if found else ""


def fault_text(content: bytes) -> str:
    """Return `: what a fault says`; blank where the answer is no SOAP or JSON fault."""
    for pattern in (
        rb"(?is)<faultstring[^>]*>(.*?)</faultstring>",
        rb'"(?:message|label)"\s*:\s*"([^"]+)"',
    ):
        found = re.search(pattern, content[:20_000])
        if found:
            return f": {one_line(found[1])}"
    return ""
