"""What links to any page can name, and the one way in which each view is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.link.country_view import countries_query, parse_countries
from dashboard.link.entry_view import EntryCodes, entry_query, is_entry, parse_entry
from dashboard.link.grammar import Refusal
from dashboard.link.map_view import map_query, parse_map
from dashboard.link.migrations import RENAMES, Rename, migrate
from dashboard.link.page_link import PageLink
from dashboard.link.people_view import parse_people, people_query
from dashboard.link.scenario_view import parse_scenarios, scenario_query
from dashboard.link.source_view import SourceCodes, parse_sources, sources_query
from dashboard.link.starts import Starts
from dashboard.link.vocabulary import Vocabulary
from dashboard.link.workforce_view import parse_workforce, workforce_query

Spelled = tuple[Mapping[str, str | Sequence[str]], list[Refusal]]


@dataclass(frozen=True)
class PageCodes:
    """The codes of all pages in this release; `target` is the share that Workforce opens with.

    `renames` bring links of older releases, in briefings and their files, to this one's spelling.
    """

    words: Vocabulary
    entry: EntryCodes
    starts: Starts
    target: float
    sources: SourceCodes
    renames: tuple[Rename, ...] = RENAMES

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
        query, refusals = self._query(link, full=full, present=present)
        return PageLink.of(link.page, query), refusals

    def _query(self, link: PageLink, *, full: bool, present: bool) -> Spelled:
        query = migrate(link.query, link.page, self.renames)
        words, starts = self.words, self.starts
        if link.page == "map" and is_entry(query):
            entry, refused = parse_entry(query, self.entry)
            return entry_query(replace(entry, present=present), self.entry, full=full), refused
        if link.page == "map":
            layer, refused = parse_map(query, words)
            return map_query(replace(layer, present=present), words, full=full), refused
        if link.page == "countries":
            countries, refused = parse_countries(query, words)
            return countries_query(replace(countries, present=present), words, full=full), refused
        if link.page == "scenarios":
            scenario, refused = parse_scenarios(query, starts)
            return scenario_query(replace(scenario, present=present), starts, full=full), refused
        if link.page == "workforce":
            share, refused = parse_workforce(query, starts, self.target)
            moved = replace(share, present=present)
            return workforce_query(moved, starts, self.target, full=full), refused
        if link.page == "people":
            people, refused = parse_people(query, words)
            return people_query(replace(people, present=present), words, full=full), refused
        sources, refused = parse_sources(query, self.sources)
        kept = replace(sources, search="" if full else sources.search, present=present)
        return sources_query(kept, self.sources, full=full), refused
