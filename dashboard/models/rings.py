"""Figures of unlike definitions: drawn as rings, listed, never ranked, summed or differenced."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.models.layer import DEFINITION_ORDER, best_first
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import Indicator, rows_of
from dashboard.tables.map_rows import Observation

NATIONAL_PERMITS = "national_permits"
MOST_MONTHS_APART = 24
# Upper bounds of the small and the middle ring; fixed, so that rings compare across layers.
RING_BOUNDS = (10_000.0, 50_000.0)


@dataclass(frozen=True)
class Single:
    """A single figure with its country's name; `drawn` says that the country's ring is for it."""

    name: str
    figure: Observation
    drawn: bool = True


def ring_size(value: float) -> int:
    """Return 0, 1 or 2: small, middle or large."""
    return sum(value >= bound for bound in RING_BOUNDS)


def named(catalogue: Catalogue, rows: Iterable[Observation]) -> list[Single]:
    """Return figures with the names of their countries."""
    return [Single(catalogue.names.by_code[row.iso3], row) for row in rows]


def ring_rows(catalogue: Catalogue, indicator: Indicator, year: int) -> list[Single]:
    """Return all rows of a ring layer in a year with the country's name, largest first.

    The row that a country's ring stands for: stocks before applications before issued, the latest
    of each.
    """
    rows = best_first(rows_of(catalogue, indicator.indicator_id, year))
    first = {row.iso3: row for row in reversed(rows)}
    names = catalogue.names.by_code
    return _largest_first(Single(names[row.iso3], row, row is first[row.iso3]) for row in rows)


def national_rings(catalogue: Catalogue, year: int, shown: Collection[str]) -> list[Single]:
    """Return national permit figures for countries outside `shown`, one row a country.

    The row is the nearest to the end of `year` within 24 months, stocks before applications
    before permits issued.
    """

    def apart(row: Observation) -> int:
        return abs(row.period_end.year * 12 + row.period_end.month - (year * 12 + 12))

    near = sorted(
        (row for row in rows_of(catalogue, NATIONAL_PERMITS) if apart(row) <= MOST_MONTHS_APART),
        key=lambda row: (
            DEFINITION_ORDER.index(row.definition_class),
            apart(row),
            -row.period_end.toordinal(),
        ),
    )
    kept = {row.iso3: row for row in reversed(near) if row.iso3 not in {*shown, ORIGIN}}
    return _largest_first(named(catalogue, (row for row in near if row is kept.get(row.iso3))))


def _largest_first(rows: Iterable[Single]) -> list[Single]:
    return sorted(rows, key=lambda one: (-one.figure.value, one.name))


def picked(rows: Sequence[Single], iso3: str) -> list[Single]:
    """Return the figures of one country, the one its ring is for first."""
    return sorted((one for one in rows if one.figure.iso3 == iso3), key=lambda one: not one.drawn)
