"""The tables of the calculators: rival estimates, assumptions, returns, workforce, the article."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.tables.checks import source_problems
from dashboard.tables.estimate_schemas import ESTIMATE_SCHEMAS
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import Folder
from dashboard.tables.rows import Row, records

DEFAULT_BASE = "lf_rosstat_2022_11"
RESIDENTS = "pop_2023_01"
TARGET = "alfa_share"
BASES = ("labour_force", "employed", "working_age")
ARTICLE_STARTS = ("a09_uk_mod", "a10_forbes")
# Rows that the pages name; without one of them a page has nothing to start from.
NEEDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "assumptions": (
        "parameter_id",
        (
            "activity_rate",
            "adult_share",
            TARGET,
            "remote_share",
            "returned_share",
            "transit_share",
        ),
    ),
    "workforce": ("measure_id", (DEFAULT_BASE, RESIDENTS)),
    "article_figures": ("figure_id", ARTICLE_STARTS),
}


@dataclass(frozen=True)
class EstimateTables:
    """The validated tables. Frames are shared between readers: copy before changing one."""

    estimates: pd.DataFrame
    assumptions: pd.DataFrame
    returns: pd.DataFrame
    workforce: pd.DataFrame
    article_figures: pd.DataFrame
    sources: pd.DataFrame

    def estimate(self, estimate_id: str) -> Row:
        """Return one estimate. Raises KeyError where there is none."""
        return _only(self.estimates, "estimate_id", estimate_id)

    def returns_of(self, start: str) -> str:
        """Return whether a start still counts people who came back; blank where nobody asked.

        `start` is an estimate, a figure of the article or a number of one's own.
        """
        found = self.estimates.loc[self.estimates["estimate_id"].eq(start), "returns"]
        return str(found.iloc[0]) if len(found) else ""

    def assumption(self, parameter_id: str) -> Row:
        """Return one assumption: shares 0 to 1. Raises KeyError where there is none."""
        return _only(self.assumptions, "parameter_id", parameter_id)

    def measure(self, measure_id: str) -> Row:
        """Return one row of the workforce. Raises KeyError where there is none."""
        return _only(self.workforce, "measure_id", measure_id)

    def article_figure(self, figure_id: str) -> Row:
        """Return one figure of the article. Raises KeyError where there is none."""
        return _only(self.article_figures, "figure_id", figure_id)

    @property
    def bases(self) -> dict[str, Row]:
        """What workers may be set against, in persons: the default first, else as in the table."""
        rows = self.workforce
        offered = records(rows[rows["base"].isin(BASES) & rows["unit"].eq("persons")])
        offered.sort(key=lambda row: (row["measure_id"] != DEFAULT_BASE, BASES.index(row["base"])))
        return {row["measure_id"]: row for row in offered}

    @property
    def residents(self) -> Row:
        """The population of Russia that rates are made with."""
        return self.measure(RESIDENTS)

    @property
    def target(self) -> float:
        """Alfa Bank's share of the workforce, 0 to 1."""
        return float(self.assumption(TARGET)["default"])


def read_estimates(folder: Folder) -> EstimateTables:
    """Return the tables of the calculators, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(*ESTIMATE_SCHEMAS, "sources")
    problems: list[Problem] = []
    for name in ESTIMATE_SCHEMAS:
        problems += source_problems(name, tables[name], tables["sources"])
    problems += _missing_rows(tables)
    if problems:
        raise TableError(problems)
    return EstimateTables(**tables)


def _missing_rows(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    problems = [
        Problem(f"{name}.csv", "this row is missing", None, column, key)
        for name, (column, keys) in NEEDED.items()
        for key in keys
        if key not in set(tables[name][column])
    ]
    if problems:
        return problems
    starts = tables["article_figures"]
    starts = starts[starts["figure_id"].isin(ARTICLE_STARTS)]
    return [
        Problem(
            "article_figures.csv",
            "a scenario starts from this figure: it needs start_concept, value_low and value_high",
            int(str(line)),
            "start_concept",
            str(starts.at[line, "start_concept"]),
        )
        for line in starts.index[
            starts["start_concept"].eq("") | starts[["value_low", "value_high"]].isna().any(axis=1)
        ]
    ]


def _only(rows: pd.DataFrame, column: str, key: str) -> Row:
    found = records(rows[rows[column].eq(key)])
    if not found:
        raise KeyError(key)
    return found[0]
