"""What a result hangs on: inputs one at a time, and the difference between two scenarios."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from dashboard.models.chain import Result, forward
from dashboard.models.inputs import (
    INPUTS,
    TAKEN_OFF,
    AssumptionRanges,
    Assumptions,
    Input,
    NotComparableError,
    Start,
    Why,
    locks,
)
from dashboard.models.interval import a_share, above_zero

Varied = Literal["people"] | Input
Quantity = Literal["still_abroad", "workers"]
Held = Why | Literal["part_of_start"]

BEFORE: dict[Quantity, tuple[Input, ...]] = {
    "still_abroad": ("transit", "returned"),
    "workers": INPUTS,
}


@dataclass(frozen=True)
class Outcome:
    """The three results of a chain: persons still abroad (or None), workers, share of the base."""

    still_abroad: float | None
    workers: float
    share: float


@dataclass(frozen=True)
class Bar:
    """One input of a tornado, from its own `low` to its own `high`, the others where they are.

    The outcomes belong to the ends of the input, so a share that is taken off has the larger
    outcome `at_low`. An end that its source leaves open is None, and so is its outcome; the
    effects then run only between the current value and the end that is known. `reason` is the key
    of why the input is locked: it moves nothing.
    """

    name: Varied
    low: float | None
    current: float
    high: float | None
    at_low: Outcome | None
    now: Outcome
    at_high: Outcome | None
    reason: Why | None = None

    @property
    def effect_workers(self) -> float:
        """Width in workers."""
        return _width([outcome.workers for outcome in self._drawn()])

    @property
    def effect_share(self) -> float:
        """Width in shares of the base."""
        return _width([outcome.share for outcome in self._drawn()])

    @property
    def effect_still_abroad(self) -> float:
        """Width in persons still abroad; 0 where they aren't known."""
        known = [o.still_abroad for o in self._drawn() if o.still_abroad is not None]
        return _width(known)

    def _drawn(self) -> list[Outcome]:
        if self.at_low is not None and self.at_high is not None:
            return [self.at_low, self.at_high]
        return [o for o in (self.at_low, self.now, self.at_high) if o is not None]


@dataclass(frozen=True)
class Part:
    """What one input adds to the difference between A and B, in persons.

    `a` and `b` are what the chain multiplies: people, or the share that an input leaves in.
    `reason` says why an input takes no part; `part_of_start` means that one of the two starts has
    passed its step, see `bridge`.
    """

    name: Varied
    a: float
    b: float
    persons: float
    reason: Held | None = None


@dataclass(frozen=True)
class Bridge:
    """The way from `a` to `b` persons of `quantity`; `parts` sum to `total`, in chain order."""

    quantity: Quantity
    a: float
    b: float
    total: float
    parts: tuple[Part, ...]


def tornado(
    start: Start, assumptions: Assumptions, ranges: AssumptionRanges, base: float
) -> tuple[Bar, ...]:
    """Return a bar for every input, the widest (in workers) first, ties in chain order.

    One-at-a-time analysis: it says what each input alone can do from here, not what several do
    together (Saltelli et al. 2008, Global Sensitivity Analysis, chapter 1).

    Raises:
        OutOfRangeError: `base` is not above zero.
    """
    held = locks(start.concept, host_sum=start.host_sum)
    now = _outcome(forward(start, assumptions, base))

    def with_people(people: float | None) -> Outcome | None:
        if people is None:
            return None
        return _outcome(forward(start.moved_to(people), assumptions, base))

    low, high = start.interval.low, start.interval.high
    bars = [Bar("people", low, start.people, high, with_people(low), now, with_people(high))]
    for name in INPUTS:
        current = assumptions.share(name)
        if name in held:
            bars.append(Bar(name, None, current, None, now, now, now, held[name].reason))
            continue
        bottom, _, top = ranges.ends(name)
        at_low, at_high = (
            _outcome(forward(start, replace(assumptions, **{name: share}), base))
            for share in (bottom, top)
        )
        bars.append(Bar(name, bottom, current, top, at_low, now, at_high))
    return tuple(sorted(bars, key=lambda bar: -bar.effect_workers))


