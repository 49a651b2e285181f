"""The page How many left in words: starts, results, what differs, what an answer hangs on."""

from collections.abc import Mapping

from dashboard.link.scenario_view import Letter, Picture, ResultOf
from dashboard.models.chain import Result, Step
from dashboard.models.inputs import TAKEN_OFF, Input, Start, per_thousand
from dashboard.models.interval import Interval
from dashboard.models.sensitivity import Bar, Bridge, Part, Quantity
from dashboard.tables.estimates import Assumption, EstimateTables, Measure
from dashboard.words.chain_words import (
    CONCEPT_LABELS,
    END_WORDS,
    INPUT_LABELS,
    LOCK_WORDS,
    MULTIPLIED,
    START_WORDS,
    STEP_WORDS,
    WHO,
    input_of,
    input_text,
    interval_text,
    people,
    share_text,
)
from dashboard.words.estimate_words import covers, estimate_value, published, return_value
from dashboard.words.numbers import MINUS, counted
from dashboard.words.periods import day

RESULT_LABELS: dict[ResultOf, str] = {
    "still_abroad": "People still abroad",
    "per_1000": "Per 1,000 residents",
    "workers": "Workers who left",
    "share": "Share of the base",
}
SHORT_LABELS: dict[ResultOf, str] = {
    "still_abroad": "abroad",
    "per_1000": "per 1,000",
    "workers": "workers",
    "share": "of base",
}
PICTURE_LABELS: dict[Picture, str] = {
    "estimates": "Estimates",
    "steps": "Step by step",
    "drivers": "What it hangs on",
    "difference": "Difference",
    "hosts": "Host countries",
    "returns": "Came back",
}
ARTICLE_LABELS = {
    "a09_uk_mod": "The article's reading of the UK ministry",
    "a10_forbes": "The article's reading of Forbes",
}
CUSTOM_LABEL = "A number of your own"
NO_COUNT = "not told by this start"
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
ASSUMPTIONS = "**Assumptions**: shares of the step before"
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


