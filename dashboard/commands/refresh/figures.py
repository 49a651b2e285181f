"""Figures that a service gave, and what they are beside data/: new, changed, the same or gone."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from dashboard.tables.checks import ORIGIN

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table as text; a spreadsheet may have marked it as UTF-8."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), restval=""))


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
class Found:
    """All that a service gave for an indicator.

    `source` is its row of sources.csv, `rows` are those of observations.csv and `totals` of
    totals.csv; `remarks` are lines for the report; `doubts` say of a country and year why a
    person should look before accepting it.
    """

    indicator_id: str
    source: Row
    rows: Sequence[Row]
    totals: Sequence[Row] = ()
    remarks: tuple[str, ...] = ()
    doubts: Mapping[tuple[str, int], str] = field(default_factory=dict)


def figure(
    indicator_id: str,
    period: Period,
    source: Row,
    place: tuple[str, int],
    number: int,
    *,
    low: int | None = None,
    bound: Bound = "exact",
    break_before: bool = False,
    note: str = "",
) -> Row:
    """Return a figure of a country and year as a row of observations.csv."""
    iso3, year = place
    first, last = f"{year}-01-01", f"{year}-12-31"
    return {
        "indicator_id": indicator_id,
        "iso3": iso3,
        "period_start": last if period == "31 December" else first,
        "period_end": first if period == "1 January" else last,
        "value": str(number),
        "low": "" if low is None else str(low),
        "high": "" if low is None else str(number),
        "bound": bound,
        "definition_class": "",
        "break_before": str(int(break_before)),
        "quality": OFFICIAL,
        "source_id": source["source_id"],
        "note": note,
    }


def as_total(row: Row) -> Row:
    """Return a published figure as a row of totals.csv; how it is checked is left open."""
    left_out = ("iso3", "definition_class", "break_before")
    kept = {name: text for name, text in row.items() if name not in left_out}
    return {**kept, "aggregate": row["iso3"], "check": "quoted"}


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


FIGURES = ("value", "low", "high", "bound", "break_before")
# How notes on reading and comparing begin, which no longer hold once a source itself was read.
ON_READING = (
    "Not cross-checked.",
    "Agrees with press figures of Eurostat.",
    "Later download than",
    "First release.",
)
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """A figure before and now; `status` is new, changed, confirmed, same or gone.

    `confirmed` figures are the same, and read at their publisher for the first time or with other
    notes. `doubts` say why a person should look before accepting it.
    """

    key: Key
    status: str
    old: Row | None
    new: Row | None
    doubts: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        """The figure now to the figure before; None where one is missing or zero."""
        if self.old is None or self.new is None or not float(self.old["value"]):
            return None
        return float(self.new["value"]) / float(self.old["value"])

    @property
    def offered(self) -> bool:
        """Whether accepting it changes anything."""
        return self.status != "same"

    @property
    def accepted(self) -> bool:
        """Whether it is accepted where nobody decides otherwise."""
        return self.offered and self.status != "gone" and not self.doubts

    def doubting(self, *doubts: str) -> "Change":
        """Return the same change with more doubts; a blank one is none."""
        return replace(self, doubts=(*self.doubts, *filter(None, doubts)))


def key_of(row: Row) -> Key:
    """Return indicator, country and end of the period."""
    return row["indicator_id"], row["iso3"], row["period_end"]


def compare(
    found: Found, held: Iterable[Row], scope: set[str], since: int
) -> tuple[list[Change], tuple[str, ...]]:
    """Return the changes of an indicator, and remarks on figures that are left out.

    `held` are its rows in data/, `scope` the countries for which it is expected. Figures of other
    countries are left out unless data/ holds some of theirs.
    """
    old = {key_of(row): row for row in held if not row["definition_class"]}
    wanted = (scope | {iso3 for _, iso3, _ in old}) - {ORIGIN}
    rows = {key_of(row): row for row in found.rows}
    beyond = sorted({iso3 for _, iso3, _ in rows} - wanted)
    new = {key: row for key, row in rows.items() if key[1] in wanted}
    doubts = {key: found.doubts.get((key[1], int(key[2][:4]))) for key in new}
    changes = [_change(key, old.get(key), row, doubts[key]) for key, row in new.items()]
    changes += [
        Change(key, "gone", row, None)
        for key, row in old.items()
        if key not in new and int(key[2][:4]) >= since
    ]
    left_out = f"Outside its scope and left out: {', '.join(beyond)}."
    return sorted(changes, key=lambda one: one.key), (left_out,) if beyond else ()


def _change(key: Key, old: Row | None, new: Row, doubt: str | None) -> Change:
    doubts = (doubt,) if doubt else ()
    if old is None:
        return Change(key, "new", None, new, doubts)
    # A break that a person marked stays with the figure it was marked at.
    same = all(old[name] == new[name] for name in FIGURES[:-1])
    if same:
        new = {**new, "note": _notes(old, new)}
        new["break_before"] = str(max(int(old["break_before"]), int(new["break_before"])))
    if not same or old["break_before"] != new["break_before"]:
        return Change(key, "changed", old, new, doubts)
    if old["quality"] == OFFICIAL and old["note"] == new["note"]:
        return Change(key, "same", old, old)
    return Change(key, "confirmed", old, new, doubts)


def _notes(old: Row, new: Row) -> str:
    """Return what a person noted at a figure, and the notes of now in the place of older ones."""
    kept = "" if old["note"].startswith(ON_READING) else old["note"]
    for flag in (*NOTES.values(), ROUNDED_NOTE):
        kept = kept.replace(flag, "")
    kept = " ".join(kept.split())
    if kept in new["note"] or new["note"] in kept:
        return max(kept, new["note"], key=len)
    return f"{kept} {new['note']}"
