"""What links to any page can name, and the one way in which each view is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.link.country_view import countries_query, parse_countries
from dashboard.link.entry_view import EntryCodes, entry_query, is_entry, parse_entry
from dashboard.link.grammar import Query, Refusal
from dashboard.link.in_view import (
    InView,
    on_countries,
    on_entry_map,
    on_map,
    on_people,
    on_scenarios,
    on_sources,
    on_workforce,
)
from dashboard.link.map_view import map_query, parse_map, shown_year
from dashboard.link.migrations import RENAMES, Rename, migrate
from dashboard.link.page_link import Page, PageLink
from dashboard.link.people_view import parse_people, people_query
from dashboard.link.scenario_view import parse_scenarios, scenario_query
from dashboard.link.source_view import SourceCodes, parse_sources, sources_query
from dashboard.link.starts import Starts
from dashboard.link.vocabulary import Vocabulary
from dashboard.link.workforce_view import parse_workforce, workforce_query
from dashboard.tables.everything import Tables

# The parameters of a view, what was not accepted of its link, and the figures that it shows.
Spelled = tuple[Mapping[str, str | Sequence[str]], list[Refusal], InView]


@dataclass(frozen=True)
class PageCodes:
    """The codes of all pages in this release, each page's made when a link first needs them.

    `renames` bring links of older releases, in briefings and their files, to this one's spelling.
    """

    tables: Tables
    renames: tuple[Rename, ...] = RENAMES

    @cached_property
    def words(self) -> Vocabulary:
        """The codes that links to the Map may hold, and others with it."""
        return Vocabulary.of(self.tables.catalogue)

    @cached_property
    def entry(self) -> EntryCodes:
        """The codes that links to the entry rules may hold."""
        return EntryCodes.of(self.words, self.tables.entry)

    @cached_property
    def starts(self) -> Starts:
        """What the calculators can start from, and the codes that their links may hold."""
        return Starts.of(self.tables.estimates, self.words.release)

    @cached_property
    def target(self) -> float:
        """The share that Workforce opens with."""
        return self.tables.estimates.target

    @cached_property
    def sources(self) -> SourceCodes:
        """The codes that links to the Sources page may hold."""
        return SourceCodes.of(self.words, self.tables.catalogue.sources)

    def normal(self, link: PageLink, *, full: bool = True) -> tuple[PageLink, list[Refusal]]:
        """Return the view of a link, and what of the link was not accepted. Never raises.

        Two links to the same view give the same one: with every parameter, or without defaults;
        without the release and presenter mode.
        """
        spelled, refusals = self.spelled(link, full=full, present=False)
        query = {name: values for name, values in spelled.query.items() if name != "data"}
        return PageLink.of(link.page, query), refusals

    def spelled(
        self, link: PageLink, *, full: bool, present: bool
    ) -> tuple[PageLink, list[Refusal]]:
        """Return the link to a view as its page writes it, and what was not accepted.

        With every parameter and the release where it is `full`, else as the address bar has it. A
        search of Sources is free text: a full link leaves it out.
        """
        query, refusals, _ = self._query(link, full=full, present=present)
        return PageLink.of(link.page, query), refusals

    def in_view(self, link: PageLink) -> InView:
        """Return the figures that the view of a link shows."""
        return self._query(link, full=False, present=False)[2]

    def _query(self, link: PageLink, *, full: bool, present: bool) -> Spelled:
        return SPELLED[link.page](migrate(link.query, link.page, self.renames), self, full, present)


def _map(query: Query, codes: PageCodes, full: bool, present: bool) -> Spelled:
    if is_entry(query):
        entry, refused = parse_entry(query, codes.entry)
        return (
            entry_query(replace(entry, present=present), codes.entry, full=full),
            refused,
            on_entry_map(entry, codes.entry.snapshots),
        )
    layer, refused = parse_map(query, codes.words)
    return (
        map_query(replace(layer, present=present), codes.words, full=full),
        refused,
        on_map(layer, shown_year(layer, codes.words.layers[layer.layer])),
    )


def _countries(query: Query, codes: PageCodes, full: bool, present: bool) -> Spelled:
    view, refused = parse_countries(query, codes.words)
    shown = replace(view, present=present)
    return countries_query(shown, codes.words, full=full), refused, on_countries(view)


def _scenarios(query: Query, codes: PageCodes, full: bool, present: bool) -> Spelled:
    view, refused = parse_scenarios(query, codes.starts)
    shown = replace(view, present=present)
    return scenario_query(shown, codes.starts, full=full), refused, on_scenarios(view)


def _workforce(query: Query, codes: PageCodes, full: bool, present: bool) -> Spelled:
    view, refused = parse_workforce(query, codes.starts, codes.target)
    moved = replace(view, present=present)
    return (
        workforce_query(moved, codes.starts, codes.target, full=full),
        refused,
        on_workforce(view),
    )


def _people(query: Query, codes: PageCodes, full: bool, present: bool) -> Spelled:
    view, refused = parse_people(query, codes.words)
    shown = replace(view, present=present)
    return people_query(shown, codes.words, full=full), refused, on_people(view)


def _sources(query: Query, codes: PageCodes, full: bool, present: bool) -> Spelled:
    view, refused = parse_sources(query, codes.sources)
    kept = replace(view, search="" if full else view.search, present=present)
    return sources_query(kept, codes.sources, full=full), refused, on_sources(view)


# How the link of each page is read and written.
SPELLED: Mapping[Page, Callable[[Query, PageCodes, bool, bool], Spelled]] = {
    "map": _map,
    "countries": _countries,
    "scenarios": _scenarios,
    "workforce": _workforce,
    "people": _people,
    "sources": _sources,
}
