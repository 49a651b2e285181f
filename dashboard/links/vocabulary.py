"""The codes that links may hold, taken from the tables."""

from dataclasses import dataclass

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import Indicator, indicators

DEFAULT_LAYER = "valid_permits"


@dataclass(frozen=True)
class Vocabulary:
    """What a link can name in this release."""

    release: str
    layers: dict[str, Indicator]
    countries: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Vocabulary":
        """Return the codes of `catalogue`; Russia is the origin and cannot be picked."""
        return cls(
            release=catalogue.release.name,
            layers=indicators(catalogue),
            countries=frozenset(catalogue.countries["iso3"]) - {ORIGIN},
        )
