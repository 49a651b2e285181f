"""Country names as people type them, in English and Russian, to ISO 3166 alpha-3 codes."""

import difflib
import unicodedata
from collections.abc import Mapping

import pandas as pd

MOST_SUGGESTIONS = 3


def normalised(text: str) -> str:
    """Return `text` without case, accents, punctuation and doubled spaces.

    >>> normalised("  Côte d'Ivoire ")
    'cote d ivoire'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


class CountryNames:
    """All spellings of the countries, and the nearest ones to a spelling that is not known."""

    def __init__(self, countries: pd.DataFrame, aliases: pd.DataFrame) -> None:
        """Take the tables `countries` (iso3, name) and `country_aliases` (alias, iso3)."""
        self.by_code: Mapping[str, str] = dict(
            zip(countries["iso3"], countries["name"], strict=True)
        )
        spellings = {
            normalised(alias): iso3
            for alias, iso3 in zip(aliases["alias"], aliases["iso3"], strict=True)
        }
        spellings |= {normalised(name): iso3 for iso3, name in self.by_code.items()}
        spellings |= {iso3.lower(): iso3 for iso3 in self.by_code}
        self._spellings = spellings
        self._listed = {text.casefold() for text in (*aliases["alias"], *self.by_code.values())}

    def resolve(self, text: str) -> str | None:
        """Return the ISO 3166 alpha-3 code of a name or code, None where it is not known."""
        return self._spellings.get(normalised(text))

    def is_listed(self, text: str) -> bool:
        """Return whether a name or code is known as it is written, apart from its case."""
        return text.strip().casefold() in self._listed

    def nearest(self, text: str) -> list[str]:
        """Return up to three codes whose spelling is close to `text`, nearest first."""
        close = difflib.get_close_matches(
            normalised(text), self._spellings, n=3 * MOST_SUGGESTIONS, cutoff=0.75
        )
        codes = list(dict.fromkeys(self._spellings[spelling] for spelling in close))
        return codes[:MOST_SUGGESTIONS]
