"""Which columns of a reader's table hold what, and what of it the reader has to say.

The table is looked at as a whole: columns of countries that agree with each other are one; what
is left of the numbers, once codes, counters and times are known, are the values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from xlsxwriter.utility import xl_col_to_name

from dashboard.own.countries import Style, country_columns, named_country, style_of
from dashboard.own.grid import Grid, refusal
from dashboard.own.headings import (
    BASES,
    HIGH,
    LOW,
    NOT_TIME,
    NOTE,
    PART,
    REMARK,
    TIME,
    VALUE,
    Series,
    Slot,
    counts_nothing,
    heads,
    is_total,
    period,
    split_heading,
)
from dashboard.own.layout import Layout, cell_at, find_layout, sampled
from dashboard.tables.checks import ORIGIN as RUSSIA
from dashboard.tables.names import CountryNames, normalised
from dashboard.tables.problems import TableError
from dashboard.words.typed_numbers import Cell, is_gap, looks_numeric

Asked = Literal["country", "value"]
# The countries stand in the headings; no year stands in any column.
HEADINGS, NOWHERE = -1, -1
MATRIX = 3
# Of fewer numbers nobody can tell whether they count rows.
FEWEST_NUMBERS = 4
# Headings of numbers that say when, for whom or how sure, and not how many.
NEVER = (REMARK | TIME | PART) - VALUE
# Counters that are the values where nothing else is.
RANKS = ("rank", "ranking", "index", "место", "ранг", "round")


class Look:
    """The headings of a table, blank where none is given, and cells from all of its parts."""

    def __init__(self, layout: Layout, names: CountryNames) -> None:
        """Take a table as it is laid out, and all spellings of the countries."""
        width = max(len(cells) for _, cells in layout.body)
        self.heads = [*layout.names, *[""] * (width - len(layout.names))]
        sample = sampled(layout.body)
        places = range(len(self.heads))
        self.cells = [[cell_at(cells, place) for _, cells in sample] for place in places]
        self.names = names

    def first(self, known: frozenset[str]) -> int | None:
        """Return the first column with one of these headings."""
        keys = [normalised(head) for head in self.heads]
        return next((place for place, key in enumerate(keys) if key in known), None)

    def share(self, place: int, test: Callable[[Cell], bool]) -> float:
        """Return of how many of the filled cells of a column something is true."""
        filled = [cell for cell in self.cells[place] if cell != "" and not is_gap(cell)]
        return sum(map(test, filled)) / len(filled) if filled else 0.0

    def is_numeric(self, place: int) -> bool:
        """Return whether at least half of the filled cells of a column are numbers."""
        return self.share(place, looks_numeric) >= 0.5

    def matrix(self, taken: frozenset[int]) -> Series | None:
        """Return the values of a table whose headings are countries."""
        free = [p for p, head in enumerate(self.heads) if head and p not in taken]
        style = style_of([self.heads[p] for p in free])
        slots = tuple(
            Slot(p, None, self.heads[p])
            for p in free
            if named_country(self.names, self.heads[p], style) is not None
        )
        return Series("", slots) if len(slots) >= MATRIX and 2 * len(slots) > len(free) else None

    def series(self, taken: set[int | None], times: Sequence[int]) -> tuple[Series, ...]:
        """Return all that could be values, in the order of the file."""
        free = [
            p
            for p in range(len(self.heads))
            if p not in taken and p not in times and normalised(self.heads[p]) not in NEVER
        ]
        split = {p: split_heading(self.heads[p]) for p in free}
        pure = [p for p in free if split[p][0] == "" and split[p][1]]
        if times and len(pure) < 2:
            split = {p: (self.heads[p], None) for p in free}
        found: dict[str, list[Slot]] = {}
        for p in free:
            label, when = split[p]
            numeric = self.is_numeric(p)
            headed = normalised(self.heads[p]) in VALUE
            if (numeric or headed or when) and not counts_nothing(label or "years"):
                key = label if when else f"{label}\0{p}"
                found.setdefault(key, []).append(Slot(p, when))
        if not found:
            filled = [p for p in free if any(cell != "" for cell in self.cells[p])]
            left = [p for p in filled if not counts_nothing(self.heads[p])]
            counters = [p for p in filled if heads(self.heads[p], RANKS)]
            found = {f"{self.heads[p]}\0{p}": [Slot(p)] for p in left or counters}
        return tuple(Series(key.split("\0")[0], tuple(slots)) for key, slots in found.items())

    def likely(self, values: Sequence[Series]) -> tuple[Series, bool]:
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
        nameless = not series.label and not series.slots[0].period and any(self.heads)
        base = heads(series.label, BASES) and not heads(series.label, {"per", "на"})
        if nameless or base:
            return True
        cells = [c for slot in series.slots for c in self.cells[slot.place] if looks_numeric(c)]
        texts = [f"{c:g}" if isinstance(c, float) else c.strip() for c in cells]
        counted = [str(n) for n in range(1, len(texts) + 1)]
        alike = set(texts) == {"0"} or (len(texts) >= FEWEST_NUMBERS and len(set(texts)) == 1)
        return alike or (len(texts) >= FEWEST_NUMBERS and texts == counted)


def _says_total(label: str) -> bool:
    return is_total(label) or any(
        text in normalised(label) for text in ("both sexes", "total", "оба пола", "всего")
    )


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
    look = Look(layout, names)
    places = country_columns(look.heads, look.cells, names, country)
    matrix = look.matrix(places.columns)
    if not places.clusters and not matrix:
        raise _no_countries(grid, places.why)
    low, high, note = map(look.first, (LOW, HIGH, NOTE))
    taken = {low, high, note, *places.columns}
    times = _times(look, taken)
    chosen_time = time if time is not None else next(iter(times), NOWHERE)
    values = look.series(taken, times)
    countries: tuple[int, ...] = ()
    asked: list[Asked] = []
    if matrix and (country == HEADINGS or (country is None and places.role != 2)):
        values = (matrix,)
        if country is None and places.role == 1:
            asked.append("country")
    else:
        countries = places.clusters[0]
        if places.asked and country is None:
            asked.append("country")
        if matrix:
            values = tuple(Series(slot.country, (Slot(slot.place),)) for slot in matrix.slots)
    if not values:
        raise refusal(
            grid.file,
            "no column with values was found; expected a heading such as value, or a column "
            "for each year",
            layout.header or layout.body[0][0],
        )
    picked = next((s for s in values if value in {slot.place for slot in s.slots}), None)
    if picked is None:
        picked, sure = look.likely(values)
        if not sure:
            asked.append("value")
    dated = any(slot.period for slot in picked.slots)
    return Columns(
        **vars(layout),
        countries=countries,
        styles=places.styles,
        country_choices=(*(c[0] for c in places.clusters), *([HEADINGS] if matrix else [])),
        value=picked,
        value_choices=values,
        time=None if chosen_time == NOWHERE or dated else chosen_time,
        time_choices=times,
        asked=tuple(asked),
        low=low,
        high=high,
        note=note,
    )


def _times(look: Look, taken: set[int | None]) -> tuple[int, ...]:
    """Return the columns of periods, the likeliest first: those that a heading calls so."""
    free = [p for p in range(len(look.heads)) if p not in taken]
    shares = {p: look.share(p, lambda cell: period(cell) is not None) for p in free}
    called = [
        p
        for p in free
        if shares[p] >= (0.5 if normalised(look.heads[p]) not in TIME else 0.01)
        and heads(look.heads[p], TIME)
        and not heads(look.heads[p], NOT_TIME)
    ]
    called.sort(key=lambda p: (not heads(look.heads[p], ("year", "time", "год")), look.heads[p]))
    if called:
        return tuple(called)
    numbers = {p for p in free if look.is_numeric(p)}
    silent = [
        p
        for p in free
        if normalised(look.heads[p]) not in VALUE
        and not heads(look.heads[p], NOT_TIME)
        and split_heading(look.heads[p])[1] is None
        and shares[p] == 1
        and numbers - {p}
    ]
    return tuple(silent) if len(silent) == 1 else ()


def _no_countries(grid: Grid, why: str = "") -> TableError:
    return refusal(
        grid.file,
        f"no column with countries was found; {why or 'expected a heading such as country, iso3'}"
        f"{'' if why else ' or страна, and under it codes or names in English or Russian'}",
        grid.lines[0][0],
    )
