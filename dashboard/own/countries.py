"""The country of a cell of a reader's table: as written, after a fix, or the nearest names."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from dashboard.tables.names import CountryNames, normalised
from dashboard.words.typed_numbers import Cell, is_gap, one_line, shortened

MOST_LOOKED_UP, LONGEST = 200, 80
FOOTNOTE = re.compile(r"\s*(?:\[[^\]]{0,9}\]|\([0-9a-z]{1,2}\)|[0-9]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+)$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# How a column writes its countries: `NA` is Namibia among codes, no value among names, and
# three digits are a country only among codes of the UN (M49).
Style = Literal["names", "codes", "numbers"]
# Codes that people write among names.
SPOKEN = {"us", "uk", "usa", "uae", "drc"}
# Any of these words in a text that is no country's name makes it a group of countries.
GROUP_WORDS = frozenset(
    normalised(word)
    for word in (
        *("total", "totals", "sum", "world", "all", "other", "others", "countries", "union"),
        *("unknown", "stateless", "region", "regions", "income", "dividend", "members", "various"),
        *("europe", "asia", "africa", "america", "americas", "caribbean", "oceania", "various"),
        *("eu", "eu27", "eu28", "eu15", "eu25", "ea", "ea19", "ea20", "ea21", "efta", "eea", "cis"),
        *("oecd", "ida", "ibrd", "hipc", "owid", "intl", "ussr", "yugoslavia", "czechoslovakia"),
        *("итого", "всего", "мир", "другие", "прочие", "ес", "евросоюз", "снг", "страны"),
        *("странами", "странам", "стран", "зарубежья", "европа", "азия", "африка", "америка"),
        *("океания", "регион", "гражданства", "ссср", "союз"),
    )
)
# The World Bank's groups by its codes.
GROUP_CODES = _words(
    "afe afw arb ceb csb cea ceu eap ear eas eca ecs emu euu fcs hic hpc ibd ibt idb ida idx "
    "inx lac lcn ldc lic lmc lmy lte mea mic mna nac oed oss prem pre pss pst sas ssa ssf sst "
    "tea tec tla tmn tsa tss umc wld wlt"
)
# The UN's regions by M49; its development groups lie from 900 on.
GROUP_NUMBERS = frozenset(
    map(
        int, _words("1 2 5 9 11 13 14 15 17 18 19 21 29 30 34 35 39 53 54 57 61 62 142 143 145 150")
    )
) | {151, 154, 155, 202, 419, 432, 722}
US_STATES = _words(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR"
)
US_NAMES = _words(
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
        return Match(None, nearest=tuple(self._names.nearest(visible[:LONGEST])))


def is_group(text: str) -> bool:
    """Return whether a text that is no country names several of them, or a total."""
    if text.isdecimal():
        return int(text) in GROUP_NUMBERS or 900 <= int(text) < 1000
    key = normalised(text)
    return key in GROUP_CODES or not GROUP_WORDS.isdisjoint(key.split())


def country_text(cell: Cell) -> str:
    """Return the text of a cell that should name a country, shortened."""
    return shortened(one_line(cell), LONGEST)
