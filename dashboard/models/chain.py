"""From people who left to a share of the workforce, and back.

    left - counted twice in transit - returned = still abroad
    still abroad x adults x activity rate - remote = workers who left
    workers who left / base = share

where remote are those who still work for a Russian employer from abroad.

Each share acts on what the step before left over, so the chain is a product of five factors. A
start enters at the step of what it counts. Steps before that are skipped and have no number: how
many left can't be told from how many are abroad.
"""

import math
from dataclasses import dataclass
from typing import Literal

from dashboard.models.inputs import (
    INPUTS,
    AssumptionRanges,
    Assumptions,
    Concept,
    Input,
    Lock,
    Start,
    Why,
    comparable,
    locks,
)
from dashboard.models.interval import Interval, a_share, above_zero

Key = Literal[
    "start", "transit", "returned", "still_abroad", "adult", "activity", "remote", "workers"
]


@dataclass(frozen=True)
class Step:
    """One line of the working: the persons left after it, or None where it has no number.

    `share` is the share it used (0 where it is locked at 0); start and subtotals have none.
    `interval` runs from the low to the high end of the start, at the same shares. `reason` is the
    key of why the input is locked, and None if it is open.
    """

    key: Key
    label: str
    persons: float | None
    interval: Interval | None
    share: float | None = None
    skipped: bool = False
    reason: Why | None = None


@dataclass(frozen=True)
class Result:
    """What follows from a start: its working, people still abroad, workers and their share.

    `still_abroad` is None for a start that counts workers. `share_if_all_worked` sets every
    person of the start against `base`. The intervals are those of the start, at the same shares.
    """

    start: Start
    assumptions: Assumptions
    base: float
    steps: tuple[Step, ...]
    still_abroad: float | None
    still_abroad_interval: Interval | None
    workers: float
    workers_interval: Interval
    share: float
    share_interval: Interval
    share_if_all_worked: float


@dataclass(frozen=True)
class Needed:
    """How many people make up `share` of `base`; `steps` undo the chain, from workers on.

    The persons of a step are those before the input took its part; `people` is the last of them.
    """

    share: float
    base: float
    concept: Concept
    people: float
    still_abroad: float | None
    workers: float
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Unreachable:
    """No number of people makes up `share` of `base`, since `inputs` leave nobody over.

    `reason` is `nobody_left_over` where a factor is zero, and `next_to_nobody_left_over` where
    their product is so small that the number can't be written.
    """

    share: float
    base: float
    concept: Concept
    workers: float
    inputs: tuple[Input, ...]
    reason: Literal["nobody_left_over", "next_to_nobody_left_over"]


@dataclass(frozen=True)
class Extremes:
    """The results with every input at the end that lowers, or raises, them.

    The central values are those at the defaults, and missing where the start has none. This is a
    range of assumptions, with no probability attached.
    """

    still_abroad: Interval | None
    workers: Interval
    share: Interval


def forward(start: Start, assumptions: Assumptions, base: float) -> Result:
    """Return what follows from `start`, with `base` in persons.

    Raises:
        OutOfRangeError: `base` is not above zero.
    """
    above_zero("base", base)
    held = locks(start.concept, host_sum=start.host_sum)
    persons, interval = start.people, start.interval
    steps = [Step("start", f"start.{start.concept}", persons, interval)]
    for name in INPUTS:
        if name in held:
            steps.append(_locked(name, held[name], persons, interval))
        else:
            factor = assumptions.factor(name)
            persons, interval = persons * factor, interval.times(factor)
            share = assumptions.share(name)
            steps.append(Step(name, f"step.{name}", persons, interval, share))
        if name == "returned":
            steps.append(_subtotal("still_abroad", start.concept, persons, interval))
    abroad = next(step for step in steps if step.key == "still_abroad")
    steps.append(_subtotal("workers", start.concept, persons, interval))
    return Result(
        start,
        assumptions,
        base,
        tuple(steps),
        abroad.persons,
        abroad.interval,
        persons,
        interval,
        persons / base,
        interval.over(base),
        start.people / base,
    )


