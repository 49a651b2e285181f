"""Units and scales: what numbers of a reader's file are counted in."""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from dashboard.own.columns import Columns
from dashboard.own.headings import BALANCE, heads
from dashboard.own.layout import cell_at, sampled
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


_RATE = r"(?<!per )(?<!на )"
SCALES = (
    (1e3, rf"{_RATE}\b(?:in )?thousands?\b(?: of)?(?: persons| people)?|\btsd\b|['’]000s?\b"),
    (1e3, rf"{_RATE}\bтыс(?:\.|яч\w*|\b)(?: ?(?:человек|чел\.?|граждан))?"),
    (1e6, r"\b(?:in )?millions?\b(?: of)?(?: persons| people)?|\bmln\b|\bmio\b"),
    (1e6, r"\bмлн\.?(?: ?(?:человек|чел\.?))?|\bмиллион\w*"),
)
MOST_TEXT = 200


def told_scale(columns: Columns) -> tuple[float, str] | None:
    """Return the factor that headings give, and their words: (1000, "тыс. человек")."""
    for text in table_words(columns):
        for factor, pattern in SCALES:
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                return factor, found[0].strip()
    return None


def without_scale(text: str) -> str:
    """Return a heading without the words that tell its scale."""
    for _, pattern in SCALES:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", text).split()).strip(" ,;:-–—")


def told_balance(columns: Columns) -> bool:
    """Return whether the table calls its values a balance, a change or net."""
    return any(heads(text, BALANCE) for text in table_words(columns))


def table_words(columns: Columns) -> list[str]:
    """Return what is said about all values: their heading, cells that never vary, the title."""
    value = columns.value
    texts = [columns.name(value.place) if len(value.slots) == 1 else value.label]
    for place in range(len(columns.names)):
        cells = {cell_at(cells, place) for _, cells in sampled(columns.body)}
        if len(cells) == 1 and place not in columns.countries:
            texts.append(str(next(iter(cells))))
    return [text[:MOST_TEXT] for text in (*texts, *columns.above)]