def thresholds(
    start: Start, assumptions: Assumptions, base: float, target: float
) -> dict[Input, float]:
    """Return for each open input the share (0 to 1) at which `target` is met, the others as set.

    An input that cannot meet it, whatever its value, is left out. A share that is taken off may at
    most be so high; any other has to be at least so high.

    Raises:
        OutOfRangeError: `target` lies outside 0 to 1, or `base` is not above zero.
    """
    a_share("target", target)
    above_zero("base", base)
    held = locks(start.concept, host_sum=start.host_sum)
    found: dict[Input, float] = {}
    for name in INPUTS:
        if name in held:
            continue
        others = math.prod(
            assumptions.factor(other) for other in INPUTS if other != name and other not in held
        )
        most = start.people * others
        factor = target * base / most if most > 0 else math.inf
        if factor <= 1:
            found[name] = 1 - factor if name in TAKEN_OFF else factor
    return found


def bridge(a: Result, b: Result, quantity: Quantity = "workers") -> Bridge:
    """Return which input makes how much of the difference between two results, in persons.

    The result is a product, so what an input adds depends on which others have changed already.
    Each part is therefore the mean over all orders in which the inputs could change from A to B:
    the Shapley value. No order is preferred, an input that doesn't differ gets nothing, A to B and
    B to A agree, and the parts sum to the difference with no remainder. For a product of rates it
    is the decomposition demographers use (Das Gupta 1993, Standardization and Decomposition of
    Rates, US Census Bureau P23-186; Shorrocks 2013, Journal of Economic Inequality 11, 99-126).

    An input counts only where it is open in both. If one start has passed its step, the other's
    number is first brought there by its own share, and the difference belongs to `people`: people
    who left are never set against people still abroad.

    Raises:
        NotComparableError: people still abroad are asked of a start that counts workers.
    """
    end_a, end_b = _quantity(a, quantity), _quantity(b, quantity)
    held_a, held_b = (locks(r.start.concept, host_sum=r.start.host_sum) for r in (a, b))
    both = [n for n in BEFORE[quantity] if n not in held_a and n not in held_b]
    one = [n for n in BEFORE[quantity] if (n in held_a) != (n in held_b)]
    number_a = a.start.people * _factors(a, [n for n in one if n not in held_a])
    number_b = b.start.people * _factors(b, [n for n in one if n not in held_b])
    values: dict[Varied, tuple[float, float]] = {"people": (number_a, number_b)}
    for name in both:
        values[name] = (a.assumptions.factor(name), b.assumptions.factor(name))
    shapley = _shapley_of_product(values)
    parts = [Part("people", number_a, number_b, shapley["people"])]
    for name in BEFORE[quantity]:
        reason: Held | None = None
        if name in one:
            reason = "part_of_start"
        elif name in held_a:
            reason = held_a[name].reason
        factor_a, factor_b = values.get(name, (1.0, 1.0))
        parts.append(Part(name, factor_a, factor_b, shapley.get(name, 0.0), reason))
    return Bridge(quantity, end_a, end_b, end_b - end_a, tuple(parts))


def _outcome(result: Result) -> Outcome:
    return Outcome(result.still_abroad, result.workers, result.share)


def _width(values: list[float]) -> float:
    return max(values) - min(values) if values else 0.0


def _quantity(result: Result, quantity: Quantity) -> float:
    value = result.workers if quantity == "workers" else result.still_abroad
    if value is None:
        raise NotComparableError(result.start.source, "no_count_of_still_abroad")
    return value


def _factors(result: Result, names: Iterable[Input]) -> float:
    return math.prod(result.assumptions.factor(name) for name in names)


def _shapley_of_product(values: Mapping[Varied, tuple[float, float]]) -> dict[Varied, float]:
    """Return the Shapley value of each (a, b) in the change of their product.

    Input i adds (b_i - a_i) times the others' product, each of them at b if it changed before i
    and else at a, weighted by the share of orders in which just those changed before.
    """
    parts: dict[Varied, float] = {}
    for name, (own_a, own_b) in values.items():
        others = [other for other in values if other != name]
        terms = [
            math.prod(values[o][1 if o in changed else 0] for o in others)
            / (len(values) * math.comb(len(others), size))
            for size in range(len(others) + 1)
            for changed in combinations(others, size)
        ]
        parts[name] = (own_b - own_a) * math.fsum(terms)
    return parts