def backward(
    share: float,
    assumptions: Assumptions,
    base: float,
    concept: Concept = "left",
    *,
    host_sum: bool = False,
) -> Needed | Unreachable:
    """Return how many people of `concept` make up `share` (0 to 1) of `base` persons.

    The inverse of `forward`. A share of zero needs nobody, whatever the inputs.

    Raises:
        OutOfRangeError: `share` lies outside 0 to 1, or `base` is not above zero.
        NotComparableError: `concept` counts no emigrants.
    """
    a_share("share", share)
    above_zero("base", base)
    comparable("target", concept)
    held = locks(concept, host_sum=host_sum)
    workers = persons = share * base
    steps = [_subtotal("workers", concept, persons, Interval.point(persons))]
    for name in reversed(INPUTS):
        if name == "returned":
            steps.append(_subtotal("still_abroad", concept, persons, Interval.point(persons)))
        if name in held:
            steps.append(_locked(name, held[name], persons, Interval.point(persons)))
            continue
        factor = assumptions.factor(name)
        if persons > 0:
            persons = persons / factor if factor > 0 else math.inf
        if not math.isfinite(persons):
            return _unreachable(share, assumptions, base, concept, held)
        point = Interval.point(persons)
        steps.append(Step(name, f"step.{name}", persons, point, assumptions.share(name)))
    steps.append(Step("start", f"start.{concept}", persons, Interval.point(persons)))
    abroad = next(step.persons for step in steps if step.key == "still_abroad")
    return Needed(share, base, concept, persons, abroad, workers, tuple(steps))


def extremes(
    start: Start, ranges: AssumptionRanges, base: float, *, start_fixed: bool = True
) -> Extremes:
    """Return the results between all inputs at their low and all at their high.

    "Low" and "high" are meant for the result: a high share of returns belongs to the low end.
    Locked inputs don't vary. `start_fixed` keeps the number of people as it is; otherwise it runs
    over the interval of its source too, and an end that is open there is open here.

    Raises:
        OutOfRangeError: `base` is not above zero.
    """
    above_zero("base", base)
    held = locks(start.concept, host_sum=start.host_sum)
    number = Interval.point(start.people) if start_fixed else start.interval
    abroad: Interval | None = None
    for name in INPUTS:
        if name not in held:
            number = number.times(ranges.factor(name))
        if name == "returned" and start.concept != "workers":
            abroad = number
    return Extremes(abroad, number, number.over(base))


def needed_range(
    share: float,
    ranges: AssumptionRanges,
    base: float,
    concept: Concept = "left",
    *,
    host_sum: bool = False,
) -> Interval:
    """Return how many people `share` needs between all inputs at their high and all at their low.

    An end that can't be reached is open. Raises as `backward` does.
    """
    low, central, high = (
        backward(share, assumptions, base, concept, host_sum=host_sum)
        for assumptions in (ranges.raising(), ranges.defaults(), ranges.lowering())
    )
    return Interval(_people(low), _people(high), _people(central))


def _people(answer: Needed | Unreachable) -> float | None:
    return answer.people if isinstance(answer, Needed) else None


def _locked(name: Input, lock: Lock, persons: float, interval: Interval) -> Step:
    """Return the step of an input that takes no part."""
    label = f"step.{name}"
    if lock.skipped:
        return Step(name, label, None, None, skipped=True, reason=lock.reason)
    return Step(name, label, persons, interval, share=0.0, reason=lock.reason)


def _subtotal(
    key: Literal["still_abroad", "workers"], concept: Concept, persons: float, interval: Interval
) -> Step:
    """Return the line that names what the steps so far add up to."""
    if key == "still_abroad" and concept == "workers":
        return Step(key, f"sum.{key}", None, None, skipped=True, reason="already_workers")
    return Step(key, f"sum.{key}", persons, interval)


def _unreachable(
    share: float,
    assumptions: Assumptions,
    base: float,
    concept: Concept,
    held: dict[Input, Lock],
) -> Unreachable:
    """Return the reason, with the inputs that are in the way."""
    free = [name for name in INPUTS if name not in held]
    zero = tuple(name for name in free if assumptions.factor(name) == 0)
    if zero:
        return Unreachable(share, base, concept, share * base, zero, "nobody_left_over")
    least = min(free, key=assumptions.factor)
    return Unreachable(share, base, concept, share * base, (least,), "next_to_nobody_left_over")
