"""Rival estimates in words: value with its bound, period, title, alt text, why some stand apart."""

import math
from collections.abc import Sequence

from dashboard.tables.estimate_schemas import EMIGRANTS
from dashboard.tables.rows import Row
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.numbers import counted, full
from dashboard.words.periods import day

NOT_FOUND = "number not found"
METHOD_WORDS = {
    "stated": "method stated",
    "judgement": "an expert's judgement",
    "not stated": "no method given",
}
APART = "Other kinds, which do not count emigrants: listed, never computed with"
WHY_APART = {
    "crossings": "Crossings are not people: one person counts at each exit, tourists included.",
    "registered_departures": (
        "Registrations that lapsed, of all nationalities; they do not count people who left."
    ),
    "net_migration": "A balance of arrivals and departures, of all nationalities: here a gain.",
    "permits": "Permits and notices are not people: one person may hold several, or none.",
}
MARKS = (
    "Bar: a range. Dot: a single claim; on a bar or arrow, the central value of its source. "
    "Arrow: “up to” or “at least”, the other end is not known. Hollow: our own arithmetic. "
    "Line at the right: the period that is counted. Nothing is averaged."
)


def number(row: Row, name: str) -> float | None:
    """Return a number of the row, None where it is blank."""
    value = float(row[name])
    return None if math.isnan(value) else value


def estimate_value(row: Row) -> str:
    """Return the value with its bound: `820,000–920,000`, `up to 1,300,000`, `number not found`."""
    low, central, high = (number(row, name) for name in ("low", "central", "high"))
    bound = row["bound"]
    if bound == "point" and central is not None:
        return full(central)
    if bound == "range" and low is not None and high is not None:
        return f"{full(low)}–{full(high)}{_central(central)}"
    if bound == "up_to" and high is not None:
        return f"up to {full(high)}"
    if bound == "at_least" and low is not None:
        return f"at least {full(low)}{_central(central)}"
    return NOT_FOUND


def return_value(row: Row) -> str:
    """Return a claimed share of returns with its bound: `26–40%`, `at least 50%`, `41%, ours`."""
    low, central, high = (number(row, name) for name in ("low", "central", "high"))
    derived = ", our own arithmetic" if row["derived"] == "1" else ""
    if row["bound"] == "range" and low is not None and high is not None:
        return f"{low * 100:g}–{high * 100:g}%{derived}"
    if row["bound"] == "at_least" and low is not None:
        return f"at least {low * 100:g}%{derived}"
    if row["bound"] == "up_to" and high is not None:
        return f"up to {high * 100:g}%{derived}"
    return NOT_FOUND if central is None else f"{central * 100:g}%{derived}"


def _central(central: float | None) -> str:
    return "" if central is None else f", central {full(central)}"


def short_value(row: Row) -> str:
    """Return the label beside a mark, in millions where it is large: `0.82–0.92 m`."""
    low, central, high = (number(row, name) for name in ("low", "central", "high"))
    bound = row["bound"]
    if bound == "range":
        return f"{_millions(low)}–{_millions(high)} m"
    if bound == "up_to":
        return f"up to {_millions(high)} m"
    if bound == "at_least":
        return f"at least {_millions(low)} m"
    return f"{_millions(central)} m" if central is not None else NOT_FOUND


def _millions(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value / 1e6:.1f}" if value % 1e5 == 0 else f"{value / 1e6:.2f}"


def covers(row: Row) -> str:
    """Return the period an estimate counts: `24 Feb 2022 to Jul 2023`, or that none is given."""
    start, end = str(row["covers_from"]), str(row["covers_to"])
    if not start and not end:
        return "period not given"
    if start[:4] == end[:4] and (start[5:], end[5:]) == ("01-01", "12-31"):
        return start[:4]
    return f"{day(start)} to {day(end)}"


def published(row: Row) -> str:
    """Return when an estimate was published: `Jul 2023`, or `undated`."""
    return day(str(row["published"])) if row["published"] else "undated"


def hover(row: Row, source: str) -> str:
    """Return what an estimate says: who, how many, of what, when, its caution and its source."""
    derived = "; our own arithmetic" if row["derived"] == "1" else ""
    return (
        f"{row['label']}: {estimate_value(row)} ({CONCEPT_LABELS[row['concept']].lower()}), "
        f"{covers(row)}; {METHOD_WORDS[row['method']]}{derived}. {row['caution']} "
        f"Source: {source}."
    )


def ranges_title(rows: Sequence[Row]) -> str:
    """Return what the chart shows: how far the counts of its first concept lie apart."""
    if not rows:
        return "No estimate is listed with these filters"
    concept = str(rows[0]["concept"])
    ends = [
        value
        for row in rows
        if row["concept"] == concept
        for name in ("low", "central", "high")
        if (value := number(row, name)) is not None
    ]
    name = CONCEPT_LABELS[concept]
    if not ends:
        return f"{name}: no number was found"
    counts = f"Counts of {name.lower()}" if concept in EMIGRANTS else name
    if min(ends) == max(ends):
        return f"{counts}: {full(min(ends))}"
    return f"{counts} run from {full(min(ends))} to {full(max(ends))}"


def ranges_subtitle(rows: Sequence[Row], total: int) -> str:
    """Return how many estimates are listed, and that they may not be mixed."""
    return (
        f"{len(rows)} of {counted(total, 'estimate')}, each with its own period and method · "
        "grouped by what they count, sorted by date"
    )


def ranges_alt(rows: Sequence[Row]) -> str:
    """Return the chart as sentences for a reader who does not see it."""
    parts = [f"Chart of ranges. {ranges_title(rows)}."]
    for concept in dict.fromkeys(str(row["concept"]) for row in rows):
        each = [
            f"{row['label']} {estimate_value(row)}" for row in rows if row["concept"] == concept
        ]
        parts.append(f"{CONCEPT_LABELS[concept]}: {'; '.join(each)}.")
    return " ".join(parts)
