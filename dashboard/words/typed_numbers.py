"""Numbers as people write them, read column by column: the marks of a column decide together."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# Text, or a number where the file itself says that it is one (a workbook).
Cell = str | float


Decimal = Literal[".", ","]
DECIMALS: tuple[Decimal, ...] = (".", ",")
# How tables say that there is no value.
NO_VALUE = {"", "-", "–", "—", ".", "..", "...", "…", ":", "n/a", "n.a.", "na", "nan", "null"} | {
    "none",
    "nil",
    "нет",
    "нет данных",
    "н/д",
}
# Anything above cannot count people, nor be printed in full.
LARGEST = 1e15
LONGEST = 60
SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"), " ")
ALIKE = SPACES | dict.fromkeys(map(ord, "\u2018\u2019\u02bc`´"), "'") | {ord("−"): "-"}
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}")
SCALES = {
    1e3: ("k", "thousand", "thousands", "tsd", "тыс"),
    1e6: ("m", "mn", "mln", "mio", "million", "millions", "млн"),
    1e9: ("bn", "billion", "billions", "млрд"),
}
SCALE = {word: scale for scale, words in SCALES.items() for word in words}
# What offices put behind a value: Eurostat's letters, and marks of a footnote.
FLAG = (
    r"(?: [bcdefinprsuvz]{1,3}| ?\([a-z]{1,3}\)| ?\[[^\]]{1,9}\]| [0-9]{1,2}\)"
    r"|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+)?"
)
NUMBER = re.compile(
    r"(?P<sign>[+-] ?)?(?P<body>[0-9.,' ]*[0-9][.,]?)(?P<power>[eE][+-]?[0-9]{1,3})?"
    rf"(?: ?(?P<scale>{'|'.join(sorted(SCALE, key=len, reverse=True))})\.?)?"
    rf" ?(?P<percent>%)?{FLAG}",
    re.IGNORECASE,
)
RANGE = re.compile(r"[0-9][0-9., ]* ?[–—-] ?[0-9][0-9., ]*")
FLAGGED_GAP = re.compile(rf"(?P<gap>[:.…–-]{{1,3}})(?: ?[a-z]{{1,2}})?{FLAG}", re.IGNORECASE)
# Groups of three after a first one that does not begin with 0, all parted by the same mark.
WHOLE = r"(?:[0-9]+|[1-9][0-9]{{0,2}}(?P<mark>[{other} '])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)?"
SHAPES = {
    decimal: re.compile(rf"{WHOLE.format(other=re.escape(other))}(?:{re.escape(decimal)}[0-9]*)?")
    for decimal, other in ((".", ","), (",", "."))
}


@dataclass(frozen=True)
class Number:
    """A cell's number as it is written: `12%` is 12 with `percent` set. `why` it is none."""

    value: float | None
    percent: bool = False
    why: str = ""


@dataclass(frozen=True)
class NumberColumn:
    """The numbers of a column in order, and the decimal mark they were read with.

    `marked` says that a cell is another number with another mark, `ambiguous` that no cell decides
    what the marks mean.
    """

    numbers: tuple[Number, ...]
    decimal: Decimal
    marked: bool
    ambiguous: bool


def evidence(cells: Sequence[Cell]) -> set[Decimal]:
    """Return the decimal marks that at least one cell allows alone: `1,5` allows the comma."""
    found: set[Decimal] = set()
    for cell in cells:
        readings = _readings(cell)
        if len(readings) == 1:
            found |= set(readings)
    return found


def read_numbers(
    cells: Sequence[Cell], decimal: Decimal | None = None, elsewhere: Decimal | None = None
) -> NumberColumn:
    """Return the numbers of a column of cells.

    The cells that allow one decimal mark only decide for those that allow both (`1,234`). Where
    none does, `elsewhere` (the mark of the table's other columns) is taken, else the point as in
    English, and the column is ambiguous. `decimal` is the reader's own word and goes before all.
    """
    seen = evidence(cells)
    undecided = any(_differ(_readings(cell)) for cell in cells)
    mark, others = decimal, decimal is None
    if others and len(seen) < 2:
        mark = next(iter(seen), elsewhere or ".")
    numbers = tuple(_number(cell, mark, others=others) for cell in cells)
    ambiguous = others and undecided and not seen and elsewhere is None
    return NumberColumn(numbers, mark or ".", undecided, ambiguous)


def looks_numeric(cell: Cell) -> bool:
    """Return whether a cell is a number under some reading."""
    return isinstance(cell, float) or _is_plain(cell) or bool(_readings(cell))


