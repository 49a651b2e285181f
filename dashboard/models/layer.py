"""A layer of the Map: for each country of the map its state and the number it shows."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dashboard.models.classes import Classes, Method, diverging, sequential
from dashboard.tables.catalogue import Catalogue, by_country
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR, Indicator, rows_of, scope_of
from dashboard.tables.map_rows import Country, Observation
from dashboard.tables.provenance import Ids, each_id

Measure = Literal["total", "per_1000", "change"]
State = Literal["value", "zero", "not_reported", "not_covered", "absent", "origin"]
Missing = Literal["", "no_row", "break", "no_before", "no_population"]
# Layers that are kept of one catalogue: every year of all that is on screen at a time.
MOST_KEPT = 160
DEFINITION_ORDER = ["stock_at_date", "applications", "permits_issued", ""]


@dataclass(frozen=True)
class Place:
    """A country on a layer: its state, and the number of the measure, NaN where it shows none.

    `figure` is its row of the year, `before` that of the year compared with; `missing` says why a
    country inside the scope shows no number; rank and share are those among all that show one.
    """

    country: Country
    state: State
    missing: Missing
    figure: Observation | None
    before: Observation | None
    shown: float
    per_1000: float = math.nan
    rank: int = 0
    share: float = math.nan

    @property
    def iso3(self) -> str:
        """The code of the country."""
        return self.country.iso3

    @property
    def name(self) -> str:
        """The name of the country."""
        return self.country.name

    @property
    def has_number(self) -> bool:
        """Whether it shows a number, zero included."""
        return self.state in ("value", "zero")

    @property
    def change_percent(self) -> float:
        """The change in percent of the value before; NaN where there is none, or it was zero."""
        before = self.before.value if self.before else 0
        return self.shown / before * 100 if before > 0 else math.nan


@dataclass(frozen=True)
class Layer:
    """An indicator in one year: every country of the map, then those that have no shape."""

    indicator: Indicator
    year: int
    measure: Measure
    since: int | None
    classes: Classes
    places: Sequence[Place]
    scope: frozenset[str]
    population_year: int | None

    @cached_property
    def valued(self) -> list[Place]:
        """The countries that show a number (zero included), largest first."""
        shown = [place for place in self.places if place.has_number]
        return sorted(shown, key=lambda place: (-place.shown, place.name))

    @property
    def signed(self) -> bool:
        """Whether the numbers shown lie above and below zero."""
        return self.measure == "change" or self.indicator.signed

    def inputs(self, places: Iterable[Place]) -> dict[str, list[Ids]]:
        """Return the sources of each input of countries by its name; the value's own is blank."""
        each = list(places)
        found = {"": [place.figure.source_id if place.figure else () for place in each]}
        if self.measure == "change":
            before = [place.before.source_id if place.before else () for place in each]
            found[str(self.since)] = before
        if self.measure == "per_1000":
            found["residents"] = [place.country.source_id for place in each]
        return found

    @property
    def source_ids(self) -> Ids:
        """The sources of every input of every number shown."""
        return each_id(ids for column in self.inputs(self.valued).values() for ids in column)

    @property
    def reporting(self) -> int:
        """How many countries of the scope show a number."""
        return sum(place.iso3 in self.scope for place in self.valued)

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        return {place.iso3: place for place in self.places}

    def row(self, iso3: str) -> Place:
        """Return one country."""
        return self._by_code[iso3]


def nearest_year(years: Iterable[int], year: int) -> int:
    """Return the year of `years` nearest to `year`, the later one of two."""
    return min(years, key=lambda candidate: (abs(candidate - year), -candidate))


def layer_of(
    catalogue: Catalogue,
    indicator: Indicator,
    year: int,
    measure: Measure = "total",
    since: int | None = None,
    method: Method = "quantile",
) -> Layer:
    """Return `indicator` in `year` for every country, with classes fixed across years.

    Worked out once for all that show it, so not to be changed. `change` needs `since`; a change is
    computed only where both years have a value and no break of the series lies between them.

    Raises:
        TableError: when a row finds no country of the map.
    """
    compared = since if measure == "change" else None
    key, kept = (indicator, year, measure, compared, method), catalogue.layers
    found = kept.get(key)
    if not isinstance(found, Layer):
        places = _places(catalogue, indicator, year, measure, compared)
        found = kept[key] = Layer(
            indicator=indicator,
            year=year,
            measure=measure,
            since=compared,
            classes=layer_classes(catalogue, indicator, measure, method),
            places=_ranked(places, indicator, measure),
            scope=scope_of(catalogue, indicator),
            population_year=_population_year(catalogue) if measure == "per_1000" else None,
        )
        while len(kept) > MOST_KEPT:
            kept.pop(next(iter(kept)), None)
    return found


