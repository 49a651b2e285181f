"""Scenarios as figures: a view and the tables in; lanes, steps, bridge, tornado and hosts out."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure, bare
from dashboard.charts.steps import OPEN_END, Flow, FlowBar, FlowStep, Tornado, TornadoBar
from dashboard.link.scenario_view import Letter, ResultOf, ScenarioView
from dashboard.link.starts import Starts
from dashboard.models import chain
from dashboard.models.chain import Result, forward
from dashboard.models.inputs import INPUTS, Concept
from dashboard.models.sensitivity import BEFORE, Bar, Outcome, Quantity, Varied, tornado
from dashboard.tables.estimates import EstimateTables, Measure
from dashboard.tables.provenance import Ids, each_id
from dashboard.words import chain_words, scenario_words
from dashboard.words.chain_words import (
    INPUT_LABELS,
    LOCK_WORDS,
    input_of,
    input_text,
    people,
    share_text,
)
from dashboard.words.numbers import folded

LABEL_WIDTH = 23
NOUNS: dict[Quantity, str] = {"workers": "workers", "still_abroad": "people still abroad"}
# Where a start enters the flow: the step that it stands after.
ENTERS: dict[Concept, str] = {"left": "start", "still_abroad": "returned", "workers": "activity"}
FLOW = ("start", *INPUTS)


def results(view: ScenarioView, starts: Starts) -> dict[Letter, Result]:
    """Return what follows from each scenario that is on."""
    base = starts.bases[view.base]
    return {
        letter: forward(starts.start(chosen), chosen.shares, base)
        for letter, chosen in view.on.items()
    }


def quantity_of(what: ResultOf) -> Quantity:
    """Return the persons that a result is made of."""
    return "workers" if what in ("workers", "share") else "still_abroad"


def tornado_picture(name: str, result: Result, starts: Starts, quantity: Quantity) -> Figure:
    """Return what one result hangs on; locked inputs are named with the reason, not drawn."""
    if quantity == "still_abroad" and result.still_abroad is None:
        title = f"{name}: {scenario_words.NO_COUNT}"
        return Figure(title, [], title)
    bars = tornado(result.start, result.assumptions, starts.ranges, result.base)
    ordered = sorted(bars, key=lambda bar: -chain_words.effect(bar, quantity))
    moving = ("people", *BEFORE[quantity])
    free = [bar for bar in ordered if bar.reason is None and bar.name in moving]
    now = persons(free[0].now, quantity)
    drawn = [_tornado_bar(bar, quantity, now) for bar in free]
    title = chain_words.tornado_title(name, bars, quantity)
    each = "; ".join(f"{b.name}: {b.low_label} to {b.high_label}" for b in drawn).replace(
        "<br>", " "
    )
    return Figure(
        title=title,
        lines=[
            f"The line marks the answer as set: {people(now)} {NOUNS[quantity]}.",
            *(f"{INPUT_LABELS[b.name]}: {LOCK_WORDS[b.reason]}" for b in ordered if b.reason),
        ],
        alt=f"Tornado chart. {title}. Now {people(now)}. {each}.",
        spec=(spec := Tornado(drawn, now)),
        table=pd.DataFrame(
            {
                "Input": span.name,
                "From low to high": span.label,
                "Least": OPEN_END if span.low is None else people(span.low),
                "Most": OPEN_END if span.high is None else people(span.high),
            }
            for span in spec.plain().spans
        ),
    )


def persons(outcome: Outcome, quantity: Quantity) -> float:
    """Return an outcome in persons of `quantity`; 0 where it is not told."""
    if quantity == "workers":
        return outcome.workers
    return outcome.still_abroad or 0.0


def _tornado_bar(bar: Bar, quantity: Quantity, now: float) -> TornadoBar:
    def end(value: float | None, outcome: Outcome | None) -> tuple[float, str]:
        if value is None or outcome is None:
            return now, OPEN_END
        reached = persons(outcome, quantity)
        at = people(reached)
        return reached, at if bar.name == "people" else f"{at}<br>at {input_text(bar.name, value)}"

    at_low, low_label = end(bar.low, bar.at_low)
    at_high, high_label = end(bar.high, bar.at_high)
    ends = ("open" if one is None else input_text(bar.name, one) for one in (bar.low, bar.high))
    return TornadoBar(
        axis_label(bar.name), at_low, at_high, low_label, high_label, " to ".join(ends)
    )


def axis_label(name: Varied) -> str:
    """Return the name of an input in lines that fit an axis."""
    return folded(escape(INPUT_LABELS[name]), LABEL_WIDTH)


def flow_picture(made: Mapping[Letter, Result]) -> Figure:
    """Return the steps from the starts to workers: what each takes off, with the ends at each."""
    alone = len(made) == 1
    names = {
        n: "Persons" if alone else f"Scenario {letter.upper()}" for n, letter in enumerate(made)
    }
    steps: list[FlowStep] = []
    for key in FLOW:
        bars, name = [], ""
        for place, (letter, result) in enumerate(made.items()):
            step = _entered(result, key)
            if step is None or step.persons is None or step.interval is None:
                continue
            named = input_of(step)
            before = _before(result, step)
            words = chain_words.with_ends(step.persons, step.interval)
            if named and not alone:
                words = f"{words}, {chain_words.factor_text(named, step.share or 0.0)}"
            if key == FLOW[-1]:
                words = f"{words} → {share_text(result.share)}"
            bars.append(
                FlowBar(
                    place,
                    letter,
                    before,
                    step.persons,
                    step.interval.low,
                    step.interval.high,
                    words if alone else f"{letter.upper()} {words}",
                )
            )
            name = name or chain_words.flow_name(result, step, alone=alone)
        if bars:
            steps.append(FlowStep(folded(escape(name), LABEL_WIDTH), bars))
    title = chain_words.flow_title(made)
    spec = Flow(steps, names)
    rows = [
        {"Step": bare(step.name)}
        | dict.fromkeys(names.values(), "")
        | {names[bar.place]: spec.words(bar) for bar in step.bars}
        for step in steps
    ]
    said = [f"{bare(step.name)}: {'; '.join(bar.label for bar in step.bars)}" for step in steps]
    return Figure(
        title=title,
        lines=[chain_words.FLOW_NOTE],
        alt=f"Bars that shrink, step by step. {title}. {'. '.join(said)}.",
        spec=spec,
        table=pd.DataFrame(rows),
    )


def _entered(result: Result, key: str) -> chain.Step | None:
    """Return the step of a flow; where the start enters it, the start; None for one not taken."""
    if ENTERS[result.start.concept] == key:
        # What a sum over host countries counts twice comes off before.
        return next(s for s in result.steps if s.key == "still_abroad" or key != "returned")
    found = next(step for step in result.steps if step.key == key)
    return None if key == "start" or found.reason is not None else found


def _before(result: Result, step: chain.Step) -> float:
    """Return the persons that a step began with."""
    at = result.steps.index(step)
    known = [one.persons for one in result.steps[:at] if one.persons is not None]
    return known[-1] if known else step.persons or 0.0


def chain_sources(tables: EstimateTables, starts: Sequence[str], base: Measure) -> Ids:
    """Return the sources of starts, a base and the assumptions."""
    known = tables.estimates_by_id
    figures = tables.figures_by_id
    ids = [
        (known.get(code) or figures[code]).source_id
        for code in starts
        if code in known or code in figures
    ]
    used = [row.source_id for row in tables.assumptions]
    return each_id([*ids, base.source_id, *used])
