"""Rows of a chart of ranges: what each reaches from and to, and in which colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.charts.palette import Palette

Tone = Literal["plain", "a", "b", "c", "reach"]
End = Literal["", "low", "high"]
# The scenarios by their letters.
TONES: dict[str, Tone] = {"A": "a", "B": "b", "C": "c"}
# How far the stub of an open end reaches, as a part of the axis: a direction, not a length.
STUB = 0.08
# Steps of an axis of persons, and of shares.
PERSONS = (1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6)
SHARES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


@dataclass(frozen=True)
class RangeRow:
    """One row; `low` or `high` None is an open end, all None is a number not found.

    `open` marks an end that is known but not the last word: it gets an arrow. `whole` is the end
    of a bar from zero. `label` and `hover` are escaped by the caller; `start` and `end` are dates
    or blank.
    """

    label: str
    low: float | None
    high: float | None
    central: float | None
    text: str
    hover: str = ""
    start: str = ""
    end: str = ""
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


def ticks_of(top: float, unit: str) -> dict[str, object]:
    """Return round numbers from zero on, at most six, and how they read."""
    steps, most = (PERSONS, 3) if unit == "persons" else (SHARES, 5)
    step = next((step for step in steps if top / step <= most), steps[-1])
    values = [step * k for k in range(int(top / step + 1e-9) + 1)]
    if unit == "share":
        return {"tickvals": values, "ticktext": [f"{round(v * 100, 4):g}%" for v in values]}
    unscaled = step < PERSONS[3]
    texts = [f"{v:,.0f}" if unscaled or not v else f"{v / 1e6:g} m" for v in values]
    return {"tickvals": values, "ticktext": texts}


def years_of(drawn: Sequence[tuple[int, RangeRow]]) -> list[int]:
    """Return the first and the last year of all periods, each once; none where none is known."""
    dates = [d for _, row in drawn if row.start and row.end for d in (row.start, row.end)]
    return sorted({int(min(dates)[:4]), int(max(dates)[:4])}) if dates else []
