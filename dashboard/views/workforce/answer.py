"""What the page Workforce computes: both directions, and a verdict on each comparable estimate."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.charts.scenarios import chain_sources
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
from dashboard.models.inputs import Input, Start
from dashboard.models.interval import Interval
from dashboard.models.sensitivity import thresholds
from dashboard.models.verdicts import (
    Needs,
    Verdict,
    WhyNot,
    left_out,
    needs,
    verdict,
    verdict_before_returns,
)
from dashboard.tables.estimates import EMIGRANTS, TARGET, Estimate, EstimateTables, Measure
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.workforce import verdict_words, words
from dashboard.words import scenario_words

# The claim itself: its number is set beside the others, not counted among them.
ALFA = "alfa_2022"
# The measure that holds the one other judgement of a share of the labour force.
OTHER_CLAIM = "share_polevoy"


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


@dataclass(frozen=True)
class Answer:
    """Both directions for one view, unrounded: shares 0 to 1, persons.

    `share_range` and `needed_range` run between all assumptions at their low and all at their
    high. `alone` says which value of one input alone would reach the target from this start.
    `before_returns` is the verdict with nobody taken off who came back, None for people still
    abroad.
    """

    view: WorkforceView
    tables: EstimateTables
    starts: Starts
    result: Result
    share_range: Interval
    needed: Needed | Unreachable
    needed_range: Interval
    needs: Needs
    alone: dict[Input, float]
    verdict: Verdict
    before_returns: Verdict | None

    @property
    def base(self) -> Measure:
        """What the workers are a share of."""
        return self.tables.measures_by_id[self.view.base]

    @property
    def at(self) -> tuple[float, float] | None:
        """The people and the share that the answer stands at; None where there is none."""
        if self.view.solve == "share":
            return self.result.start.people, self.result.share
        return (self.needed.people, self.view.target) if isinstance(self.needed, Needed) else None

    @property
    def line(self) -> str:
        """The result of the direction that the view solves."""
        if self.view.solve == "share":
            return words.forward_line(self.result, self.share_range, self.base)
        return words.backward_line(self.needed, self.needed_range, self.base)

    @property
    def name(self) -> str:
        """Who the start is from, without its number."""
        return scenario_words.start_name(self.tables, self.view.chosen.source)

    @property
    def caution(self) -> str:
        """What the start counts, over which period, and what to mind."""
        return scenario_words.start_caution(self.tables, self.view.chosen.source)

    @cached_property
    def others(self) -> list[Compared]:
        """Every estimate of emigrants that has a number: those that are counted first.

        Each part by its share at the defaults, the largest first. Alfa Bank's own is not among
        them: it is the claim that the others are held against.
        """
        base, target = self.result.base, self.view.target
        found = []
        for row in self.tables.estimates:
            if row.concept not in EMIGRANTS or not row.bound or row.estimate_id == ALFA:
                continue
            start = Start.from_estimate(vars(row))
            found.append(
                Compared(
                    row,
                    verdict(start, self.starts.ranges, base, target),
                    verdict_before_returns(start, self.starts.ranges, base, target),
                    left_out(row),
                    forward(start, self.view.chosen.shares, base),
                )
            )
        return sorted(found, key=lambda each: (each.left_out is not None, -each.verdict.share))

    @property
    def counted(self) -> list[Compared]:
        """The estimates that cover the period of the claim."""
        return [each for each in self.others if each.left_out is None]

    @cached_property
    def claim(self) -> Verdict:
        """How Alfa Bank's number of workers, as retold, stands to its own share."""
        start = Start.from_estimate(vars(self.tables.estimates_by_id[ALFA]))
        return verdict(start, self.starts.ranges, self.result.base, self.tables.target)

    @property
    def other_claim(self) -> Measure | None:
        """The other judgement of a share of the labour force, where the table has it."""
        return self.tables.measures_by_id.get(OTHER_CLAIM)

    @cached_property
    def said(self) -> list[str]:
        """The verdict on all estimates, whom it leaves out, and what the claims rest on."""
        counted, other = self.counted, self.other_claim
        lines = [
            verdict_words.summary(
                [each.verdict for each in counted],
                [each.before_returns for each in counted],
                self.view.target,
            ),
            verdict_words.left_out_line([each.left_out for each in self.others if each.left_out]),
            verdict_words.alfa_line(self.claim),
            verdict_words.other_claim_line(other) if other else "",
        ]
        return [line for line in lines if line]

    @property
    def source_ids(self) -> Ids:
        """The sources of all of it, the start's and the claim's first."""
        tables, other = self.tables, self.other_claim
        start = chain_sources(tables, [self.view.chosen.source], self.base)
        claims = [tables.assumption(TARGET).source_id, tables.estimates_by_id[ALFA].source_id]
        claims += [other.source_id] if other else []
        return each_id([start, *claims, *(each.row.source_id for each in self.others)])


def answer(view: WorkforceView, tables: EstimateTables, starts: Starts) -> Answer:
    """Return what follows from a view, forwards and backwards."""
    start, shares, base = starts.start(view.chosen), view.chosen.shares, starts.bases[view.base]
    concept, host_sum = start.concept, start.host_sum
    return Answer(
        view,
        tables,
        starts,
        forward(start, shares, base),
        extremes(start, starts.ranges, base).share,
        backward(view.target, shares, base, concept, host_sum=host_sum),
        needed_range(view.target, starts.ranges, base, concept, host_sum=host_sum),
        needs(view.target, base, shares.adult, shares.activity),
        thresholds(start, shares, base, view.target),
        verdict(_as_set(start), starts.ranges, base, view.target),
        verdict_before_returns(_as_set(start), starts.ranges, base, view.target),
    )


def _as_set(start: Start) -> Start:
    """Return the start without the ends of its source where the reader has moved the number."""
    if start.end != "chosen":
        return start
    point = Interval.point(start.people)
    return Start(start.source, start.concept, point, start.people, "chosen", start.host_sum)
