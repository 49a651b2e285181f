"""The figures of How many left: what stands in their one place, and which sources they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure, Step, bare
from dashboard.charts.ranges import RangeGroup, RangeRow, Ranges
from dashboard.charts.scenarios import (
    axis_label,
    chain_sources,
    flow_picture,
    quantity_of,
    tornado_picture,
)
from dashboard.charts.steps import Parts
from dashboard.link.map_view import default_since
from dashboard.link.scenario_view import Letter
from dashboard.models.chain import Result
from dashboard.models.layer import layer_of
from dashboard.models.sensitivity import Bridge, Part, Quantity, bridge
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator, indicators, rows_of, world_totals
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.estimates.answer import Scenarios
from dashboard.views.estimates.ranges import HOVER_WIDTH, estimate_pictures, returns_card
from dashboard.words import chain_words, scenario_words
from dashboard.words.chain_words import INPUT_LABELS, LOCK_WORDS, people
from dashboard.words.numbers import folded, signed

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
            return estimate_pictures(asked)
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


PERSONS = "persons"
NOT_PEOPLE = "Permits and applications are not people"
Made = Mapping[Letter, Result]


@dataclass(frozen=True)
class HostCount:
    """What one source counts in host countries, to stand beside scenarios, and its rows."""

    indicator: Indicator
    made: Made
    name: str
    what: str
    counted: float
    rows: Sequence[Observation]

    @property
    def source_ids(self) -> Ids:
        """The sources of the rows."""
        return tuple(sorted(each_id(row.source_id for row in self.rows)))

    @property
    def line(self) -> str:
        """What the source counts beside each scenario: persons as a part, all else apart."""
        unit, counted = self.indicator.unit, people(self.counted)
        parts, covered = [], False
        for letter, result in self.made.items():
            abroad, name = result.still_abroad, letter.upper()
            if abroad is None:
                parts.append(f"{name} does not say how many are abroad")
            elif unit != PERSONS:
                parts.append(f"{people(abroad)} people still abroad in {name}")
            elif self.counted > abroad:
                parts.append(f"more than all {people(abroad)} in {name}")
            else:
                covered = True
                parts.append(f"{counted} of {people(abroad)} in {name}")
        beside = "; ".join(parts)
        if unit != PERSONS:
            return f"{self.what}: {counted} {unit}, which are not people; {beside}."
        return f"{self.what} counts {beside}.{' The rest it does not cover.' if covered else ''}"


def host_counts(catalogue: Catalogue, made: Made) -> list[HostCount]:
    """Return three counts beside each scenario; they overlap and are never added up."""
    return [count(catalogue, made) for count in (_the_bell, _permits, _asylum)]


def _the_bell(catalogue: Catalogue, made: Made) -> HostCount:
    rows = rows_of(catalogue, "staying")
    total = world_totals(catalogue, "staying")[0]
    counted = sum(row.value for row in rows)
    what = (
        f"The Bell, in the {len(rows)} countries it quoted ({people(counted)} of its own "
        f"{people(total.value)}),"
    )
    name = f"The Bell, {len(rows)} countries"
    return HostCount(indicators(catalogue)["staying"], made, name, what, counted, rows)


def _permits(catalogue: Catalogue, made: Made) -> HostCount:
    """Return the change that the Map opens the layer with: no break of a series lies in it."""
    indicator = indicators(catalogue)["valid_permits"]
    year, since = indicator.default_year, default_since(indicator, indicator.default_year)
    changed = layer_of(catalogue, indicator, year, "change", since).valued
    change = sum(place.shown for place in changed)
    way = "rise" if change >= 0 else "fall"
    what = (
        f"The {way} of valid permits from the end of {since} to the "
        f"end of {year} in {len(changed)} countries"
    )
    name = f"Permits, {way} {since}–{year}"
    used = [row for place in changed for row in (place.figure, place.before) if row]
    return HostCount(indicator, made, name, what, abs(change), used)


def _asylum(catalogue: Catalogue, made: Made) -> HostCount:
    indicator = indicators(catalogue)["asylum_applications"]
    last = indicator.default_year
    first = default_since(indicator, last) + 1
    every = rows_of(catalogue, indicator.indicator_id)
    rows = [row for row in every if first <= row.period_end.year <= last]
    years = str(last) if first == last else f"{first} to {last}"
    what = f"Asylum applications of {years}, worldwide"
    counted = sum(row.value for row in rows)
    return HostCount(indicator, made, "Asylum applications", what, counted, rows)


def hosts_pictures(counts: Sequence[HostCount], made: Made) -> list[Figure]:
    """Return what is counted abroad beside the scenarios; what is not people stands apart."""
    scenarios = [
        RangeRow(
            f"<b>{letter.upper()}</b>",
            chain_words.with_ends(one.still_abroad, one.still_abroad_interval),
            tone=letter,
            whole=one.still_abroad,
        )
        for letter, one in made.items()
        if one.still_abroad is not None and one.still_abroad_interval is not None
    ]
    persons = [count for count in counts if count.indicator.unit == PERSONS]
    apart = [count for count in counts if count.indicator.unit != PERSONS]
    title = f"{persons[0].name}: {people(persons[0].counted)} people"
    set_here = []
    if scenarios:
        set_here = [RangeGroup("People still abroad, as set here", scenarios)]
        first = next(letter for letter in made if made[letter].still_abroad is not None)
        title += f"; {first.upper()} has {people(made[first].still_abroad or 0.0)} abroad"
    return [
        _counted(title, [*set_here, _host_rows("Counted in host countries", persons)], persons),
        _counted(NOT_PEOPLE, [_host_rows("Not people", apart)], apart),
    ]


def _host_rows(name: str, counts: Sequence[HostCount]) -> RangeGroup:
    return RangeGroup(
        name,
        [
            RangeRow(
                escape(count.name),
                people(count.counted),
                hover=folded(escape(count.line), HOVER_WIDTH),
                whole=count.counted,
            )
            for count in counts
        ],
    )


def _counted(title: str, groups: list[RangeGroup], counts: Sequence[HostCount]) -> Figure:
    lines = [count.line for count in counts]
    rows = [
        {
            "Count": count.name,
            "Number": f"{people(count.counted)} {count.indicator.unit}",
            "Beside the scenarios": count.line,
            "Caution": count.indicator.caution,
        }
        for count in counts
    ]
    alt = f"Bar chart. {title}. {' '.join(lines)}"
    return Figure(title, lines, alt, Ranges(groups), pd.DataFrame(rows))
