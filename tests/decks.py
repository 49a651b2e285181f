"""A deck of real slides with each kind of chart, a table, and views without a figure."""

from dataclasses import dataclass
from functools import cache

import plotly.graph_objects as go

from dashboard.charts.figure import Chart
from dashboard.charts.palette import Palette
from dashboard.files.deck import Deck, DeckSlide
from dashboard.link.page_link import Page
from dashboard.pages import slide_of
from tests.slides import linked, slide_tables
from tests.this_release import RELEASE

VIEWS: list[tuple[Page, dict[str, str | list[str]]]] = [
    ("map", {}),
    ("map", {"layer": "national_permits"}),
    ("map", {"layer": "us_encounters"}),
    ("countries", {"c": ["GEO", "KAZ"]}),
    ("countries", {"c": "TUV"}),
    ("scenarios", {}),
    ("scenarios", {"show": "crossings"}),
    ("scenarios", {"show": "none"}),
    ("scenarios", {"view": "drivers", "result": "share"}),
    ("scenarios", {"view": "steps"}),
    ("scenarios", {"view": "difference", "b_from": "uk_mod_2023", "result": "per_1000"}),
    ("workforce", {}),
    ("workforce", {"view": "line"}),
    ("people", {}),
    ("people", {"part": "asylum", "country": "ARM"}),
    ("people", {"part": "who"}),
    ("sources", {}),
]
READY: list[tuple[Page, dict[str, str | list[str]]]] = [
    ("scenarios", {}),
    ("people", {"part": "when"}),
    ("map", {"layer": "staying"}),
    ("map", {"layer": "entry_rules", "date": "2023-06-05", "since_date": "2022-02-10"}),
    ("map", {"layer": "valid_permits", "measure": "change"}),
    ("people", {"part": "who"}),
    ("people", {"part": "why"}),
    ("workforce", {}),
]
HEADING = "What I want them to remember"
NOTES = "Pause here.\nThen go on."
ADDRESS = "https://example.org/app/"


@dataclass(frozen=True)
class Drawn:
    """A chart, and any plain data beside it."""

    figure: go.Figure
    native: Chart

    def draw(self, palette: Palette) -> go.Figure:
        del palette
        return self.figure

    def plain(self) -> Chart:
        return self.native


def deck_of(views: list[tuple[Page, dict[str, str | list[str]]]]) -> Deck:
    """Return the views as a deck; every other one has the presenter's own words."""
    slides = [slide_of(linked(page, query), slide_tables(), 430) for page, query in views]
    return Deck(
        title="Briefing: Who left Russia?",
        signature="Who left Russia?, 24 Nov 2026",
        release=RELEASE,
        address=ADDRESS,
        slides=[
            DeckSlide(slide, HEADING, NOTES) if place % 2 else DeckSlide(slide)
            for place, slide in enumerate(slides)
        ],
    )


@cache
def wide_deck() -> Deck:
    """The deck of VIEWS, made once."""
    return deck_of(VIEWS)


@cache
def ready_deck() -> Deck:
    """The deck of READY, made once."""
    return deck_of(READY)
