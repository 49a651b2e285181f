"""The figures of How many left: what stands in their one place, and which sources they rest on."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure, Step, bare
from dashboard.charts.ranges import RangeGroup, RangeRow
from dashboard.charts.scenarios import (
    axis_label,
    chain_sources,
    flow_picture,
    quantity_of,
    tornado_picture,
)
from dashboard.charts.steps import Parts
from dashboard.link.scenario_view import Letter
from dashboard.models.chain import Result
from dashboard.models.sensitivity import Bridge, Part, Quantity, bridge
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.estimates.answer import Scenarios
from dashboard.views.estimates.hosts import host_counts, hosts_pictures
from dashboard.views.estimates.ranges import (
    emigrants,
    others,
    ranges_card,
    returns_card,
)
from dashboard.words import chain_words, scenario_words
from dashboard.words.chain_words import INPUT_LABELS, LOCK_WORDS, people
from dashboard.words.numbers import signed

QUANTITIES: dict[Quantity, str] = {
    "still_abroad": "People still abroad",
    "workers": "Workers who left",
}
# How the marks of a picture read, and what must not be read into it.
NOTES: dict[str, str] = {
    "difference": chain_words.BRIDGE_NOTE,
    "drivers": chain_words.TORNADO_NOTE,
    "hosts": chain_words.HOSTS_NOTE,
}
ALONE = "There is one scenario: nothing sets it apart from another"
ADD_ONE = "Add a scenario to see which input makes the difference."


def scenario_pictures(asked: Scenarios) -> list[Figure]:
    """Return the figures of the picture that a view has chosen, the main one first."""
    view, made, starts = asked.view, asked.made, asked.starts
    quantity = quantity_of(view.result)
    match view.picture:
        case "estimates":
            return _estimates(asked)
        case "steps":
            return [flow_picture(made)]
        case "drivers":
            return [
                tornado_picture(f"Scenario {letter.upper()}", result, starts, quantity)
                for letter, result in made.items()
            ]
        case "difference":
            if len(made) == 1:
                return [Figure(ALONE, [ADD_ONE], "")]
            rest = list(made)[1:]
            return [bridge_picture(letter, made, quantity) for letter in rest]
        case "hosts":
            return hosts_pictures(host_counts(asked.catalogue, made), made)
        case "returns":
            as_set = {
                letter: one.shares.returned
                for letter, one in view.on.items()
                if "returned" not in starts.locks(one.source)
            }
            return [returns_card(asked.tables, as_set)]


def _estimates(asked: Scenarios) -> list[Figure]:
    """Return the emigrants that pass the filters, and other kinds in a chart of their own."""
    tables, rows = asked.tables, asked.listed
    marks: dict[str, str] = {}
    for letter, chosen in asked.view.on.items():
        marks[chosen.source] = f"{marks.get(chosen.source, '')}{letter.upper()}"
    left, apart = emigrants(rows), others(rows)
    pictures = []
    if left or not apart:
        pictures = [ranges_card(tables, left, marks, lanes(asked))]
    return pictures + ([ranges_card(tables, apart, {})] if apart else [])


def rests_on(asked: Scenarios) -> Ids:
    """Return the sources of the picture that a view has chosen, its own first."""
    view, tables = asked.view, asked.tables
    match view.picture:
        case "estimates":
            return each_id(row.source_id for row in asked.drawn)
        case "hosts":
            counts = host_counts(asked.catalogue, asked.made)
            return each_id(count.source_ids for count in counts)
        case "returns":
            return each_id(row.source_id for row in tables.returns)
    return chain_sources(tables, [one.source for one in view.on.values()], asked.base)


def bridge_picture(letter: Letter, made: Mapping[Letter, Result], what: Quantity) -> Figure:
    """Return which assumption makes the difference between scenario A and another."""
    a, b, name = made["a"], made[letter], letter.upper()
    if what == "still_abroad" and None in (a.still_abroad, b.still_abroad):
        title = f"A and {name}: {scenario_words.NO_COUNT}"
        return Figure(title, [], title)
    parts = bridge(a, b, what)
    bars = [Step("Scenario A", 0, parts.a, people(parts.a), total=True)]
    at = parts.a
    # Inputs that take no part are named in the sentences only.
    for part in parts.parts:
        if part.reason is None:
            label = signed(people(part.persons), round(part.persons))
            bars.append(Step(axis_label(part.name), at, at + part.persons, label))
            at += part.persons
    bars.append(Step(f"Scenario {name}", 0, parts.b, people(parts.b), total=True))
    title = _bridge_title(parts, name)
    lines = [_part_text(part) for part in parts.parts]
    return Figure(
        title=title,
        lines=lines,
        alt=f"Bridge chart. {title}. {'; '.join(lines)}.",
        spec=Parts(bars),
        table=pd.DataFrame([{"Step": bare(bar.name), "Persons": bar.label} for bar in bars]),
    )


def lanes(asked: Scenarios) -> list[RangeGroup]:
    """Return what the scenarios come to, as rows to stand over the estimates.

    A start that does not tell how many are abroad stands at its workers.
    """
    wanted = quantity_of(asked.view.result)
    groups: dict[Quantity, list[RangeRow]] = {}
    for letter, result in asked.made.items():
        abroad, ends = result.still_abroad, result.still_abroad_interval
        told: Quantity = wanted
        if wanted == "workers" or abroad is None or ends is None:
            told, abroad, ends = "workers", result.workers, result.workers_interval
        point = ends.low == ends.high
        groups.setdefault(told, []).append(
            RangeRow(
                f"<b>{letter.upper()}</b>",
                chain_words.with_ends(abroad, ends),
                None if point else ends.low,
                None if point else ends.high,
                abroad,
                escape(scenario_words.result_line(letter, result, asked.tables)),
                hollow=True,
                tone=letter,
            )
        )
    return [
        RangeGroup(f"{QUANTITIES[quantity]}, as set here", rows)
        for quantity, rows in groups.items()
    ]


def _bridge_title(bridge: Bridge, name: str) -> str:
    """Return how far two scenarios lie apart: `B has 120,000 fewer workers than A`."""
    noun = "workers" if bridge.quantity == "workers" else "people still abroad"
    if round(bridge.total) == 0:
        return f"A and {name} give the same number of {noun}"
    more = "more" if bridge.total > 0 else "fewer"
    return f"{name} has {people(abs(bridge.total))} {more} {noun} than A"


def _part_text(part: Part) -> str:
    """Return what an input adds, signed, and why it adds nothing where it takes no part."""
    label = INPUT_LABELS[part.name]
    if part.reason == "part_of_start":
        return f"{label}: belongs to the number of one start, and is in People"
    if part.reason is not None:
        return f"{label}: {LOCK_WORDS[part.reason]}"
    return f"{label}: {signed(people(part.persons), round(part.persons))}"
