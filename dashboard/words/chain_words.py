"""The chain from leavers to workers in words: inputs, locks, ends, and the working as lines."""

from collections.abc import Callable, Mapping

from dashboard.link.scenario_view import Letter
from dashboard.models.chain import Result, Step
from dashboard.models.inputs import INPUTS, TAKEN_OFF, Concept, End, Input, Start, Why
from dashboard.models.interval import Interval
from dashboard.models.sensitivity import Bar, Quantity, Varied
from dashboard.words.numbers import MINUS, counted, full, lower_first, percent, upper_first

INPUT_LABELS: dict[Varied, str] = {
    "people": "People",
    "transit": "Counted twice in transit",
    "returned": "Came back",
    "adult": "Adults",
    "activity": "Worked or sought work",
    "remote": "Still work remotely for Russian employers",
}
# In a row beside its slider, where the name in full does not fit.
ROW_LABELS: dict[Input, str] = {
    "transit": "Counted twice",
    "returned": "Came back",
    "adult": "Adults",
    "activity": "Worked",
    "remote": "Work remotely",
}
# What a step does, as a reader would write it on a whiteboard.
STEP_WORDS: dict[Input, str] = {
    "transit": "counted twice in transit",
    "returned": "came back",
    "adult": "are adults",
    "activity": "of them work or seek work",
    "remote": "still work remotely for Russian employers",
}
CONCEPT_LABELS = {
    "left": "People who left",
    "still_abroad": "People still abroad",
    "workers": "Workers who left",
    "crossings": "Border crossings",
    "registered_departures": "Registered departures",
    "net_migration": "Net migration",
    "permits": "Permits and notices",
}
WHO: dict[Concept, str] = {
    "left": "people who left",
    "still_abroad": "people still abroad",
    "workers": "workers who left",
}
START_WORDS: dict[Concept, str] = {**WHO, "left": "people left"}
LOCK_WORDS: dict[Why, str] = {
    "only_host_sums": (
        "Locked at 0: only a sum over host countries can count a person in two of them, and "
        "nothing that was read says that this start is one."
    ),
    "returns_already_off": (
        "Locked: this start counts people still abroad, so people who came back are already off it."
    ),
    "already_workers": "Locked: this start already counts workers.",
}
LOCKED: dict[Why, str] = {
    "only_host_sums": "Locked at 0: no sum over hosts",
    "returns_already_off": "Locked: already off this start",
    "already_workers": "Locked: this start counts workers",
}
RETURNS_NOT_KNOWN = (
    "Not known: whether the figures behind this start already leave out people who went back. "
    "Where they do, this step takes them off twice."
)
END_WORDS: dict[End, str] = {
    "central": "starts at the number its source gives",
    "low end": "starts at the low end, as its source gives no central value",
    "high end": "starts at the high end, as its source gives a ceiling only",
    "chosen": "starts at a number set here, not in the source",
}
MULTIPLIED = "\N{MULTIPLICATION SIGN}"


def people(value: float) -> str:
    """Return whole persons: 697000.4 as `697,000`."""
    return full(round(value))


def share_text(share: float) -> str:
    """Return a share of a base with two decimals: 0.0106 as `1.06%`."""
    return percent(share, 2)


def exact_share(share: float) -> str:
    """Return a share without needless zeros: 0.015 as `1.5%`."""
    return f"{round(share * 100, 4):g}%"


def input_text(name: Varied, value: float) -> str:
    """Return the value of an input as it stands beside its slider."""
    return people(value) if name == "people" else exact_share(value)


def interval_text(interval: Interval, show: Callable[[float], str] = people) -> str:
    """Return what is known of the ends: `at most 1,300,000`, `0.70–0.78%`, or a single number."""
    low, high = (None if end is None else show(end) for end in (interval.low, interval.high))
    if low is None and high is None:
        return "number not found"
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    if low == high:
        return low
    unit = next((unit for unit in ("%", " m") if high.endswith(unit)), "")
    return f"{low.removesuffix(unit)}–{high}"


def start_text(start: Start) -> str:
    """Return number, concept and end: `820,000 people left (starts at the low end, …)`."""
    end = "a number of your own" if start.source == "custom" else END_WORDS[start.end]
    return f"{people(start.people)} {START_WORDS[start.concept]} ({end})"


def input_of(step: Step) -> Input | None:
    """Return the input of a step; None for the start and the subtotals."""
    return next((name for name in INPUTS if name == step.key), None)


def step_label(step: Step, start: Start) -> str:
    """Return a step in words: `People who left`, `less: Leavers who came back`."""
    name = input_of(step)
    return step_name(name) if name else CONCEPT_LABELS.get(step.key, CONCEPT_LABELS[start.concept])


def step_name(name: Input) -> str:
    """Return a step of the chain as a row is called: `less: Came back`."""
    return f"{'less' if name in TAKEN_OFF else 'times'}: {INPUT_LABELS[name]}"


def step_lines(result: Result) -> list[str]:
    """Return the working, one line a step, ending with the share of the base."""
    lines: list[str] = []
    before = result.start.people
    for step in result.steps:
        lines.append(_line(step, result.start, before))
        if step.persons is not None:
            before = step.persons
    lines.append(
        f"{people(result.workers)} ÷ {people(result.base)} = {share_text(result.share)} of the base"
    )
    return lines


def _line(step: Step, start: Start, before: float) -> str:
    if step.key == "start":
        return start_text(start)
    if step.key in ("still_abroad", "workers"):
        if step.persons is None:
            return "= people still abroad: not told by a count of workers"
        return f"= {people(step.persons)} {START_WORDS[step.key]}"
    name = input_of(step)
    if name is None:
        return ""
    words = STEP_WORDS[name]
    if step.reason is not None:
        why = LOCK_WORDS[step.reason].split(": ", 1)[1]
        return f"no step “{words}”: {why}"
    share, after = step.share or 0.0, step.persons or 0.0
    if name in TAKEN_OFF:
        off = before - after
        return (
            f"− {people(off)} {words} ({people(before)} {MULTIPLIED} {input_text(name, share)})"
            f" → {people(after)}"
        )
    return f"{people(before)} {MULTIPLIED} {input_text(name, share)} {words} → {people(after)}"


def equation(result: Result) -> str:
    """Return the chain as one equation, with the numbers in it."""
    factors = [people(result.start.people)]
    for step in result.steps:
        if step.share is None or step.reason is not None:
            continue
        if step.key in TAKEN_OFF:
            factors.append(f"(1 − {step.share:g})")
        else:
            factors.append(f"{step.share:g}")
    product = f" {MULTIPLIED} ".join(factors)
    return f"{product} ÷ {people(result.base)} = {share_text(result.share)}"


FLOW_NOTE = (
    "Pale: what a step takes off. Thin line: the ends that the source of the start gives, at the "
    "same assumptions."
)
HOSTS_NOTE = "Three counts that overlap in people and in what they count: never added up."
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
        else f"{upper_first(words)}{left}"
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


def tornado_title(name: str, bars: tuple[Bar, ...], quantity: Quantity) -> str:
    """Return which input moves the result of what is called `name` most."""
    top = max(bars, key=lambda bar: effect(bar, quantity))
    if effect(top, quantity) == 0:
        return f"{name}: no input moves the answer"
    return f"{name} hangs most on: {lower_first(INPUT_LABELS[top.name])}"


def effect(bar: Bar, quantity: Quantity) -> float:
    """Return the width of a bar in persons of `quantity`."""
    return bar.effect_workers if quantity == "workers" else bar.effect_still_abroad
