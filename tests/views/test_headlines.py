"""A headline names what is drawn: its numbers stand in the figure, its source comes first."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from dashboard.charts.figure import Bars, Bridge, Lines, Spans
from dashboard.kit.slide import Slide
from dashboard.link.page_link import Page
from dashboard.pages import slide_of
from dashboard.views.people.who import profile_card
from tests.slides import LINKS, linked, slide_tables

Query = dict[str, str | list[str]]
NUMBER = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)( m\b|%)?")
YEARS = range(2010, 2031)
DAY = re.compile(r"\b\d{1,2}(?= [A-Z][a-z]{2} \d{4}\b)")
BASES = tuple(slide_tables().starts.bases.values())


@cache
def drawn() -> list[tuple[Page, Query, Slide]]:
    each = [
        (page, query, slide_of(linked(page, query), slide_tables(), 430)) for page, query in LINKS
    ]
    return [one for one in each if one[2].chart is not None]


def numbers(text: str) -> Iterator[tuple[float, float]]:
    """Yield each number of a text but dates, with half of its last digit."""
    for found in NUMBER.finditer(DAY.sub("", text.replace("–", " "))):
        digits, unit = found[1].rstrip(",").replace(",", ""), found[2]
        places = len(digits.partition(".")[2])
        scale = 1e6 if unit == " m" else 1.0
        if unit or places or "," in found[1].rstrip(",") or int(digits) not in YEARS:
            yield float(digits) * scale, 0.5 * 10.0**-places * scale


def values(slide: Slide) -> list[float]:
    """Return the numbers that a slide draws, and those that its text alternative reads out."""
    chart = slide.chart
    found = [value for value, _ in numbers(slide.alt.replace(slide.title, ""))]
    if isinstance(chart, Bars | Lines):
        found += [one for each in chart.series.values() for one in each if one is not None]
        # How many surveys or figures there are, and the figures added up.
        known = [[one for one in each if one is not None] for each in chart.series.values()]
        found += [total for each in known for total in (len(each), sum(each))]
        # What the first bars are of all, in percent.
        found += [
            100 * sum(each[:n]) / sum(each) for each in known for n in range(2, 5) if sum(each)
        ]
    elif isinstance(chart, Spans):
        ends = [end for span in chart.spans for end in (span.low, span.high, span.at)]
        found += [end for end in (*ends, chart.now) if end is not None]
    elif isinstance(chart, Bridge):
        found += [end for step in chart.steps for end in (step.start, step.end)]
        found += [abs(chart.steps[-1].end - chart.steps[0].end)]
    return found


def test_the_numbers_of_every_headline_are_drawn() -> None:
    lacking = []
    for page, query, slide in drawn():
        known = values(slide)
        # A share may be of a whole that the title or the page names.
        titled = [value for value, _ in numbers(slide.title)]
        wholes = [one for one in (*titled, *BASES) if one >= 1000]
        shares = [100 * one / whole for one in known for whole in wholes]
        for value, half in numbers(slide.title):
            if not any(abs(value - one) <= half * 1.000001 for one in (*known, *shares)):
                lacking.append((page, query, slide.title, value))
    assert lacking == []


@pytest.mark.parametrize("result", ["share", "workers", "still_abroad"])
def test_a_result_headlines_the_persons_that_its_bars_are_drawn_in(result: str) -> None:
    query: Query = {"view": "drivers", "result": result, "a_returned": "0.2"}
    slide = slide_of(linked("scenarios", query), slide_tables(), 430)
    assert isinstance(slide.chart, Spans)
    assert slide.chart.now is not None
    assert round(slide.chart.now) in [value for value, _ in numbers(slide.title)]


@pytest.mark.parametrize("attribute", ["education", "motive"])
def test_the_source_of_what_is_drawn_comes_first(attribute: str) -> None:
    part = {"education": "who", "motive": "why"}[attribute]
    slide = next(s for page, query, s in drawn() if page == "people" and query.get("part") == part)
    card = profile_card(slide_tables().people, [attribute])
    first = card.rows[0].source_id[0]
    publishers = slide_tables().catalogue.sources
    assert slide.source.startswith(publishers[first].publisher)
    assert slide.alt.startswith(card.alt.removesuffix("."))
