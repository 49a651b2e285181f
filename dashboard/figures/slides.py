"""Any view as a slide: the same figures, numbers and words as its page, one idea a screen."""

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
from dashboard.links.entry_view import is_entry
from dashboard.links.grammar import Refusal
from dashboard.links.page_link import PageLink

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
