"""The tables of the People page: who left, when, and what was counted meanwhile."""

import datetime
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.checks import each_cell, source_problems, unknown
from dashboard.tables.dates import PartialDate
from dashboard.tables.map_rows import Country, Source, Sources, dates_in_order, sources_by_id
from dashboard.tables.problems import Problem, gathered
from dashboard.tables.reading import Folder

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


ATTRIBUTES = (
    "age",
    "sex",
    "education",
    "family",
    "income",
    "occupation",
    "employment",
    "russian_employer",
    "first_destination",
    "moves",
    "ties",
    "plans",
    "motive",
    "permit_reason",
)
SUBJECTS = ("emigrants", "residents")
# How people came to be asked or counted, as far as the source says it.
METHODS = (
    "volunteers",
    "online_survey",
    "survey",
    "review",
    "retold",
    "register",
    "census",
    "claim",
    "not_stated",
)
KINDS = ("war", "mobilisation", "law", "border", "economy", "migration")
PROFILE_UNITS = ("percent", "years", "times")
PROFILE_BOUNDS = ("exact", "rounded", "at_least", "up_to")
SERIES_UNITS = (
    "crossings",
    "million crossings",
    "passports",
    "billion US dollars",
    "persons",
    "percent",
    "applications",
)
LATITUDE = pa.Check.in_range(-90, 90, error="must lie within -90 and 90")
LONGITUDE = pa.Check.in_range(-180, 180, error="must lie within -180 and 180")


def _place_and_point(rows: pd.DataFrame) -> pd.Series:
    """A town has both coordinates; a country named without a town has neither."""
    named = rows["to_place"].ne("")
    return rows["to_lat"].notna().eq(named) & rows["to_lon"].notna().eq(named)


class ProfileFigure(
    col.Row,
    table="profile",
    title="Profile",
    key=("profile_id",),
    rules=[
        pa.Check(
            lambda t: t["unit"].ne("percent") | (t["value"] <= 100),
            error="a percentage must not be above 100",
        ),
        pa.Check(
            lambda t: t["comparison_value"].notna().eq(t["comparison_note"].ne("")),
            error="comparison_value needs a comparison_note, and the other way round",
        ),
    ],
):
    """A figure on who left: age, education, work, plans, motives."""

    profile_id: str = col.code("Code of the figure")
    attribute: str = col.choice("What it is about", ATTRIBUTES)
    subject: str = col.choice("People who left, or residents of Russia", SUBJECTS)
    label: str = col.filled("Name as shown")
    value: float = col.number("The figure", figure=True)
    unit: str = col.choice("What is counted", PROFILE_UNITS)
    bound: str = col.choice(
        "Whether the figure is exact, rounded, a floor or a ceiling", PROFILE_BOUNDS
    )
    asked: str = col.filled("Who was asked or counted")
    method: str = col.choice("How people came to be asked or counted", METHODS)
    as_of: PartialDate | None = col.partial_date(
        "Day, month or year of the figure; blank where not stated", blank=True
    )
    sample: float = col.number(
        "How many were asked; blank where not stated", blank=True, unit="persons"
    )
    comparison_value: float = col.number(
        "A figure of residents that the same source gives, in the same unit",
        blank=True,
        figure=True,
    )
    comparison_note: str = col.column("What that figure is")
    source_id: tuple[str, ...] = col.sources()
    note: str = col.note()


class Person(
    col.Row,
    table="people",
    title="Routes of the article",
    key=("name",),
    rules=[
        pa.Check(_place_and_point, error="to_lat and to_lon stand where to_place does, only there")
    ],
):
    """Three routes of the article, for the People page alone."""

    name: str = col.filled("Name in the article")
    from_place: str = col.filled("Town they left")
    from_lat: float = col.column("Its latitude", LATITUDE, kind=float)
    from_lon: float = col.column("Its longitude", LONGITUDE, kind=float)
    to_place: str = col.column("Town they went to; blank where only a country is named")
    to_iso3: str = col.iso3("Country they went to", refers=None)
    to_lat: float = col.column("Latitude of the town", LATITUDE, kind=float, blank=True)
    to_lon: float = col.column("Longitude of the town", LONGITUDE, kind=float, blank=True)
    month: PartialDate | None = col.partial_date(
        "When, as far as the article says",
        blank=True,
        pattern=r"(\d{4}-\d{2})?",
        expected="blank or YYYY-MM",
    )
    source_id: tuple[str, ...] = col.sources()


