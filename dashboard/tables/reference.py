"""The tables about the tables: known gaps, the glossary, what changed between releases."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.checks import unknown
from dashboard.tables.map_rows import IndicatorRow
from dashboard.tables.problems import Problem, gathered
from dashboard.tables.reading import Folder
from dashboard.tables.release import RELEASE, read_release, release_order

TOPICS = (
    "Coverage",
    "Comparability",
    "Conflict",
    "Breaks",
    "Rounding",
    "Quality",
    "How it was read",
    "Our own arithmetic",
)
CONCERNS = rf"{col.CODE}(?:;{col.CODE})*"


class Gap(col.Row, table="gaps", title="Known gaps and conflicts", key=("gap_id",)):
    """What the figures leave out, or where sources disagree."""

    gap_id: str = col.code("Code of the gap")
    topic: str = col.choice("What kind of gap it is", TOPICS)
    text: str = col.filled("The gap, in plain words", unique=True)
    concerns: tuple[str, ...] = col.column(
        "Indicators or tables it is about",
        col.like(CONCERNS, "indicator ids or table names, joined by ;"),
        joined=True,
    )


class Term(col.Row, table="glossary", title="Glossary", key=("term",)):
    """A term of this dashboard, and what it means."""

    term: str = col.filled("The term as the pages use it")
    meaning: str = col.filled("What it means here")


class Change(
    col.Row,
    table="changes",
    title="Changes between releases",
    key=("release", "table", "key", "field"),
    rules=[pa.Check(lambda t: t["old"].ne(t["new"]), error="old and new are the same")],
    may_be_empty=True,
):
    """A value that differs from an earlier release."""

    release: str = col.column(
        "Release that brought the change", col.like(RELEASE, "a release such as 2026.11")
    )
    table: str = col.filled("Table it is in")
    key: str = col.filled("Key of the row, its parts joined by /")
    field: str = col.filled("Column that changed")
    old: str = col.column("Value before; blank for a new row")
    new: str = col.column("Value now; blank for a row that went")
    reason: str = col.filled("Why it changed")


@dataclass(frozen=True)
class ReferenceTables:
    """Known gaps, terms, and what changed between releases."""

    gaps: tuple[Gap, ...]
    glossary: tuple[Term, ...]
    changes: tuple[Change, ...]

    def gaps_of(self, code: str) -> list[Gap]:
        """Return the gaps that concern an indicator or a table."""
        return [row for row in self.gaps if code in row.concerns]


def read_reference(folder: Folder, schemas: Mapping[str, pa.DataFrameSchema]) -> ReferenceTables:
    """Return the tables about the tables, every rule held; `schemas` are those they speak of.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(Gap, Term, Change, IndicatorRow)
    known = {*schemas, *tables.pop("indicators")["indicator_id"]}
    with gathered() as problems:
        problems += unknown("gaps", tables["gaps"]["concerns"], known, "no such indicator or table")
        problems += _change_problems(tables["changes"], schemas, read_release(folder.path).name)
    return ReferenceTables(
        gaps=Gap.of(tables["gaps"]),
        glossary=Term.of(tables["glossary"]),
        changes=Change.of(tables["changes"]),
    )


def _change_problems(
    changes: pd.DataFrame, schemas: Mapping[str, pa.DataFrameSchema], release: str
) -> list[Problem]:
    """Return the changes of a release to come, of a table or a column that does not exist."""
    problems: list[Problem] = []
    for line, row in Change.lines(changes):
        schema = schemas.get(row.table)
        if release_order(row.release) > release_order(release):
            rule, column = f"is later than release.toml, which says {release}", "release"
        elif schema is None:
            rule, column = "no such table", "table"
        elif row.field not in schema.columns:
            rule, column = f"no such column in {row.table}.csv", "field"
        else:
            continue
        problems.append(Problem("changes.csv", rule, line, column, getattr(row, column)))
    return problems
