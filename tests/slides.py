"""What the tests of slides share: the tables of all pages, and links that cover every page."""

from functools import cache

import plotly.graph_objects as go

from dashboard.charts.figure import Figure
from dashboard.kit.slide import Slide, SlideTables
from dashboard.link.page_link import Page, PageLink
from dashboard.pages import slide_of

HEIGHT = 430
LINKS: list[tuple[Page, dict[str, str | list[str]]]] = [
    ("map", {}),
    ("map", {"measure": "total", "country": "CYP", "region": "europe"}),
    ("map", {"measure": "per_1000", "country": "AUT", "year": "2024"}),
    ("map", {"layer": "first_permits"}),
    ("map", {"layer": "schengen_refusal_rate", "measure": "change"}),
    ("map", {"layer": "asylum_rejected", "region": "world"}),
    ("map", {"layer": "staying", "country": "AZE"}),
    ("map", {"layer": "national_permits"}),
    ("map", {"layer": "us_encounters"}),
    ("map", {"layer": "entry_rules", "people": "none"}),
    ("map", {"layer": "entry_rules", "date": "2022-09-30", "country": "IDN", "people": "none"}),
    ("map", {"layer": "entry_rules", "date": "2022-09-30", "country": "FIN"}),
    ("map", {"layer": "entry_rules", "country": "GEO", "region": "eurasia"}),
    ("map", {"layer": "entry_rules", "date": "2023-06-05", "since_date": "2022-02-10"}),
    ("countries", {"c": "DEU"}),
    ("countries", {"c": "GEO"}),
    ("countries", {"c": "TUV"}),
    ("countries", {"c": ["GEO", "KAZ"]}),
    ("countries", {"c": ["DEU", "ESP", "FIN", "SRB"]}),
    ("scenarios", {}),
    ("scenarios", {"show": "crossings"}),
    ("scenarios", {"show": "none"}),
    ("scenarios", {"a_from": "custom", "a_people": "700000"}),
    ("scenarios", {"result": "share"}),
    ("scenarios", {"view": "steps"}),
    ("scenarios", {"view": "drivers", "result": "share"}),
    ("scenarios", {"view": "difference", "result": "per_1000", "b_from": "uk_mod_2023"}),
    ("scenarios", {"view": "difference", "b_from": "the_bell_2024"}),
    ("scenarios", {"view": "hosts"}),
    ("scenarios", {"view": "returns"}),
    ("scenarios", {"b_from": "the_bell_2024", "c_from": "uk_mod_2023", "result": "workers"}),
    ("workforce", {}),
    ("workforce", {"from": "the_bell_2024", "base": "lf_rosstat_2022_11"}),
    ("workforce", {"solve": "people"}),
    ("workforce", {"solve": "people", "adult": "0"}),
    ("workforce", {"view": "line"}),
    ("workforce", {"view": "steps"}),
    ("workforce", {"view": "drivers"}),
    ("workforce", {"view": "grid"}),
    ("workforce", {"view": "published"}),
    ("workforce", {"view": "money"}),
    ("people", {}),
    ("people", {"kind": "mobilisation"}),
    ("people", {"part": "who"}),
    ("people", {"part": "why"}),
    ("people", {"part": "asylum"}),
    ("people", {"part": "asylum", "year": "2022", "country": "TUV"}),
    ("people", {"part": "article"}),
    ("sources", {}),
    ("sources", {"s": "bbc-2023-06"}),
    ("sources", {"indicator": "valid_permits"}),
]


@cache
def slide_tables() -> SlideTables:
    return SlideTables()


def linked(page: Page, query: dict[str, str | list[str]]) -> PageLink:
    return PageLink.of(page, query)


def shown(figure: Figure) -> go.Figure:
    """Return the chart of a figure that has one."""
    assert figure.figure is not None
    return figure.figure


@cache
def made(link: PageLink) -> Slide:
    return slide_of(link, slide_tables(), HEIGHT)
