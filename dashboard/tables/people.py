"""The tables of the People page: who left, when, and what was counted meanwhile."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.tables.checks import source_problems
from dashboard.tables.people_schemas import PEOPLE_SCHEMAS
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reading import Folder
from dashboard.tables.rows import Row, records

# Series that the page draws; without one of them a chart would be empty.
DRAWN = (
    "passports_monthly",
    "transfers_abroad_monthly",
    "fsb_exits_quarter",
    "unemployment_rate",
    "georgia_monthly_in",
    "georgia_daily_in",
    "georgia_daily_out",
    "finland_daily_in",
    "kazakhstan_cum_in",
    "kazakhstan_cum_out",
)


@dataclass(frozen=True)
class PeopleTables:
    """The validated tables. Frames are shared between readers: copy before changing one."""

    profile: pd.DataFrame
    people: pd.DataFrame
    timeline: pd.DataFrame
    series: pd.DataFrame
    sources: pd.DataFrame

    def series_rows(self, series_id: str) -> list[Row]:
        """Return one series by time."""
        return records(self.series[self.series["series_id"].eq(series_id)])

    def attribute(self, name: str) -> list[Row]:
        """Return the figures of one attribute of the profile, in the order of the table."""
        return records(self.profile[self.profile["attribute"].eq(name)])

    def publisher(self, row: Row) -> str:
        """Return who published the first source of a row."""
        return self._publishers[str(row["source_id"]).split(";")[0]]

    @cached_property
    def _publishers(self) -> dict[str, str]:
        return dict(zip(self.sources["source_id"], self.sources["publisher"], strict=True))

    def events(self, kind: str | None) -> list[Row]:
        """Return the events by date, of one kind where it is given."""
        rows = self.timeline
        return records(rows if kind is None else rows[rows["kind"].eq(kind)])


def read_people(folder: Folder) -> PeopleTables:
    """Return the tables of the People page, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(*PEOPLE_SCHEMAS, "sources", "countries")
    problems: list[Problem] = []
    for name in PEOPLE_SCHEMAS:
        problems += source_problems(name, tables[name], tables["sources"])
    problems += _unknown_countries(tables["people"], set(tables["countries"]["iso3"]))
    problems += _series_problems(tables["series"])
    problems += _order_problems(tables["timeline"])
    if problems:
        raise TableError(problems)
    return PeopleTables(**{name: tables[name] for name in (*PEOPLE_SCHEMAS, "sources")})


def _unknown_countries(people: pd.DataFrame, known: set[str]) -> list[Problem]:
    return [
        Problem("people.csv", "no such iso3 in countries.csv", int(str(line)), "to_iso3", str(code))
        for line, code in people["to_iso3"].items()
        if code not in known
    ]


def _series_problems(series: pd.DataFrame) -> list[Problem]:
    """Return the drawn series that are missing, and those with two labels or two units."""
    problems = [
        Problem("series.csv", "this series is missing", None, "series_id", series_id)
        for series_id in DRAWN
        if series_id not in set(series["series_id"])
    ]
    for column in ("label", "unit"):
        first = series.groupby("series_id")[column].transform("first")
        problems += [
            Problem(
                "series.csv",
                f"a series has one {column} in all its rows",
                int(str(line)),
                column,
                str(series.at[line, column]),
            )
            for line in series.index[series[column].ne(first)]
        ]
    return problems


def _order_problems(timeline: pd.DataFrame) -> list[Problem]:
    """The page lists the events as the file does, so the file has to run forward."""
    dates = list(timeline["date"])
    return [
        Problem("timeline.csv", "must not stand before an earlier date", int(str(line)), "date", b)
        for line, a, b in zip(timeline.index[1:], dates, dates[1:], strict=False)
        if b < a[: len(b)]
    ]
