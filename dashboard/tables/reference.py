"""The tables about the tables: known gaps, the glossary, what changed between releases."""

from dataclasses import dataclass

import pandas as pd

from dashboard.tables.all_schemas import SHARED_SCHEMAS
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import Folder
from dashboard.tables.reference_schemas import REFERENCE_SCHEMAS
from dashboard.tables.release import read_release, release_order
from dashboard.tables.rows import Row, records


@dataclass(frozen=True)
class ReferenceTables:
    """The validated tables. Frames are shared between readers: copy before changing one."""

    gaps: pd.DataFrame
    glossary: pd.DataFrame
    changes: pd.DataFrame

    def gaps_of(self, code: str) -> list[Row]:
        """Return the gaps that concern an indicator or a table."""
        return [row for row in records(self.gaps) if code in row["concerns"].split(";")]


def read_reference(folder: Folder) -> ReferenceTables:
    """Return the tables about the tables, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(*REFERENCE_SCHEMAS, "indicators")
    problems = _unknown_concerns(tables["gaps"], set(tables["indicators"]["indicator_id"]))
    problems += _change_problems(tables["changes"], read_release(folder.path).name)
    if problems:
        raise TableError(problems)
    return ReferenceTables(**{name: tables[name] for name in REFERENCE_SCHEMAS})


def _unknown_concerns(gaps: pd.DataFrame, indicators: set[str]) -> list[Problem]:
    known = indicators | set(SHARED_SCHEMAS)
    return [
        Problem("gaps.csv", "no such indicator or table", int(str(line)), "concerns", code)
        for line, codes in gaps["concerns"].items()
        for code in codes.split(";")
        if code not in known
    ]


def _change_problems(changes: pd.DataFrame, release: str) -> list[Problem]:
    """Return the changes of a release to come, of a table or a column that does not exist."""
    problems: list[Problem] = []
    for line, row in zip(changes.index, records(changes), strict=True):
        schema = SHARED_SCHEMAS.get(row["table"])
        if release_order(row["release"]) > release_order(release):
            rule, column = f"is later than release.toml, which says {release}", "release"
        elif schema is None:
            rule, column = "no such table", "table"
        elif row["field"] not in schema.columns:
            rule, column = f"no such column in {row['table']}.csv", "field"
        else:
            continue
        problems.append(Problem("changes.csv", rule, int(str(line)), column, row[column]))
    return problems
