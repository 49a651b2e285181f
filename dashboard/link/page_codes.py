"""What links to any page can name, and the one way in which each view is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.link.entry_view import EntryCodes, entry_query, is_entry, parse_entry
from dashboard.link.grammar import Refusal
from dashboard.link.in_view import (
    InView,
    on_calculators,
    on_countries,
    on_entry_map,
    on_map,
    on_people,
    on_sources,
)
from dashboard.link.map_view import map_query, parse_map, shown_year
from dashboard.link.page_link import RENAMES, PageLink, Rename, Vocabulary, migrate
from dashboard.link.page_views import (
    SourceCodes,
    countries_query,
    parse_countries,
    parse_people,
    parse_sources,
    people_query,
    sources_query,
)
from dashboard.link.scenario_view import parse_scenarios, scenario_query
from dashboard.link.starts import Starts
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
        query = migrate(link.query, link.page, self.renames)
        match link.page:
            case "map" if is_entry(query):
                entry, refused = parse_entry(query, self.entry)
                ruled = entry_query(replace(entry, present=present), self.entry, full=full)
                return ruled, refused, on_entry_map(entry, self.entry.snapshots)
            case "map":
                layer, refused = parse_map(query, self.words)
                mapped = map_query(replace(layer, present=present), self.words, full=full)
                year = shown_year(layer, self.words.layers[layer.layer])
                return mapped, refused, on_map(layer, year)
            case "countries":
                picked, refused = parse_countries(query, self.words)
                shown = replace(picked, present=present)
                return countries_query(shown, self.words, full=full), refused, on_countries(picked)
            case "scenarios":
                scenarios, refused = parse_scenarios(query, self.starts)
                compared = scenario_query(
                    replace(scenarios, present=present), self.starts, full=full
                )
                return compared, refused, on_calculators(scenarios)
            case "workforce":
                asked, refused = parse_workforce(query, self.starts)
                worked = workforce_query(replace(asked, present=present), self.starts, full=full)
                return worked, refused, on_calculators(asked)
            case "people":
                people, refused = parse_people(query, self.words)
                told = replace(people, present=present)
                return people_query(told, self.words, full=full), refused, on_people(people)
            case "sources":
                found, refused = parse_sources(query, self.sources)
                kept = replace(found, search="" if full else found.search, present=present)
                return sources_query(kept, self.sources, full=full), refused, on_sources(found)
