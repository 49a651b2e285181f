"""Scenarios as figures: a view and the tables in; results, bridge, tornado and host lines out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.charts.bridge import BridgeBar, draw_bridge
from dashboard.charts.palette import Palette
from dashboard.charts.tornado import TornadoBar, draw_tornado
from dashboard.link.map_view import default_since
from dashboard.link.scenario_view import Letter, ResultOf, ScenarioView
from dashboard.link.starts import Starts
from dashboard.models.chain import Result, forward
from dashboard.models.layer import build_layer
from dashboard.models.sensitivity import Bar, Bridge, Outcome, Quantity, Varied, bridge, tornado
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import indicators, rows_of
from dashboard.tables.rows import records
from dashboard.words import scenario_words
from dashboard.words.chain_words import INPUT_LABELS, input_text, people
from dashboard.words.folding import folded
from dashboard.words.sources import SourceLine, source_lines

LABEL_WIDTH = 23


@dataclass(frozen=True)
class Picture:
    """A figure with its title, its sentences and its alt text."""

    title: str
    lines: list[str]
    alt: str
    figure: go.Figure | None


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


def tornado_picture(
    letter: Letter, result: Result, starts: Starts, quantity: Quantity, palette: Palette
) -> Picture:
    """Return what one result hangs on; locked inputs are named with the reason, not drawn."""
    if quantity == "still_abroad" and result.still_abroad is None:
        return Picture(f"Scenario {letter.upper()}: {scenario_words.NO_COUNT}", [], "", None)
    bars = tornado(result.start, result.assumptions, starts.ranges, result.base)
    ordered = sorted(bars, key=lambda bar: -scenario_words.effect(bar, quantity))
    free = free_bars(bars, quantity)
    now = persons(free[0].now, quantity)
    drawn = [_tornado_bar(bar, quantity, now) for bar in free]
    title = scenario_words.tornado_title(letter, bars, quantity)
    each = "; ".join(f"{b.name}: {b.low_label} to {b.high_label}" for b in drawn).replace(
        "<br>", " "
    )
    return Picture(
        title=title,
        lines=[
            scenario_words.now_text(now, quantity),
            *(scenario_words.bar_text(bar) for bar in ordered if bar in free or bar.reason),
        ],
        alt=f"Tornado chart. {title}. Now {people(now)}. {each}.",
        figure=draw_tornado(drawn, now, palette),
    )


def free_bars(bars: Sequence[Bar], quantity: Quantity) -> list[Bar]:
    """Return the inputs that move a quantity, the widest first."""
    ordered = sorted(bars, key=lambda bar: -scenario_words.effect(bar, quantity))
    free = [bar for bar in ordered if bar.reason is None]
    if quantity == "still_abroad":
        free = [bar for bar in free if bar.name in ("people", "transit", "returned")]
    return free


def persons(outcome: Outcome, quantity: Quantity) -> float:
    """Return an outcome in persons of `quantity`; 0 where it is not told."""
    if quantity == "workers":
        return outcome.workers
    return outcome.still_abroad or 0.0


def _tornado_bar(bar: Bar, quantity: Quantity, now: float) -> TornadoBar:
    def end(value: float | None, outcome: Outcome | None) -> tuple[float, str]:
        if value is None or outcome is None:
            return now, "open end"
        reached = persons(outcome, quantity)
        at = people(reached)
        return reached, at if bar.name == "people" else f"{at}<br>at {input_text(bar.name, value)}"

    (at_low, low_label), (at_high, high_label) = (
        end(bar.low, bar.at_low),
        end(bar.high, bar.at_high),
    )
    return TornadoBar(_axis_label(bar.name), at_low, at_high, low_label, high_label)


def _axis_label(name: Varied) -> str:
    return folded(escape(INPUT_LABELS[name]), LABEL_WIDTH)


def bridge_picture(
    first: Letter, second: Letter, made: Mapping[Letter, Result], what: Quantity, palette: Palette
) -> Picture:
    """Return which assumption makes the difference between two scenarios."""
    a, b = made[first], made[second]
    if what == "still_abroad" and None in (a.still_abroad, b.still_abroad):
        title = f"{first.upper()} and {second.upper()}: {scenario_words.NO_COUNT}"
        return Picture(title, [], "", None)
    parts = bridge(a, b, what)
    bars = bridge_bars(parts, first, second)
    title = scenario_words.bridge_title(parts, first, second)
    lines = [scenario_words.part_text(part) for part in parts.parts]
    return Picture(
        title=title,
        lines=lines,
        alt=f"Bridge chart. {title}. {'; '.join(lines)}.",
        figure=draw_bridge(bars, palette),
    )


def bridge_bars(parts: Bridge, first: Letter, second: Letter) -> list[BridgeBar]:
    """Return the bars from one scenario to another; inputs that take no part are left out."""
    bars = [BridgeBar(f"Scenario {first.upper()}", 0, parts.a, people(parts.a), total=True)]
    at = parts.a
    for part in parts.parts:
        if part.reason is None:
            label = scenario_words.signed_people(part.persons)
            bars.append(BridgeBar(_axis_label(part.name), at, at + part.persons, label))
            at += part.persons
    bars.append(BridgeBar(f"Scenario {second.upper()}", 0, parts.b, people(parts.b), total=True))
    return bars


@dataclass(frozen=True)
class HostCount:
    """What one source counts in host countries: a sentence, its caution and its sources."""

    line: str
    caution: str
    sources: list[SourceLine]


def host_counts(catalogue: Catalogue, made: Mapping[Letter, Result]) -> list[HostCount]:
    """Return three counts beside each scenario; they overlap and are never added up."""
    return [_the_bell(catalogue, made), _permits(catalogue, made), _asylum(catalogue, made)]


def _the_bell(catalogue: Catalogue, made: Mapping[Letter, Result]) -> HostCount:
    rows = rows_of(catalogue, "staying")
    total = records(catalogue.totals[catalogue.totals["indicator_id"].eq("staying")])[0]
    counted = float(rows["value"].sum())
    what = (
        f"The Bell, in the {len(rows)} countries it quoted ({people(counted)} of its own "
        f"{people(float(total['value']))}),"
    )
    return _host_count(catalogue, "staying", counted, what, made, set(rows["source_id"]))


def _permits(catalogue: Catalogue, made: Mapping[Letter, Result]) -> HostCount:
    """Return the change that the Map opens the layer with: no break of a series lies in it."""
    indicator = indicators(catalogue)["valid_permits"]
    year, since = indicator.default_year, default_since(indicator, indicator.default_year)
    changed = build_layer(catalogue, indicator, year, "change", since).valued
    change = float(changed["shown"].sum())
    what = (
        f"The {'rise' if change >= 0 else 'fall'} of valid permits from the end of {since} to the "
        f"end of {year} in {len(changed)} countries"
    )
    rows = rows_of(catalogue, "valid_permits")
    used = rows["period_end"].str[:4].isin([str(since), str(year)])
    ids = set(rows.loc[used & rows["iso3"].isin(changed["iso3"]), "source_id"])
    return _host_count(catalogue, "valid_permits", abs(change), what, made, ids)


def _asylum(catalogue: Catalogue, made: Mapping[Letter, Result]) -> HostCount:
    indicator = indicators(catalogue)["asylum_applications"]
    last = indicator.default_year
    first = default_since(indicator, last) + 1
    rows = rows_of(catalogue, indicator.indicator_id)
    rows = rows[rows["period_end"].str[:4].astype(int).between(first, last)]
    counted = float(rows["value"].sum())
    years = str(last) if first == last else f"{first} to {last}"
    what = f"Asylum applications of {years}, worldwide"
    return _host_count(
        catalogue, "asylum_applications", counted, what, made, set(rows["source_id"])
    )


def _host_count(
    catalogue: Catalogue,
    indicator_id: str,
    counted: float,
    what: str,
    made: Mapping[Letter, Result],
    source_ids: set[str],
) -> HostCount:
    indicator = indicators(catalogue)[indicator_id]
    return HostCount(
        line=scenario_words.host_line(counted, indicator.unit, what, made),
        caution=indicator.caution,
        sources=source_lines(";".join(sorted(source_ids)), catalogue.sources),
    )
