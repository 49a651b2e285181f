"""Rival estimates in words: value with its bound, period, title, alt text, why some stand apart."""

import math
from collections.abc import Callable, Sequence

from dashboard.models.verdicts import FROM, TO, left_out
from dashboard.tables.dates import PartialDate
from dashboard.tables.estimates import EMIGRANTS, Estimate, ReturnClaim
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.numbers import counted, day, full, period
from dashboard.words.values import BOUND_WORDS

YEAR = str(TO.year)
NOT_FOUND = "number not found"
TEN_THOUSAND = 10_000
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
    "Nothing is averaged."
)
SHORT_MARKS = "Bar: a range. Dot: a single claim. Arrow: “up to” or “at least”."
CHOOSE = "Choose at least one kind of count and one method."
NO_DISTRIBUTION = "Rival estimates are not a distribution: nothing is averaged"
COVERING = (
    f"Claims that cover {YEAR} count at least {period(FROM, TO)} and were made after it was over."
)
NOT_AVERAGED = "Shares of different groups of people: not compared and never averaged."
RETURNS_NOTE = f"{NOT_AVERAGED} The table says of whom. Hollow: our own arithmetic."


def ends(row: Estimate | ReturnClaim) -> tuple[float | None, float | None, float | None]:
    """Return the low, central and high number of a row, None for one that is blank."""
    low, central, high = (
        None if math.isnan(value) else value for value in (row.low, row.central, row.high)
    )
    return low, central, high


def _given(row: Estimate | ReturnClaim) -> list[float]:
    """Return the numbers that a row is known by; none where no number was found."""
    low, central, high = ends(row)
    given = (central,) if row.bound == "point" else (low, high)
    return [value for value in given if value is not None]


def _bounded(row: Estimate | ReturnClaim, show: Callable[[float], str]) -> str:
    return BOUND_WORDS.get(row.bound, "") + "–".join(map(show, _given(row)))


def estimate_value(row: Estimate) -> str:
    """Return the value with its bound: `820,000–920,000`, `up to 1,300,000`, `number not found`."""
    central = "" if math.isnan(row.central) else f", central {full(row.central)}"
    if not _given(row):
        return NOT_FOUND
    return _bounded(row, full) + (central if row.bound in ("range", "at_least") else "")


def return_value(row: ReturnClaim) -> str:
    """Return a claimed share of returns with its bound: `26–40%`, `at least 50%`, `41%, ours`."""
    if not _given(row):
        return NOT_FOUND
    derived = ", our own arithmetic" if row.derived else ""
    return f"{_bounded(row, lambda share: f'{share * 100:g}')}%{derived}"


def short_value(row: Estimate) -> str:
    """Return the label beside a mark, in millions where no digit is lost: `0.82–0.92 m`."""
    if not (values := _given(row)):
        return NOT_FOUND
    short = all(value % TEN_THOUSAND == 0 for value in values)
    return f"{_bounded(row, _millions)} m" if short else _bounded(row, full)


def _millions(value: float) -> str:
    return f"{value / 1e6:.1f}" if value % 1e5 == 0 else f"{value / 1e6:.2f}"


def covers(row: Estimate) -> str:
    """Return the period an estimate counts: `24 Feb 2022 to Jul 2023`, or that none is given."""
    start, end = row.covers_from, row.covers_to
    if not start or not end:
        return f"from {day(start)}" if start else f"up to {day(end)}" if end else "period not given"
    year = PartialDate.of(str(start.first.year))
    if (start, end) == (PartialDate(year.first), PartialDate(year.last)):
        return day(year)
    return f"{day(start)} to {day(end)}"


def published(row: Estimate | ReturnClaim) -> str:
    """Return when an estimate was published: `Jul 2023`, or `undated`."""
    return day(row.published) if row.published else "undated"


def hover(row: Estimate, source: str) -> str:
    """Return what an estimate says: who, how many, of what, when, its caution and its source."""
    derived = "; our own arithmetic" if row.derived else ""
    return (
        f"{row.label}: {estimate_value(row)} ({CONCEPT_LABELS[row.concept].lower()}), "
        f"{covers(row)}; {METHOD_WORDS[row.method]}{derived}. {row.caution} "
        f"Source: {source}."
    )


def ranges_title(rows: Sequence[Estimate]) -> str:
    """Return how far the claims of the first concept lie apart, where they cover one period.

    What covers another period stands in the line below, see `ranges_subtitle`.
    """
    if not rows:
        return "No estimate is listed with these filters"
    concept = rows[0].concept
    name = CONCEPT_LABELS[concept]
    own = _numbered(rows, concept)
    if not own:
        return f"{name}: no number was found"
    if concept not in EMIGRANTS:
        return f"{name}, each counted its own way: {_span(own)}"
    whole = [row for row in own if left_out(row) is None]
    if not whole:
        return f"{name}: no claim listed here covers {YEAR}"
    if len(whole) == 1:
        return f"{whole[0].label}: {estimate_value(whole[0])} {name.lower()}"
    return f"{name}: claims covering {YEAR} run from {_span(whole)}"


def ranges_subtitle(rows: Sequence[Estimate], total: int) -> str:
    """Return how many are listed, and the claims that the title leaves out."""
    listed = f"{len(rows)} of {counted(total, 'estimate')}, by what they count and by date"
    if not rows or rows[0].concept not in EMIGRANTS:
        return listed
    rest = [row for row in _numbered(rows, rows[0].concept) if left_out(row) is not None]
    if not rest:
        return listed
    verb = "is" if len(rest) == 1 else "are"
    why = "for another period or made before it was over"
    return f"{listed} · {len(rest)} {verb} {why}: {_span(rest)}"


def returns_title(claims: Sequence[ReturnClaim]) -> str:
    """Return how far the claims of people who came back lie apart."""
    known = _known(claims)
    if not known:
        return "No claim of people who came back is listed"
    return f"Claims of how many came back: {min(known) * 100:g}% to {max(known) * 100:g}%"


def _numbered(rows: Sequence[Estimate], concept: str) -> list[Estimate]:
    return [row for row in rows if row.concept == concept and row.bound]


def _span(rows: Sequence[Estimate]) -> str:
    """Return the least and the most of all ends: `150,000 to 700,000`, or the one number."""
    known = _known(rows)
    low, high = full(min(known)), full(max(known))
    return low if low == high else f"{low} to {high}"


def _known(rows: Sequence[Estimate | ReturnClaim]) -> list[float]:
    return [value for row in rows for value in ends(row) if value is not None]


def ranges_alt(rows: Sequence[Estimate]) -> str:
    """Return the chart as sentences for a reader who does not see it."""
    parts = [f"Chart of ranges. {ranges_title(rows)}."]
    for concept in dict.fromkeys(row.concept for row in rows):
        each = [f"{row.label} {estimate_value(row)}" for row in rows if row.concept == concept]
        parts.append(f"{CONCEPT_LABELS[concept]}: {'; '.join(each)}.")
    return " ".join(parts)
