"""Country names as people type them, in English and Russian, to ISO 3166 alpha-3 codes."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from dashboard.tables.map_rows import Country, CountryAlias

MOST_SUGGESTIONS = 3
# Letters of a spelling that is not known.
LONGEST = 80
FEWEST_LETTERS = 3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Offices turn names around and shorten them: "Korea, Dem. People's Rep.", "Bahamas (the)".
LINKS = _words("the of and и")
SHORT = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "federated": "federal",
    "st": "saint",
    "ste": "saint",
    "sts": "states",
    "is": "islands",
    "isl": "islands",
    "isds": "islands",
    "terr": "territory",
    "pdr": "people s democratic republic",
    "dpr": "democratic people s republic",
    "dr": "democratic republic",
    "rb": "bolivarian republic",
    "sar": "special administrative region",
    "респ": "республика",
    "о": "остров",
    "о ва": "острова",
    "peoples": "people s",
}
# What may stand before the name of a state and says nothing about which one it is.
TITLES = _words(
    "republic kingdom federal islamic democratic people s socialist commonwealth principality "
    "grand duchy plurinational bolivarian arab united республика королевство федеративная "
    "исламская демократическая народная социалистическая княжество великое герцогство "
    "объединенная объединенное соединенное султанат sultanate"
)
# Two states each, or another one with a title than without.
SEVERAL = _words(
    "congo korea china germany vietnam viet nam yemen dominica samoa sudan cyprus guinea "
    "ireland virgin конго корея китаи германия вьетнам иемен доминика судан кипр ирландия"
)


# Letters of their own in Russian, not accents.
PLAIN_RUSSIAN = str.maketrans("йё", "ие")


def normalised(text: str) -> str:
    """Return `text` without case, accents, punctuation and doubled spaces.

    >>> normalised("  Côte d'Ivoire ")
    'cote d ivoire'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _bag(spelling: str) -> frozenset[str]:
    """Return the words of a spelling in full, whatever their order."""
    words = (SHORT.get(word, word) for word in spelling.split())
    return frozenset(" ".join(words).split()) - LINKS


class CountryNames:
    """All spellings of the countries, and the nearest ones to a spelling that is not known."""

    def __init__(self, countries: Iterable[Country], aliases: Sequence[CountryAlias]) -> None:
        self.by_code: Mapping[str, str] = {row.iso3: row.name for row in countries}
        spellings = {normalised(row.alias): row.iso3 for row in aliases}
        spellings |= {normalised(name): iso3 for iso3, name in self.by_code.items()}
        spellings |= {iso3.lower(): iso3 for iso3 in self.by_code}
        self._spellings = spellings
        listed = (*(row.alias for row in aliases), *self.by_code.values())
        self._listed = {text.casefold().translate(PLAIN_RUSSIAN) for text in listed}
        self._bags = self._unique_bags()
        self._cores = {
            core: iso3
            for spelling, iso3 in spellings.items()
            if len(spelling) > 3 and (core := " ".join(_untitled(spelling)))
        }

    def _unique_bags(self) -> dict[frozenset[str], str]:
        """Return the spellings by their words; words that two countries share name neither."""
        found: dict[frozenset[str], set[str]] = {}
        for spelling, iso3 in self._spellings.items():
            if len(spelling) > 3:
                found.setdefault(_bag(spelling), set()).add(iso3)
        return {bag: next(iter(codes)) for bag, codes in found.items() if len(codes) == 1}

    def resolve(self, text: str) -> str | None:
        """Return the ISO 3166 alpha-3 code of a name or code, None where it is not known."""
        key = normalised(text)
        found = self._spellings.get(key)
        if found or len(key) <= 3:
            return found
        bag = _bag(key)
        if bag in self._bags:
            return self._bags[bag]
        core = bag - TITLES
        # "Islamic State", "of the Republic": nothing but titles, or a country beside another.
        return self._bags.get(core) if core != bag and not core <= SEVERAL else None

    def begun(self, text: str) -> str | None:
        """Return the code of the one country with a spelling that begins with `text`, else None."""
        key = normalised(text)
        if len(key) < FEWEST_LETTERS:
            return None
        found = {iso3 for spelling, iso3 in self._spellings.items() if spelling.startswith(key)}
        return found.pop() if len(found) == 1 else None

    def is_listed(self, text: str) -> bool:
        """Return whether a name or code is known as it is written, apart from its case."""
        return text.strip().casefold().translate(PLAIN_RUSSIAN) in self._listed

    def why(self, text: str) -> str:
        """Return what had to be overlooked to know a name that is not listed as written."""
        known = normalised(text) in self._spellings
        return "accents or punctuation" if known else "another form of the name"

    def nearest(self, text: str) -> list[str]:
        """Return up to three codes whose spelling is close to `text`, nearest first.

        Only spellings in the same letters are held against it, without the words that half of
        all states have in their names; and only the first LONGEST letters, as each word costs time.
        """
        words = _untitled(normalised(text[:LONGEST]))
        # Slips of a title are taken out too.
        typed = " ".join(w for w in words if not difflib.get_close_matches(w, TITLES, 1, 0.85))
        cyrillic = _is_cyrillic(typed)
        same = {core: iso3 for core, iso3 in self._cores.items() if _is_cyrillic(core) == cyrillic}
        close = difflib.get_close_matches(typed, same, n=3 * MOST_SUGGESTIONS, cutoff=0.75)
        codes = list(dict.fromkeys(same[core] for core in close))
        return codes[:MOST_SUGGESTIONS]


def _untitled(spelling: str) -> list[str]:
    """Return the words of a spelling that tell which country it is."""
    return [word for word in spelling.split() if word not in TITLES | LINKS]


def _is_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text)


def no_such_country(names: CountryNames, iso3: str) -> str:
    """Return what is wrong with a code that is no country's, with the names it may stand for."""
    codes = names.nearest(iso3) or difflib.get_close_matches(iso3, names.by_code)
    near = [names.by_code[code] for code in codes]
    return "no such country on the map" + (f"; nearest: {', '.join(near)}" if near else "")