class TimelineEvent(col.Row, table="timeline", title="Timeline", key=("date", "title")):
    """A dated event."""

    date: PartialDate = col.partial_date("Day, month or year")
    kind: str = col.choice("War, mobilisation, law, border, economy or migration", KINDS)
    title: str = col.filled("Title as shown; a claim carries its speaker")
    source_id: tuple[str, ...] = col.sources()


class SeriesPoint(
    col.Row,
    table="series",
    title="Series",
    key=("series_id", "period_start", "period_end"),
    rules=[dates_in_order("period_start", "period_end")],
):
    """A point of a short series over time."""

    series_id: str = col.code("Code of the series")
    label: str = col.filled("Name as shown, the same in all rows of a series")
    unit: str = col.choice("What is counted, the same in all rows of a series", SERIES_UNITS)
    period_start: datetime.date = col.first_day()
    period_end: datetime.date = col.last_day()
    value: float = col.number("The figure", figure=True)
    bound: str = col.choice(
        "Whether the figure is exact, rounded, a floor or a ceiling",
        PROFILE_BOUNDS,
        figure=True,
    )
    derived: bool = col.derived()
    source_id: tuple[str, ...] = col.sources()
    note: str = col.note()


@dataclass(frozen=True)
class PeopleTables:
    """The tables of the People page."""

    profile: tuple[ProfileFigure, ...]
    people: tuple[Person, ...]
    timeline: tuple[TimelineEvent, ...]
    series: tuple[SeriesPoint, ...]
    sources: Sources

    def series_rows(self, series_id: str) -> list[SeriesPoint]:
        """Return one series by time."""
        return [row for row in self.series if row.series_id == series_id]

    def attribute(self, name: str) -> list[ProfileFigure]:
        """Return the figures of one attribute of the profile, in the order of the table."""
        return [row for row in self.profile if row.attribute == name]

    def publisher(self, row: ProfileFigure) -> str:
        """Return who published the first source of a row."""
        return self.sources[row.source_id[0]].publisher

    def events(self, kind: str | None) -> list[TimelineEvent]:
        """Return the events by date, of one kind where it is given."""
        return [row for row in self.timeline if kind in (None, row.kind)]


def read_people(folder: Folder) -> PeopleTables:
    """Return the tables of the People page, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    kinds = (ProfileFigure, Person, TimelineEvent, SeriesPoint)
    tables = folder.frames(*kinds, Source, Country)
    countries, rule = tables["countries"]["iso3"], "no such iso3 in countries.csv"
    with gathered() as problems:
        problems += source_problems(tables, "profile", "people", "timeline", "series")
        problems += unknown("people", tables["people"]["to_iso3"], countries, rule)
        problems += _series_problems(tables["series"])
        problems += _order_problems(tables["timeline"])
    return PeopleTables(
        profile=ProfileFigure.of(tables["profile"]),
        people=Person.of(tables["people"]),
        timeline=TimelineEvent.of(tables["timeline"]),
        series=SeriesPoint.of(tables["series"]),
        sources=sources_by_id(tables["sources"]),
    )


def _series_problems(series: pd.DataFrame) -> list[Problem]:
    """Return the drawn series that are missing, and those with two labels or two units."""
    problems = [
        Problem("series.csv", "this series is missing", None, "series_id", series_id)
        for series_id in DRAWN
        if series_id not in set(series["series_id"])
    ]
    for column in ("label", "unit"):
        first = series.groupby("series_id")[column].transform("first")
        other = series.loc[series[column].ne(first), column]
        problems += each_cell("series", other, f"a series has one {column} in all its rows")
    return problems


def _order_problems(timeline: pd.DataFrame) -> list[Problem]:
    """The page lists the events as the file does, so the file has to run forward."""
    dates = timeline["date"]
    back = [b < a[: len(b)] for a, b in zip(["", *dates], dates, strict=False)]
    return each_cell("timeline", dates[back], "must not stand before an earlier date")
