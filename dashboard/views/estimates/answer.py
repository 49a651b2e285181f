"""What the page How many left computes: its scenarios, their steps, and what they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.charts.scenarios import results
from dashboard.link.scenario_view import METHOD_CODES, SINCE_ALL, Letter, ScenarioView
from dashboard.link.starts import Starts, publisher_code
from dashboard.models.chain import Result
from dashboard.models.inputs import PARAMETER_IDS
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.estimates import CONCEPTS, EMIGRANTS, Estimate, EstimateTables, Measure
from dashboard.tables.provenance import Ids, each_id, with_sources
from dashboard.words import scenario_words
from dashboard.words.chain_words import LOCK_WORDS, input_of, step_label


@dataclass(frozen=True)
class Scenarios:
    """The scenarios of a view, with the tables that they are made of."""

    view: ScenarioView
    tables: EstimateTables
    starts: Starts
    catalogue: Catalogue

    @cached_property
    def made(self) -> dict[Letter, Result]:
        """What follows from each scenario that is on."""
        return results(self.view, self.starts)

    @cached_property
    def listed(self) -> list[Estimate]:
        """The estimates that pass the filters."""
        return listed_rows(self.tables, self.view)

    @property
    def drawn(self) -> list[Estimate]:
        """Those of them that stand in the first chart: emigrants, else the other kinds."""
        return emigrants(self.listed) or others(self.listed)

    @property
    def base(self) -> Measure:
        """What the workers are a share of."""
        return self.tables.measures_by_id[self.view.base]

    @property
    def names(self) -> str:
        """What the scenarios start from, as a part of a file's name."""
        return "-".join(f"{letter}-{chosen.source}" for letter, chosen in self.view.on.items())

    def name(self, letter: Letter) -> str:
        """Return who a scenario starts from, without its number."""
        return scenario_words.start_name(self.tables, self.view.on[letter].source)

    def caution(self, letter: Letter) -> str:
        """Return what a start counts, over which period, and what to mind."""
        return scenario_words.start_caution(self.tables, self.view.on[letter].source)

    def start_source(self, letter: Letter) -> Ids:
        """Return the sources of a start; a number of the reader's own has none."""
        code, tables = self.made[letter].start.source, self.tables
        found = tables.estimates_by_id.get(code) or tables.figures_by_id.get(code)
        return found.source_id if found else ()

    @property
    def source_ids(self) -> Ids:
        """The sources of all that the files hold: estimates, base, residents, inputs, starts."""
        used = [row.source_id for row in self.listed]
        used += [self.base.source_id, self.tables.residents.source_id]
        used += [row.source_id for row in self.tables.assumptions]
        return each_id([*used, *map(self.start_source, self.made)])


def listed_rows(tables: EstimateTables, view: ScenarioView) -> list[Estimate]:
    """Return the estimates that pass the filters: by concept, then by date, undated last."""
    methods = {METHOD_CODES[code] for code in view.methods}
    rows = [
        row
        for row in tables.estimates
        if row.concept in view.show
        and row.method in methods
        and view.publisher in (None, publisher_code(row.publisher))
        and (not row.published or row.published.first.year >= view.since)
    ]
    return sorted(
        rows,
        key=lambda row: (CONCEPTS.index(row.concept), not row.published, row.published, row.label),
    )


def published_years(tables: EstimateTables) -> range:
    """Return the years from which estimates can be listed, up to the latest one."""
    latest = max(row.published.first.year for row in tables.estimates if row.published)
    return range(SINCE_ALL, latest + 1)


def emigrants(rows: Sequence[Estimate]) -> list[Estimate]:
    """Return the rows that count people who left, people still abroad or workers."""
    return [row for row in rows if row.concept in EMIGRANTS]


def others(rows: Sequence[Estimate]) -> list[Estimate]:
    """Return the rows that count something else; they stand apart."""
    return [row for row in rows if row.concept not in EMIGRANTS]


def scenario_rows(asked: Scenarios) -> pd.DataFrame:
    """Return each step of each scenario with the persons left over, and the share at the end.

    Each row has the source of what it brings in: the start's, the assumption's, the base's.
    """
    rows: list[dict[str, object]] = []
    assumed = {row.parameter_id: row for row in asked.tables.assumptions}
    for letter, result in asked.made.items():
        common: dict[str, object] = {
            "scenario": letter.upper(),
            "starts_from": asked.name(letter),
            "caution": asked.caution(letter),
        }
        for number, step in enumerate(result.steps, start=1):
            ends, name = step.interval, input_of(step)
            brought = assumed[PARAMETER_IDS[name]] if name and step.reason is None else None
            source = brought.source_id if brought else ()
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
                    "source_id": asked.start_source(letter) if step.key == "start" else source,
                    "basis": brought.basis if brought else "",
                    "note": brought.help if brought else "",
                }
            )
        rows.append(
            common
            | {
                "step": len(result.steps) + 1,
                "label": f"Workers who left as a share of: {asked.base.label}",
                "unit": "share",
                "value": result.share,
                "low": result.share_interval.low,
                "high": result.share_interval.high,
                "source_id": asked.base.source_id,
                "base_persons": result.base,
            }
        )
    return with_sources(pd.DataFrame(rows), asked.tables.sources)
