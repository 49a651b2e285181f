"""The tables of the calculators: rival estimates, assumptions, returns, workforce, the article."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.checks import source_problems
from dashboard.tables.dates import PartialDate
from dashboard.tables.map_rows import (
    BOUND_RULES,
    HIGH,
    LOW,
    Source,
    Sources,
    dates_in_order,
    in_order,
    sources_by_id,
)
from dashboard.tables.problems import Problem, gathered
from dashboard.tables.reading import Folder

DEFAULT_BASE = "lf_rosstat_2022_11"
RESIDENTS = "pop_2023_01"
TARGET = "alfa_share"
BASES = ("labour_force", "employed", "working_age")
ARTICLE_STARTS = ("a09_uk_mod", "a10_forbes")
# Rows that the pages name; without one of them a page has nothing to start from.
NEEDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "assumptions": (
        "parameter_id",
        ("activity_rate", "adult_share", TARGET, "remote_share", "returned_share", "transit_share"),
    ),
    "workforce": ("measure_id", (DEFAULT_BASE, RESIDENTS)),
    "article_figures": ("figure_id", ARTICLE_STARTS),
}
EMIGRANTS = ("left", "still_abroad", "workers")
CONCEPTS = (*EMIGRANTS, "crossings", "registered_departures", "net_migration", "permits")
NOT_KNOWN = "not known"
METHODS = ("stated", "judgement", "not stated")
CENTRAL = "Single or central value; never filled with a mean"
FILLED = "Which of the numbers are filled: a point, a range, a floor or a ceiling"


class Estimate(
    col.Row,
    table="estimates",
    title="Estimates",
    key=("estimate_id",),
    rules=[
        *BOUND_RULES,
        dates_in_order("covers_from", "covers_to"),
        pa.Check(
            lambda t: (
                t["scenario_source"].eq("0") | (t["concept"].isin(EMIGRANTS) & t["bound"].ne(""))
            ),
            error="a scenario_source needs a number of people who left, are abroad or work",
        ),
    ],
):
    """A published estimate of how many left."""

    estimate_id: str = col.code("Code in links")
    publisher: str = col.publisher()
    label: str = col.label()
    published: PartialDate | None = col.published()
    covers_from: PartialDate | None = col.partial_date(
        "First day, month or year it covers", blank=True
    )
    covers_to: PartialDate | None = col.partial_date(
        "Last day, month or year it covers", blank=True
    )
    low: float = col.number(LOW, unit="persons", blank=True, figure=True)
    central: float = col.number(CENTRAL, unit="persons", blank=True, figure=True)
    high: float = col.number(HIGH, unit="persons", blank=True, figure=True)
    bound: str = col.choice(FILLED, ("point", "range", "at_least", "up_to", ""), figure=True)
    concept: str = col.choice(
        "What it counts: people who left, crossings, permits and so on", CONCEPTS, figure=True
    )
    scenario_source: bool = col.flag("1 where a scenario may start from it")
    host_sum: bool = col.flag(
        "1 where it is a sum over host countries, in which one person may count twice"
    )
    derived: bool = col.derived()
    in_article: bool = col.flag("1 where the article names it")
    caution: str = col.caution()
    source_id: tuple[str, ...] = col.sources()
    method: str = col.choice("How the number was made, as far as the source says", METHODS)
    returns: str = col.choice(
        "Whether people who came back are still in the number; blank where it starts no "
        "scenario or nobody asked",
        ("", "taken off", "still in", NOT_KNOWN),
    )


class Assumption(
    col.Row,
    table="assumptions",
    title="Calculator inputs",
    key=("parameter_id",),
    rules=[
        pa.Check(
            lambda t: (t["low"] <= t["default"]) & (t["default"] <= t["high"]),
            error="default must lie within low and high",
        )
    ],
):
    """An input of the calculators, with its range."""

    parameter_id: str = col.code("Code of the input")
    label: str = col.label()
    low: float = col.share("Lowest setting", figure=True)
    default: float = col.share("Setting at the start", figure=True)
    high: float = col.share("Highest setting", figure=True)
    step: float = col.column(
        "Step of the slider",
        pa.Check.in_range(0, 1, include_min=False),
        kind=float,
        unit="share",
    )
    unit: str = col.choice("What is counted", ("share",))
    basis: str = col.choice(
        "Whether a source gives it, or it is an assumption", ("sourced", "assumption")
    )
    source_id: tuple[str, ...] = col.sources()
    help: str = col.filled("What stands behind it")


class ReturnClaim(
    col.Row,
    table="returns",
    title="Claims on returns",
    key=("return_id",),
    rules=BOUND_RULES,
):
    """A claim on the share that came back."""

    return_id: str = col.code("Code of the claim")
    publisher: str = col.publisher()
    published: PartialDate | None = col.published()
    low: float = col.share(LOW, blank=True, figure=True)
    central: float = col.share(CENTRAL, blank=True, figure=True)
    high: float = col.share(HIGH, blank=True, figure=True)
    denominator: str = col.filled("The people whose share it is")
    source_id: tuple[str, ...] = col.sources()
    bound: str = col.choice(FILLED, ("point", "range", "at_least", "up_to"))
    derived: bool = col.derived()


class Measure(col.Row, table="workforce", title="Workforce", key=("measure_id",)):
    """A base or comparator on work, people and wages in Russia."""

    measure_id: str = col.code("Code in links")
    label: str = col.label()
    value: float = col.number("The figure", figure=True)
    unit: str = col.filled("What is counted")
    as_of: PartialDate = col.partial_date("Day, month or year of the figure")
    base: str = col.code("What it is a base of, or a comparator for")
    source_id: tuple[str, ...] = col.sources()
    note: str = col.note()


class ArticleFigure(
    col.Row,
    table="article_figures",
    title="Figures of the article",
    key=("figure_id",),
    rules=[in_order("value_low", "value_high"), in_order("sources_low", "sources_high")],
):
    """What the article says, and what sources say."""

    figure_id: str = col.code("Code in links")
    topic: str = col.filled("What the figure is about")
    value_low: float = col.number(
        "Number in the article, or its lower end", blank=True, figure=True
    )
    value_high: float = col.number("Upper end in the article", blank=True, figure=True)
    unit: str = col.filled("What is counted")
    start_concept: str = col.choice("What a scenario that starts from it counts", ("", *EMIGRANTS))
    what_the_article_says: str = col.filled("The statement, in our own words")
    what_the_sources_say: str = col.filled("What was found")
    sources_low: float = col.number("Least that they give of what the article counts", blank=True)
    sources_high: float = col.number("Most that they give; blank where it is open", blank=True)
    verdict: str = col.choice(
        "Confirmed, imprecise or not traceable",
        ("confirmed", "imprecise", "not traceable"),
        figure=True,
    )
    used_on: str = col.filled("The page that works with it")
    source_id: tuple[str, ...] = col.sources()


@dataclass(frozen=True)
class EstimateTables:
    """The tables of the calculators."""

    estimates: tuple[Estimate, ...]
    assumptions: tuple[Assumption, ...]
    returns: tuple[ReturnClaim, ...]
    workforce: tuple[Measure, ...]
    article_figures: tuple[ArticleFigure, ...]
    sources: Sources

    @cached_property
    def estimates_by_id(self) -> Mapping[str, Estimate]:
        """The estimates by their codes."""
        return {row.estimate_id: row for row in self.estimates}

    @cached_property
    def figures_by_id(self) -> Mapping[str, ArticleFigure]:
        """The figures of the article by their codes."""
        return {row.figure_id: row for row in self.article_figures}

    @cached_property
    def measures_by_id(self) -> Mapping[str, Measure]:
        """The rows of the workforce by their codes."""
        return {row.measure_id: row for row in self.workforce}

    def returns_of(self, start: str) -> str:
        """Return whether a start still counts people who came back; blank where nobody asked.

        `start` is an estimate, a figure of the article or a number of one's own.
        """
        found = self.estimates_by_id.get(start)
        return found.returns if found else ""

    def assumption(self, parameter_id: str) -> Assumption:
        """Return one assumption: shares 0 to 1. Raises KeyError where there is none."""
        return {row.parameter_id: row for row in self.assumptions}[parameter_id]

    @property
    def bases(self) -> dict[str, Measure]:
        """What workers may be set against, in persons: the default first, else as in the table."""
        offered = [row for row in self.workforce if row.base in BASES and row.unit == "persons"]
        offered.sort(key=lambda row: (row.measure_id != DEFAULT_BASE, BASES.index(row.base)))
        return {row.measure_id: row for row in offered}

    @property
    def residents(self) -> Measure:
        """The population of Russia that rates are made with."""
        return self.measures_by_id[RESIDENTS]

    @property
    def target(self) -> float:
        """Alfa Bank's share of the workforce, 0 to 1."""
        return self.assumption(TARGET).default


