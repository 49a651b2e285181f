"""The figures of How many left: what stands in their one place, and which sources they rest on."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from dashboard.charts.bridge import Parts
from dashboard.charts.figure import Figure, Step, bare
from dashboard.charts.range_rows import TONES, RangeGroup, RangeRow
from dashboard.charts.scenarios import (
    axis_label,
    chain_sources,
    flow_picture,
    quantity_of,
    tornado_picture,
)
from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.link.starts import Starts
from dashboard.models.chain import Result
from dashboard.models.sensitivity import Quantity, bridge
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.estimates.hosts import host_counts, hosts_pictures
from dashboard.views.estimates.ranges import (
    emigrants,
    listed_rows,
    others,
    ranges_card,
    returns_card,
)
from dashboard.words import chain_figure_words, scenario_words
from dashboard.words.chain_words import people

Results = Mapping[Letter, Result]


def scenario_pictures(
    view: ScenarioView,
    made: Results,
    tables: EstimateTables,
    starts: Starts,
    catalogue: Catalogue,
) -> list[Figure]:
    """Return the figures of the picture that a view has chosen, the main one first."""
    quantity = quantity_of(view.result)
    match view.picture:
        case "estimates":
            return _estimates(view, made, tables)
        case "steps":
            return [flow_picture(made)]
        case "drivers":
            return [
                tornado_picture(f"Scenario {letter.upper()}", result, starts, quantity)
                for letter, result in made.items()
            ]
        case "difference":
            if len(made) == 1:
                return [Figure(chain_figure_words.ALONE, [chain_figure_words.ADD_ONE], "")]
            rest = list(made)[1:]
            return [bridge_picture("a", letter, made, quantity) for letter in rest]
        case "hosts":
            return hosts_pictures(host_counts(catalogue, made), made)
        case "returns":
            as_set = {
                letter.upper(): one.shares.returned
                for letter, one in view.on.items()
                if "returned" not in starts.locks(one.source)
            }
            return [returns_card(tables, as_set)]


def _estimates(view: ScenarioView, made: Results, tables: EstimateTables) -> list[Figure]:
    """Return the emigrants that pass the filters, and other kinds in a chart of their own."""
    rows = listed_rows(tables, view)
    marks: dict[str, str] = {}
    for letter, chosen in view.on.items():
        marks[chosen.source] = f"{marks.get(chosen.source, '')}{letter.upper()}"
    left, apart = emigrants(rows), others(rows)
    pictures = []
    if left or not apart:
        pictures = [ranges_card(tables, left, marks, lanes(view, made, tables))]
    return pictures + ([ranges_card(tables, apart, {})] if apart else [])


def rests_on(
    view: ScenarioView, made: Results, tables: EstimateTables, catalogue: Catalogue
) -> Ids:
    """Return the sources of the picture that a view has chosen, its own first."""
    match view.picture:
        case "estimates":
            rows = listed_rows(tables, view)
            return each_id(row.source_id for row in emigrants(rows) or others(rows))
        case "hosts":
            counts = host_counts(catalogue, made)
            return each_id((line.source_id,) for count in counts for line in count.sources)
        case "returns":
            return each_id(row.source_id for row in tables.returns)
    return chain_sources(
        tables, [one.source for one in view.on.values()], tables.measure(view.base)
    )


def bridge_picture(
    first: Letter, second: Letter, made: Mapping[Letter, Result], what: Quantity
) -> Figure:
    """Return which assumption makes the difference between two scenarios."""
    a, b = made[first], made[second]
    if what == "still_abroad" and None in (a.still_abroad, b.still_abroad):
        title = f"{first.upper()} and {second.upper()}: {scenario_words.NO_COUNT}"
        return Figure(title, [], title)
    parts = bridge(a, b, what)
    bars = [Step(f"Scenario {first.upper()}", 0, parts.a, people(parts.a), total=True)]
    at = parts.a
    # Inputs that take no part are named in the sentences only.
    for part in parts.parts:
        if part.reason is None:
            label = chain_figure_words.signed_people(part.persons)
            bars.append(Step(axis_label(part.name), at, at + part.persons, label))
            at += part.persons
    bars.append(Step(f"Scenario {second.upper()}", 0, parts.b, people(parts.b), total=True))
    title = chain_figure_words.bridge_title(parts, first, second)
    lines = [chain_figure_words.part_text(part) for part in parts.parts]
    return Figure(
        title=title,
        lines=lines,
        alt=f"Bridge chart. {title}. {'; '.join(lines)}.",
        spec=Parts(bars),
        table=pd.DataFrame([{"Step": bare(bar.name), "Persons": bar.label} for bar in bars]),
    )


def lanes(
    view: ScenarioView, made: Mapping[Letter, Result], tables: EstimateTables
) -> list[RangeGroup]:
    """Return what the scenarios come to, as rows to stand over the estimates.

    A start that does not tell how many are abroad stands at its workers.
    """
    wanted = quantity_of(view.result)
    groups: dict[Quantity, list[RangeRow]] = {}
    for letter, result in made.items():
        abroad, ends = result.still_abroad, result.still_abroad_interval
        told: Quantity = wanted
        if wanted == "workers" or abroad is None or ends is None:
            told, abroad, ends = "workers", result.workers, result.workers_interval
        point = ends.low == ends.high
        groups.setdefault(told, []).append(
            RangeRow(
                f"<b>{letter.upper()}</b>",
                None if point else ends.low,
                None if point else ends.high,
                abroad,
                chain_figure_words.with_ends(abroad, ends),
                escape(scenario_words.result_line(letter, result, tables)),
                hollow=True,
                tone=TONES[letter.upper()],
            )
        )
    return [
        RangeGroup(f"{chain_figure_words.QUANTITIES[quantity]}, as set here", rows)
        for quantity, rows in groups.items()
    ]
