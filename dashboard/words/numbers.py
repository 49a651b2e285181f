"""Numbers as a reader reads them."""

import math
import re

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
