"""Any view as a slide: the same figures, numbers and words as its page, one idea a screen."""

import streamlit as st

from dashboard.charts.palette import PALETTES, Palette, ThemeName
from dashboard.kit import store
from dashboard.kit.slide import Slide
from dashboard.kit.slide_tables import NoSlideError, SlideTables
from dashboard.link.entry_view import is_entry
from dashboard.link.grammar import Refusal
from dashboard.link.page_link import PageLink
from dashboard.views.countries.slide import countries_slide
from dashboard.views.estimates.slide import scenarios_slide
from dashboard.views.map.slide import map_slide
from dashboard.views.people.slide import people_slide
from dashboard.views.rules.slide import entry_slide
from dashboard.views.sources.slide import sources_slide
from dashboard.views.workforce.slide import workforce_slide

__all__ = ["NoSlideError", "SlideTables", "address_link", "normal_link", "slide_of"]


def slide_of(link: PageLink, tables: SlideTables, palette: Palette, height: int) -> Slide:
    """Return the slide of a view, its figure `height` pixels high in the colours of `palette`.

    Parameters that are not accepted are refused, and their defaults used.

    Raises:
        NoSlideError: for the three people of the article, and for Countries without a country.
    """
    normal, _ = normal_link(link, tables)
    if normal.page == "map":
        if is_entry(normal.query):
            return entry_slide(normal, tables)
        return map_slide(normal, tables, palette, height)
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
    return tables.codes.spelled(link, full=True, present=False)


def address_link(link: PageLink, tables: SlideTables, *, present: bool) -> PageLink:
    """Return the link as the address bar writes it: without defaults, presenting or not."""
    return tables.codes.spelled(link, full=False, present=present)[0]


@st.cache_resource(show_spinner=False, max_entries=48)
def slide_of_link(link: PageLink, theme: ThemeName, height: int) -> Slide:
    """Return the slide of a normal link; shared as `map_of` is.

    Raises:
        NoSlideError: for a view that no slide is made of.
    """
    return slide_of(link, store.slide_tables(), PALETTES[theme], height)
