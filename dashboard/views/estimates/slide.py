"""How many left as a slide: rival estimates, what one scenario hangs on, or what sets two apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.charts.large import enlarged
from dashboard.charts.palette import Palette
from dashboard.charts.scenarios import (
    bridge_bars,
    bridge_picture,
    free_bars,
    persons,
    quantity_of,
    results,
    tornado_picture,
)
from dashboard.kit.slide import Bridge, Slide, Span, Spans, Step
from dashboard.kit.slide_tables import SlideTables, Steps, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import (
    RESULTS,
    Letter,
    ScenarioView,
    default_view,
    parse_scenarios,
    scenario_query,
)
from dashboard.models.chain import Result
from dashboard.models.sensitivity import Outcome, Quantity, bridge, tornado
from dashboard.tables.provenance import joined_ids
from dashboard.views.estimates.slide_estimates import PERSONS, estimates_slide
from dashboard.words import scenario_words
from dashboard.words.chain_words import INPUT_LABELS, input_text, people
from dashboard.words.scenario_words import RESULT_LABELS
from dashboard.words.slide_words import MOST_POINTS, first_short, notes

Results = Mapping[Letter, Result]


def scenarios_slide(link: PageLink, tables: SlideTables, palette: Palette, height: int) -> Slide:
    """Return the slide of a normal link to How many left.

    Rival estimates while scenario A stands as it opens, alone and with the first result; else what
    follows from the scenario, or what sets B apart from A.
    """
    view, _ = parse_scenarios(link.query, tables.starts)
    made = results(view, tables.starts)
    if len(made) > 1:
        return _difference(link, view, made, tables, palette, height)
    usual = default_view(tables.starts)
    if (view.a, view.result, view.base) == (usual.a, usual.result, usual.base):
        return estimates_slide(link, view, made["a"], tables, palette, height)
    return _result(link, view, made["a"], tables, palette, height)


def _result(
    link: PageLink,
    view: ScenarioView,
    result: Result,
    tables: SlideTables,
    palette: Palette,
    height: int,
) -> Slide:
    quantity = quantity_of(view.result)
    picture = tornado_picture("a", result, tables.starts, quantity, palette)
    value = scenario_words.result_value(result, view.result, _residents(tables))
    name = scenario_words.start_name(tables.estimates, view.a.source)
    said = scenario_words.persons_first(result, view.result, value)
    title = first_short([f"{said}, starting from {name}", said])
    chart, table = None, pd.DataFrame()
    if picture.figure is not None:
        chart = _spans(result, tables, quantity)
        table = _spans_table(chart)
    ids = _ids(tables, [view.a.source], view.base)
    return Slide(
        link=link,
        title=title,
        subtitle=f"{picture.title}. {picture.lines[0] if picture.lines else ''}".strip(),
        alt=picture.alt or f"{title}. {picture.title}.",
        source=tables.source_line(ids),
        points=_answer(view, result, tables),
        figure=None if picture.figure is None else enlarged(picture.figure, height),
        chart=chart,
        table=table if len(table) else _answers_table({"a": result}, tables),
        notes=notes(
            f"{title}. {picture.title}",
            scenario_words.start_note(tables.estimates, result.start),
            scenario_words.TORNADO_NOTE,
        ),
        sources=tables.source_texts(ids),
    )


def _residents(tables: SlideTables) -> float:
    return float(tables.estimates.residents["value"])


def _answer(view: ScenarioView, result: Result, tables: SlideTables) -> list[str]:
    lines = scenario_words.answer_lines(result, view.result, tables.estimates)
    used = scenario_words.result_line("a", result, tables.estimates)
    return [*lines[: MOST_POINTS - 1], used]


def _spans(result: Result, tables: SlideTables, quantity: Quantity) -> Spans:
    bars = tornado(result.start, result.assumptions, tables.starts.ranges, result.base)

    def at(outcome: Outcome | None) -> float | None:
        return None if outcome is None else persons(outcome, quantity)

    spans = []
    for bar in free_bars(bars, quantity):
        low, high = at(bar.at_low), at(bar.at_high)
        # More people who came back leave fewer abroad; only people can have an open end.
        if low is not None and high is not None:
            low, high = sorted((low, high))
        ends = (
            "open" if value is None else input_text(bar.name, value)
            for value in (bar.low, bar.high)
        )
        spans.append(Span(INPUT_LABELS[bar.name], low, high, None, " to ".join(ends)))
    return Spans(spans, PERSONS, persons(bars[0].now, quantity))


def _spans_table(chart: Spans) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Input": span.name,
                "From low to high": span.label,
                "Least": _ends(span.low),
                "Most": _ends(span.high),
            }
            for span in chart.spans
        ]
    )


def _ends(value: float | None) -> str:
    return "open end" if value is None else people(value)


def _difference(
    link: PageLink,
    view: ScenarioView,
    made: Results,
    tables: SlideTables,
    palette: Palette,
    height: int,
) -> Slide:
    """Return what sets the second scenario apart from the first; a third stands in the points."""
    first, second = list(made)[:2]
    quantity = quantity_of(view.result)
    picture = bridge_picture(first, second, made, quantity, palette)
    chart = None
    if picture.figure is not None:
        bars = bridge_bars(bridge(made[first], made[second], quantity), first, second)
        chart = Bridge(
            [Step(b.name.replace("<br>", " "), b.start, b.end, b.label, b.total) for b in bars],
            PERSONS,
        )
    lines = [
        f"{letter.upper()}: {scenario_words.start_name(tables.estimates, each.start.source)}, "
        f"{scenario_words.result_value(each, view.result, _residents(tables))} "
        f"({scenario_words.RESULT_LABELS[view.result].lower()})"
        for letter, each in made.items()
    ]
    ids = _ids(tables, [view.on[letter].source for letter in made], view.base)
    return Slide(
        link=link,
        title=picture.title,
        subtitle=f"{scenario_words.RESULT_LABELS[view.result]}, step by step from "
        f"{first.upper()} to {second.upper()}; the parts sum to the difference",
        alt=picture.alt or f"{picture.title}. {' '.join(lines)}",
        source=tables.source_line(ids),
        points=[*lines, *picture.lines][:MOST_POINTS],
        figure=None if picture.figure is None else enlarged(picture.figure, height),
        chart=chart,
        table=_answers_table(made, tables) if chart is None else _steps_table(chart),
        notes=notes(
            f"{picture.title}. {'. '.join(lines)}",
            " ".join(
                scenario_words.start_note(tables.estimates, each.start) for each in made.values()
            ),
            scenario_words.BRIDGE_NOTE,
        ),
        sources=tables.source_texts(ids),
    )


def _steps_table(chart: Bridge) -> pd.DataFrame:
    return pd.DataFrame([{"Step": step.name, "Persons": step.label} for step in chart.steps])


def _answers_table(made: Results, tables: SlideTables) -> pd.DataFrame:
    """Return every result of every scenario, for starts that leave nothing to draw."""
    return pd.DataFrame(
        [
            {
                "Scenario": letter.upper(),
                **{
                    label: scenario_words.result_value(result, what, _residents(tables))
                    for what, label in scenario_words.RESULT_LABELS.items()
                },
            }
            for letter, result in made.items()
        ]
    )


def _ids(tables: SlideTables, starts: Sequence[str], base: str) -> str:
    """Return the sources of the starts, the base and the assumptions."""
    estimates = tables.estimates
    known = set(estimates.estimates["estimate_id"])
    figures = set(estimates.article_figures["figure_id"])
    ids = [
        estimates.estimate(code)["source_id"]
        if code in known
        else estimates.article_figure(code)["source_id"]
        for code in starts
        if code in known | figures
    ]
    used = [one for one in estimates.assumptions["source_id"] if one]
    return joined_ids([*ids, estimates.measure(base)["source_id"], *used])


def scenarios_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    view, _ = parse_scenarios(link.query, tables.starts)
    links = [
        PageLink.of("scenarios", scenario_query(replace(view, result=result), tables.starts))
        for result in RESULTS
    ]
    line = f"Result: {RESULT_LABELS[view.result].lower()}"
    return steps_at(line, links, RESULTS.index(view.result), tables)
