"""What the chain from leavers to workers starts from: a number, and five shares.

Numbers are persons, shares 0 to 1 of what the step before left over, none of them rounded.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from dashboard.models.interval import Interval, a_share, above_zero, at_least_zero

Concept = Literal["left", "still_abroad", "workers"]
Input = Literal["transit", "returned", "adult", "activity", "remote"]
End = Literal["central", "low end", "high end", "chosen"]
Why = Literal["only_host_sums", "returns_already_off", "already_workers"]

INPUTS: tuple[Input, ...] = get_args(Input)
COMPARABLE: tuple[Concept, ...] = get_args(Concept)
TAKEN_OFF: frozenset[Input] = frozenset({"transit", "returned", "remote"})
PARAMETER_IDS: dict[Input, str] = {
    "transit": "transit_share",
    "returned": "returned_share",
    "adult": "adult_share",
    "activity": "activity_rate",
    "remote": "remote_share",
}
NOT_EMIGRANTS = {
    "crossings": "crossings_are_not_people",
    "permits": "permits_are_not_people",
    "registered_departures": "lapsed_registrations_of_all_nationalities",
    "net_migration": "balance_of_all_nationalities",
}


class NotComparableError(ValueError):
    """`source` can't enter the chain; `reason` is the key of why.

    A value of NOT_EMIGRANTS, `unknown_concept`, `number_not_found`, or `no_count_of_still_abroad`.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


@dataclass(frozen=True)
class Start:
    """A number the chain starts from: `people`, what it counts, and what its source allows.

    `end` says which end of `interval` was used, or that the reader chose the number. `host_sum`
    marks sums over host countries, in which a person may be counted twice.

    Raises:
        NotComparableError: `concept` counts no emigrants.
        OutOfRangeError: `people` is negative or not finite.
    """

    source: str
    concept: Concept
    interval: Interval
    people: float
    end: End
    host_sum: bool = False

    def __post_init__(self) -> None:
        comparable(self.source, self.concept)
        at_least_zero("people", self.people)

    @classmethod
    def custom(cls, people: float, concept: Concept = "left") -> "Start":
        """Return the reader's own number as a single claim."""
        at_least_zero("people", people)
        return cls("custom", concept, Interval.point(people), people, "central")

    @classmethod
    def of(
        cls, source: str, concept: Concept, interval: Interval, *, host_sum: bool = False
    ) -> "Start":
        """Return a start at the central value of `interval`, else its low end, else its high end.

        Raises:
            NotComparableError: no number was found, or `concept` counts no emigrants.
        """
        ends: tuple[tuple[float | None, End], ...] = (
            (interval.central, "central"),
            (interval.low, "low end"),
            (interval.high, "high end"),
        )
        for value, end in ends:
            if value is not None:
                return cls(source, concept, interval, value, end, host_sum)
        raise NotComparableError(source, "number_not_found")

    @classmethod
    def from_estimate(cls, row: Mapping[str, object]) -> "Start":
        """Return the start of a row of data/estimates.csv, as text or as numbers.

        Raises:
            NotComparableError: the row counts no emigrants, or has no number.
        """
        source = str(row["estimate_id"])
        concept = comparable(source, str(row["concept"]))
        low, central, high = (_number(row[name]) for name in ("low", "central", "high"))
        if row["bound"] == "point" and central is not None:
            low = high = central
        host_sum = _number(row["host_sum"]) == 1
        return cls.of(source, concept, Interval(low, high, central), host_sum=host_sum)

    @classmethod
    def from_article(cls, row: Mapping[str, object]) -> "Start":
        """Return the start of a row of data/article_figures.csv: the article's own reading.

        Raises:
            NotComparableError: the figure counts no emigrants (`start_concept` is blank).
        """
        source = str(row["figure_id"])
        concept = comparable(source, str(row["start_concept"]))
        low, high = _number(row["value_low"]), _number(row["value_high"])
        return cls.of(source, concept, Interval(low, high, low if low == high else None))

    def moved_to(self, people: float) -> "Start":
        """Return this start at a number the reader chose; what the source says stays."""
        return Start(self.source, self.concept, self.interval, people, "chosen", self.host_sum)


