"""Class breaks of a choropleth: at most five classes, bounds that do not overlap."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Method = Literal["quantile", "log", "equal"]
MOST_CLASSES = 5


@dataclass(frozen=True)
class Classes:
    """Upper bounds of all classes but the last, which is open; a value on a bound belongs below.

    `signed` classes are symmetric around a middle class that holds zero.
    """

    uppers: tuple[float, ...]
    method: str
    signed: bool = False

    @property
    def count(self) -> int:
        """Number of classes."""
        return len(self.uppers) + 1

    def index(self, value: float) -> int:
        """Return the class of `value`, 0 for the lowest.

        In signed classes a bound belongs to the class nearer to zero, on both sides.
        """
        if self.signed and value < 0:
            return self.count - 1 - bisect_left(self.uppers, -value)
        return bisect_left(self.uppers, value)


def sequential(values: Sequence[float], method: Method, whole: bool) -> Classes:
    """Return classes for positive `values`; zeros are a state of their own, not a class.

    `whole` rounds the bounds to whole numbers. Quantiles are rounded to two significant
    figures, logarithmic bounds come from 1-2-5 × 10^n, equal ones from a round width.
    """
    positive = np.asarray([v for v in values if v > 0], dtype=float)
    if positive.size == 0:
        return Classes((), method)
    if method == "quantile":
        shares = [k / MOST_CLASSES for k in range(1, MOST_CLASSES)]
        raw = [_significant(q, 2) for q in np.quantile(positive, shares)]
    elif method == "log":
        edges = np.geomspace(positive.min(), positive.max(), MOST_CLASSES + 1)[1:-1]
        raw = [nearest_125(edge) for edge in edges]
    else:
        width = _round_up(positive.max() / MOST_CLASSES)
        raw = [width * k for k in range(1, MOST_CLASSES)]
    if whole:
        raw = [float(round(value)) for value in raw]
    below_top = sorted({value for value in raw if 0 < value < positive.max()})
    return Classes(tuple(below_top), method)


def diverging(changes: Sequence[float], whole: bool) -> Classes:
    """Return five symmetric classes for signed `changes`, bounds from 1-2-5 × 10^n.

    The middle class holds zero; the bounds lie near the 35th and the 75th percentile of the
    absolute changes.
    """
    sizes = np.asarray([abs(c) for c in changes if c != 0], dtype=float)
    if sizes.size == 0:
        return Classes((-2.0, -1.0, 1.0, 2.0), "symmetric 1-2-5", signed=True)
    inner, outer = (nearest_125(q) for q in np.quantile(sizes, [0.35, 0.75]))
    if whole:
        inner = max(inner, 1.0)
    if outer <= inner:
        outer = nearest_125(inner * 2.2)
    return Classes((-outer, -inner, inner, outer), "symmetric 1-2-5", signed=True)


def nearest_125(value: float) -> float:
    """Return the number of 1-2-5 × 10^n that is nearest to positive `value` by ratio."""
    exponent = math.floor(math.log10(value))
    candidates = [m * 10.0**e for e in (exponent, exponent + 1) for m in (1, 2, 5)]
    best = min(candidates, key=lambda candidate: abs(math.log(candidate / value)))
    return float(f"{best:.12g}")


def _significant(value: float, figures: int) -> float:
    return float(f"{value:.{figures}g}")


def _round_up(width: float) -> float:
    """Return the next round width (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 × 10^n) above `width`."""
    scale = 10.0 ** math.floor(math.log10(width))
    steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    return float(f"{next(s * scale for s in steps if s * scale >= width * (1 - 1e-12)):.12g}")
