"""The figures of a chain in words: its steps, what it hangs on, what sets two apart, hosts."""

from collections.abc import Mapping

from dashboard.link.scenario_view import Letter
from dashboard.models.chain import Result, Step
from dashboard.models.inputs import TAKEN_OFF, Input
from dashboard.models.interval import Interval
from dashboard.models.sensitivity import Bar, Bridge, Part, Quantity
from dashboard.words.chain_words import (
    CONCEPT_LABELS,
    INPUT_LABELS,
    LOCK_WORDS,
    MULTIPLIED,
    STEP_WORDS,
    WHO,
    input_of,
    input_text,
    interval_text,
    people,
    share_text,
)
from dashboard.words.numbers import MINUS, counted
from dashboard.words.scenario_words import lower_first

QUANTITIES: dict[Quantity, str] = {
    "still_abroad": "People still abroad",
    "workers": "Workers who left",
}
FLOW_NOTE = (
    "Pale: what a step takes off. Thin line: the ends that the source of the start gives, at the "
    "same assumptions."
)
ALONE = "There is one scenario: nothing sets it apart from another"
ADD_ONE = "Add a scenario to see which input makes the difference."
HOSTS_NOTE = "Three counts that overlap in people and in what they count: never added up."
NOT_PEOPLE = "Permits and applications are not people"
TORNADO_NOTE = (
    "Each input runs from its low to its high while the others stay where they are set. A range "
    "of assumptions, with no probability attached."
)
BRIDGE_NOTE = (
    "Each part is the mean over every order in which the inputs could change, so no order is "
    "preferred and the parts sum to the difference."
)


def with_ends(value: float, ends: Interval) -> str:
    """Return persons with the ends of their source: `697,000 (697,000–782,000)`, `at most 5`."""
    told = interval_text(ends)
    if told == people(value) or (
        ends.bound in ("up_to", "at_least") and told.endswith(people(value))
    ):
        return told
    return f"{people(value)} ({told})"


def factor_text(name: Input, share: float) -> str:
    """Return what a step does to the number before it: `−15%`, `× 90%`."""
    shown = input_text(name, share)
    return f"{MINUS}{shown}" if name in TAKEN_OFF else f"{MULTIPLIED} {shown}"


def flow_name(result: Result, step: Step, *, alone: bool) -> str:
    """Return a step as its bar is named: the start, or what is assumed and what it leaves.

    The share stands in the name where there is one scenario `alone`, else beside each bar.
    """
    name = input_of(step)
    if name is None:
        return CONCEPT_LABELS[result.start.concept]
    words = STEP_WORDS[name]
    left = {"returned": ": people still abroad", "remote": ": workers who left"}.get(name, "")
    return (
        f"{input_text(name, step.share or 0.0)} {words}{left}"
        if alone
        else f"{words[0].upper()}{words[1:]}{left}"
    )


def flow_title(results: Mapping[Letter, Result]) -> str:
    """Return where the steps lead, in at most twelve words."""
    if len(results) > 1:
        each = [f"{letter.upper()} {people(one.workers)}" for letter, one in results.items()]
        return f"Workers who left: {', '.join(each)}"
    (result,) = results.values()
    first = f"{people(result.start.people)} {WHO[result.start.concept]}"
    workers = counted(round(result.workers), "worker")
    return f"{first} come to {workers}, {share_text(result.share)} of the base"


def hosts_title(name: str, counted_there: float, abroad: Mapping[Letter, float]) -> str:
    """Return how many people one source counts, and the first scenario beside it."""
    first = next(iter(abroad.items()), None)
    beside = f"; {first[0].upper()} has {people(first[1])} abroad" if first else ""
    return f"{name}: {people(counted_there)} people{beside}"


def tornado_title(name: str, bars: tuple[Bar, ...], quantity: Quantity) -> str:
    """Return which input moves the result of what is called `name` most."""
    top = max(bars, key=lambda bar: effect(bar, quantity))
    if effect(top, quantity) == 0:
        return f"{name}: no input moves the answer"
    return f"{name} hangs most on: {lower_first(INPUT_LABELS[top.name])}"


def effect(bar: Bar, quantity: Quantity) -> float:
    """Return the width of a bar in persons of `quantity`."""
    return bar.effect_workers if quantity == "workers" else bar.effect_still_abroad


def now_text(now: float, quantity: Quantity) -> str:
    """Return what the line of a tornado marks."""
    noun = "workers" if quantity == "workers" else "people still abroad"
    return f"The line marks the answer as set: {people(now)} {noun}."


def bar_text(bar: Bar) -> str:
    """Return an input with its range: `Came back: 0–50%, now 15%`."""
    if bar.reason is not None:
        return f"{INPUT_LABELS[bar.name]}: {LOCK_WORDS[bar.reason]}"
    ends = ["open" if end is None else input_text(bar.name, end) for end in (bar.low, bar.high)]
    return (
        f"{INPUT_LABELS[bar.name]}: {ends[0]} to {ends[1]}, now {input_text(bar.name, bar.current)}"
    )


def bridge_title(bridge: Bridge, first: Letter, second: Letter) -> str:
    """Return how far two scenarios lie apart: `B has 120,000 fewer workers than A`."""
    noun = "workers" if bridge.quantity == "workers" else "people still abroad"
    if round(bridge.total) == 0:
        return f"{first.upper()} and {second.upper()} give the same number of {noun}"
    more = "more" if bridge.total > 0 else "fewer"
    return f"{second.upper()} has {people(abs(bridge.total))} {more} {noun} than {first.upper()}"


def part_text(part: Part) -> str:
    """Return what an input adds, signed, and why it adds nothing where it takes no part."""
    label = INPUT_LABELS[part.name]
    if part.reason == "part_of_start":
        return f"{label}: belongs to the number of one start, and is in People"
    if part.reason is not None:
        return f"{label}: {LOCK_WORDS[part.reason]}"
    return f"{label}: {signed_people(part.persons)}"


def signed_people(persons: float) -> str:
    """Return whole persons with a sign; no sign at zero."""
    whole = round(persons)
    if whole == 0:
        return "0"
    return f"+{people(whole)}" if whole > 0 else f"{MINUS}{people(-whole)}"


def host_line(counted: float, unit: str, what: str, results: Mapping[Letter, Result]) -> str:
    """Return what a source counts beside each scenario: persons as a part, all else apart."""
    abroad = {letter: result.still_abroad for letter, result in results.items()}
    if unit != "persons":
        each = [
            f"{letter.upper()} does not say how many are abroad"
            if people_abroad is None
            else f"{people(people_abroad)} people still abroad in {letter.upper()}"
            for letter, people_abroad in abroad.items()
        ]
        return f"{what}: {people(counted)} {unit}, which are not people; {'; '.join(each)}."
    parts = []
    covered = False
    for letter, people_abroad in abroad.items():
        if people_abroad is None:
            parts.append(f"{letter.upper()} does not say how many are abroad")
        elif counted > people_abroad:
            parts.append(f"more than all {people(people_abroad)} in {letter.upper()}")
        else:
            covered = True
            parts.append(f"{people(counted)} of {people(people_abroad)} in {letter.upper()}")
    rest = " The rest it does not cover." if covered else ""
    return f"{what} counts {'; '.join(parts)}.{rest}"
