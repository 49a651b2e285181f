"""Scenarios as a workbook says them: inputs, steps, results, estimates and sources."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.estimate_ranges import EstimateTable, estimate_table, listed_rows
from dashboard.links.scenario_view import Letter, ScenarioView
from dashboard.links.starts import Starts
from dashboard.models.chain import Result
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.rows import Row, records
from dashboard.words import scenario_words


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
    base: Row
    residents: Row
    target: float
    assumptions: list[Row]
    estimates: EstimateTable | None
    sources: list[Row]


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
    used = [row["source_id"] for row in [*rows, base, tables.residents]]
    used += list(tables.assumptions["source_id"])
    for chosen in view.on.values():
        if chosen.source in set(tables.estimates["estimate_id"]):
            used.append(tables.estimate(chosen.source)["source_id"])
        elif chosen.source in set(tables.article_figures["figure_id"]):
            used.append(tables.article_figure(chosen.source)["source_id"])
    ids = {one for each in used for one in each.split(";")}
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
        assumptions=records(tables.assumptions),
        estimates=estimate_table(tables, rows) if rows else None,
        sources=records(tables.sources[tables.sources["source_id"].isin(ids)]),
    )


def scenario_rows(book: ScenarioBook) -> pd.DataFrame:
    """Return each step of each scenario with the persons left over, and the share at the end."""
    sources = " | ".join(f"{row['publisher']}: {row['title']}" for row in book.sources)
    rows: list[Row] = []
    for one in book.scenarios:
        common: Row = {"scenario": one.letter, "starts_from": one.name, "caution": one.caution}
        result = one.result
        for step in result.steps:
            ends = step.interval
            rows.append(
                common
                | {
                    "step": step.key,
                    "label": step.label,
                    "share_used": step.share,
                    "unit": "persons",
                    "value": step.persons,
                    "low": ends.low if ends else None,
                    "high": ends.high if ends else None,
                    "skipped": "yes" if step.skipped else "",
                }
            )
        rows.append(
            common
            | {
                "step": "share",
                "label": f"Workers who left as a share of: {book.base['label']}",
                "unit": "share",
                "value": result.share,
                "low": result.share_interval.low,
                "high": result.share_interval.high,
            }
        )
    return pd.DataFrame(rows).assign(sources=sources)
