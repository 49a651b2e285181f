"""What stands beside a country's valid permits: its residents and its new citizens."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.map_rows import Observation

VALID_PERMITS, RESIDENTS, NATURALISED = (
    "valid_permits",
    "citizens_population",
    "national_naturalisations",
)


@dataclass(frozen=True)
class PerResident:
    """Valid permits on 31 December beside the Russian citizens among the residents a day later."""

    permits: Observation
    residents: Observation

    @property
    def ratio(self) -> float:
        """Permits for each resident Russian citizen; near 1 where both counts mean the same."""
        return self.permits.value / self.residents.value


def per_resident(catalogue: Catalogue, iso3: str, year: int) -> PerResident | None:
    """Return the permits of a country at the end of `year` per resident Russian citizen.

    None where one of the two is not reported, or there are no residents.
    """
    permits = _row(catalogue, VALID_PERMITS, iso3, year)
    residents = _row(catalogue, RESIDENTS, iso3, year + 1)
    if permits is None or residents is None or not residents.value:
        return None
    return PerResident(permits, residents)


def naturalised(catalogue: Catalogue, iso3: str) -> Sequence[Observation]:
    """Return the years in which a country is known to have made Russian citizens its own."""
    return catalogue.rows_by_place.get((NATURALISED, iso3), [])


def _row(catalogue: Catalogue, indicator_id: str, iso3: str, year: int) -> Observation | None:
    rows = catalogue.rows_by_place.get((indicator_id, iso3), ())
    return next((row for row in rows if row.period_end.year == year), None)
