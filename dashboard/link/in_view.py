"""Which figures a view shows: what a change between releases is held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from dashboard.link.entry_view import EntryView
from dashboard.link.map_view import MapView
from dashboard.link.page_views import AGGREGATES, CountryView, PeopleView, SourceView
from dashboard.link.scenario_view import ScenarioView
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.asylum import APPLIED, DECISIONS
from dashboard.models.entry_people import COUNTED
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


def on_entry_map(view: EntryView, snapshots: Sequence[str]) -> InView:
    """Return the rules of a day or of the dates compared: of the picked country, or of all.

    A day between two snapshots shows both and the decisions between them; people show their count.
    """
    place = view.country or "*"
    dates = [view.date, *([view.since_date] if view.since_date else [])]
    shown = []
    if view.date not in snapshots:
        dates = [max(at for at in snapshots if at < view.date)]
        dates.append(min(at for at in snapshots if at > view.date))
        shown.append(_decisions(place))
    elif view.country or view.since_date:  # the decisions of a country, or behind the changes
        shown.append(_decisions(place))
    if view.people == "staying":
        shown += [_observations(COUNTED, place, ""), Figures("totals", f"{COUNTED}/*")]
    return (*(Figures("entry_rules", f"{place}/{date}") for date in dates), *shown)


def on_countries(view: CountryView) -> InView:
    """Return the figures and rules of the countries picked."""
    return tuple(
        figures
        for iso3 in view.countries
        for figures in (
            _observations("*", iso3, ""),
            Figures("entry_rules", f"{iso3}/*"),
            _decisions(iso3),
        )
    )


def _decisions(iso3: str) -> Figures:
    return Figures("entry_events", f"{iso3.lower()}-*")


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


def changed_in(changes: Iterable[Change], in_view: InView) -> list[Change]:
    """Return the rows of changes.csv that are about a figure in view, in their order."""
    return [row for row in changes if any(figures.hold(row) for figures in in_view)]


def _observations(indicator: str, iso3: str, year: str) -> Figures:
    """Return the values of an indicator in a year; a key ends with its class, often blank."""
    return Figures("observations", f"{indicator}/{iso3}/{year}{'-' if year else ''}*")
