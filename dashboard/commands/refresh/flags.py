"""Eurostat's flags as bound, break and note.

Since 27 January 2025 Eurostat keeps two lists, as its database's page on flags says: observation
status (b, d, e, f, i, m, n, p, u) and confidentiality (C, N, P). Before, s stood for i, z for m
and c for C; r marked a revision.
"""

from dataclasses import dataclass

from dashboard.commands.refresh.found import Bound

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