def start_labels(tables: EstimateTables, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the menu of starts: `Re:Russia, July 2023: 820,000–920,000 left`."""
    labels: dict[str, str] = {}
    for code in codes:
        if code in ARTICLE_LABELS:
            figure = tables.article_figure(code)
            low, high = people(figure.value_low), people(figure.value_high)
            value = low if low == high else f"{low}–{high}"
            labels[code] = f"{ARTICLE_LABELS[code]}: {value} {figure.start_concept}"
        elif code == "custom":
            labels[code] = CUSTOM_LABEL
        else:
            row = tables.estimate(code)
            concept = str(row.concept).replace("_", " ")
            labels[code] = f"{row.label}: {estimate_value(row)} {concept}"
    return labels


def own_label(start: Start) -> str:
    """Return the entry of the menu for a number set here: `A number of your own: 650,000 …`."""
    return f"{CUSTOM_LABEL}: {people(start.people)} {START_WORDS[start.concept]}"


def start_name(tables: EstimateTables, code: str) -> str:
    """Return who a scenario starts from, without its number."""
    if code in ARTICLE_LABELS:
        return ARTICLE_LABELS[code]
    return CUSTOM_LABEL if code == "custom" else str(tables.estimate(code).label)


def start_note(tables: EstimateTables, start: Start) -> str:
    """Return which end a start uses, what it counts, and what to mind."""
    caution = start_caution(tables, start.source)
    if start.source == "custom":
        return caution
    end = END_WORDS[start.end]
    return f"{end[0].upper()}{end[1:]}. {caution}"


def start_caution(tables: EstimateTables, code: str) -> str:
    """Return what a start counts, over which period, and what to mind."""
    if code == "custom":
        return "People who left. No source stands behind this number."
    if code in ARTICLE_LABELS:
        figure = tables.article_figure(code)
        return f"{figure.what_the_article_says} What the sources say: {figure.what_the_sources_say}"
    row = tables.estimate(code)
    return f"{CONCEPT_LABELS[row.concept]}, {covers(row)}. {row.caution}"


def base_label(row: Measure) -> str:
    """Return a base with its number: `Labour force, Rosstat, Nov 2022: 75,100,000`."""
    return f"{row.label}: {people(float(row.value))}"


def result_value(result: Result, what: ResultOf, residents: float) -> str:
    """Return one result as a number: whole persons, two decimals of a percent."""
    if what == "workers":
        return people(result.workers)
    if what == "share":
        return share_text(result.share)
    if result.still_abroad is None:
        return NO_COUNT
    if what == "still_abroad":
        return people(result.still_abroad)
    return f"{per_thousand(result.still_abroad, residents):.2f}"


def persons_first(result: Result, what: ResultOf, value: str) -> str:
    """Return a result named by the persons that figures draw: `501,840 workers: 0.67% …`."""
    if what == "share":
        return f"{people(result.workers)} workers: {value} of the base"
    if what == "per_1000" and result.still_abroad is not None:
        return f"{people(result.still_abroad)} people still abroad: {value} per 1,000 residents"
    return f"{RESULT_LABELS[what]}: {value}"


def result_range(result: Result, what: ResultOf, residents: float) -> str:
    """Return the same result at the ends that the source gives: `697,000–782,000`."""
    if what == "workers":
        return interval_text(result.workers_interval)
    if what == "share":
        return interval_text(result.share_interval, share=True)
    interval = result.still_abroad_interval
    if interval is None:
        return NO_COUNT
    if what == "still_abroad":
        return interval_text(interval)
    rates = interval.over(residents / 1000)
    low, high = (None if end is None else f"{end:.2f}" for end in (rates.low, rates.high))
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    return low if low == high else f"{low}–{high}"


def result_line(letter: Letter, result: Result, tables: EstimateTables) -> str:
    """Return what is shown now, in one sentence with its assumptions in it."""
    used = ", ".join(
        f"{lower_first(INPUT_LABELS[name])} {input_text(name, step.share)}"
        for step in result.steps
        if step.share is not None and step.reason is None and (name := input_of(step)) is not None
    )
    abroad = ""
    if result.still_abroad is not None and result.start.concept == "left":
        abroad = f" → {people(result.still_abroad)} still abroad"
    return (
        f"{letter.upper()}: {start_name(tables, result.start.source)}, "
        f"{people(result.start.people)} {START_WORDS[result.start.concept]}{abroad} → "
        f"{counted(round(result.workers), 'worker')} → {share_text(result.share)} of the base; "
        f"{used}."
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


def short_answer(result: Result, large: ResultOf, tables: EstimateTables) -> str:
    """Return the other results beside the large one, and its own with the ends of its source."""
    residents = float(tables.residents.value)
    ends = result_range(result, large, residents)
    parts = []
    if ends not in (NO_COUNT, result_value(result, large, residents)):
        parts.append(f"{ends} with the ends of its source")
    names: dict[ResultOf, str] = {
        "still_abroad": "still abroad",
        "per_1000": "per 1,000 residents",
        "workers": "workers",
        "share": "of the base",
    }
    for what, name in names.items():
        value = result_value(result, what, residents)
        if what != large and value != NO_COUNT:
            parts.append(f"{value} {name}")
    return " · ".join(parts)


def lower_first(label: str) -> str:
    """Return a label as it stands inside a sentence; names keep their capitals."""
    return label[0].lower() + label[1:]


def residents_line(row: Measure) -> str:
    """Return which population a rate is made with."""
    return f"{people(float(row.value))} residents, {day(str(row.as_of))}"


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


def band_note(row: Assumption) -> str:
    """Return the band of an assumption: `Low 0%, default 15%, high 50%`."""
    low, default, high = (input_text("adult", end) for end in (row.low, row.default, row.high))
    return f"Low {low}, default {default}, high {high}"


def returned_claims(tables: EstimateTables, code: str) -> list[str]:
    """Return what the publisher of a start says itself of people who came back, and of whom."""
    if code not in tables.estimates_by_id:
        return []
    name = str(tables.estimate(code).publisher)
    return [
        f"{claim.publisher}, {published(claim)}: {return_value(claim)} came back "
        f"({claim.denominator})."
        for claim in tables.returns
        if claim.publisher.startswith(name) or name.startswith(claim.publisher)
    ]


def answer_lines(result: Result, large: ResultOf, tables: EstimateTables) -> list[str]:
    """Return the results under the large one, each with the ends that its source gives."""
    residents = float(tables.residents.value)
    ends = result_range(result, large, residents)
    lines = []
    if ends not in (NO_COUNT, result_value(result, large, residents)):
        lines.append(f"With the ends that the source gives: {ends}")
    for what, label in RESULT_LABELS.items():
        if what == large:
            continue
        value, ends = (made(result, what, residents) for made in (result_value, result_range))
        lines.append(f"{label}: {value}" + (f" ({ends})" if ends != value else ""))
    lines.append(
        f"Alfa Bank, as the article gives it: {share_text(tables.target)} of the workforce"
    )
    return lines
