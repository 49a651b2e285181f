"""Counts and shares: which of them a column holds, and shares written as per cent."""

from collections.abc import Sequence
from typing import Literal, get_args

from dashboard.words.typed_numbers import Number

Unit = Literal["number", "share"]
UNITS: tuple[Unit, ...] = get_args(Unit)


# In a heading; the values then have to fit.
SHARE_WORDS = ("%", "share", "percent", "per cent", "proportion", "доля", "процент")


def guessed_unit(numbers: Sequence[Number], heading: str) -> Unit:
    """Return `share` where signs, heading or values between 0 and 1 speak for it."""
    values = [number for number in numbers if number.value is not None]
    signs = sum(number.percent for number in values)
    if values and 2 * signs >= len(values):
        return "share"
    shares = any(word in heading.casefold() for word in SHARE_WORDS)
    if values and shares and all(0 <= (number.value or 0) <= 100 for number in values):
        return "share"
    fractions = [number.value or 0.0 for number in values]
    between = all(0 <= value <= 1 for value in fractions)
    return "share" if between and any(0 < value < 1 for value in fractions) else "number"


def percent_scale(numbers: Sequence[Number]) -> bool:
    """Return whether values without a sign are per cent: most of them above 1."""
    plain = [n.value for n in numbers if n.value and not n.percent]
    return 2 * sum(value > 1 for value in plain) > len(plain)


def scaled_share(
    value: float, number: Number, unit: Unit, *, percents: bool
) -> tuple[float | None, str]:
    """Return a value as its unit has it, None where it cannot be that, and what to say of it."""
    if unit == "number":
        if number.percent:
            return None, "a per cent among numbers; take Share as the unit if all are shares"
        return value, ""
    per_cent = number.percent or percents
    share = value / 100 if per_cent else value
    if abs(share) > 1:
        return None, f"above {'100 per cent' if per_cent else '1'}, which no share of a whole is"
    if per_cent and not number.percent and 0 < value < 1:
        return share, f"read as {value:g} per cent, as the other values are per cent"
    return share, ""
