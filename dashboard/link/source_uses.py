"""Where each source is used: which rows of which table, and the link to the page that shows them.

The table of people is left out: it stands on one page only and is not looked up from here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.link.entry_view import ENTRY_LAYER
from dashboard.link.map_view import defaults, map_query
from dashboard.link.page_link import DEFAULT_LAYER, Page, Vocabulary
from dashboard.link.page_views import MOST_COUNTRIES
from dashboard.link.scenario_view import SHOWN_AT_FIRST
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryRule, EntryTables
from dashboard.tables.estimates import (
    ArticleFigure,
    Assumption,
    EstimateTables,
    Measure,
    ReturnClaim,
)
from dashboard.tables.people import PeopleTables, ProfileFigure, SeriesPoint, TimelineEvent

LinkQuery = Mapping[str, str | list[str]]
PER_1000 = {"layer": DEFAULT_LAYER, "measure": "per_1000"}
WHY = frozenset({"motive", "permit_reason"})
ASYLUM_SERIES = "asylum_"


@dataclass(frozen=True)
class Use:
    """Rows of one table that rest on a source. `code` says which of them, where that is needed."""

    table: str
    rows: int
    page: Page
    query: LinkQuery
    code: str = ""
    countries: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


Uses = dict[str, list[Use]]


def source_uses(
    data: Catalogue,
    words: Vocabulary,
    entry: EntryTables,
    estimates: EstimateTables,
    people: PeopleTables,
) -> Uses:
    """Return the uses of every source, in the order of the pages."""
    found: Uses = {source_id: [] for source_id in data.sources}
    for source_id, use in (
        *_observations(data, words),
        *_totals(data),
        *_residents(data),
        *_rules(entry),
        *_events(entry),
        *_estimates(estimates),
        *_calculators(estimates),
        *_people(people, estimates),
    ):
        found[source_id].append(use)
    for uses in found.values():
        uses += _countries(uses)
    return found


def _by_source(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Return the rows of each source; a row of several sources stands under each."""
    each = rows.assign(source_id=rows["source_id"].str.split(";")).explode("source_id")
    for source_id, group in each[each["source_id"].ne("")].groupby("source_id", sort=False):
        yield str(source_id), group


def _observations(data: Catalogue, words: Vocabulary) -> Iterator[tuple[str, Use]]:
    for code, layer in words.layers.items():
        base = defaults(layer)
        for source_id, rows in _by_source(data.rows_by_indicator[code]):
            years = sorted({int(end[:4]) for end in rows["period_end"]})
            countries = tuple(sorted(set(rows["iso3"])))
            shown = [year for year in years if year in layer.open_years]
            page: Page = "map"
            query = dict[str, str | list[str]](map_query(base, words))
            if layer.map_kind == "choropleth":
                # A level: a change may need a year that another source gives.
                query = {"layer": code, "measure": "total"}
                if shown and layer.default_year not in shown:
                    query["year"] = str(shown[-1])
            query.setdefault("layer", code)
            if not shown:  # years that the Map does not open on stand in the countries' series
                page, query = "countries", {"c": list(countries[:MOST_COUNTRIES])}
            yield (
                source_id,
                Use(
                    "observations",
                    len(rows),
                    page,
                    query,
                    code,
                    countries,
                    str(years[0]),
                    str(years[-1]),
                ),
            )


def _totals(data: Catalogue) -> Iterator[tuple[str, Use]]:
    for code, of_indicator in data.totals.groupby("indicator_id", sort=False):
        for source_id, rows in _by_source(of_indicator):
            ends = sorted(end[:4] for end in rows["period_end"])
            query = {"indicator": str(code)}
            yield (
                source_id,
                Use("totals", len(rows), "sources", query, str(code), (), ends[0], ends[-1]),
            )


def _residents(data: Catalogue) -> Iterator[tuple[str, Use]]:
    for source_id, rows in _by_source(data.countries):
        yield source_id, Use("countries", len(rows), "map", PER_1000)


def _rules(entry: EntryTables) -> Iterator[tuple[str, Use]]:
    for source_id, rows in _by_source(EntryRule.frame(entry.rules)):
        dates = sorted(set(rows["as_of"]))
        countries = tuple(sorted(set(rows["iso3"])))
        query: dict[str, str | list[str]] = {"layer": ENTRY_LAYER, "people": "none"}
        if dates[-1] != entry.latest:
            query["date"] = dates[-1]
        if len(countries) == 1:
            query["country"] = countries[0]
        yield (
            source_id,
            Use("entry_rules", len(rows), "map", query, "", countries, dates[0], dates[-1]),
        )


def _events(entry: EntryTables) -> Iterator[tuple[str, Use]]:
    for event in entry.events:
        event_id = event.event_id
        affected = entry.affected[event_id] if not event.members else ()
        query = {"layer": ENTRY_LAYER, "people": "none", "event": event_id}
        for source_id in event.source_id:
            yield source_id, Use("entry_events", 1, "map", query, event_id, affected)


def _estimates(tables: EstimateTables) -> Iterator[tuple[str, Use]]:
    for row in tables.estimates:
        query: dict[str, str | list[str]] = {}
        if row.scenario_source:
            query = {"a_from": row.estimate_id}
        elif row.concept not in SHOWN_AT_FIRST:
            query = {"show": [*SHOWN_AT_FIRST, row.concept]}
        for source_id in row.source_id:
            yield source_id, Use("estimates", 1, "scenarios", query, row.estimate_id)


def _calculators(tables: EstimateTables) -> Iterator[tuple[str, Use]]:
    pages: tuple[tuple[str, pd.DataFrame, Page], ...] = (
        ("assumptions", Assumption.frame(tables.assumptions), "scenarios"),
        ("returns", ReturnClaim.frame(tables.returns), "scenarios"),
        ("workforce", Measure.frame(tables.workforce), "workforce"),
    )
    for table, rows, page in pages:
        for source_id, group in _by_source(rows):
            yield source_id, Use(table, len(group), page, {})


def _people(people: PeopleTables, estimates: EstimateTables) -> Iterator[tuple[str, Use]]:
    profile, series = ProfileFigure.frame(people.profile), SeriesPoint.frame(people.series)
    asylum = series["series_id"].str.startswith(ASYLUM_SERIES)
    why = profile["attribute"].isin(WHY)
    parts: Iterable[tuple[str, pd.DataFrame, str]] = (
        ("profile", profile[~why], "who"),
        ("profile", profile[why], "why"),
        ("timeline", TimelineEvent.frame(people.timeline), "when"),
        ("series", series[~asylum], "when"),
        ("series", series[asylum], "asylum"),
        ("article_figures", ArticleFigure.frame(estimates.article_figures), "article"),
    )
    for table, rows, part in parts:
        for source_id, group in _by_source(rows):
            yield source_id, Use(table, len(group), "people", {"part": part}, part)


def _countries(uses: list[Use]) -> list[Use]:
    """Return a link to the countries a source is about, where they fit side by side."""
    named = list(dict.fromkeys(iso3 for use in uses for iso3 in use.countries))
    if not 0 < len(named) <= MOST_COUNTRIES:
        return []
    return [Use("", 0, "countries", {"c": named}, "", tuple(named))]


def rows_used(uses: Iterable[Use]) -> int:
    """Return how many rows of all tables rest on a source."""
    return sum(use.rows for use in uses)


def tables_used(uses: Iterable[Use]) -> list[str]:
    """Return the tables that name a source, each once."""
    return list(dict.fromkeys(use.table for use in uses if use.table))
