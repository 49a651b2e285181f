"""Which columns of a reader's table hold what, and what of it the reader has to say.

The table is looked at as a whole: columns of countries that agree with each other are one; what
is left of the numbers, once codes, counters and times are known, are the values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.tables.checks import ORIGIN as RUSSIA
from dashboard.tables.names import CountryNames, normalised
from dashboard.tables.own_countries import Style, named_country, style_of
from dashboard.tables.own_grid import Cell, Grid, Line, refusal
from dashboard.tables.own_headings import (
    BASES,
    HIGH,
    LOW,
    NOT_TIME,
    NOTE,
    REMARK,
    TIME,
    VALUE,
    counts_nothing,
    heads,
    is_total,
)
from dashboard.tables.own_layout import Layout, cell_at, find_layout, sampled
from dashboard.tables.own_numbers import is_gap, looks_numeric
from dashboard.tables.own_periods import Period, period, split_heading
from dashboard.tables.own_places import Places, country_columns
from dashboard.tables.problems import TableError

Asked = Literal["country", "value"]
# The countries stand in the headings; no year stands in any column.
HEADINGS, NOWHERE = -1, -1
MATRIX = 3


@dataclass(frozen=True)
class Slot:
    """A column of a series, with the period or the country that its heading gives."""

    place: int
    period: Period | None = None
    country: str = ""


@dataclass(frozen=True)
class Series:
    """What could be the values: one column, or one for each period or country."""

    label: str
    slots: tuple[Slot, ...]

    @property
    def place(self) -> int:
        """The first of its columns, by which it is chosen."""
        return self.slots[0].place


@dataclass(frozen=True)
class Columns:
    """Places of the columns, from 0.

    `countries` are the column of countries and those that help it, each with its style; none
    where the headings are the countries. The choices are what a reader may take instead, `asked`
    what only the reader can say: it is a guess until then.
    """

    layout: Layout
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
    def header(self) -> int | None:
        """The number of the line of headings."""
        return self.layout.header

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of data."""
        return self.layout.body

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
        given = self.layout.names[place] if place < len(self.layout.names) else ""
        return given[:60] or f"column {letter(place)}"

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
        self.cells: list[list[Cell]] = [
            [cell_at(cells, place) for _, cells in sample] for place in range(len(self.heads))
        ]

    def find(self, value: int | None, country: int | None, time: int | None) -> Columns:
        places = country_columns(self.heads, self.cells, self.names, country)
        matrix = self._matrix(places)
        if not places.clusters and not matrix:
            raise _no_countries(self.grid, places.why)
        roles = {
            role: self._first(known)
            for role, known in (("low", LOW), ("high", HIGH), ("note", NOTE))
        }
        taken = {*roles.values(), *places.columns}
        times = self._times(taken)
        series = self._series(taken, times)
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
            picked, sure = self._value(values)
            if not sure:
                asked.append("value")
        return Columns(
            layout=self.layout,
            countries=countries,
            styles=places.styles,
            country_choices=(*(c[0] for c in places.clusters), *([HEADINGS] if matrix else [])),
            value=picked,
            value_choices=values,
            time=None if chosen_time == NOWHERE or _has_periods(picked) else chosen_time,
            time_choices=times,
            asked=tuple(asked),
            **roles,
        )

    def _first(self, known: frozenset[str]) -> int | None:
        keys = [normalised(head) for head in self.heads]
        return next((place for place, key in enumerate(keys) if key in known), None)

    def _share(self, place: int, test: Callable[[Cell], bool]) -> float:
        filled = [cell for cell in self.cells[place] if cell != "" and not is_gap(cell)]
        return sum(map(test, filled)) / len(filled) if filled else 0.0

    def _times(self, taken: set[int | None]) -> tuple[int, ...]:
        """Return the columns of periods, the likeliest first: those that a heading calls so."""
        free = [p for p in range(len(self.heads)) if p not in taken]
        shares = {p: self._share(p, _is_period) for p in free}
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
        numbers = [p for p in free if self._share(p, looks_numeric) >= 0.5]
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

    def _matrix(self, places: Places) -> Series | None:
        """Return the values of a table whose headings are countries."""
        free = [p for p, head in enumerate(self.heads) if head and p not in places.columns]
        style = style_of([self.heads[p] for p in free])
        slots = tuple(
            Slot(p, None, self.heads[p])
            for p in free
            if named_country(self.names, self.heads[p], style) is not None
        )
        return Series("", slots) if len(slots) >= MATRIX and 2 * len(slots) > len(free) else None

    def _series(self, taken: set[int | None], times: Sequence[int]) -> tuple[Series, ...]:
        """Return all that could be values, in the order of the file."""
        free = [
            p
            for p in range(len(self.heads))
            if p not in taken and p not in times and normalised(self.heads[p]) not in REMARK
        ]
        split = {p: split_heading(self.heads[p]) for p in free}
        pure = [p for p in free if split[p][0] == "" and split[p][1]]
        if times and len(pure) < 2:
            split = {p: (self.heads[p], None) for p in free}
        found: dict[str, list[Slot]] = {}
        for p in free:
            label, when = split[p]
            numeric = self._share(p, looks_numeric) >= 0.5
            headed = normalised(self.heads[p]) in VALUE
            if (numeric or headed or when) and not counts_nothing(label or "years"):
                key = label if when else f"{label}\0{p}"
                found.setdefault(key, []).append(Slot(p, when))
        if not found:
            left = [p for p in free if self._filled(p) and not counts_nothing(self.heads[p])]
            counters = [p for p in free if self._filled(p) and self._counter_only(p)]
            found = {f"{self.heads[p]}\0{p}": [Slot(p)] for p in left or counters}
        return tuple(Series(key.split("\0")[0], tuple(slots)) for key, slots in found.items())

    def _filled(self, place: int) -> bool:
        return any(cell != "" for cell in self.cells[place])

    def _counter_only(self, place: int) -> bool:
        return heads(self.heads[place], ("rank", "ranking", "index", "место", "ранг", "round"))

    def _value(self, values: Sequence[Series]) -> tuple[Series, bool]:
        """Return the likeliest values, and whether nothing else could be meant."""
        numbered = [s for s in values if self._counts(s)] or list(values)
        years = [s for s in numbered if not s.label and len(s.slots) > 1]
        named = [s for s in numbered if normalised(s.label) in VALUE]
        plain = [s for s in numbered if not self._is_weak(s)]
        of_russia = [s for s in values if self.names.resolve(s.label) == RUSSIA]
        totals = [s for s in plain if _says_total(s.label)]
        for likely in (years, named, plain, of_russia, totals):
            if len(likely) == 1:
                return likely[0], True
        return (named or plain or numbered)[0], len(values) == 1

    def _counts(self, series: Series) -> bool:
        return any(looks_numeric(c) for slot in series.slots for c in self.cells[slot.place])

    def _is_weak(self, series: Series) -> bool:
        """Return whether a column of numbers is seldom the values: a counter, a base, all alike."""
        nameless = not series.label and not series.slots[0].period and self.layout.header
        if nameless or heads(series.label, BASES):
            return True
        cells = [c for slot in series.slots for c in self.cells[slot.place] if looks_numeric(c)]
        texts = [f"{c:g}" if isinstance(c, float) else c.strip() for c in cells]
        counted = [str(n) for n in range(1, len(texts) + 1)]
        return len(texts) > 1 and (texts == counted or len(set(texts)) == 1)

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


def _says_total(label: str) -> bool:
    return is_total(label) or any(
        text in normalised(label) for text in ("both sexes", "total", "оба пола", "всего")
    )


def _no_countries(grid: Grid, why: str = "") -> TableError:
    return refusal(
        grid.file,
        f"no column with countries was found; {why or 'expected a heading such as country, iso3'}"
        f"{'' if why else ' or страна, and under it codes or names in English or Russian'}",
        grid.lines[0][0],
    )


def letter(place: int) -> str:
    """Return the letter that spreadsheets give a column: 0 is A, 26 is AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
