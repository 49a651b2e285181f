"""What the page Workforce shows, as its link says it: parsing, refusals, back, and handing over."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from dashboard.link.grammar import Query, Reader, Refusal, spelled
from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.link.scenario_view import default_view as scenario_default
from dashboard.link.starts import (
    MOST_PEOPLE,
    Chosen,
    Starts,
    chosen_codes,
    read_chosen,
    spelled_share,
)
from dashboard.tables.estimates import DEFAULT_BASE

Solve = Literal["share", "people"]
Picture = Literal["estimates", "line", "steps", "drivers", "grid", "published", "money"]
Codes = dict[str, list[str]]

SOLVES: tuple[Solve, ...] = get_args(Solve)
PICTURES: tuple[Picture, ...] = get_args(Picture)
# The highest number that names itself a count of people who left, and the one that the article
# prints beside the share: where it falls short, all lower ones do.
OPENING = "uk_mod_2023"
# Starts one click away: two sums over host countries, and the opening.
PRESETS = ("ranepa_2025", "re_russia_2023", OPENING)


@dataclass(frozen=True)
class WorkforceView:
    """The state of the page: a start with its shares, a base, a direction, a share to reach.

    `target` (0 to 1) is what is solved for people, and what the verdicts are measured against;
    `picture` is what stands in the place of the figure.
    """

    chosen: Chosen
    base: str
    solve: Solve
    target: float
    picture: Picture
    present: bool


def default_view(starts: Starts) -> WorkforceView:
    """Return the view that a link without parameters shows."""
    return WorkforceView(
        starts.opening(OPENING), DEFAULT_BASE, "share", starts.target, PICTURES[0], False
    )


def parse_workforce(query: Query, starts: Starts) -> tuple[WorkforceView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    usual = default_view(starts)
    view = WorkforceView(
        chosen=read_chosen(read, starts, "", OPENING) or usual.chosen,
        base=read.choice("base", starts.bases, usual.base),
        solve=read.choice("solve", SOLVES, usual.solve),
        target=read.share("target", usual.target),
        picture=read.choice("view", PICTURES, usual.picture),
        present=read.present(),
    )
    return view, read.refusals()


def workforce_query(view: WorkforceView, starts: Starts, *, full: bool = False) -> Codes:
    """Return the query of `view`: without defaults, or with every parameter and the release.

    A locked share has no parameter, as nothing can be set there.
    """
    codes = chosen_codes(view.chosen, starts, "", None if full else OPENING, full=full)
    release = [starts.release] if full else None
    return codes | spelled(_codes(view), _codes(default_view(starts)), release)


def _codes(view: WorkforceView) -> Codes:
    codes: Codes = {
        "base": [view.base],
        "solve": [view.solve],
        "target": [spelled_share(view.target)],
        "view": [view.picture],
    }
    if view.present:
        codes["present"] = ["true"]
    return codes


def from_scenario(view: ScenarioView, letter: Letter, starts: Starts) -> WorkforceView:
    """Return the workforce view of a scenario that is on: its start, shares and base."""
    return replace(default_view(starts), chosen=view.on[letter], base=view.base)


def to_scenario(view: WorkforceView, starts: Starts) -> ScenarioView:
    """Return How many left with the start, the shares and the base of `view` as scenario A."""
    return replace(scenario_default(starts), a=view.chosen, base=view.base)


def at_people(view: WorkforceView, people: float) -> WorkforceView:
    """Return `view` solved for the share at a number of people, as whole persons a link can hold.

    Only for 0 to MOST_PEOPLE persons.
    """
    return replace(view, chosen=replace(view.chosen, people=round(people)), solve="share")


def can_take(people: float) -> bool:
    """Whether a link can hold a number of people."""
    return round(people) <= MOST_PEOPLE
