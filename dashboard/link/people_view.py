"""What the People page shows, as its link says it: parsing, refusals, defaults, and back."""

from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.link.grammar import Query, Reader, Refusal
from dashboard.link.vocabulary import Vocabulary
from dashboard.tables.people import KINDS

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


def years(words: Vocabulary) -> tuple[int, ...]:
    """Return the years that asylum figures cover."""
    return words.layers[APPLICATIONS].years


def default_view(words: Vocabulary, part: Part = "when") -> PeopleView:
    """Return the view that a link shows which names only the part."""
    year = words.layers[APPLICATIONS].default_year
    return PeopleView(part=part, kind=None, year=year, country=EU27, present=False)


def parse_people(query: Query, words: Vocabulary) -> tuple[PeopleView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    part = read.choice("part", PARTS, "when")
    base = default_view(words, part)
    kind, year, country = base.kind, base.year, base.country
    if part == "when":
        kind = read.optional_choice("kind", KINDS)
    else:
        read.locked("kind", "it belongs to part=when")
    if part == "asylum":
        known = [str(known) for known in years(words)]
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
        present=read.choice("present", ("true", "false"), "false") == "true",
    )
    read.ignore("data")
    return view, read.refusals()


def people_query(view: PeopleView, words: Vocabulary, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with all of its part and the release."""
    base = default_view(words, view.part)
    query: dict[str, str] = {}
    if full or view.part != "when":
        query["part"] = view.part
    if view.kind is not None:
        query["kind"] = view.kind
    if view.part == "asylum":
        if full or view.year != base.year:
            query["year"] = str(view.year)
        if full or view.country != base.country:
            query["country"] = view.country
    if view.present:
        query["present"] = "true"
    if full:
        query["data"] = words.release
    return query