def _places(
    catalogue: Catalogue, indicator: Indicator, year: int, measure: Measure, since: int | None
) -> Iterable[Place]:
    # A reader's table may have no years at all; then there is nothing to choose from.
    rows = _one_a_country(rows_of(catalogue, indicator.indicator_id, year or None))
    befores, broken = _compared(catalogue, indicator, year, since if year != NO_YEAR else None)
    population_year = _population_year(catalogue)
    scope = scope_of(catalogue, indicator)
    for country, figure in by_country(catalogue.places, rows, catalogue.names):
        before = befores.get(country.iso3)
        shown = rate = math.nan
        missing: Missing = ""
        if figure is not None and country.population_year == population_year:
            rate = figure.value / country.population * 1000
        if figure is None:
            missing = "no_row"
        elif measure == "total":
            shown = figure.value
        elif measure == "per_1000":
            shown, missing = rate, "no_population"
        elif country.iso3 in broken:
            missing = "break"
        elif before is None:
            missing = "no_before"
        else:
            shown = figure.value - before.value
        state = _state(
            country.iso3, figure, shown, indicator, measure, inside=country.iso3 in scope
        )
        missing = missing if state == "not_reported" else ""
        yield Place(country, state, missing, figure, before, shown, rate)


def _state(
    iso3: str,
    figure: Observation | None,
    shown: float,
    indicator: Indicator,
    measure: Measure,
    *,
    inside: bool,
) -> State:
    if iso3 == ORIGIN:
        return "origin"
    if not math.isnan(shown):
        # A change of nothing is a value like any other; a count of nothing is a state.
        is_count = measure != "change" and not indicator.signed
        return "zero" if shown == 0 and is_count else "value"
    if inside or figure is not None:
        return "not_reported"
    return "absent" if indicator.is_own else "not_covered"


def _ranked(places: Iterable[Place], indicator: Indicator, measure: Measure) -> list[Place]:
    """Give each number its rank, and its share of all where they may be added."""
    places = list(places)
    numbers = [place.shown for place in places if place.has_number]
    larger = Counter(numbers)
    ranks, count = {}, 0
    for number in sorted(larger, reverse=True):
        ranks[number] = count + 1
        count += larger[number]
    summed = indicator.comparable and not indicator.is_share and measure == "total"
    total = sum(numbers) if summed and not indicator.signed else 0
    return [
        replace(
            place,
            rank=ranks[place.shown],
            share=place.shown / total if total > 0 else math.nan,
        )
        if place.has_number
        else place
        for place in places
    ]


def layer_classes(
    catalogue: Catalogue, indicator: Indicator, measure: Measure, method: Method
) -> Classes:
    """Return the classes of a measure from the values of all years, so that they never move."""
    rows = rows_of(catalogue, indicator.indicator_id)
    whole = measure != "per_1000" and not indicator.is_share and not indicator.fractional
    if measure == "change":
        return diverging(_all_changes(rows, indicator), whole)
    if measure == "per_1000":
        residents = {iso3: country.population for iso3, country in catalogue.places.items()}
        values = [row.value / residents[row.iso3] * 1000 for row in rows]
    else:
        values = [row.value for row in rows]
    values = [value for value in values if not math.isnan(value)]
    return diverging(values, whole) if indicator.signed else sequential(values, method, whole)


def best_first(rows: Iterable[Observation]) -> list[Observation]:
    """Return stocks before applications before issued, the latest of each first."""
    order = DEFINITION_ORDER.index
    return sorted(rows, key=lambda r: (order(r.definition_class), -r.period_end.toordinal()))


def _one_a_country(rows: Iterable[Observation]) -> list[Observation]:
    """Keep one row a country, the one that `best_first` prefers."""
    return list({row.iso3: row for row in reversed(best_first(rows))}.values())


def _compared(
    catalogue: Catalogue, indicator: Indicator, year: int, since: int | None
) -> tuple[Mapping[str, Observation], set[str]]:
    """Return the rows of the year compared with, and where a break lies between the two years."""
    if since is None:
        return {}, set()
    first, last = sorted((since, year))
    rows = rows_of(catalogue, indicator.indicator_id)
    broken = {row.iso3 for row in rows if row.break_before and first < row.period_end.year <= last}
    return {row.iso3: row for row in rows if row.period_end.year == since}, broken


def _all_changes(rows: Iterable[Observation], indicator: Indicator) -> list[float]:
    """Return the changes of all later years against the base year of the indicator."""
    by_year = {(row.iso3, row.period_end.year): row.value for row in rows}
    base = indicator.change_base
    return [
        value - by_year[iso3, base]
        for (iso3, year), value in by_year.items()
        if base is not None and year > base and (iso3, base) in by_year
    ]


def _population_year(catalogue: Catalogue) -> int:
    years = (country.population_year for country in catalogue.places.values())
    return min(statistics.multimode(year for year in years if year is not None))
