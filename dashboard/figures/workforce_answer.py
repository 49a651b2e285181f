"""What the page Workforce computes: both directions, and a verdict on each comparable estimate."""

from dataclasses import dataclass

from dashboard.links.starts import Starts
from dashboard.links.workforce_view import WorkforceView
from dashboard.models.chain import (
    Needed,
    Result,
    Unreachable,
    backward,
    extremes,
    forward,
    needed_range,
)
from dashboard.models.inputs import Input, Start
from dashboard.models.interval import Interval
from dashboard.models.thresholds import thresholds
from dashboard.models.verdicts import Needs, Verdict, needs, verdict
from dashboard.tables.estimate_schemas import EMIGRANTS
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.rows import Row, records

# The claim itself: its number is set beside the others, not counted among them.
ALFA = "alfa_2022"


@dataclass(frozen=True)
class Answer:
    """Both directions for one view, unrounded: shares 0 to 1, persons.

    `share_range` and `needed_range` run between all assumptions at their low and all at their
    high. `alone` says which value of one input alone would reach the target from this start.
    """

    result: Result
    share_range: Interval
    needed: Needed | Unreachable
    needed_range: Interval
    needs: Needs
    alone: dict[Input, float]
    verdict: Verdict


@dataclass(frozen=True)
class Compared:
    """One comparable estimate, its verdict, and the result at the shares that are set now."""

    row: Row
    verdict: Verdict
    now: Result


def answer(view: WorkforceView, starts: Starts) -> Answer:
    """Return what follows from a view, forwards and backwards."""
    start, shares, base = starts.start(view.chosen), view.chosen.shares, starts.bases[view.base]
    concept, host_sum = start.concept, start.host_sum
    return Answer(
        forward(start, shares, base),
        extremes(start, starts.ranges, base).share,
        backward(view.target, shares, base, concept, host_sum=host_sum),
        needed_range(view.target, starts.ranges, base, concept, host_sum=host_sum),
        needs(view.target, base, shares.adult, shares.activity),
        thresholds(start, shares, base, view.target),
        verdict(_as_set(start), starts.ranges, base, view.target),
    )


def compared(view: WorkforceView, tables: EstimateTables, starts: Starts) -> list[Compared]:
    """Return every estimate of emigrants that has a number, largest share at the defaults first.

    Alfa Bank's own is left out: it is the claim that the others are held against.
    """
    base = starts.bases[view.base]
    rows = tables.estimates
    kept = rows[
        rows["concept"].isin(EMIGRANTS) & rows["bound"].ne("") & rows["estimate_id"].ne(ALFA)
    ]
    found = []
    for row in records(kept):
        start = Start.from_estimate(row)
        found.append(
            Compared(
                row,
                verdict(start, starts.ranges, base, view.target),
                forward(start, view.chosen.shares, base),
            )
        )
    return sorted(found, key=lambda each: -each.verdict.share)


def alfa(view: WorkforceView, tables: EstimateTables, starts: Starts) -> Verdict:
    """Return how Alfa Bank's number of workers, as retold, stands to its own share."""
    start = Start.from_estimate(tables.estimate(ALFA))
    return verdict(start, starts.ranges, starts.bases[view.base], tables.target)


def _as_set(start: Start) -> Start:
    """Return the start without the ends of its source where the reader has moved the number."""
    if start.end != "chosen":
        return start
    point = Interval.point(start.people)
    return Start(start.source, start.concept, point, start.people, "chosen", start.host_sum)
