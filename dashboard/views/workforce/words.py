"""The page Workforce in words: the result line, both workings, bases, what a share needs."""

from collections.abc import Mapping

from dashboard.link.workforce_view import Picture, Solve
from dashboard.models.chain import Needed, Result, Unreachable
from dashboard.models.inputs import TAKEN_OFF, Concept, Input, Start
from dashboard.models.interval import Interval
from dashboard.models.verdicts import Needs
from dashboard.tables.estimates import Measure
from dashboard.words.chain_words import (
    INPUT_LABELS,
    MULTIPLIED,
    STEP_WORDS,
    WHO,
    equation,
    exact_share,
    input_of,
    interval_text,
    people,
    share_text,
    step_lines,
)
from dashboard.words.numbers import counted, day, rounded, upper_first

FIRST_LINE = (
    "Alfa Bank's own note was not found, only retellings. The page works out what its share of "
    "the workforce would take; it does not say what the bank counted."
)
PICTURE_LABELS: dict[Picture, str] = {
    "estimates": "Estimates",
    "line": "By people",
    "steps": "Step by step",
    "drivers": "What it hangs on",
    "grid": "Grid",
    "published": "Published shares",
    "money": "Output and money",
}
THEN = "→"
SOLVE_LABELS: dict[Solve, str] = {"share": "People → share", "people": "Share → people"}
BAND_NOTE = (
    "Band: all assumptions from their low to their high; a range of assumptions, "
    "not a confidence band."
)
ALL_ENDS = "with all assumptions at their low or high"
LEAVERS: dict[Concept, str] = {**WHO, "left": "leavers"}
BASE_NOUNS = {
    "labour_force": "labour force",
    "employed": "employed",
    "working_age": "working-age population",
}
BASE_FIT = {
    "labour_force": (
        "Fits the article's wording “entire workforce”: everyone who works or looks for work."
    ),
    "employed": (
        "Fits “entire workforce” less well: it leaves out people who look for work, so the same "
        "workers are a larger share."
    ),
    "working_age": (
        "Does not fit “entire workforce”: it also counts people who neither work nor look for "
        "work, and leaves out those who work past pension age."
    ),
}
# Says what the menu shows anyway.
DEFAULT_NOTE = "default base of the calculator"
NOT_ROUND, MILLION = 100_000, 1_000_000
# Persons; more than any people on Earth could mean here, and too long for a line.
BEYOND = 1_000_000_000
DIVIDED = "÷"


def millions(persons: float) -> str:
    """Return persons to two significant figures: 1300000 as `1.3 m`; small numbers in full.

    >>> millions(795600), millions(1300000), millions(12345), millions(2e30)
    ('0.80 m', '1.3 m', '12,345', 'more than 1,000 m')
    """
    if persons > BEYOND:
        return f"more than {people(BEYOND / 1e6)} m"
    return people(persons) if persons < NOT_ROUND else f"{rounded(persons / 1e6)} m"


def bounded(start: Start) -> str:
    """Return a start in whole persons with its bound: `up to 1,300,000`."""
    return start_words(start, exact=True).removesuffix(f" {LEAVERS[start.concept]}")


def preset_label(start: Start, *, own: bool) -> str:
    """Return a start as a choice: `650,000`, `up to 1.3 m`, or that it is one's own."""
    if own:
        return "own number"
    number = people(start.people) if start.people < MILLION else f"{start.people / MILLION:g} m"
    return f"up to {number}" if start.interval.bound == "up_to" else number


def start_words(start: Start, *, exact: bool = False) -> str:
    """Return the start of the result line: `Up to 1.3 m leavers`."""
    shown = people(start.people) if exact else millions(start.people)
    number = f"{shown} {LEAVERS[start.concept]}"
    if start.end == "chosen" or start.source == "custom":
        return number
    if start.interval.bound == "up_to":
        return f"Up to {number}"
    if start.interval.bound == "at_least" and start.people == start.interval.low:
        return f"At least {number}"
    return f"{number} (low end)" if start.end == "low end" else number


def start_subject(start: Start, name: str) -> str:
    """Return whom a verdict is about; a number that the reader has set is not its source's."""
    if start.end == "chosen" or start.source == "custom":
        return f"{people(start.people)} {WHO[start.concept]}, a number set here"
    return name


def forward_line(result: Result, spread: Interval, base: Measure) -> str:
    """Return the result as one line; `spread` is the share between all lows and all highs."""
    low, high = (share_text(end or 0.0) for end in (spread.low, spread.high))
    return (
        f"{start_words(result.start)} → {millions(result.workers)} workers → "
        f"{share_text(result.share)} of the {BASE_NOUNS[base.base]} "
        f"({low.removesuffix('%')}–{high} {ALL_ENDS})"
    )


