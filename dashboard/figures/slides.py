"""Any view as a slide: the same figures, numbers and words as its page, one idea a screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.charts.palette import Palette
from dashboard.figures.slide import Slide
from dashboard.figures.slide_countries import countries_slide
from dashboard.figures.slide_entry import entry_slide
from dashboard.figures.slide_map import map_slide
from dashboard.figures.slide_people import people_slide
from dashboard.figures.slide_scenarios import scenarios_slide
from dashboard.figures.slide_sources import sources_slide
from dashboard.figures.slide_tables import NoSlideError, SlideTables
from dashboard.figures.slide_workforce import workforce_slide
from dashboard.links.country_view import countries_query, parse_countries
from dashboard.links.entry_view import entry_query, is_entry, parse_entry
from dashboard.links.grammar import Refusal
from dashboard.links.map_view import map_query, parse_map
from dashboard.links.page_link import PageLink
from dashboard.links.people_view import parse_people, people_query
from dashboard.links.scenario_view import parse_scenarios, scenario_query
from dashboard.links.source_view import parse_sources, sources_query
from dashboard.links.workforce_view import parse_workforce, workforce_query

Spelled = tuple[Mapping[str, str | Sequence[str]], list[Refusal]]

__all__ = ["NoSlideError", "SlideTables", "address_link", "normal_link", "slide_of"]


def slide_of(link: PageLink, tables: SlideTables, palette: Palette, height: int) -> Slide:
    """Return the slide of a view, its figure `height` pixels high in the colours of `palette`.

    Parameters that are not accepted are refused, and their defaults used.

    Raises:
        NoSlideError: for the three people of the article, and for Countries without a country.
    """
    normal, _ = normal_link(link, tables)
    if normal.page == "map":
        make = entry_slide if is_entry(normal.query) else map_slide
        return make(normal, tables, palette, height)
    if normal.page == "countries":
        return countries_slide(normal, tables, palette, height)
    if normal.page == "scenarios":
        return scenarios_slide(normal, tables, palette, height)
    if normal.page == "workforce":
        return workforce_slide(normal, tables, palette, height)
    if normal.page == "people":
        return people_slide(normal, tables, palette, height)
    return sources_slide(normal, tables)


def normal_link(link: PageLink, tables: SlideTables) -> tuple[PageLink, list[Refusal]]:
    """Return the link with every parameter spelled out and the release, and what was refused.

    Presenter mode and a search of Sources, which is free text, are left out.
    """
    query, refused = _spelled(link, tables, full=True, present=False)
    return PageLink.of(link.page, query), refused


def address_link(link: PageLink, tables: SlideTables, *, present: bool) -> PageLink:
    """Return the link as the address bar writes it: without defaults, presenting or not."""
    query, _ = _spelled(link, tables, full=False, present=present)
    return PageLink.of(link.page, query)


def _spelled(link: PageLink, tables: SlideTables, *, full: bool, present: bool) -> Spelled:
    query, words, starts = link.query, tables.words, tables.starts
    if link.page == "map" and is_entry(query):
        codes = tables.entry_codes
        entry, refused = parse_entry(query, codes)
        return entry_query(replace(entry, present=present), codes, full=full), refused
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
        target = tables.estimates.target
        share, refused = parse_workforce(query, starts, target)
        spelled = workforce_query(replace(share, present=present), starts, target, full=full)
        return spelled, refused
    if link.page == "people":
        people, refused = parse_people(query, words)
        return people_query(replace(people, present=present), words, full=full), refused
    sources, refused = parse_sources(query, tables.source_codes)
    kept = replace(sources, search="" if full else sources.search, present=present)
    return sources_query(kept, tables.source_codes, full=full), refused
