"""Which countries the Countries page shows, as its link says it: parsing, refusals, and back."""

from dataclasses import dataclass

from dashboard.link.grammar import Query, Reader, Refusal
from dashboard.link.vocabulary import Vocabulary

MOST = 4


@dataclass(frozen=True)
class CountryView:
    """Up to four countries, in the order in which they were picked.

    `show` is the indicator of the headline and the slide; None for the one that says most.
    """

    countries: tuple[str, ...]
    present: bool = False
    show: str | None = None


class _Codes(Reader):
    """Reads the repeated `c` in the order of the link."""

    def countries(self, known: frozenset[str]) -> tuple[str, ...]:
        self._seen.add("c")
        found: list[str] = []
        for code in self._query.get("c", []):
            if code not in known:
                self._refuse("c", code, "no country of that ISO 3166 alpha-3 code")
            elif code in found:
                self._refuse("c", code, "given more than once")
            elif len(found) == MOST:
                self._refuse("c", code, f"at most {MOST} countries stand side by side")
            else:
                found.append(code)
        return tuple(found)


def parse_countries(query: Query, words: Vocabulary) -> tuple[CountryView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = _Codes(query)
    view = CountryView(
        countries=read.countries(words.countries),
        present=read.choice("present", ("true", "false"), "false") == "true",
        show=read.optional_choice("show", words.layers, "no indicator of that name"),
    )
    read.ignore("data")
    return view, read.refusals()


def countries_query(
    view: CountryView, words: Vocabulary, *, full: bool = False
) -> dict[str, str | list[str]]:
    """Return the query of `view`: without defaults, or with the release."""
    query: dict[str, str | list[str]] = {}
    if view.countries:
        query["c"] = list(view.countries)
    if view.show:
        query["show"] = view.show
    if view.present:
        query["present"] = "true"
    if full:
        query["data"] = words.release
    return query
