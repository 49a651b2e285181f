"""Measures, budgets and verdicts, as one Markdown table."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["kB", "ms", "s", "MB", "", "/s"]


@dataclass(frozen=True)
class Row:
    """One measure. Bytes are counted in `kB`, times in seconds and shown in the unit named.

    A budget is `most` (in the unit shown) or `most_ratio` (to the plain app). A row that is not
    `binding` says whether it keeps to the budget, but misses nothing. `beside` names what stands
    in the plain app's place.
    """

    measure: str
    unit: Unit
    dashboard: float | None
    plain: float | None = None
    most: float | None = None
    most_ratio: float | None = None
    binding: bool = True
    beside: str = ""

    @property
    def ratio(self) -> float | None:
        """The dashboard in proportion to the plain app."""
        if self.dashboard is None or not self.plain:
            return None
        return self.dashboard / self.plain

    @property
    def kept(self) -> bool | None:
        """Whether the budget is met; None where there is none, or nothing was measured."""
        if self.most is not None and self.dashboard is not None:
            return self.dashboard <= self.most
        if self.most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.most_ratio
        return None

    @property
    def missed(self) -> bool:
        """Whether this row fails the run; a budget that could not be measured does."""
        has_budget = self.most is not None or self.most_ratio is not None
        return self.binding and has_budget and not self.kept

    @property
    def budget(self) -> str:
        if self.most_ratio is not None:
            return f"≤ {self.most_ratio:g} × {self.beside or 'plain'}"
        return "" if self.most is None else f"≤ {_shown(self.most, self.unit)}"

    @property
    def verdict(self) -> str:
        if not self.budget:
            return ""
        if self.dashboard is None or self.kept is None:
            return "NOT MEASURED"
        if self.binding:
            return "met" if self.kept else "MISSED"
        return "within" if self.kept else "over"


def median(values: Sequence[float]) -> float | None:
    """Return the median, or None where nothing was measured."""
    return statistics.median(values) if values else None


def timed(
    measure: str,
    ours: Sequence[float],
    theirs: Sequence[float] = (),
    *,
    most: float | None = None,
    most_ratio: float | None = None,
    binding: bool = True,
    beside: str = "",
) -> Row:
    """Return the row of two medians, given in seconds and shown in ms."""
    middle, other = median(ours), median(theirs)
    return Row(measure, "ms", ms(middle), ms(other), most, most_ratio, binding, beside)


def ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000


def _shown(value: float | None, unit: Unit) -> str:
    if value is None:
        return ""
    if unit == "":
        return f"{value:,.0f}"
    digits = 0 if unit in ("ms", "MB") else 2 if unit in ("s", "/s") else 1
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}{'' if unit == '/s' else ' '}{unit}"


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = ["measure", "dashboard", "plain app", "ratio", "budget", "verdict"]
    lines = [
        [
            row.measure,
            _shown(row.dashboard, row.unit) or "–",
            " ".join(filter(None, [_shown(row.plain, row.unit), row.beside and f"({row.beside})"])),
            "" if row.ratio is None else f"{row.ratio:.3f}",
            row.budget,
            row.verdict,
        ]
        for row in rows
    ]
    widths = [max(len(line[i]) for line in [head, *lines]) for i in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in [head, rule, *lines]
    )
