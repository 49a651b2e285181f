"""Slides hold the figures, numbers and words of their pages, and refuse the three people."""

import pytest

from dashboard.charts.palette import DARK, LIGHT, filled
from dashboard.kit.slide import NoSlideError
from dashboard.link.page_link import Page
from dashboard.pages import normal_link, steps_of
from dashboard.words.entry_words import SHORT_VISITS
from dashboard.words.map_words import BORDER_NOTE
from tests.slides import HEIGHT, LINKS, linked, made, slide_tables
from tests.this_release import RELEASE

Query = dict[str, str | list[str]]
NAMED = [pytest.param(page, query, id=linked(page, query).text or "map") for page, query in LINKS]
# Nothing can be drawn for these.
NO_FIGURE = [
    ("countries", {"c": "TUV"}),
    ("scenarios", {"show": "none"}),
    ("workforce", {"view": "money"}),
    ("people", {"part": "asylum", "year": "2022", "country": "TUV"}),
]


@pytest.mark.parametrize(("page", "query"), NAMED)
def test_a_slide_is_complete(page: Page, query: Query) -> None:
    slide = made(linked(page, query))
    assert 0 < len(slide.title.split()) <= 12
    for text in (slide.subtitle, slide.alt, slide.source):
        assert text.strip(" .")
    assert 1 <= len(slide.points) <= 6
    assert all(point.strip() for point in slide.points)
    assert len(slide.notes) >= 2
    assert slide.title.rstrip(".") in slide.notes[0] or page in ("workforce", "sources")
    assert all("nan" not in line.split() for line in (*slide.points, *slide.notes))
    if (page, query) != ("scenarios", {"show": "none"}):
        assert slide.sources
        assert len(slide.table)
        assert all(str(kind) in ("str", "object") for kind in slide.table.dtypes)
    if slide.figure is not None:
        assert slide.figure.layout.height == HEIGHT
        assert slide.map is None
        assert slide.chart is not None
    else:
        assert slide.map or page == "sources" or (page, query) in NO_FIGURE
    assert (slide.border_note == BORDER_NOTE) == (slide.map is not None)


@pytest.mark.parametrize(("page", "query"), NAMED)
def test_its_link_spells_everything_out_and_makes_the_same_slide(page: Page, query: Query) -> None:
    slide = made(linked(page, query))
    assert slide.link.query["data"] == [RELEASE]
    again, refused = normal_link(slide.link, slide_tables())
    assert refused == []
    assert again == slide.link
    assert made(again).title == slide.title


def smallest(part: object) -> float:
    """Return the smallest font size of a figure as plain data."""
    if isinstance(part, dict):
        own = [
            float(value["size"])
            for name, value in part.items()
            if name.endswith("font") and isinstance(value, dict) and "size" in value
        ]
        return min([*own, *(smallest(value) for value in part.values())], default=99)
    if isinstance(part, (list, tuple)):
        return min((smallest(each) for each in part), default=99)
    return 99


@pytest.mark.parametrize(("page", "query"), NAMED)
def test_text_of_figures_can_be_read_across_a_room(page: Page, query: Query) -> None:
    figure = made(linked(page, query)).figure
    if figure is not None:
        spec = figure.to_plotly_json()
        assert smallest(spec) >= 16
        assert spec["layout"]["font"]["size"] >= 16


def test_the_three_people_are_refused_and_stand_on_no_slide() -> None:
    tables = slide_tables()
    with pytest.raises(NoSlideError, match="People page only"):
        made(linked("people", {"part": "routes"}))
    names = [row.name for row in tables.people.people]
    for page, query in LINKS:
        slide = made(linked(page, query))
        said = f"{slide.points} {slide.notes} {slide.alt} {slide.table.to_csv()}"
        assert not any(name in said for name in names)


def test_a_presenter_chooses_what_heads_several_countries() -> None:
    tables = slide_tables()
    asked: Query = {"c": ["DEU", "ARM", "GEO", "SRB"]}
    steps = steps_of(linked("countries", asked), tables)
    assert steps.line.startswith("Headline: ")
    while steps.before is not None:
        steps = steps_of(steps.before, tables)
    seen = {}
    while steps.after is not None:
        slide = made(normal_link(steps.after, tables)[0])
        steps = steps_of(steps.after, tables)
        assert steps.line.split(": ", 1)[1].rsplit(", ", 1)[0] in slide.title
        seen[steps.line] = slide
        # Four rules are told, in one point.
        assert all(name in slide.points[0] for name in ("Germany", "Armenia", "Georgia", "Serbia"))
        assert slide.caution == SHORT_VISITS
    assert len(seen) >= 2


def test_countries_without_a_country_have_no_slide() -> None:
    with pytest.raises(NoSlideError, match="no country"):
        made(linked("countries", {"c": "ZZZ"}))


def test_bad_parameters_are_refused_and_presenting_and_searching_are_left_out() -> None:
    tables = slide_tables()
    bad = linked("map", {"layer": "own", "year": "x", "present": "true"})
    link, refused = normal_link(bad, tables)
    assert {refusal.parameter for refusal in refused} == {"layer", "year"}
    assert "present" not in link.query
    assert made(bad).title == made(linked("map", {"layer": "valid_permits"})).title
    searched, _ = normal_link(linked("sources", {"q": "**x**"}), tables)
    assert searched.text == f"sources?data={RELEASE}"


def test_every_country_has_a_short_title() -> None:
    tables = slide_tables()
    for iso3 in sorted(tables.words.countries)[::12]:
        assert len(made(linked("countries", {"c": iso3})).title.split()) <= 12


def test_a_slide_names_its_colours_which_either_theme_fills_in() -> None:
    figure = made(linked("workforce", {})).figure
    assert figure is not None
    text = figure.to_json()
    assert LIGHT.accent not in text
    assert DARK.accent not in text
    assert LIGHT.accent in filled(text, "light")
    assert DARK.accent in filled(text, "dark")
    assert "var(--" not in filled(text, "dark")
