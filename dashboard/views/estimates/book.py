"""Scenarios as a workbook says them: inputs, steps, results, estimates and sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.link.starts import Starts
from dashboard.models.chain import Result
from dashboard.models.inputs import PARAMETER_IDS, Start
from dashboard.tables.estimates import Assumption, EstimateTables, Measure
from dashboard.tables.map_rows import Source
from dashboard.tables.provenance import Ids, each_id, with_sources
from dashboard.tables.rows import Row
from dashboard.views.estimates.ranges import EstimateTable, estimate_table, listed_rows
from dashboard.words import scenario_words
from dashboard.words.chain_words import LOCK_WORDS, input_of, step_label


@dataclass(frozen=True)
class BookScenario:
    """One scenario of the workbook: its letter, who it starts from, and what follows."""

    letter: str
    name: str
    caution: str
    result: Result


@dataclass(frozen=True)
class ScenarioBook:
    """All that the workbook prints. `base` and `residents` are rows of the workforce table."""

    title: str
    release: str
    link: str
    scenarios: tuple[BookScenario, ...]
    base: Measure
    residents: Measure
    target: float
    assumptions: Sequence[Assumption]
    estimates: EstimateTable | None
    sources: list[Source]


def scenario_book(
    tables: EstimateTables,
    starts: Starts,
    view: ScenarioView,
    made: Mapping[Letter, Result],
    link: str,
) -> ScenarioBook:
    """Return the workbook of a view: its scenarios, and the estimates it lists."""
    rows = listed_rows(tables, view)
    base = tables.measure(view.base)
    used = [row.source_id for row in rows] + [base.source_id, tables.residents.source_id]
    used += [row.source_id for row in tables.assumptions]
    used += [_start_source(tables, result.start) for result in made.values()]
    ids = set(each_id(used))
    return ScenarioBook(
        title="How many left, depending on whom you believe and what you assume",
        release=starts.release,
        link=link,
        scenarios=tuple(
            BookScenario(
                letter.upper(),
                scenario_words.start_name(tables, view.on[letter].source),
                scenario_words.start_caution(tables, view.on[letter].source),
                result,
            )
            for letter, result in made.items()
        ),
        base=base,
        residents=tables.residents,
        target=tables.target,
        assumptions=tables.assumptions,
        estimates=estimate_table(tables, rows) if rows else None,
        sources=[source for one, source in tables.sources.items() if one in ids],
    )


def scenario_rows(tables: EstimateTables, book: ScenarioBook) -> pd.DataFrame:
    """Return each step of each scenario with the persons left over, and the share at the end.

    Each row has the source of what it brings in: the start's, the assumption's, the base's.
    """
    rows: list[Row] = []
    assumed = {row.parameter_id: row for row in book.assumptions}
    for one in book.scenarios:
        common: Row = {"scenario": one.letter, "starts_from": one.name, "caution": one.caution}
        result = one.result
        for number, step in enumerate(result.steps, start=1):
            ends, name = step.interval, input_of(step)
            brought = assumed[PARAMETER_IDS[name]] if name and step.reason is None else None
            rows.append(
                common
                | {
                    "step": number,
                    "label": step_label(step, result.start),
                    "share_used": step.share if brought else None,
                    "unit": "persons",
                    "value": step.persons,
                    "low": ends.low if ends else None,
                    "high": ends.high if ends else None,
                    "why_not_used": LOCK_WORDS[step.reason] if step.reason else "",
                    "source_id": _start_source(tables, result.start)
                    if step.key == "start"
                    else brought.source_id
                    if brought
                    else (),
                    "basis": brought.basis if brought else "",
                    "note": brought.help if brought else "",
                }
            )
        rows.append(
            common
            | {
                "step": len(result.steps) + 1,
                "label": f"Workers who left as a share of: {book.base.label}",
                "unit": "share",
                "value": result.share,
                "low": result.share_interval.low,
                "high": result.share_interval.high,
                "source_id": book.base.source_id,
                "base_persons": result.base,
            }
        )
    return with_sources(pd.DataFrame(rows), tables.sources)


def _start_source(tables: EstimateTables, start: Start) -> Ids:
    by_id = tables.estimates_by_id
    found = by_id.get(start.source) or tables.figures_by_id.get(start.source)
    return found.source_id if found else ()
