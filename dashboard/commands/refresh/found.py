"""What was found at a service, and how it is written down: figures, flags, ways, failures."""

import csv
import html
import io
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

LONGEST = 300


class RefusedError(Exception):
    """Why the command does nothing, in words."""


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
class Ways:
    """Where the services are and how to wait; tests give a server of their own and no time to lose.

    `addresses` replace those of the services; `patience` are the seconds to reach a service and
    to wait for each piece of an answer.
    """

    addresses: tuple[tuple[str, str], ...] = ()
    pause: Callable[[float], object] = time.sleep
    patience: tuple[float, float] | None = None


Row = dict[str, str]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that no reader meets a half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table as text; a spreadsheet may have marked it as UTF-8."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return a table as the files of data/ are written: LF, quotes only where they are needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


# What a figure of a year is dated by.
Period = Literal["1 January", "31 December", "year"]
Bound = Literal["exact", "rounded", "range"]
OFFICIAL = "official"


@dataclass(frozen=True)
class Value:
    """A figure of a country and year, or of the Union (EUU), with what its reader has to know."""

    iso3: str
    year: int
    number: int
    low: int | None = None
    bound: Bound = "exact"
    break_before: bool = False
    note: str = ""


@dataclass(frozen=True)
class Found:
    """All that a service gave for an indicator.

    `source` is its row of sources.csv; `remarks` are lines for the report; `doubts` say of a
    country and year why a person should look before accepting it.
    """

    indicator_id: str
    period: Period
    source: Row
    values: tuple[Value, ...]
    totals: tuple[Value, ...] = ()
    remarks: tuple[str, ...] = ()
    doubts: dict[tuple[str, int], str] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """Return the values as rows of observations.csv."""
        return [self._row(one) for one in self.values]

    def total_rows(self) -> list[Row]:
        """Return the published totals as rows of totals.csv; how they are checked is left open."""
        rows = []
        for one in self.totals:
            row = self._row(one)
            del row["iso3"], row["definition_class"], row["break_before"]
            rows.append({**row, "aggregate": one.iso3, "check": "quoted"})
        return rows

    def _row(self, one: Value) -> Row:
        first, last = {
            "1 January": (f"{one.year}-01-01", f"{one.year}-01-01"),
            "31 December": (f"{one.year}-12-31", f"{one.year}-12-31"),
            "year": (f"{one.year}-01-01", f"{one.year}-12-31"),
        }[self.period]
        return {
            "indicator_id": self.indicator_id,
            "iso3": one.iso3,
            "period_start": first,
            "period_end": last,
            "value": str(one.number),
            "low": "" if one.low is None else str(one.low),
            "high": "" if one.low is None else str(one.number),
            "bound": one.bound,
            "definition_class": "",
            "break_before": str(int(one.break_before)),
            "quality": OFFICIAL,
            "source_id": self.source["source_id"],
            "note": one.note,
        }


BREAK = "b"
# What makes a figure an "about": it was not counted, or not well.
ABOUT = set("efisun")
NOTES = {
    "d": "Counted by another definition, see Eurostat's metadata.",
    "e": "Estimated.",
    "f": "A forecast.",
    "i": "Imputed by Eurostat.",
    "s": "Imputed by Eurostat.",
    "n": "Not significant.",
    "p": "Provisional.",
    "r": "Revised.",
    "u": "Of low reliability.",
}
ROUNDED_NOTE = "Rounded to five."
# Why a value is not there. It stays *not reported*, never zero.
NO_VALUE = {
    "c": "confidential",
    "C": "confidential",
    "N": "not for publication",
    "P": "under secrecy",
    "m": "cannot exist",
    "z": "cannot exist",
}


@dataclass(frozen=True)
class Flagged:
    """What the flags of a figure come to; `unknown` are letters that no list holds."""

    bound: Bound
    break_before: bool
    note: str
    why_missing: str
    unknown: str


def read_flags(status: str, confidential: str, *, rounded: bool) -> Flagged:
    """Return what an observation's flags say (`bp`: a break, and provisional)."""
    letters = [one for one in status if one.isalpha()]
    notes = [NOTES[one] for one in letters if one in NOTES]
    reasons = [NO_VALUE[one] for one in [*letters, *confidential] if one in NO_VALUE]
    if rounded:
        notes.insert(0, ROUNDED_NOTE)
    known = {BREAK, *NOTES, *NO_VALUE}
    return Flagged(
        bound="rounded" if rounded or ABOUT & set(letters) else "exact",
        break_before=BREAK in letters,
        note=" ".join(dict.fromkeys(notes)),
        why_missing=", ".join(dict.fromkeys(reasons)),
        unknown="".join(one for one in [*letters, *confidential] if one not in known),
    )