def read_estimates(folder: Folder) -> EstimateTables:
    """Return the tables of the calculators, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(Estimate, Assumption, ReturnClaim, Measure, ArticleFigure, Source)
    with gathered() as problems:
        problems += source_problems(tables, *(name for name in tables if name != "sources"))
        problems += _missing_rows(tables)
    return EstimateTables(
        estimates=Estimate.of(tables["estimates"]),
        assumptions=Assumption.of(tables["assumptions"]),
        returns=ReturnClaim.of(tables["returns"]),
        workforce=Measure.of(tables["workforce"]),
        article_figures=ArticleFigure.of(tables["article_figures"]),
        sources=sources_by_id(tables["sources"]),
    )


def _missing_rows(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    problems = [
        Problem(f"{name}.csv", "this row is missing", None, column, key)
        for name, (column, keys) in NEEDED.items()
        for key in keys
        if key not in set(tables[name][column])
    ]
    if problems:
        return problems
    rule = "a scenario starts from this figure: it needs start_concept, value_low and value_high"
    return [
        Problem("article_figures.csv", rule, line, "start_concept", row.start_concept)
        for line, row in ArticleFigure.lines(tables["article_figures"])
        if row.figure_id in ARTICLE_STARTS
        and (not row.start_concept or isnan(row.value_low) or isnan(row.value_high))
    ]
