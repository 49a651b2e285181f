"""What the page Workforce computes: both directions, and a verdict on each comparable estimate."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.link.starts import Starts
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.chain import (
    Needed,
    Result,
    Unreachable,
    backward,
    extremes,
    forward,
    needed_range,
)
from dashboard.models.claim_period import WhyNot, left_out
from dashboard.models.inputs import Input, Start
from dashboard.models.interval import Interval
from dashboard.models.thresholds import thresholds
from dashboard.models.verdicts import Needs, Verdict, needs, verdict, verdict_before_returns
from dashboard.tables.estimates import EMIGRANTS, Estimate, EstimateTables, Measure
from dashboard.words import verdict_words

# The claim itself: its number is set beside the others, not counted among them.
ALFA = "alfa_2022"
# The measure that holds the one other judgement of a share of the labour force.
OTHER_CLAIM = "share_polevoy"


@dataclass(frozen=True)
class Answer:
    """Both directions for one view, unrounded: shares 0 to 1, persons.

    `share_range` and `needed_range` run between all assumptions at their low and all at their
    high. `alone` says which value of one input alone would reach the target from this start.
    `before_returns` is the verdict with nobody taken off who came back, None for people still
    abroad.
    """

    result: Result
    share_range: Interval
    needed: Needed | Unreachable
    needed_range: Interval
    needs: Needs
    alone: dict[Input, float]
    verdict: Verdict
    before_returns: Verdict | None


@dataclass(frozen=True)
class Compared:
    """One estimate of emigrants, its verdicts, and the result at the shares that are set now.

    `before_returns` is as in `Answer`. `left_out` says why it is not counted with the others.
    """

    row: Estimate
    verdict: Verdict
    before_returns: Verdict | None
    left_out: WhyNot | None
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
        verdict_before_returns(_as_set(start), starts.ranges, base, view.target),
    )


def answered_at(view: WorkforceView, found: Answer) -> tuple[float, float] | None:
    """Return the people and the share that the answer stands at; None where there is none."""
    if view.solve == "share":
        return found.result.start.people, found.result.share
    return (found.needed.people, view.target) if isinstance(found.needed, Needed) else None


def compared(view: WorkforceView, tables: EstimateTables, starts: Starts) -> list[Compared]:
    """Return every estimate of emigrants that has a number: those that are counted first.

    Each part by its share at the defaults, the largest first. Alfa Bank's own is not among them:
    it is the claim that the others are held against.
    """
    base = starts.bases[view.base]
    found = []
    for row in tables.estimates:
        if row.concept not in EMIGRANTS or not row.bound or row.estimate_id == ALFA:
            continue
        start = Start.from_estimate(vars(row))
        found.append(
            Compared(
                row,
                verdict(start, starts.ranges, base, view.target),
                verdict_before_returns(start, starts.ranges, base, view.target),
                left_out(row),
                forward(start, view.chosen.shares, base),
            )
        )
    return sorted(found, key=lambda each: (each.left_out is not None, -each.verdict.share))


def alfa(view: WorkforceView, tables: EstimateTables, starts: Starts) -> Verdict:
    """Return how Alfa Bank's number of workers, as retold, stands to its own share."""
    start = Start.from_estimate(vars(tables.estimate(ALFA)))
    return verdict(start, starts.ranges, starts.bases[view.base], tables.target)


def other_claim(tables: EstimateTables) -> Measure | None:
    """Return the other judgement of a share of the labour force, where the table has it."""
    return tables.measures_by_id.get(OTHER_CLAIM)


def verdict_lines(
    view: WorkforceView, tables: EstimateTables, others: Sequence[Compared], claim: Verdict
) -> list[str]:
    """Return the verdict on all estimates, whom it leaves out, and what the claims rest on."""
    counted = [each for each in others if each.left_out is None]
    other = other_claim(tables)
    lines = [
        verdict_words.summary(
            [each.verdict for each in counted],
            [each.before_returns for each in counted],
            view.target,
        ),
        verdict_words.left_out_line([each.left_out for each in others if each.left_out]),
        verdict_words.alfa_line(claim),
        verdict_words.other_claim_line(other) if other else "",
    ]
    return [line for line in lines if line]


def _as_set(start: Start) -> Start:
    """Return the start without the ends of its source where the reader has moved the number."""
    if start.end != "chosen":
        return start
    point = Interval.point(start.people)
    return Start(start.source, start.concept, point, start.people, "chosen", start.host_sum)
