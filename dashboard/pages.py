"""The pages, one record each: what goes through all of them goes through here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import PAGE_FILES
from dashboard.kit.slide import Slide, SlideTables, Steps
from dashboard.link.grammar import Refusal
from dashboard.link.page_link import BRIEFING, TITLES, Page, PageLink
from dashboard.views.countries.slide import countries_slide, countries_steps
from dashboard.views.estimates.slide import scenarios_slide, scenarios_steps
from dashboard.views.map.slide import map_slide, map_steps
from dashboard.views.people.slide import people_slide, people_steps
from dashboard.views.sources.slide import sources_slide, sources_steps
from dashboard.views.workforce.slide import workforce_slide, workforce_steps


@dataclass(frozen=True)
class PageRecord:
    """How a view of a page becomes a slide, and what next and previous show after it."""

    slide: Callable[[PageLink, SlideTables, int], Slide]
    steps: Callable[[PageLink, SlideTables], Steps]


PAGES: Mapping[Page, PageRecord] = {
    "map": PageRecord(map_slide, map_steps),
    "countries": PageRecord(countries_slide, countries_steps),
    "scenarios": PageRecord(scenarios_slide, scenarios_steps),
    "workforce": PageRecord(workforce_slide, workforce_steps),
    "people": PageRecord(people_slide, people_steps),
    "sources": PageRecord(sources_slide, sources_steps),
}


def navigation() -> list[st.Page]:
    """Return the pages as the navigation lists them: those that have views, and My briefing."""
    found = [
        st.Page(
            PAGE_FILES[slug],
            title=TITLES[slug],
            url_path="" if slug == "map" else slug,
            default=slug == "map",
        )
        for slug in PAGES
    ]
    return [*found, st.Page(PAGE_FILES[BRIEFING], title="My briefing", url_path=BRIEFING)]


def slide_of(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a view, its figure `height` pixels high.

    Parameters that are not accepted are refused, and their defaults used.

    Raises:
        NoSlideError: for the three people of the article, and for Countries without a country.
    """
    normal, _ = normal_link(link, tables)
    return PAGES[normal.page].slide(normal, tables, height)


def steps_of(link: PageLink, tables: SlideTables) -> Steps:
    """Return the steps of a view; the links are as the address bar writes them, presenting."""
    return PAGES[link.page].steps(link, tables)


def normal_link(link: PageLink, tables: SlideTables) -> tuple[PageLink, list[Refusal]]:
    """Return the link with every parameter spelled out and the release, and what was refused.

    Presenter mode and a search of Sources, which is free text, are left out.
    """
    return tables.spelled(link, full=True, present=False)


@st.cache_resource(show_spinner=False, max_entries=48)
def slide_of_link(link: PageLink, height: int) -> Slide:
    """Return the slide of a normal link; shared as `map_of` of the store is.

    Raises:
        NoSlideError: for a view that no slide is made of.
    """
    return slide_of(link, store.tables(), height)
