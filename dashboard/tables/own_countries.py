"""The country of a row of a reader's table: as written, after a fix, or the nearest names."""

import re
import unicodedata
from dataclasses import dataclass

from dashboard.tables.names import CountryNames, normalised
from dashboard.tables.own_grid import Cell

MOST_LOOKED_UP, LONGEST = 200, 80
FOOTNOTE = re.compile(r"\s*(?:\[[^\]]{0,9}\]|\([0-9a-z]{1,2}\)|[0-9]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+)$")
AGGREGATES = frozenset(
    normalised(text)
    for text in (
        *("total", "totals", "grand total", "sum", "world", "all", "all countries", "other"),
        *("others", "other countries", "rest of the world", "eu", "eu27", "eu 27", "eu28"),
        *("european union", "unknown", "stateless", "europe", "asia", "africa"),
        *("итого", "всего", "мир", "другие", "другие страны", "прочие", "ес", "евросоюз"),
    )
)


@dataclass(frozen=True)
class Match:
    """`iso3` where a country was found, `fix` what had to be overlooked for that.

    `nearest` are up to three codes to choose from where none was.
    """

    iso3: str | None
    fix: str = ""
    nearest: tuple[str, ...] = ()
    aggregate: bool = False


class CountryMatcher:
    """Matches the cells of one table; equal texts are looked up once."""

    def __init__(self, names: CountryNames) -> None:
        """Take all spellings of the countries."""
        self._names = names
        self._found: dict[str, Match] = {}
        self._looked_up = 0

    def match(self, cell: Cell) -> Match:
        """Return the country that a cell names."""
        text = country_text(cell)
        if text not in self._found:
            self._found[text] = self._match(text)
        return self._found[text]

    def _match(self, text: str) -> Match:
        iso3 = self._names.resolve(text)
        if iso3 is not None:
            return Match(iso3, "" if self._names.is_listed(text) else "accents or punctuation")
        visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
        for pattern, fix in ((None, "invisible characters"), (FOOTNOTE, "a footnote mark")):
            tried = pattern.sub("", visible) if pattern else visible
            iso3 = self._names.resolve(tried)
            if iso3 is not None:
                return Match(iso3, fix)
        if normalised(text) in AGGREGATES:
            return Match(None, aggregate=True)
        # The search takes milliseconds a name: a file of 50,000 unknown ones must not wait.
        self._looked_up += 1
        if self._looked_up > MOST_LOOKED_UP:
            return Match(None)
        return Match(None, nearest=tuple(self._names.nearest(visible[:LONGEST])))


def country_text(cell: Cell) -> str:
    """Return the text of a cell that should name a country, shortened."""
    text = f"{cell:g}" if isinstance(cell, float) else " ".join(cell.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
