"""What Countries, People and Sources show, as their links say it: parsing, refusals, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.link.grammar import Query, Reader, Refusal, spelled
from dashboard.link.page_link import Vocabulary
from dashboard.tables.people import KINDS

# As many as stand side by side.
MOST_COUNTRIES = 4


@dataclass(frozen=True)
class CountryView:
    """Up to four countries, in the order in which they were picked.

    `show` is the indicator of the headline and the slide; None for the one that says most.
    """

    countries: tuple[str, ...]
    present: bool = False
    show: str | None = None


class _Countries(Reader):
    """Reads the repeated `c` in the order of the link."""

    def countries(self, known: frozenset[str]) -> tuple[str, ...]:
        self._seen.add("c")
        found: list[str] = []
        for code in self._query.get("c", []):
            if code not in known:
                self._refuse("c", code, "no country of that ISO 3166 alpha-3 code")
            elif code in found:
                self._refuse("c", code, "given more than once")
            elif len(found) == MOST_COUNTRIES:
                self._refuse("c", code, f"at most {MOST_COUNTRIES} countries stand side by side")
            else:
                found.append(code)
        return tuple(found)


def parse_countries(query: Query, words: Vocabulary) -> tuple[CountryView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = _Countries(query)
    view = CountryView(
        countries=read.countries(words.countries),
        present=read.present(),
        show=read.optional_choice("show", words.layers, "no indicator of that name"),
    )
    return view, read.refusals()


def countries_query(
    view: CountryView, words: Vocabulary, *, full: bool = False
) -> dict[str, str | list[str]]:
    """Return the query of `view`: without defaults, or with the release."""
    codes: dict[str, str | list[str] | None] = {
        "c": list(view.countries) or None,
        "show": view.show,
        "present": "true" if view.present else None,
    }
    return spelled(codes, {}, words.release if full else None)


Part = Literal["when", "who", "why", "routes", "asylum", "article"]
PARTS: tuple[Part, ...] = get_args(Part)
EU27, WORLD = "EUU", "WLD"
AGGREGATES = (EU27, WORLD)
APPLICATIONS = "asylum_applications"


@dataclass(frozen=True)
class PeopleView:
    """The state of the page.

    `kind` filters the events and belongs to the part *when*; `year` and `country` (a country or
    an aggregate) belong to *asylum*. Elsewhere they hold their defaults.
    """

    part: Part
    kind: str | None
    year: int
    country: str
    present: bool


def years_of_asylum(words: Vocabulary) -> tuple[int, ...]:
    """Return the years that asylum figures cover."""
    return words.layers[APPLICATIONS].years


def default_people(words: Vocabulary, part: Part = "when") -> PeopleView:
    """Return the view that a link shows which names only the part."""
    year = words.layers[APPLICATIONS].default_year
    return PeopleView(part=part, kind=None, year=year, country=EU27, present=False)


def parse_people(query: Query, words: Vocabulary) -> tuple[PeopleView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    part = read.choice("part", PARTS, "when")
    base = default_people(words, part)
    kind, year, country = base.kind, base.year, base.country
    if part == "when":
        kind = read.optional_choice("kind", KINDS)
    else:
        read.locked("kind", "it belongs to part=when")
    if part == "asylum":
        known = [str(known) for known in years_of_asylum(words)]
        year = int(read.choice("year", known, str(base.year)))
        places = words.countries | set(AGGREGATES)
        country = read.choice("country", places, EU27, "no such country, EUU or WLD")
    else:
        for name in ("year", "country"):
            read.locked(name, "it belongs to part=asylum")
    view = PeopleView(
        part=part,
        kind=kind,
        year=year,
        country=country,
        present=read.present(),
    )
    return view, read.refusals()


def people_query(view: PeopleView, words: Vocabulary, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with all of its part and the release."""
    usual = {**_people_codes(default_people(words, view.part)), "part": "when"}
    return spelled(_people_codes(view), usual, words.release if full else None)


def _people_codes(view: PeopleView) -> dict[str, str | None]:
    asylum = view.part == "asylum"
    return {
        "part": view.part,
        "kind": view.kind,
        "year": str(view.year) if asylum else None,
        "country": view.country if asylum else None,
        "present": "true" if view.present else None,
    }


LONGEST_SEARCH = 80


@dataclass(frozen=True)
class SourceView:
    """The state of the page: a source, an indicator and a search; each of them may be off.

    `search` is what a reader typed: plain text, without doubled spaces, of at most 80 characters.
    """

    source: str | None = None
    indicator: str | None = None
    search: str = ""
    present: bool = False


@dataclass(frozen=True)
class SourceCodes:
    """What a link to the page can name in this release."""

    release: str
    sources: frozenset[str]
    indicators: frozenset[str]

    @classmethod
    def of(cls, words: Vocabulary, sources: Iterable[str]) -> "SourceCodes":
        """Return the codes of the Map's layers and of the table of sources."""
        return cls(words.release, frozenset(sources), frozenset(words.layers))


class _Text(Reader):
    """Reads the one parameter of the grammar that is free text."""

    def search(self) -> str:
        value = self._single("q")
        if value is None:
            return ""
        kept = searchable(value)
        if "".join(value.split()) != "".join(c for c in value if c.isprintable() and c != " "):
            self._refuse("q", value, "characters that cannot be shown were left out")
        elif len(" ".join(value.split())) > LONGEST_SEARCH:
            self._refuse("q", value, f"only the first {LONGEST_SEARCH} characters are searched for")
        return kept


def searchable(text: str) -> str:
    """Return `text` as a search holds it: printable, single spaces, at most 80 characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST_SEARCH].rstrip()


def parse_sources(query: Query, codes: SourceCodes) -> tuple[SourceView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = _Text(query)
    view = SourceView(
        source=read.optional_choice("s", codes.sources, "no source of that id"),
        indicator=read.optional_choice("indicator", codes.indicators, "no indicator of that id"),
        search=read.search(),
        present=read.present(),
    )
    return view, read.refusals()


def sources_query(view: SourceView, codes: SourceCodes, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with the release."""
    given = {
        "s": view.source,
        "indicator": view.indicator,
        "q": view.search or None,
        "present": "true" if view.present else None,
    }
    return spelled(given, {}, codes.release if full else None)
