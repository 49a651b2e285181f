"""Rows of a chart of ranges: what each reaches from and to, and in which colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.charts.palette import Palette
from dashboard.tables.dates import PartialDate

Tone = Literal["plain", "a", "b", "c", "reach"]
End = Literal["", "low", "high"]
# The scenarios by their letters.
TONES: dict[str, Tone] = {"A": "a", "B": "b", "C": "c"}
# How far the stub of an open end reaches, as a part of the axis: a direction, not a length.
STUB = 0.08


@dataclass(frozen=True)
class RangeRow:
    """One row; `low` or `high` None is an open end, all None is a number not found.

    `open` marks an end that is known but not the last word: it gets an arrow. `whole` is the end
    of a bar from zero. `label` and `hover` are escaped by the caller; `start` and `end` are the
    period it counts, as far as that is known.
    """

    label: str
    low: float | None
    high: float | None
    central: float | None
    text: str
    hover: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    hollow: bool = False
    tone: Tone = "plain"
    open: End = ""
    whole: float | None = None

    @property
    def most(self) -> float:
        """The largest number of the row."""
        known = (self.low, self.central, self.high, self.whole)
        return max((value for value in known if value is not None), default=0.0)


@dataclass(frozen=True)
class RangeGroup:
    """Rows that count the same thing, under its name."""

    name: str
    rows: Sequence[RangeRow]


@dataclass(frozen=True)
class RangeAxis:
    """What the rows are measured in, a value to hold them against, and whether periods stand by."""

    unit: Literal["persons", "share"] = "persons"
    line: float | None = None
    line_label: str = ""
    periods: str = ""


def ends_of(row: RangeRow, top: float) -> tuple[float, float, End] | None:
    """Return where a bar is drawn from and to, and which end is an arrow; None without a bar."""
    reach = top * STUB
    if row.low is not None and row.high is not None:
        return (row.low, row.high, row.open) if row.low != row.high or row.open else None
    if row.high is not None:
        return max(row.high - reach, 0.0), row.high, "low"
    if row.low is not None:
        return row.low, max(row.low, row.central or 0.0) + reach, "high"
    return None


def tone_color(tone: Tone, palette: Palette) -> str:
    """Return the colour of a row; letters and labels say the same as its colour."""
    return {
        "plain": palette.label,
        "a": palette.accent,
        "b": palette.diverging[0],
        "c": palette.sequential[4],
        "reach": palette.diverging[0],
    }[tone]
