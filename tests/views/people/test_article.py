"""The figures of the article as drawn: each range and verdict against its row."""

import math
import re

import pytest

from dashboard.charts.palette import LIGHT
from dashboard.tables.estimates import ArticleFigure
from dashboard.tables.everything import Tables
from dashboard.views.people.article import Strip, has_range, range_figure, tops
from dashboard.words import people_words


@pytest.mark.parametrize("figure", Tables().estimates.article_figures, ids=lambda r: r.figure_id)
def test_a_range_draws_what_the_sources_are_quoted_with(figure: ArticleFigure) -> None:
    every = Tables().estimates.article_figures
    ends = [
        getattr(figure, name)
        for name in people_words.FOUND
        if not math.isnan(getattr(figure, name))
    ]
    assert has_range(figure) == bool(ends)
    said = figure.what_the_sources_say.replace(",", "")
    for end in ends:
        # In full, in thousands, in millions, or as the number that the article gave already.
        shown = {f"{end:g}", f"{end:.0f}", f"{end / 1000:g}", f"{end / 1e6:.1f}"}
        same = end in (figure.value_low, figure.value_high)
        assert same or any(re.search(rf"(?<![\d.]){re.escape(one)}", said) for one in shown), end
    if not ends:
        return
    drawn = range_figure(figure, tops(every)[figure.figure_id], LIGHT)
    bar, marks = drawn.data
    assert set(ends) <= set(bar.x)
    wanted = {
        getattr(figure, name) for name in people_words.SAID if not math.isnan(getattr(figure, name))
    }
    assert set(marks.x) == wanted
    assert max(bar.x) <= drawn.layout.xaxis.range[1]
    words = people_words.range_alt(figure)
    assert ("no number" in words) == (not wanted)


def test_the_strip_holds_every_figure_in_the_lane_of_its_verdict() -> None:
    figures = Tables().estimates.article_figures
    strip = Strip(figures).draw(LIGHT)
    lanes = {x: trace.name for trace in strip.data for x in trace.x}
    assert [lanes[at] for at in range(1, 24)] == [row.verdict.capitalize() for row in figures]
    assert list(strip.layout.yaxis.ticktext) == ["9 confirmed", "12 imprecise", "2 not traceable"]
    assert len({(t.marker.color, t.marker.pattern.shape) for t in strip.data}) == 3