@dataclass(frozen=True)
class Assumptions:
    """The shares in use, each 0 to 1 of what the step before it left over.

    Raises:
        OutOfRangeError: a share lies outside 0 to 1.
    """

    transit: float
    returned: float
    adult: float
    activity: float
    remote: float

    def __post_init__(self) -> None:
        for name in INPUTS:
            a_share(name, self.share(name))

    def share(self, name: Input) -> float:
        """Return the share of one input."""
        return float(getattr(self, name))

    def factor(self, name: Input) -> float:
        """Return what one input multiplies by: the share that stays in."""
        return 1 - self.share(name) if name in TAKEN_OFF else self.share(name)


@dataclass(frozen=True)
class AssumptionRanges:
    """Low, default (`central`) and high of each share.

    Raises:
        OutOfRangeError: a share lies outside 0 to 1.
        ValueError: an end or a default is missing.
    """

    transit: Interval
    returned: Interval
    adult: Interval
    activity: Interval
    remote: Interval

    def __post_init__(self) -> None:
        for name in INPUTS:
            for value in self.ends(name):
                a_share(name, value)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> "AssumptionRanges":
        """Return the ranges of data/assumptions.csv, as text or as numbers.

        Raises:
            KeyError: an input has no row.
        """
        by_id = {str(row["parameter_id"]): row for row in rows}
        return cls(
            **{
                name: Interval(*(_number(by_id[key][end]) for end in ("low", "high", "default")))
                for name, key in PARAMETER_IDS.items()
            }
        )

    def ends(self, name: Input) -> tuple[float, float, float]:
        """Return low, default and high of one input."""
        band: Interval = getattr(self, name)
        if band.low is None or band.central is None or band.high is None:
            raise ValueError(f"{name} needs a low, a default and a high")
        return band.low, band.central, band.high

    def factor(self, name: Input) -> Interval:
        """Return what one input multiplies by: the high end of a share taken off is the low end."""
        band: Interval = getattr(self, name)
        return band.falling(lambda share: 1 - share) if name in TAKEN_OFF else band

    def without_returns(self) -> "AssumptionRanges":
        """Return the same ranges with nobody who came back."""
        return replace(self, returned=Interval.point(0.0))

    def defaults(self) -> Assumptions:
        """Return every input at its default."""
        return Assumptions(**{name: self.ends(name)[1] for name in INPUTS})

    def lowering(self) -> Assumptions:
        """Return every input at the end that makes the result smallest."""
        return Assumptions(
            **{name: self.ends(name)[2 if name in TAKEN_OFF else 0] for name in INPUTS}
        )

    def raising(self) -> Assumptions:
        """Return every input at the end that makes the result largest."""
        return Assumptions(
            **{name: self.ends(name)[0 if name in TAKEN_OFF else 2] for name in INPUTS}
        )


@dataclass(frozen=True)
class Lock:
    """Why an input can't be set. `skipped`: the start enters later, so the step has no number."""

    reason: Why
    skipped: bool


def comparable(source: str, concept: str) -> Concept:
    """Return `concept` if it can enter the chain.

    Raises:
        NotComparableError: it counts something else than emigrants.
    """
    if concept not in COMPARABLE:
        raise NotComparableError(source, NOT_EMIGRANTS.get(concept, "unknown_concept"))
    return concept


def locks(concept: Concept, *, host_sum: bool = False) -> dict[Input, Lock]:
    """Return the inputs that `concept` locks.

    `remote` is open to every concept: a count of workers who left doesn't say how many of them
    kept working for a Russian employer.
    """
    if concept == "workers":
        passed: tuple[Input, ...] = ("transit", "returned", "adult", "activity")
        return {name: Lock("already_workers", skipped=True) for name in passed}
    abroad = concept == "still_abroad"
    held: dict[Input, Lock] = {}
    if not host_sum:
        held["transit"] = Lock("only_host_sums", skipped=abroad)
    if abroad:
        held["returned"] = Lock("returns_already_off", skipped=True)
    return held


def per_thousand(persons: float, population: float) -> float:
    """Return persons per 1,000 residents.

    Raises:
        OutOfRangeError: `population` is not above zero.
    """
    above_zero("population", population)
    return persons / population * 1000


def _number(cell: object) -> float | None:
    """Return the number in a cell, whether it was read as text (blank) or as a float (NaN)."""
    if cell is None or cell == "":
        return None
    value = float(cast("str | float", cell))
    return None if math.isnan(value) else value
