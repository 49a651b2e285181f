"""What links to any page can name, the one way to write each view, and the figures it shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property

from dashboard.link.grammar import Refusal
from dashboard.link.map_view import (
    EntryCodes,
    EntryView,
    MapView,
    entry_query,
    is_entry,
    map_query,
    parse_entry,
    parse_map,
    shown_year,
)
from dashboard.link.page_link import RENAMES, PageLink, Rename, Vocabulary, migrate
from dashboard.link.page_views import (
    AGGREGATES,
    CountryView,
    PeopleView,
    SourceCodes,
    SourceView,
    countries_query,
    parse_countries,
    parse_people,
    parse_sources,
    people_query,
    sources_query,
)
from dashboard.link.scenario_view import ScenarioView, parse_scenarios, scenario_query
from dashboard.link.starts import Starts
from dashboard.link.workforce_view import WorkforceView, parse_workforce, workforce_query
from dashboard.models.asylum import APPLIED, DECISIONS
from dashboard.models.entry_days import COUNTED
from dashboard.tables.entry import EntryTables
from dashboard.tables.everything import Tables
from dashboard.tables.reference import Change


@dataclass(frozen=True)
class Figures:
    """Rows of a table by their key, its parts joined by /; `*` stands for anything."""

    table: str
    keys: str

    def hold(self, change: Change) -> bool:
        """Return whether a row of changes.csv is about one of them."""
        return change.table == self.table and fnmatchcase(change.key, self.keys)


InView = tuple[Figures, ...]
PEOPLE_TABLES: dict[str, tuple[str, ...]] = {
    "when": ("timeline", "series"),
    "who": ("profile",),
    "why": ("profile", "returns"),
    "article": ("article_figures",),
}


def on_map(view: MapView, year: int) -> InView:
    """Return the figures of a map that shows `year`: of the picked country, or of all."""
    years = {year, view.since} if view.measure == "change" else {year}
    place = view.country or "*"
    shown = [_observations(view.layer, place, str(one)) for one in sorted(years)]
    if view.measure == "per_1000":
        shown.append(Figures("countries", place))
    return tuple(shown)


def on_entry_map(view: EntryView, entry: EntryTables) -> InView:
    """Return the rules of a day or of the dates compared: of the picked country, or of all.

    A day between two snapshots shows both and the decisions between them; people show their count.
    """
    place = view.country or "*"
    dates = [view.date, *([view.since_date] if view.since_date else [])]
    shown: list[Figures] = []
    if view.date not in entry.snapshots:
        dates = [max(at for at in entry.snapshots if at < view.date)]
        dates.append(min(at for at in entry.snapshots if at > view.date))
        shown += _decisions(place, entry)
    elif view.country or view.since_date:  # the decisions of a country, or behind the changes
        shown += _decisions(place, entry)
    if view.people == "staying":
        shown += [_observations(COUNTED, place, ""), Figures("totals", f"{COUNTED}/*")]
    return (*(Figures("entry_rules", f"{place}/{date}") for date in dates), *shown)


def on_countries(view: CountryView, entry: EntryTables) -> InView:
    """Return the figures and rules of the countries picked."""
    return tuple(
        figures
        for iso3 in view.countries
        for figures in (
            _observations("*", iso3, ""),
            Figures("entry_rules", f"{iso3}/*"),
            *_decisions(iso3, entry),
        )
    )


def _decisions(iso3: str, entry: EntryTables) -> InView:
    """Return the decisions of a country, and those of the EU that applied to it."""
    shared = [event.event_id for event in entry.events_of(iso3) if event.members]
    return tuple(Figures("entry_events", keys) for keys in (f"{iso3.lower()}-*", *shared))


def on_calculators(view: ScenarioView | WorkforceView) -> InView:
    """Return the estimates listed or compared, the inputs, and the base."""
    chain = ("estimates", "assumptions", "article_figures")
    return (*(Figures(table, "*") for table in chain), Figures("workforce", view.base))


def on_people(view: PeopleView) -> InView:
    """Return the figures of a part of the page."""
    if view.part != "asylum":
        return tuple(Figures(table, "*") for table in PEOPLE_TABLES.get(view.part, ()))
    year = str(view.year)
    if view.country in AGGREGATES:
        keys = [f"{code}/{view.country}/{year}-*" for code in (APPLIED, *DECISIONS)]
        return tuple(Figures("totals", key) for key in keys)
    return tuple(_observations(code, view.country, year) for code in (APPLIED, *DECISIONS))


def on_sources(view: SourceView) -> InView:
    """Return the figures of the indicator that is looked up."""
    return (_observations(view.indicator, "*", ""),) if view.indicator else ()


def _observations(indicator: str, iso3: str, year: str) -> Figures:
    """Return the values of an indicator in a year; a key ends with its class, often blank."""
    return Figures("observations", f"{indicator}/{iso3}/{year}{'-' if year else ''}*")


# The parameters of a view, what was not accepted of its link, and what finds the figures it shows.
Spelled = tuple[Mapping[str, str | Sequence[str]], list[Refusal], Callable[[], InView]]


class PageCodes(Tables):
    """All tables, and the codes of all pages in this release, made when a link first needs them.

    `renames` bring links of older releases, in briefings and their files, to this one's spelling.
    """

    renames: tuple[Rename, ...] = RENAMES

    @cached_property
    def words(self) -> Vocabulary:
        """The codes that links to the Map may hold, and others with it."""
        return Vocabulary.of(self.catalogue)

    @cached_property
    def entry_codes(self) -> EntryCodes:
        """The codes that links to the entry rules may hold."""
        return EntryCodes.of(self.words, self.entry)

    @cached_property
    def starts(self) -> Starts:
        """What the calculators can start from, and the codes that their links may hold."""
        return Starts.of(self.estimates, self.words.release)

    @cached_property
    def source_codes(self) -> SourceCodes:
        """The codes that links to the Sources page may hold."""
        return SourceCodes.of(self.words, self.catalogue.sources)

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
        return self._query(link, full=False, present=False)[2]()

    def _query(self, link: PageLink, *, full: bool, present: bool) -> Spelled:
        query = migrate(link.query, link.page, self.renames)
        match link.page:
            case "map" if is_entry(query):
                entry, refused = parse_entry(query, self.entry_codes)
                ruled = entry_query(replace(entry, present=present), self.entry_codes, full=full)
                return ruled, refused, lambda: on_entry_map(entry, self.entry)
            case "map":
                layer, refused = parse_map(query, self.words)
                mapped = map_query(replace(layer, present=present), self.words, full=full)
                year = shown_year(layer, self.words.layers[layer.layer])
                return mapped, refused, lambda: on_map(layer, year)
            case "countries":
                picked, refused = parse_countries(query, self.words)
                shown = replace(picked, present=present)
                compared = countries_query(shown, self.words, full=full)
                return compared, refused, lambda: on_countries(picked, self.entry)
            case "scenarios":
                scenarios, refused = parse_scenarios(query, self.starts)
                tried = scenario_query(replace(scenarios, present=present), self.starts, full=full)
                return tried, refused, lambda: on_calculators(scenarios)
            case "workforce":
                asked, refused = parse_workforce(query, self.starts)
                worked = workforce_query(replace(asked, present=present), self.starts, full=full)
                return worked, refused, lambda: on_calculators(asked)
            case "people":
                people, refused = parse_people(query, self.words)
                told = replace(people, present=present)
                spoken = people_query(told, self.words, full=full)
                return spoken, refused, lambda: on_people(people)
            case "sources":
                found, refused = parse_sources(query, self.source_codes)
                kept = replace(found, search="" if full else found.search, present=present)
                looked = sources_query(kept, self.source_codes, full=full)
                return looked, refused, lambda: on_sources(found)
