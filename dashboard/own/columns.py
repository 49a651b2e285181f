"""Which columns of a reader's table hold what, and what of it the reader has to say.

The table is looked at as a whole: columns of countries that agree with each other are one; what
is left of the numbers, once codes, counters and times are known, are the values.
"""

from dataclasses import dataclass
from typing import Literal

from xlsxwriter.utility import xl_col_to_name

from dashboard.own.countries import Style
from dashboard.own.grid import Grid, refusal
from dashboard.own.headings import (
    HIGH,
    LOW,
    NOT_TIME,
    NOTE,
    TIME,
    VALUE,
    heads,
    period,
    split_heading,
)
from dashboard.own.layout import Layout, cell_at, find_layout, sampled
from dashboard.own.places import Look, Series, Slot, country_columns
from dashboard.tables.names import CountryNames, normalised
from dashboard.tables.problems import TableError
from dashboard.words.typed_numbers import Cell

Asked = Literal["country", "value"]
# The countries stand in the headings; no year stands in any column.
HEADINGS, NOWHERE = -1, -1


@dataclass(frozen=True)
class Columns(Layout):
    """Places of the columns, from 0, in a table as it is laid out.

    `countries` are the column of countries and those that help it, each with its style; none
    where the headings are the countries. The choices are what a reader may take instead, `asked`
    what only the reader can say: it is a guess until then.
    """

    countries: tuple[int, ...]
    styles: dict[int, Style]
    country_choices: tuple[int, ...]
    value: Series
    value_choices: tuple[Series, ...]
    time: int | None
    time_choices: tuple[int, ...]
    low: int | None
    high: int | None
    note: int | None
    asked: tuple[Asked, ...]

    @property
    def country(self) -> int:
        """The column of the countries, or HEADINGS."""
        return self.countries[0] if self.countries else HEADINGS

    @property
    def skipped(self) -> tuple[int, ...]:
        """Years of a wide table that the Map does not go back to."""
        periods = [slot.period for slot in self.value.slots if slot.period]
        return tuple(sorted({one.year for one in periods if not one.is_read}))

    def name(self, place: int) -> str:
        """Return the heading of a column, or its letter where it has none."""
        if place == HEADINGS:
            return "the headings"
        given = self.names[place] if place < len(self.names) else ""
        return given[:60] or f"column {xl_col_to_name(place)}"

    def heading(self, series: Series) -> str:
        """Return what a series is called: its own words, or the heading of its only column."""
        if len(series.slots) == 1:
            return self.name(series.place)
        return series.label or (
            "the years" if series.slots[0].period else "the columns of countries"
        )


def find_columns(
    grid: Grid,
    names: CountryNames,
    value: int | None = None,
    country: int | None = None,
    time: int | None = None,
) -> Columns:
    """Return what each column holds; the reader's own choices go before all.

    Raises:
        TableError: where no column holds countries, or none holds values.
    """
    layout = find_layout(grid.lines, names)
    if layout is None:
        raise _no_countries(grid)
    if not layout.body:
        raise refusal(grid.file, "has headings and no rows under them", grid.lines[-1][0])
    columns = _Finder(grid, layout, names)
    return columns.find(value, country, time)


class _Finder:
    """One look at a table."""

    def __init__(self, grid: Grid, layout: Layout, names: CountryNames) -> None:
        self.grid, self.layout, self.names = grid, layout, names
        width = max(len(cells) for _, cells in layout.body)
        self.heads = [*layout.names, *[""] * width][: max(width, len(layout.names))]
        sample = sampled(layout.body)
        places = range(len(self.heads))
        self.cells = [[cell_at(cells, place) for _, cells in sample] for place in places]
        self.look = Look(self.heads, self.cells, names)

    def find(self, value: int | None, country: int | None, time: int | None) -> Columns:
        places = country_columns(self.look, country)
        matrix = self.look.matrix(places.columns)
        if not places.clusters and not matrix:
            raise _no_countries(self.grid, places.why)
        low, high, note = map(self.look.first, (LOW, HIGH, NOTE))
        taken = {low, high, note, *places.columns}
        times = self._times(taken)
        series = self.look.series(taken, times)
        chosen_time = time if time is not None else next(iter(times), NOWHERE)
        if matrix and (country == HEADINGS or (country is None and not places.is_destination)):
            values: tuple[Series, ...] = (matrix,)
            countries: tuple[int, ...] = ()
            asked: list[Asked] = []
            if country is None and places.is_neutral:
                asked.append("country")
        else:
            countries = places.clusters[0]
            values = series
            asked = ["country"] if places.asked and country is None else []
            if matrix:
                values = tuple(Series(slot.country, (Slot(slot.place),)) for slot in matrix.slots)
        if not values:
            raise self._no_values()
        picked = next((s for s in values if value in {slot.place for slot in s.slots}), None)
        if picked is None:
            picked, sure = self.look.likely(values)
            if not sure:
                asked.append("value")
        return Columns(
            **vars(self.layout),
            countries=countries,
            styles=places.styles,
            country_choices=(*(c[0] for c in places.clusters), *([HEADINGS] if matrix else [])),
            value=picked,
            value_choices=values,
            time=None if chosen_time == NOWHERE or _has_periods(picked) else chosen_time,
            time_choices=times,
            asked=tuple(asked),
            low=low,
            high=high,
            note=note,
        )

    def _times(self, taken: set[int | None]) -> tuple[int, ...]:
        """Return the columns of periods, the likeliest first: those that a heading calls so."""
        free = [p for p in range(len(self.heads)) if p not in taken]
        shares = {p: self.look.share(p, _is_period) for p in free}
        of_periods = [p for p in free if shares[p] >= 0.5]
        called = [
            p
            for p in free
            if shares[p] >= (0.5 if normalised(self.heads[p]) not in TIME else 0.01)
            and heads(self.heads[p], TIME)
            and not heads(self.heads[p], NOT_TIME)
        ]
        called.sort(
            key=lambda p: (not heads(self.heads[p], ("year", "time", "год")), self.heads[p])
        )
        if called:
            return tuple(called)
        numbers = [p for p in free if self.look.is_numeric(p)]
        silent = [
            p
            for p in of_periods
            if normalised(self.heads[p]) not in VALUE
            and not heads(self.heads[p], NOT_TIME)
            and split_heading(self.heads[p])[1] is None
            and shares[p] == 1
            and set(numbers) - {p}
        ]
        return tuple(silent) if len(silent) == 1 else ()

    def _no_values(self) -> TableError:
        line = self.layout.header or self.layout.body[0][0]
        return refusal(
            self.grid.file,
            "no column with values was found; expected a heading such as value, or a column "
            "for each year",
            line,
        )


def _is_period(cell: Cell) -> bool:
    return period(cell) is not None


def _has_periods(series: Series) -> bool:
    return any(slot.period for slot in series.slots)


def _no_countries(grid: Grid, why: str = "") -> TableError:
    return refusal(
        grid.file,
        f"no column with countries was found; {why or 'expected a heading such as country, iso3'}"
        f"{'' if why else ' or страна, and under it codes or names in English or Russian'}",
        grid.lines[0][0],
    )
