"""The codes that links may hold, taken from the tables."""

from dataclasses import dataclass

from dashboard.models.entry_people import counting_period
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import Indicator, indicators

DEFAULT_LAYER = "valid_permits"


@dataclass(frozen=True)
class Vocabulary:
    """What a link can name in this release; `counted` is the period of the people counted."""

    release: str
    layers: dict[str, Indicator]
    countries: frozenset[str]
    counted: tuple[str, str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Vocabulary":
        """Return the codes of `catalogue`; Russia is the origin and cannot be picked."""
        return cls(
            release=catalogue.release.name,
            layers=indicators(catalogue),
            countries=frozenset(catalogue.countries["iso3"]) - {ORIGIN},
            counted=counting_period(catalogue),
        )
