"""Asylum by country and year: applied, decided, recognised, and the recognition rate."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import rows_of
from dashboard.tables.map_rows import Figure

APPLIED = "asylum_applications"
REFUGEE, OTHER, REJECTED = "asylum_recognised", "asylum_complementary", "asylum_rejected"
DECISIONS = (REFUGEE, OTHER, REJECTED)
FEWEST_DECISIONS = 20
TOGETHER = "First instance and appeal reported together."


@dataclass(frozen=True)
class Count:
    """A count as published, and what it may stand for: 5 is printed for 1 to 5."""

    value: float
    low: float
    high: float
    note: str = ""
    source_id: tuple[str, ...] = ()

    def __add__(self, other: "Count") -> "Count":
        """Add both as published and at both ends."""
        return Count(self.value + other.value, self.low + other.low, self.high + other.high)


@dataclass(frozen=True)
class CountryYear:
    """What one country, or an aggregate, reported of one year; None is not reported."""

    place: str
    year: int
    applied: Count | None
    refugee: Count | None
    other: Count | None
    rejected: Count | None

    @property
    def positive(self) -> Count | None:
        """Refugee status and other protection together, where both are reported."""
        return _sum(self.refugee, self.other)

    @property
    def decided(self) -> Count | None:
        """All decisions, where all three kinds are reported."""
        return _sum(self.refugee, self.other, self.rejected)

    @property
    def rate(self) -> float | None:
        """Positive decisions as a share of all, from the counts as published.

        None where a kind is not reported or fewer than 20 decisions were made.
        """
        positive, decided = self.positive, self.decided
        if positive is None or decided is None or decided.value < FEWEST_DECISIONS:
            return None
        return positive.value / decided.value

    @property
    def rate_ends(self) -> tuple[float, float] | None:
        """How low and how high the rate can be, given that a 5 stands for 1 to 5."""
        positive, rejected = self.positive, self.rejected
        if self.rate is None or positive is None or rejected is None:
            return None
        low = positive.low / (positive.low + rejected.high)
        return low, positive.high / (positive.high + rejected.low)

    @property
    def with_appeals(self) -> bool:
        """Whether decisions of first instance and appeal are reported together."""
        each = (self.refugee, self.other, self.rejected)
        return any(count is not None and TOGETHER in count.note for count in each)


def country_years(catalogue: Catalogue) -> dict[tuple[str, int], CountryYear]:
    """Return every country and aggregate in every year with any asylum figure."""
    found: dict[tuple[str, int], dict[str, Count]] = {}
    for kind in (APPLIED, *DECISIONS):
        for row in rows_of(catalogue, kind):
            found.setdefault((row.iso3, row.period_end.year), {})[kind] = _count(row)
    for total in catalogue.totals:
        if total.indicator_id in (APPLIED, *DECISIONS):
            key = (total.aggregate, total.period_end.year)
            found.setdefault(key, {})[total.indicator_id] = _count(total)
    return {
        (place, year): CountryYear(
            place,
            year,
            counts.get(APPLIED),
            *(counts.get(kind) for kind in DECISIONS),
        )
        for (place, year), counts in sorted(found.items())
    }


def rated(years: Iterable[CountryYear]) -> list[CountryYear]:
    """Return those with a rate, most decisions first."""
    kept = [(one.decided.value, one) for one in years if one.decided and one.rate is not None]
    return [one for _, one in sorted(kept, key=lambda pair: (-pair[0], pair[1].place))]


def _count(row: Figure) -> Count:
    ranged = row.bound == "range"
    low, high = (row.low, row.high) if ranged else (row.value, row.value)
    return Count(row.value, low, high, row.note, row.source_id)


def _sum(*counts: Count | None) -> Count | None:
    given = [count for count in counts if count is not None]
    if len(given) < len(counts):
        return None
    total = given[0]
    for count in given[1:]:
        total += count
    return total
