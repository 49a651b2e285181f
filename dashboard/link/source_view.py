"""What the Sources page shows, as its link says it: parsing, refusals, and back."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.link.grammar import Query, Reader, Refusal
from dashboard.link.vocabulary import Vocabulary

LONGEST = 80


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
        elif len(" ".join(value.split())) > LONGEST:
            self._refuse("q", value, f"only the first {LONGEST} characters are searched for")
        return kept


def searchable(text: str) -> str:
    """Return `text` as a search holds it: printable, single spaces, at most 80 characters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST].rstrip()


def parse_sources(query: Query, codes: SourceCodes) -> tuple[SourceView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = _Text(query)
    view = SourceView(
        source=read.optional_choice("s", codes.sources, "no source of that id"),
        indicator=read.optional_choice("indicator", codes.indicators, "no indicator of that id"),
        search=read.search(),
        present=read.choice("present", ("true", "false"), "false") == "true",
    )
    read.ignore("data")
    return view, read.refusals()


def sources_query(view: SourceView, codes: SourceCodes, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with the release."""
    given = {"s": view.source, "indicator": view.indicator, "q": view.search}
    query = {name: value for name, value in given.items() if value}
    if view.present:
        query["present"] = "true"
    if full:
        query["data"] = codes.release
    return query
