"""Where each source is used: which rows of which table, and the link to the page that shows them.

The table of people is left out: it stands on one page only and is not looked up from here.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dashboard.link.map_view import ENTRY_LAYER, defaults, map_query
from dashboard.link.page_link import DEFAULT_LAYER, Page, Vocabulary
from dashboard.link.page_views import MOST_COUNTRIES
from dashboard.link.scenario_view import SHOWN_AT_FIRST
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.people import PeopleTables
from dashboard.tables.provenance import Ids

LinkQuery = Mapping[str, str | list[str]]
PER_1000 = {"layer": DEFAULT_LAYER, "measure": "per_1000"}
WHY = frozenset({"motive", "permit_reason"})
ASYLUM_SERIES = "asylum_"


@dataclass(frozen=True)
class Use:
    """Rows of one table that rest on a source. `code` says which of them, where that is needed.

    `years` or `days` are those of its figures or rules, oldest first.
    """

    table: str
    rows: int
    page: Page
    query: LinkQuery
    code: str = ""
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    days: tuple[datetime.date, ...] = ()


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
    why = [row for row in people.profile if row.attribute in WHY]
    who = [row for row in people.profile if row.attribute not in WHY]
    asylum = [row for row in people.series if row.series_id.startswith(ASYLUM_SERIES)]
    flows = [row for row in people.series if not row.series_id.startswith(ASYLUM_SERIES)]
    for source_id, use in (
        *_observations(data, words),
        *_totals(data),
        *_whole("countries", data.places.values(), "map", PER_1000),
        *_rules(entry),
        *_events(entry),
        *_estimates(estimates),
        *_whole("assumptions", estimates.assumptions, "scenarios"),
        *_whole("returns", estimates.returns, "scenarios"),
        *_whole("workforce", estimates.workforce, "workforce"),
        *_whole("profile", who, "people", {"part": "who"}, "who"),
        *_whole("profile", why, "people", {"part": "why"}, "why"),
        *_whole("timeline", people.timeline, "people", {"part": "when"}, "when"),
        *_whole("series", flows, "people", {"part": "when"}, "when"),
        *_whole("series", asylum, "people", {"part": "asylum"}, "asylum"),
        *_whole(
            "article_figures", estimates.article_figures, "people", {"part": "article"}, "article"
        ),
    ):
        found[source_id].append(use)
    for uses in found.values():
        uses += _countries(uses)
    return found


class _Sourced(Protocol):
    @property
    def source_id(self) -> Ids: ...


Of = TypeVar("Of", bound=_Sourced)


def _by_source(rows: Iterable[Of]) -> Iterable[tuple[str, list[Of]]]:
    """Return the rows of each source; a row of several sources stands under each."""
    found: dict[str, list[Of]] = {}
    for row in rows:
        for source_id in row.source_id:
            found.setdefault(source_id, []).append(row)
    return found.items()


def _whole(
    table: str, rows: Iterable[_Sourced], page: Page, query: LinkQuery | None = None, code: str = ""
) -> Iterator[tuple[str, Use]]:
    """Return the uses of a table, or of a part of it, that stands on one page."""
    for source_id, group in _by_source(rows):
        yield source_id, Use(table, len(group), page, query or {}, code)


def _observations(data: Catalogue, words: Vocabulary) -> Iterator[tuple[str, Use]]:
    for code, layer in words.layers.items():
        base = defaults(layer)
        for source_id, rows in _by_source(data.rows_by_indicator[code]):
            years = sorted({row.period_end.year for row in rows})
            countries = tuple(sorted({row.iso3 for row in rows}))
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
            use = Use("observations", len(rows), page, query, code, countries, tuple(years))
            yield source_id, use


def _totals(data: Catalogue) -> Iterator[tuple[str, Use]]:
    for code in dict.fromkeys(row.indicator_id for row in data.totals):
        for source_id, rows in _by_source(row for row in data.totals if row.indicator_id == code):
            years = tuple(sorted(row.period_end.year for row in rows))
            query = {"indicator": code}
            yield source_id, Use("totals", len(rows), "sources", query, code, years=years)


def _rules(entry: EntryTables) -> Iterator[tuple[str, Use]]:
    for source_id, rows in _by_source(entry.rules):
        dates = sorted({row.as_of for row in rows})
        countries = tuple(sorted({row.iso3 for row in rows}))
        query: dict[str, str | list[str]] = {"layer": ENTRY_LAYER, "people": "none"}
        if dates[-1] != entry.latest:
            query["date"] = dates[-1].isoformat()
        if len(countries) == 1:
            query["country"] = countries[0]
        found = Use("entry_rules", len(rows), "map", query, "", countries, days=tuple(dates))
        yield source_id, found


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
