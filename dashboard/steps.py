"""What next and previous step in presenter mode: the main control of each page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.link.country_view import countries_query, parse_countries
from dashboard.link.entry_view import entry_query, is_entry, parse_entry
from dashboard.link.map_view import default_since, map_query, parse_map, shown_year
from dashboard.link.page_link import PageLink
from dashboard.link.people_view import PARTS, default_view, parse_people, people_query
from dashboard.link.scenario_view import PICTURES, parse_scenarios, scenario_query
from dashboard.link.source_view import SourceView, parse_sources, sources_query
from dashboard.link.starts import CUSTOM
from dashboard.link.workforce_view import SOLVES, parse_workforce, workforce_query
from dashboard.models.entry_days import decided_days
from dashboard.pages import SlideTables, address_link
from dashboard.words.article_words import PART_LABELS
from dashboard.words.entry_words import short_label
from dashboard.words.scenario_words import PICTURE_LABELS, start_name
from dashboard.words.source_words import list_label
from dashboard.words.workforce_words import SOLVE_LABELS

# The three people stand on no slide.
PRESENTED = tuple(part for part in PARTS if part != "routes")


@dataclass(frozen=True)
class Steps:
    """Where a view stands on its page's main control, and the links before and after it.

    `line` says which, `Year 2022, 2 of 6`; None where an end is reached: nothing wraps.
    """

    line: str
    before: PageLink | None = None
    after: PageLink | None = None


def steps_of(link: PageLink, tables: SlideTables) -> Steps:
    """Return the steps of a view; the links are as the address bar writes them, presenting."""
    if link.page == "map":
        return _entry(link, tables) if is_entry(link.query) else _map(link, tables)
    if link.page == "countries":
        return _countries(link, tables)
    if link.page == "scenarios":
        return _scenarios(link, tables)
    if link.page == "workforce":
        return _workforce(link, tables)
    if link.page == "people":
        return _people(link, tables)
    return _sources(link, tables)


def _steps(line: str, links: Sequence[PageLink], at: int, tables: SlideTables) -> Steps:
    """Return the steps at place `at` of `links`."""

    def presented(place: int) -> PageLink | None:
        if not 0 <= place < len(links):
            return None
        return address_link(links[place], tables, present=True)

    return Steps(f"{line}, {at + 1} of {len(links)}", presented(at - 1), presented(at + 1))


def _map(link: PageLink, tables: SlideTables) -> Steps:
    view, _ = parse_map(link.query, tables.words)
    layer = tables.words.layers[view.layer]
    if layer.map_kind == "series":
        return Steps("All years in one chart")
    views = []
    for year in layer.open_years:
        moved = replace(view, year=year)
        if moved.since == year:
            moved = replace(moved, since=default_since(layer, year))
        views.append(moved)
    shown = shown_year(view, layer)
    links = [PageLink.of("map", map_query(each, tables.words)) for each in views]
    return _steps(f"Year {shown}", links, layer.open_years.index(shown), tables)


def _entry(link: PageLink, tables: SlideTables) -> Steps:
    codes = tables.entry_codes
    view, _ = parse_entry(link.query, codes)
    # A comparison ends after it begins; on its own, each day of a decision is a step.
    dates = [date for date in codes.snapshots if date > (view.since_date or "")]
    if view.since_date is None:
        dates = sorted({*dates, *decided_days(tables.entry), view.date})
    links = [PageLink.of("map", entry_query(replace(view, date=date), codes)) for date in dates]
    line = f"Date: {short_label(tables.entry, view.date)}"
    return _steps(line, links, dates.index(view.date), tables)


def _countries(link: PageLink, tables: SlideTables) -> Steps:
    view, _ = parse_countries(link.query, tables.words)
    if len(view.countries) != 1:
        return Steps(f"{len(view.countries)} countries side by side" if view.countries else "")
    names = tables.catalogue.names.by_code
    codes = sorted(tables.words.countries, key=names.__getitem__)
    links = [
        PageLink.of("countries", countries_query(replace(view, countries=(code,)), tables.words))
        for code in codes
    ]
    shown = view.countries[0]
    return _steps(names[shown], links, codes.index(shown), tables)


def _scenarios(link: PageLink, tables: SlideTables) -> Steps:
    """Step the pictures; what sets scenarios apart is left out where there is one."""
    view, _ = parse_scenarios(link.query, tables.starts)
    views = [
        replace(view, picture=picture)
        for picture in PICTURES
        if picture == view.picture or picture != "difference" or len(view.on) > 1
    ]
    links = [PageLink.of("scenarios", scenario_query(one, tables.starts)) for one in views]
    return _steps(f"Figure: {PICTURE_LABELS[view.picture]}", links, views.index(view), tables)


def _workforce(link: PageLink, tables: SlideTables) -> Steps:
    """Step the start while it is solved for a share; people for a share depend on no start."""
    starts, target = tables.starts, tables.estimates.target
    view, _ = parse_workforce(link.query, starts, target)
    if view.solve == "people":
        line, at = f"Solved: {SOLVE_LABELS['people']}", SOLVES.index("people")
        views = [replace(view, solve=solve) for solve in SOLVES]
    else:
        codes = [code for code in starts.codes if code != CUSTOM or view.chosen.source == CUSTOM]
        line = f"Start: {start_name(tables.estimates, view.chosen.source)}"
        at = codes.index(view.chosen.source)
        views = [
            view
            if code == view.chosen.source
            else replace(view, chosen=starts.moved(view.chosen, code))
            for code in codes
        ]
    links = [PageLink.of("workforce", workforce_query(each, starts, target)) for each in views]
    return _steps(line, links, at, tables)


def _people(link: PageLink, tables: SlideTables) -> Steps:
    view, _ = parse_people(link.query, tables.words)
    links = [
        PageLink.of(
            "people",
            people_query(
                view if part == view.part else default_view(tables.words, part), tables.words
            ),
        )
        for part in PRESENTED
    ]
    line = f"Part: {PART_LABELS[view.part]}"
    if view.part in PRESENTED:
        return _steps(line, links, PRESENTED.index(view.part), tables)
    # Between two slides, so that keys lead on from where there is none.
    at = sum(PARTS.index(part) < PARTS.index(view.part) for part in PRESENTED)
    around = (address_link(one, tables, present=True) for one in links[at - 1 : at + 1])
    return Steps(f"{line}, not a slide", *around)


def _sources(link: PageLink, tables: SlideTables) -> Steps:
    codes = tables.source_codes
    view, _ = parse_sources(link.query, codes)
    if view.source:
        ids = tables.book.ordered("publisher")
        line, at = f"Source: {list_label(tables.book.sources[view.source])}", ids.index(view.source)
        views = [SourceView(source=source) for source in ids]
    elif view.indicator:
        indicators = list(tables.words.layers)
        line, at = "Indicator", indicators.index(view.indicator)
        views = [SourceView(indicator=indicator) for indicator in indicators]
    else:
        return Steps("All sources")
    links = [PageLink.of("sources", sources_query(each, codes)) for each in views]
    return _steps(line, links, at, tables)
