"""A quantity between two ends, of which either may be unknown.

Published counts are often ceilings ("up to") or floors ("at least"). Their missing end is kept
missing: a ceiling doesn't start at zero, and a floor has no top.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Bound = Literal["point", "range", "at_least", "up_to", "unknown"]
Rule = Literal["not_finite", "below_zero", "not_above_zero", "above_one", "wrong_order"]


class OutOfRangeError(ValueError):
    """A number that cannot be what `name` says it is; `rule` is the key of what it breaks."""

    def __init__(self, name: str, value: float, rule: Rule) -> None:
        super().__init__(f"{name} = {value!r}: {rule}")
        self.name = name
        self.value = value
        self.rule: Rule = rule


@dataclass(frozen=True)
class Interval:
    """Low and high end and central value of a quantity that is never negative; None is unknown.

    Raises:
        OutOfRangeError: an end is negative or not finite, or the three are out of order.
    """

    low: float | None
    high: float | None
    central: float | None = None

    def __post_init__(self) -> None:
        known: list[float] = []
        for name, value in (("low", self.low), ("central", self.central), ("high", self.high)):
            if value is not None:
                at_least_zero(name, value)
                if known and value < known[-1]:
                    raise OutOfRangeError(name, value, "wrong_order")
                known.append(value)

    @classmethod
    def point(cls, value: float) -> "Interval":
        """Return the interval of a single claim."""
        return cls(value, value, value)

    @classmethod
    def at_least(cls, low: float, central: float | None = None) -> "Interval":
        """Return a floor: nothing is known of the high end."""
        return cls(low, None, central)

    @classmethod
    def up_to(cls, high: float) -> "Interval":
        """Return a ceiling: nothing is known of the low end."""
        return cls(None, high)

    @property
    def bound(self) -> Bound:
        """What is known of the ends."""
        if self.low is None:
            return "unknown" if self.high is None else "up_to"
        if self.high is None:
            return "at_least"
        return "point" if self.low == self.high else "range"

    def contains(self, value: float) -> bool:
        """Whether no known end excludes `value`."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def rising(self, f: Callable[[float], float]) -> "Interval":
        """Return the image under a function that never falls; an open end stays open."""
        return Interval(_apply(f, self.low), _apply(f, self.high), _apply(f, self.central))

    def falling(self, f: Callable[[float], float]) -> "Interval":
        """Return the image under a function that never rises: the ends change places."""
        return Interval(_apply(f, self.high), _apply(f, self.low), _apply(f, self.central))

    def times(self, factor: "Interval | float") -> "Interval":
        """Return the product with a number or with an independent interval.

        Exact for quantities that are never negative, end by end (Moore, Kearfott and Cloud 2009,
        Introduction to Interval Analysis, chapter 2). An open end stays open, save where the other
        side is exactly zero, as zero times any finite number is zero.
        """
        other = factor if isinstance(factor, Interval) else Interval.point(factor)
        if 0 in (self.high, other.high):
            return Interval.point(0.0)
        return Interval(
            0.0 if 0 in (self.low, other.low) else _product(self.low, other.low),
            _product(self.high, other.high),
            _product(self.central, other.central),
        )

    def over(self, divisor: float) -> "Interval":
        """Return the quotient by a number above zero.

        Raises:
            OutOfRangeError: `divisor` is not above zero.
        """
        above_zero("divisor", divisor)
        return self.rising(lambda value: value / divisor)


def at_least_zero(name: str, value: float) -> None:
    """Raise OutOfRangeError unless `value` is a finite number of at least zero."""
    if not math.isfinite(value):
        raise OutOfRangeError(name, value, "not_finite")
    if value < 0:
        raise OutOfRangeError(name, value, "below_zero")


def above_zero(name: str, value: float) -> None:
    """Raise OutOfRangeError unless `value` is a finite number above zero."""
    if not math.isfinite(value):
        raise OutOfRangeError(name, value, "not_finite")
    if value <= 0:
        raise OutOfRangeError(name, value, "not_above_zero")


def a_share(name: str, value: float) -> None:
    """Raise OutOfRangeError unless `value` lies within 0 and 1."""
    at_least_zero(name, value)
    if value > 1:
        raise OutOfRangeError(name, value, "above_one")


def _apply(f: Callable[[float], float], value: float | None) -> float | None:
    return None if value is None else f(value)


def _product(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a * b