def backward_line(needed: Needed | Unreachable, spread: Interval, base: Measure) -> str:
    """Return how many people a share takes, or that no number of people makes it up."""
    asked = f"{exact_share(needed.share)} of the {BASE_NOUNS[base.base]}"
    if isinstance(needed, Unreachable):
        return f"{asked} cannot be reached at these inputs"
    return (
        f"{asked} → {millions(needed.workers)} workers → {millions(needed.people)} "
        f"{LEAVERS[needed.concept]} ({interval_text(spread, millions)} {ALL_ENDS})"
    )


def unreachable_text(found: Unreachable) -> str:
    """Return why no number of people makes up the share, and what to change."""
    names = " and ".join(f"“{INPUT_LABELS[name]}”" for name in found.inputs)
    share = exact_share(found.share)
    left = (
        "leaves nobody over" if found.reason == "nobody_left_over" else "leaves next to nobody over"
    )
    if len(found.inputs) > 1:
        left = left.replace("leaves", "leave")
    return (
        f"{share} takes {counted(round(found.workers), 'worker')}, but {names} as set {left}, "
        "however many people left. Change it to get a number."
    )


def detail_lines(result: Result) -> list[str]:
    """Return the whole numbers under the result line, and the share if every leaver had worked."""
    return [
        f"In whole persons: {people(result.start.people)} → {people(result.workers)} workers of "
        f"{people(result.base)}.",
        f"Share if every one of them had worked: {share_text(result.share_if_all_worked)}.",
    ]


def needed_lines(needed: Needed | Unreachable, people_if_all_worked: float) -> list[str]:
    """Return the whole numbers under the result line of the way back."""
    if isinstance(needed, Unreachable):
        return [unreachable_text(needed)]
    return [
        f"In whole persons: {people(needed.workers)} workers, {people(needed.people)} "
        f"{WHO[needed.concept]}.",
        f"If every one of them had worked: {people(people_if_all_worked)}.",
    ]


def forward_text(result: Result) -> str:
    """Return the working from people to a share, to be copied."""
    return "\n".join([*step_lines(result), "", equation(result)])


def backward_text(needed: Needed | Unreachable) -> str:
    """Return the working from a share to people, to be copied."""
    share = exact_share(needed.share)
    first = f"{share} {MULTIPLIED} {people(needed.base)} = {people(needed.workers)} workers"
    if isinstance(needed, Unreachable):
        return f"{first}\n{unreachable_text(needed)}"
    lines, factors = [first], []
    before = needed.workers
    for step in needed.steps:
        name = input_of(step)
        if name is None or step.reason is not None or step.persons is None:
            if step.key == "still_abroad" and step.persons is not None:
                lines.append(f"= {people(step.persons)} people still abroad")
            continue
        factor = _factor(name, step.share or 0.0)
        factors.append(factor.strip("()") if "−" not in factor else factor)
        lines.append(
            f"{people(before)} {DIVIDED} {factor} {STEP_WORDS[name]} → {people(step.persons)}"
        )
        before = step.persons
    if needed.concept != "still_abroad":
        lines.append(f"= {people(needed.people)} {WHO[needed.concept]}")
    product = f" {MULTIPLIED} ".join(factors)
    whole = (
        f"{needed.share:g} {MULTIPLIED} {people(needed.base)} {DIVIDED} ({product}) = "
        f"{people(needed.people)}"
    )
    return "\n".join([*lines, "", whole])


def _factor(name: Input, share: float) -> str:
    return f"(1 − {round(share, 6):g})" if name in TAKEN_OFF else f"{round(share, 6):g}"


def needs_text(needs: Needs, adult: float, activity: float) -> str:
    """Return what a share takes where nobody came back: workers, and leavers at two shares."""
    first = (
        f"{exact_share(needs.target)} needs {people(needs.workers)} workers: as many "
        "leavers if all of them had worked"
    )
    if isinstance(needs.people_at_shares, Unreachable):
        return f"{first}."
    return (
        f"{first}, or {people(needs.people_at_shares.people)} leavers at "
        f"{exact_share(adult)} adults and an activity rate of {exact_share(activity)}."
    )


def alone_text(
    found: Mapping[Input, float], result: Result, spread: Interval, target: float
) -> str:
    """Return what one input alone would have to be for this start to reach the share.

    `spread` is the share between all lows and all highs.
    """
    asked = exact_share(target)
    if result.share >= target:
        return ""
    if not found:
        together = (
            "several together do"
            if (spread.high or 0.0) >= target
            else "all of them at their high do not either"
        )
        return f"No single assumption brings {people(result.start.people)} to {asked}; {together}."
    each = [
        f"“{INPUT_LABELS[name]}” at {'most' if name in TAKEN_OFF else 'least'} {share * 100:.1f}%"
        for name, share in found.items()
    ]
    return f"With the others as set, {asked} takes {' or '.join(each)}."


def base_text(row: Measure) -> str:
    """Return the date of a base, whether it fits the article's wording, and its note."""
    note = row.note
    note = "" if note in ("", DEFAULT_NOTE) else f" {upper_first(note)}."
    return f"{day(row.as_of)}. {BASE_FIT[row.base]}{note}"
