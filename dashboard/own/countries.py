"""The countries of a reader's table: of a cell, as written or after a fix; which columns name them.

Where no country is found, the nearest names are offered.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.own.headings import (
    CODES,
    COUNTRY,
    DESTINATION,
    ORIGIN,
    PART,
    REMARK,
    heads,
    is_group,
    listed,
)
from dashboard.tables.names import CountryNames, normalised
from dashboard.words.typed_numbers import Cell, is_gap, one_line, shortened

MOST_LOOKED_UP, LONGEST = 200, 80
FOOTNOTE = re.compile(r"\s*(?:\[[^\]]{0,9}\]|\([0-9a-z]{1,2}\)|[0-9]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+)$")

# How a column writes its countries: `NA` is Namibia among codes, no value among names, and
# three digits are a country only among codes of the UN (M49).
Style = Literal["names", "codes", "numbers"]
# Codes that people write among names.
SPOKEN = {"us", "uk", "usa", "uae", "drc"}
US_STATES = listed(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR"
)
US_NAMES = listed(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii "
    "idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts "
    "michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon "
    "pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming"
)


@dataclass(frozen=True)
class Match:
    """`iso3` where a country was found, `fix` what had to be overlooked for that.

    `nearest` are up to three codes to choose from where none was. `aggregate` says that it is a
    group of countries, `gap` that the cell says that there is none.
    """

    iso3: str | None
    fix: str = ""
    nearest: tuple[str, ...] = ()
    aggregate: bool = False
    gap: bool = False


def style_of(texts: Collection[str]) -> Style:
    """Return how a column with these texts writes its countries."""
    half = len(texts) / 2
    if sum(text.removesuffix(".0").isdecimal() for text in texts) > half:
        return "numbers"
    if sum(len(text) == 2 and text.isascii() and text.isalpha() for text in texts) > half:
        return "codes"
    return "names"


def is_us_states(texts: Collection[str], names: CountryNames) -> bool:
    """Return whether a column holds the states of the USA, whose codes are those of countries."""
    if len({text.casefold() for text in texts} & US_NAMES) > 2:
        return True
    codes = [text for text in texts if len(text) == 2]
    states = [text for text in codes if text.upper() in US_STATES]
    strange = [text for text in states if names.resolve(text) is None]
    return len(strange) > 1 and 10 * len(states) >= 9 * len(texts)


def named_country(names: CountryNames, text: str, style: Style) -> str | None:
    """Return the code of the country that a text is, in the style of its column."""
    if text.isdecimal():
        return names.resolve(text.zfill(3)) if style == "numbers" and len(text) <= 3 else None
    if not any(map(str.isalpha, text)):
        # "-222" and "222." are numbers, and no code of the UN with a mark.
        return None
    if len(text) <= 3 and style != "codes":
        known = text.casefold() in SPOKEN
        if not known and (is_gap(text) or (text.isascii() and not (text[2:] and text.isupper()))):
            return None
    return names.resolve(text)


class CountryMatcher:
    """Matches the cells of one column; equal texts are looked up once."""

    def __init__(self, names: CountryNames, style: Style = "names") -> None:
        """Take all spellings of the countries, and how the column writes them."""
        self._names, self._style = names, style
        self._found: dict[str, Match] = {}
        self._looked_up = 0

    def match(self, cell: Cell) -> Match:
        """Return the country that a cell names."""
        text = country_text(cell)
        if text not in self._found:
            self._found[text] = self._match(text)
        return self._found[text]

    def _match(self, text: str) -> Match:
        iso3 = named_country(self._names, text, self._style)
        if iso3 is not None:
            plain = self._style == "numbers" or self._names.is_listed(text)
            return Match(iso3, "" if plain else self._names.why(text))
        if is_gap(text):
            return Match(None, gap=True)
        visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
        for pattern, fix in ((None, "invisible characters"), (FOOTNOTE, "a footnote mark")):
            tried = pattern.sub("", visible) if pattern else visible
            iso3 = named_country(self._names, tried, self._style)
            if iso3 is not None:
                return Match(iso3, fix)
        if is_group(text):
            return Match(None, aggregate=True)
        # The search takes milliseconds a name: a file of 50,000 unknown ones must not wait.
        self._looked_up += 1
        if self._looked_up > MOST_LOOKED_UP:
            return Match(None)
        return Match(None, nearest=tuple(self._names.nearest(visible)))


def country_text(cell: Cell) -> str:
    """Return the text of a cell that should name a country, shortened."""
    return shortened(one_line(cell), LONGEST)


ENOUGH, AGREE = 0.8, 0.9


@dataclass(frozen=True)
class Places:
    """`clusters` are columns of the same countries, the ones to map first.

    `columns` are all of them, `asked` says that the reader has to choose, `role` whether the first
    are where people are (2) or come from (0), `why` none was taken.
    """

    clusters: tuple[tuple[int, ...], ...]
    columns: frozenset[int]
    styles: dict[int, Style]
    asked: bool
    role: int
    why: str = ""


@dataclass(frozen=True)
class _Column:
    place: int
    heading: str
    style: Style
    found: tuple[str | None, ...]
    share: float
    foreign: bool

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(iso3 for iso3 in self.found if iso3)


def country_columns(
    headings: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    names: CountryNames,
    chosen: int | None,
) -> Places:
    """Return the columns that name countries; `chosen` is the reader's own choice.

    `cells` are those of each heading's column, from all parts of the table.
    """
    states = ""
    columns: list[_Column] = []
    for place, heading in enumerate(headings):
        texts = {country_text(c) for c in cells[place] if c != ""}
        if is_us_states(texts, names):
            states = f"“{heading}” holds states of the USA, which are not on this map"
        else:
            column = _column(place, heading, cells[place], texts, names)
            if column is not None:
                columns.append(column)
    # A heading alone is enough only where no column holds anything better.
    columns = [column for column in columns if column.countries] or columns
    # The names, which say more than codes, stand before these.
    clusters = [
        sorted(cluster, key=lambda c: -sum(len(str(cell)) for cell in cells[c.place]))
        for cluster in _clusters(columns)
    ]
    ranked = sorted(clusters, key=_rank, reverse=True)
    if chosen is not None:
        ranked.sort(key=lambda cluster: all(column.place != chosen for column in cluster))
        ranked[:1] = [sorted(cluster, key=lambda c: c.place != chosen) for cluster in ranked[:1]]
    best = ranked[0] if ranked else []
    alone = best and len(set().union(*(c.countries for c in best))) == 1
    rows = len(cells[0]) if cells else 0
    if alone and chosen is None and rows > 1 and _role(best) == 0:
        states = f"“{best[0].heading}” is where people come from, and holds one country alone"
        ranked = []
    return Places(
        clusters=tuple(tuple(column.place for column in cluster) for cluster in ranked),
        columns=frozenset(column.place for column in columns),
        styles={column.place: column.style for column in columns},
        asked=(len(ranked) > 1 and _alike(ranked[0], ranked[1]))
        or (len(best) == 1 and best[0].foreign),
        role=_role(best) if ranked and not alone else 0,
        why=states,
    )


def _column(
    place: int, heading: str, cells: Sequence[Cell], texts: set[str], names: CountryNames
) -> _Column | None:
    style = style_of(texts)
    known = {text: named_country(names, text, style) for text in texts}
    asked = [text for text in texts if known[text] or not (is_gap(text) or is_group(text))]
    matched = sum(known[text] is not None for text in asked)
    share = matched / len(asked) if asked else 0.0
    is_headed = heads(heading, COUNTRY | DESTINATION | ORIGIN)
    key = normalised(heading)
    if style == "numbers":
        # Any number under a thousand may be a code: the heading has to say that they are.
        fits = share >= AGREE and heads(heading, CODES | {"location"})
    elif is_headed:
        fits = matched > 0 or key in COUNTRY
    else:
        fits = share >= 0.5 and key not in PART | REMARK
    if not fits or not asked or (all(map(is_gap, asked)) and not is_headed):
        return None
    found = tuple(known.get(country_text(cell)) if cell != "" else None for cell in cells)
    # UNHCR, the IOC and others have codes of their own: some of them are ISO's, of other countries.
    strange = [text for text in asked if known[text] is None]
    are_codes = all(len(text) == 3 and text.isascii() and text.isupper() for text in asked)
    foreign = are_codes and len(strange) > 1 and share < AGREE
    return _Column(place, heading, style, found, share, foreign)


def _clusters(columns: list[_Column]) -> list[list[_Column]]:
    clusters: list[list[_Column]] = []
    for column in sorted(columns, key=lambda c: (c.found.count(None), -c.share, c.heading)):
        for cluster in clusters:
            apart = {_role(cluster[:1]), _role([column])} == {0, 2}
            if _agree(cluster[0], column) and not apart:
                cluster.append(column)
                break
        else:
            clusters.append([column])
    return clusters


def _agree(one: _Column, other: _Column) -> bool:
    both = [a == b for a, b in zip(one.found, other.found, strict=True) if a and b]
    return bool(both) and sum(both) >= AGREE * len(both)


def _role(cluster: Sequence[_Column]) -> int:
    """Return 2 for where people are, 0 for where they come from, 1 where no heading says so."""
    texts = [column.heading.replace("_", " ") for column in cluster]
    if any(heads(text, DESTINATION) for text in texts):
        return 2
    return 0 if any(heads(text, ORIGIN) for text in texts) else 1


def _rank(cluster: Sequence[_Column]) -> tuple[float, ...]:
    different = len(frozenset().union(*(column.countries for column in cluster)))
    share = max(column.share for column in cluster)
    role = _role(cluster)
    return (different > 1, share >= ENOUGH or different == 0, role, len(cluster), different, share)


def _alike(best: Sequence[_Column], other: Sequence[_Column]) -> bool:
    one, two = _rank(best), _rank(other)
    return one[:3] == two[:3] and two[0] > 0 and len(other) >= len(best)
