"""What links to any page can name, and the one way in which each view is written."""

from dataclasses import dataclass

from dashboard.links.country_view import countries_query, parse_countries
from dashboard.links.entry_view import EntryCodes, entry_query, is_entry, parse_entry
from dashboard.links.grammar import Refusal
from dashboard.links.map_view import map_query, parse_map
from dashboard.links.page_link import PageLink
from dashboard.links.people_view import parse_people, people_query
from dashboard.links.scenario_view import parse_scenarios, scenario_query
from dashboard.links.source_view import SourceCodes, parse_sources, sources_query
from dashboard.links.starts import Starts
from dashboard.links.vocabulary import Vocabulary
from dashboard.links.workforce_view import parse_workforce, workforce_query

# They say how and when a view is looked at, not what it is.
NOT_THE_VIEW = ("data", "present")


@dataclass(frozen=True)
class PageCodes:
    """The codes of all pages in this release; `target` is the share that Workforce opens with."""

    words: Vocabulary
    entry: EntryCodes
    starts: Starts
    target: float
    sources: SourceCodes

    def normal(self, link: PageLink, *, full: bool = True) -> tuple[PageLink, list[Refusal]]:
        """Return the view of a link, and what of the link was not accepted. Never raises.

        Two links to the same view give the same one: with every parameter, or without defaults;
        without the release and presenter mode.
        """
        query, refusals = self._query(link, full=full)
        for name in NOT_THE_VIEW:
            query.pop(name, None)
        return PageLink.of(link.page, query), refusals

    def _query(
        self, link: PageLink, *, full: bool
    ) -> tuple[dict[str, str | list[str]], list[Refusal]]:
        given = link.query
        query: dict[str, str | list[str]] = {}
        refusals: list[Refusal] = []
        if link.page == "map" and is_entry(given):
            rules, refusals = parse_entry(given, self.entry)
            query.update(entry_query(rules, self.entry, full=full))
        elif link.page == "map":
            shown, refusals = parse_map(given, self.words)
            query.update(map_query(shown, self.words, full=full))
        elif link.page == "countries":
            countries, refusals = parse_countries(given, self.words)
            query.update(countries_query(countries, self.words, full=full))
        elif link.page == "scenarios":
            scenarios, refusals = parse_scenarios(given, self.starts)
            query.update(scenario_query(scenarios, self.starts, full=full))
        elif link.page == "workforce":
            workforce, refusals = parse_workforce(given, self.starts, self.target)
            query.update(workforce_query(workforce, self.starts, self.target, full=full))
        elif link.page == "people":
            people, refusals = parse_people(given, self.words)
            query.update(people_query(people, self.words, full=full))
        else:
            sources, refusals = parse_sources(given, self.sources)
            query.update(sources_query(sources, self.sources, full=full))
        return query, refusals
