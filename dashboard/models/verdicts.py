"""Whether an estimate makes up a share of the workforce, what that takes, and which count."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.models.chain import (
    Needed,
    Unreachable,
    backward,
    extremes,
    forward,
)
from dashboard.models.inputs import AssumptionRanges, Assumptions, Start
from dashboard.models.interval import Interval, a_share, above_zero
from dashboard.tables.estimates import Estimate

Kind = Literal["reaches", "does_not_reach", "depends"]
# From the invasion on, and as long as Alfa Bank's claim and the article's "in 2022" reach.
FROM, TO = date(2022, 2, 24), date(2022, 12, 31)
WhyNot = Literal["no_period", "other_period", "made_before_its_end"]


@dataclass(frozen=True)
class Needs:
    """What a share of a base takes, in persons: `people_at_shares` is at the given shares.

    Nobody has come back, nobody is counted twice and nobody works from abroad for Russia here.
    """

    target: float
    base: float
    workers: float
    people_if_all_worked: float
    people_at_shares: Needed | Unreachable


@dataclass(frozen=True)
class Verdict:
    """How one start stands to `target`, a share of `base` (persons).

    - `reaches`: at the defaults.
    - `depends`: not at the defaults, but within the low to high of the inputs and of the estimate.
    - `does_not_reach`: nor there.

    `share` is the one at the defaults, `fixed` its range at the same number of people, `ranged`
    with the estimate's own ends too. `on_assumptions` says that the assumptions alone reach it.
    `open_above` marks a floor: its source doesn't exclude more people than it counted, and the
    verdict only holds for the numbers it gives. `by_rounding` marks a share below the target that
    reads like it once rounded.
    """

    start: Start
    kind: Kind
    target: float
    base: float
    share: float
    fixed: Interval
    ranged: Interval
    on_assumptions: bool
    open_above: bool
    by_rounding: bool
    needed: Needed | Unreachable


def verdict(
    start: Start,
    ranges: AssumptionRanges,
    base: float,
    target: float,
    *,
    decimals: int = 1,
) -> Verdict:
    """Return how `start` stands to `target` at `base`; `decimals` of a percent is how it reads.

    `needed` is how many people of the same kind the target takes at the defaults.

    Raises:
        OutOfRangeError: `target` lies outside 0 to 1, or `base` is not above zero.
    """
    a_share("target", target)
    defaults = ranges.defaults()
    share = forward(start, defaults, base).share
    fixed = extremes(start, ranges, base).share
    ranged = extremes(start, ranges, base, start_fixed=False).share
    on_assumptions = _reaches(fixed.high, target)
    kind: Kind = "does_not_reach"
    if _reaches(share, target):
        kind = "reaches"
    elif on_assumptions or _reaches(ranged.high, target):
        kind = "depends"
    return Verdict(
        start,
        kind,
        target,
        base,
        share,
        fixed,
        ranged,
        on_assumptions,
        ranged.high is None,
        kind != "reaches" and math.isclose(round(share * 100, decimals), target * 100),
        backward(target, defaults, base, start.concept, host_sum=start.host_sum),
    )


def verdict_before_returns(
    start: Start,
    ranges: AssumptionRanges,
    base: float,
    target: float,
    *,
    decimals: int = 1,
) -> Verdict | None:
    """Return the verdict with nobody taken off who came back, as a claim about leavers has it.

    None for people still abroad: how many left can't be told from how many have not come back.
    Raises as `verdict` does.
    """
    if start.concept == "still_abroad":
        return None
    return verdict(start, ranges.without_returns(), base, target, decimals=decimals)


def needs(target: float, base: float, adult: float, activity: float) -> Needs:
    """Return what `target` (a share) of `base` (persons) takes.

    Raises:
        OutOfRangeError: a share lies outside 0 to 1, or `base` is not above zero.
    """
    a_share("target", target)
    above_zero("base", base)
    workers = target * base
    shares = Assumptions(transit=0.0, returned=0.0, adult=adult, activity=activity, remote=0.0)
    return Needs(target, base, workers, workers, backward(target, shares, base))


def _reaches(share: float | None, target: float) -> bool:
    """Whether `share` is at least `target`, up to the rounding of a division."""
    return share is not None and (share > target or math.isclose(share, target, rel_tol=1e-12))


def left_out(row: Estimate) -> WhyNot | None:
    """Return why a row of data/estimates.csv does not cover FROM to TO; None where it does.

    Dates are compared as far as both are known: `2022-12` reaches the end of December. What was
    published before TO could not count up to it: a figure for the year was then an expectation.
    """
    start, end = row.covers_from, row.covers_to
    if not start or not end:
        return "no_period"
    if start.first > FROM or end.last < TO:
        return "other_period"
    return "made_before_its_end" if row.published and row.published.last < TO else None
