"""Numbers and periods in words, and long names in lines."""

import datetime
import math
import re
from collections.abc import Sequence

from dashboard.tables.dates import DAY, NO_DAY, PartialDate

MOST_WORDS = 12


NAMES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MINUS = "\N{MINUS SIGN}"


def full(value: float) -> str:
    """Return all digits of a count: 1234567 as `1,234,567`, -5 as `−5`; fractions to 2 places.

    >>> full(-1234.0), full(0.5)
    ('−1,234', '0.50')
    """
    text = f"{abs(value):,.0f}" if float(value).is_integer() else f"{abs(value):,.2f}"
    return MINUS + text if value < 0 else text


def rounded(value: float) -> str:
    """Return a number to two significant figures.

    >>> rounded(246204), rounded(-354), rounded(7.45), rounded(0.0123)
    ('250,000', '−350', '7.5', '0.012')
    """
    if value == 0:
        return "0"
    digits = 1 - math.floor(math.log10(abs(value)))
    near = round(value, digits)
    # Rounding may carry into the next power of ten, which has one decimal fewer.
    digits = 1 - math.floor(math.log10(abs(near)))
    text = f"{abs(near):,.{max(digits, 0)}f}"
    return MINUS + text if value < 0 else text


def in_words(count: int) -> str:
    """Return a small count as a word, a larger one in digits.

    >>> in_words(0), in_words(5), in_words(13)
    ('no', 'five', '13')
    """
    return NAMES[count] if count < len(NAMES) else str(count)


def signed(text: str, value: float) -> str:
    """Return `text` with a plus sign where `value` is above zero."""
    return f"+{text}" if value > 0 else text


def percent(share: float, places: int = 1) -> str:
    """Return a share between 0 and 1 as a percentage.

    >>> percent(0.1057), percent(-0.02)
    ('10.6%', '−2.0%')
    """
    text = f"{abs(share) * 100:.{places}f}%"
    return MINUS + text if share < 0 and float(text[:-1]) else text


def counted(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun; `many` is the regular plural unless given.

    >>> counted(1, "country"), counted(1200, "row"), counted(0, "country"), counted(2, "day")
    ('1 country', '1,200 rows', '0 countries', '2 days')
    """
    return f"{full(count)} {one if count == 1 else many or _plural(one)}"


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"


def upper_first(text: str) -> str:
    """Return a text as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


def lower_first(text: str) -> str:
    """Return a label as it stands inside a sentence; names keep their capitals."""
    return f"{text[:1].lower()}{text[1:]}"


def folded(text: str, width: int) -> str:
    """Return `text` in lines of at most `width` letters where words allow, joined by `<br>`.

    >>> folded("Still work remotely", 12)
    'Still work<br>remotely'
    """
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def day(when: datetime.date | PartialDate) -> str:
    """Return a day, or the month or year that is known of it.

    >>> [day(PartialDate.of(text)) for text in ("2023-11-09", "2023-11", "2023")]
    ['9 Nov 2023', 'Nov 2023', '2023']
    """
    return _dated(when, "%b")


def long_day(when: datetime.date | PartialDate) -> str:
    """Return a day, month or year in full.

    >>> [long_day(PartialDate.of(text)) for text in ("2023-06-05", "2022-09", "2022")]
    ['5 June 2023', 'September 2022', '2022']
    """
    return _dated(when, "%B")


def dated(text: str) -> str:
    """Return a date that a key or a code holds in words, and any other text as it is.

    >>> dated("2023-11"), dated("GEO")
    ('Nov 2023', 'GEO')
    """
    try:
        return day(PartialDate.of(text))
    except ValueError:
        return text


def _dated(when: datetime.date | PartialDate, named: str) -> str:
    """Return a date in words; `named` is how its month is written."""
    known = when if isinstance(when, PartialDate) else PartialDate(when)
    parts = [str(known.first.day), f"{known.first:{named}}", str(known.first.year)]
    return " ".join(parts[DAY - known.parts :])


def period(first: datetime.date, last: datetime.date) -> str:
    """Return the period from `first` to `last`, both days included; `NO_DAY` where none is known.

    >>> from datetime import date
    >>> period(date(2023, 1, 1), date(2023, 12, 31)), period(date(2023, 12, 31), date(2023, 12, 31))
    ('2023', 'end of 2023')
    >>> period(date(2022, 10, 1), date(2023, 9, 30)), period(date(2022, 1, 1), date(2022, 8, 29))
    ('Oct 2022 to Sep 2023', '1 Jan to 29 Aug 2022')
    >>> period(date(2022, 3, 1), date(2022, 3, 31))
    'Mar 2022'
    """
    if last == NO_DAY:
        return "no period given"
    if first == last:
        return f"end of {last.year}" if (last.month, last.day) == (12, 31) else day(last)
    whole_months = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return str(last.year) if first.year == last.year else f"{first.year} to {last.year}"
    if whole_months:
        return " to ".join(dict.fromkeys((month(first), month(last))))
    from_day = day(first) if first.year != last.year else day(first).rsplit(" ", 1)[0]
    return f"{from_day} to {day(last)}"


def month(when: datetime.date) -> str:
    """Return the month of a day: `Nov 2023`."""
    return f"{when:%b %Y}"


def year_moment(start: datetime.date, end: datetime.date, year: int) -> str:
    """Return what a year of a layer stands for: `2023`, `end of 2023`, `1 Jan 2024` or a span.

    `start` and `end` are the period of any row of the layer; only its shape is used.
    """
    return period(start.replace(year=start.year + year - end.year), end.replace(year=year))


def span(low: str | int, high: str | int) -> str:
    """Return `2021–2023`, or the one where both are the same."""
    return f"{low}" if low == high else f"{low}–{high}"


def first_short(candidates: Sequence[str]) -> str:
    """Return the first candidate of at most twelve words, else the last one."""
    fits = (text for text in candidates if len(text.split()) <= MOST_WORDS)
    return next(fits, candidates[-1])
