"""A chart and its plain data are one: the same numbers, and no bound is lost between them."""

from collections.abc import Iterator

import pytest

from dashboard.charts.bars import Bands
from dashboard.charts.dots import DotGroup, DotRow, Dots
from dashboard.charts.figure import Bars, Figure, Lines
from dashboard.charts.panels import Panels
from dashboard.models.asylum import country_years
from dashboard.tables.people import KINDS
from dashboard.views.people.article import article_card
from dashboard.views.people.asylum import asylum_card
from dashboard.views.people.when import day_cards, long_card, numbered_events
from dashboard.views.people.who import WHO, WHY, in_columns, profile_card
from dashboard.views.rules.numbers import entry_numbers, number_choices
from tests.files.test_pptx_charts import bounds, labels
from tests.slides import shown, slide_tables

TABLES = slide_tables()


def people() -> Iterator[Figure]:
    for kind in (None, *KINDS):
        yield long_card(TABLES.people, numbered_events(TABLES.people, kind))
    yield from day_cards(TABLES.people)
    for attributes in (*in_columns(TABLES.people, WHO), WHY, ("education",)):
        yield profile_card(TABLES.people, attributes)
    for place, year in list(country_years(TABLES.catalogue))[::9]:
        card = asylum_card(TABLES.catalogue, place, year, {}, everything=True)
        yield from (card.place, card.rates)


def rules() -> Iterator[Figure]:
    layers = TABLES.words.layers
    for code in number_choices(layers):
        for date in TABLES.entry.snapshots:
            yield entry_numbers(TABLES.catalogue, TABLES.entry, layers[code], date).figure


def drawn(figure: Figure) -> list[float]:
    """The numbers that lie on the axis of values: of bars, of marks and of strokes beside them."""
    data = shown(figure).data
    traces = [trace for trace in data if trace.customdata is not None or trace.text is not None]
    if isinstance(figure.spec, Panels):
        # The last trace holds the events.
        each = [trace.y for trace in traces if trace.yaxis != traces[-1].yaxis]
    else:
        strokes = [t for t in data if t.type == "scatter" and isinstance(t.marker.symbol, str)]
        each = [t.x for t in traces if t.customdata is not None]
        each += [t.x for t in strokes if t.marker.symbol == "line-ns"]
    return sorted(float(one) for values in each for one in values if one is not None)


@pytest.mark.parametrize("figure", [*people(), *rules()], ids=lambda figure: figure.title[:40])
def test_what_is_drawn_stands_in_the_plain_data(figure: Figure) -> None:
    if figure.spec is None:
        return
    assert isinstance(figure.spec, Panels | Dots | Bands)
    chart = figure.chart
    assert isinstance(chart, Bars | Lines)
    plain = [one for values in chart.series.values() for one in values if one is not None]
    assert sorted(plain) == drawn(figure)
    told = [text for texts in chart.labels.values() for text in texts if text]
    assert bounds(labels(shown(figure))) <= bounds(iter(told))
    # A range that is hidden behind a number is told with it.
    if "–" in figure.alt.replace(figure.title, "") and isinstance(figure.spec, Panels):
        assert any("–" in text for text in told)


def test_the_strip_is_counted_by_verdict() -> None:
    card = article_card(TABLES.estimates.article_figures)
    assert isinstance(card.chart, Bars)
    lanes = dict(zip(card.chart.names, card.chart.series["Figures"], strict=True))
    assert lanes == {trace.name: len(trace.x) for trace in shown(card).data}


def test_what_a_figure_is_compared_with_is_kept_where_it_is_zero() -> None:
    row = DotRow("Left in 2022", 12, "12%", beside=0)
    chart = Dots([DotGroup("", [row])], ("who left", "residents")).plain()
    assert chart.series == {"who left": [12], "residents": [0]}