def is_gap(cell: Cell) -> bool:
    """Return whether a cell says that there is no value: blank, `n/a`, `–` or `: z`."""
    if isinstance(cell, float):
        return math.isnan(cell)
    if cell.isdecimal():
        return False
    text = cell.strip().translate(ALIKE).casefold()
    return text in NO_VALUE or FLAGGED_GAP.fullmatch(text) is not None


def one_line(cell: Cell) -> str:
    """Return a cell as text on one line; all digits of a number that are kept."""
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(cell.split())


def shortened(text: str, most: int) -> str:
    """Return text of at most `most` characters, with an ellipsis where it was longer."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def typed_number(text: str, lowest: float, highest: float, *, whole: bool = False) -> float | str:
    """Return the number that a person typed into a field, or in words why it is none.

    A mark that may part thousands or decimals is taken as the one that the field allows:
    `1,200` people are 1,200.
    """
    readings = set(_readings(" ".join(text.split())).values())
    if not readings or (whole and "%" in text):
        return f"“{text.strip()[:LONGEST]}” is not a number"
    whole_ones = {value for value in readings if not whole or value.is_integer()}
    fitting = {value for value in whole_ones if lowest <= value <= highest}
    if whole and fitting:
        # Nobody gives a whole number the decimals .000.
        return max(fitting)
    if len(fitting) == 1:
        return fitting.pop()
    shown = text.strip()[:LONGEST]
    if len(fitting) > 1:
        either = " or ".join(f"{value:,.15g}" for value in sorted(fitting))
        return f"“{shown}” may be {either}; leave the mark for thousands out"
    if not whole_ones:
        return f"“{shown}” is not a whole number"
    return f"“{shown}” is not between {lowest:,.15g} and {highest:,.15g}"


def _is_plain(cell: str) -> bool:
    """Return whether a cell is plain digits, as most are, and a file may hold half a million."""
    return len(cell) <= LONGEST and cell.isascii() and cell.isdigit()


def _readings(cell: Cell) -> dict[Decimal, float]:
    """Return what a cell's text is worth under each decimal mark that it allows."""
    if isinstance(cell, float) or _is_plain(cell):
        return dict.fromkeys(DECIMALS, float(cell))
    parts = NUMBER.fullmatch(cell.strip().translate(ALIKE)) if len(cell) <= LONGEST else None
    if parts is None:
        return {}
    return {
        decimal: _worth(parts, decimal)
        for decimal in DECIMALS
        if SHAPES[decimal].fullmatch(parts["body"])
    }


def _worth(parts: re.Match[str], decimal: Decimal) -> float:
    other = "," if decimal == "." else "."
    digits = parts["body"].replace(other, "").replace(" ", "").replace("'", "")
    digits = digits.replace(decimal, ".")
    size = float(f"{digits}{parts['power'] or ''}")
    if scale := parts["scale"]:
        size = round(size * SCALE[scale.casefold()], 6)
    return -size if (parts["sign"] or "").startswith("-") else size


def _differ(readings: dict[Decimal, float]) -> bool:
    return len(set(readings.values())) > 1


def _number(cell: Cell, decimal: Decimal | None, *, others: bool) -> Number:
    """Return the number of a cell; `others` allows a cell that is clear by itself its own mark."""
    readings = _readings(cell)
    percent = isinstance(cell, str) and "%" in cell
    if decimal in readings:
        return _bounded(readings[decimal], percent)
    if decimal is None and _differ(readings):
        either = " or ".join(f"{value:g}" for value in readings.values())
        return Number(None, percent, f"may be {either}: this column uses comma and point both ways")
    if readings and others:
        return _bounded(next(iter(readings.values())), percent)
    return Number(None, percent, _why(cell, decimal))


def _bounded(value: float, percent: bool) -> Number:
    if math.isnan(value):
        return Number(None, percent, "")
    if math.isinf(value) or abs(value) > LARGEST:
        return Number(None, percent, "too large to be a count")
    return Number(value, percent)


def _why(cell: Cell, decimal: Decimal | None) -> str:
    """Return why a cell is no number; nothing where the table says that there is no value."""
    if is_gap(cell):
        return ""
    text = str(cell).strip().translate(ALIKE)
    if DATE.fullmatch(text):
        return "a date, not a number"
    if text.startswith("#"):
        return "an error of the spreadsheet, not a number"
    if text.startswith("="):
        return "a formula, which is not run here; save its result"
    if text.lower().lstrip("+-") in {"inf", "infinity", "∞"}:
        return "infinite, which no count is"
    if RANGE.fullmatch(text):
        return "a range and not a number; put its ends in columns headed low and high"
    if text[:1] in "<>~≈≤≥" and looks_numeric(text[1:]):
        return "a bound and not a number; put it in a column headed low or high"
    mark = "" if decimal is None else f" with the decimal mark “{decimal}”"
    return f"not a number{mark}"
