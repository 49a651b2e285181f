"""Native charts of a deck read back: numbers of the slides, marks, and workbooks that work."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import plotly.graph_objects as go
import pptx
import pytest

from dashboard.charts.figure import Bars, Bridge, Lines, Span, Spans
from dashboard.charts.shares import ShareLine
from dashboard.files.chart_columns import numbers
from dashboard.files.deck import Deck, clean
from dashboard.kit.slide import Slide
from tests.deck_files import made, pairs, presentation, workbook
from tests.decks import Drawn, ready_deck, wide_deck

TAG = re.compile(r"<[^>]+>")
BOUND = re.compile(
    r"\b(about|at least|up to|over|under|more than|almost) \$?(\d[\d.,]*)( ?(?:m|k|bn)\b|)"
)
SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9}
CELL = re.compile(r"\b([A-Z])([0-9]+)\b")


class Blank(float):
    """An empty cell as a spreadsheet sees it: equal to no text, zero in sums."""

    def __eq__(self, other: object) -> bool:
        return other == ""

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return 0


def charts() -> Iterator[tuple[Any, Slide]]:
    for native, item in pairs():
        for shape in native.shapes:
            if shape.has_chart:
                yield shape.chart, item.slide


def test_every_kind_of_chart_is_drawn_natively() -> None:
    kinds = {type(slide.chart) for _, slide in charts()}
    assert kinds == {Bars, Spans, Lines, Bridge, ShareLine}
    with_chart = [item.slide for item in wide_deck().slides if item.slide.chart is not None]
    assert len(list(charts())) == len(with_chart)


def test_numbers_of_charts_equal_the_slides() -> None:
    for native, slide in charts():
        series = {one.name: list(one.values) for one in native.plots[0].series}
        chart = slide.chart
        if isinstance(chart, Bars | Lines):
            assert list(series) == [clean(name) for name in chart.series]
            for found, wanted in zip(series.values(), chart.series.values(), strict=True):
                assert found == numbers(wanted)
        elif isinstance(chart, Spans) and chart.now is not None:
            assert series["From"] == numbers([span.low for span in chart.spans])
            assert series["To"] == numbers([span.high for span in chart.spans])
        elif isinstance(chart, Spans):
            rows = dict(zip(categories(native), zip(*series.values(), strict=True), strict=True))
            for span in chart.spans:
                _assert_span(span, rows)
        elif isinstance(chart, ShareLine):
            _assert_share_line(native, chart)
        elif isinstance(chart, Bridge):
            for place, step in enumerate(chart.steps):
                start, *lengths = (values[place] for values in series.values())
                (length,) = (value for value in lengths if value is not None)
                assert [start, start + length] == pytest.approx(sorted([step.start, step.end]))


def _assert_share_line(native: Any, chart: ShareLine) -> None:
    """The lines, every estimate with its name and the headline's own mark."""
    series = {
        one.name: [
            tuple(float(part.text) for part in pair)
            for pair in zip(
                one._element.xpath("c:xVal//c:v"), one._element.xpath("c:yVal//c:v"), strict=True
            )
        ]
        for one in native.plots[0].series
    }
    assert series["As set"][-1] == pytest.approx((chart.most, chart.at_most * 100))
    placed = [point for name, points in series.items() if "stimates" in name for point in points]
    wanted = sorted((one.people, one.share * 100) for one in chart.placed)
    for found, (people, share) in zip(sorted(placed), wanted, strict=True):
        assert found == pytest.approx((people, share))
    said = {text.text for text in native._chartSpace.iter("{*}t")}
    assert {unescape(one.name) for one in chart.placed if one.name} <= said
    assert chart.now is not None
    assert series["As set, now"][0] == pytest.approx((chart.now[0], chart.now[1] * 100))
    assert chart.now_label in said


def categories(native: Any) -> list[str]:
    return [" ".join(str(name).split()) for name in native.plots[0].categories]


def _assert_span(span: Span, rows: dict[str, Any]) -> None:
    (row,) = (
        values
        for name, values in rows.items()
        if name.startswith(clean(span.name)) and name.endswith(clean(span.label))
    )
    start, before, mark, beyond = row
    known = [value for value in (span.low, span.at, span.high) if value is not None]
    assert mark == 0
    if known:
        assert start == min(known)
        assert start + before + beyond == pytest.approx(max(known))
        if span.at is not None:
            assert start + before == pytest.approx(span.at)


def test_bars_without_a_figure_say_so() -> None:
    chart = Bars(["A", "B"], {"2021": [1.0, None], "2022": [2.0, 0.0]}, "persons")
    native = _only_chart(chart)
    assert categories(native) == ["A", "B no figure: 2021"]
    assert [list(one.values) for one in native.plots[0].series] == [[1.0, None], [2.0, 0.0]]


def test_open_ends_and_claims_are_marked_and_explained() -> None:
    spans = [
        Span("Floor", 5.0, None, None, "at least 5"),
        Span("Ceiling", None, 9.0, None, "up to 9"),
        Span("Claim", None, None, 7.0, "7"),
        Span("Range", 2.0, 4.0, None, "2 to 4"),
    ]
    native = _only_chart(Spans(spans, "persons"))
    marks = native.plots[0].series[2]
    signs = [
        marks.points[place].data_label.text_frame.text if place < 3 else "" for place in range(4)
    ]
    assert signs == ["►", "◄", "●", ""]
    title = native.value_axis.axis_title.text_frame.text
    assert title == "persons · ● single claim · ► at least · ◄ up to"
    assert categories(native)[0] == "Floor at least 5"


def _only_chart(chart: Bars | Spans | Lines | Bridge) -> Any:
    item = next(item for item in wide_deck().slides if item.slide.chart is not None)
    changed = replace(item, slide=replace(item.slide, spec=Drawn(go.Figure(), chart)))
    file = pptx.Presentation(io.BytesIO(made(replace(wide_deck(), slides=[changed]))))
    return next(shape.chart for shape in file.slides[1].shapes if shape.has_chart)


def test_workbooks_hold_the_real_numbers_and_work_out_what_is_drawn() -> None:
    formulas = 0
    for native, slide in charts():
        if isinstance(slide.chart, ShareLine):
            continue
        shown, written = workbook(native, values=True), workbook(native, values=False)
        rows = range(2, shown.max_row + 1)
        for place, series in enumerate(native.plots[0].series, start=2):
            for row, drawn in zip(rows, series.values, strict=True):
                assert shown.cell(row, place).value == pytest.approx(drawn)
                content = written.cell(row, place).value
                if isinstance(content, str):
                    formulas += 1
                    assert _worked_out(content, shown) == pytest.approx(drawn)
        if isinstance(slide.chart, Spans) and slide.chart.now is None:
            real = {short(*(shown.cell(row, column).value for column in (6, 7, 8))) for row in rows}
            assert {short(span.low, span.at, span.high) for span in slide.chart.spans} <= real
    assert formulas > 50


def short(*ends: float | None) -> tuple[float | None, ...]:
    """The ends as a workbook holds them, which has fewer digits than a number in memory."""
    return tuple(None if end is None else round(float(end), 9) for end in ends)


def _worked_out(formula: str, sheet: Any) -> float:
    """Return what a spreadsheet would make of a formula."""

    def cell(found: re.Match[str]) -> str:
        value = sheet[found[0]].value
        return "BLANK" if value is None else repr(float(value))

    text = CELL.sub(cell, formula.lstrip("=")).replace("<>", "!=")
    text = re.sub(r'(?<!!)=""', '==""', text)
    names = {
        "IF": lambda condition, yes, no: yes if condition else no,
        "OR": lambda *conditions: any(conditions),
        "ABS": abs,
        "MIN": min,
        "BLANK": Blank(0),
    }
    return float(eval(text, {"__builtins__": {}}, names))  # noqa: S307 - our own formulas


def test_values_that_are_not_exact_keep_their_bound() -> None:
    told = 0
    for native, item in pairs():
        chart = item.slide.chart
        if not isinstance(chart, Bars):
            continue
        xml = " ".join(
            text.text or ""
            for shape in native.shapes
            if shape.has_chart
            for text in shape.chart._chartSpace.iter("{*}t")
        )
        for labels in chart.labels.values():
            for label in filter(None, labels):
                assert label in xml
                told += 1
    assert told > 2


def bounds(texts: Iterator[str]) -> set[tuple[str, float]]:
    """Each number that a text gives as a bound, with its word, however it is written."""
    found = set()
    for text in texts:
        for word, digits, scale in BOUND.findall(unescape(TAG.sub(" ", text))):
            number = float(digits.rstrip(".,").replace(",", "")) * SCALES[scale.strip()]
            found.add((word, round(number, 6)))
    return found


def labels(figure: go.Figure) -> Iterator[str]:
    """Every text that a chart draws; what stands under a pointer is in no file."""
    yield from (note.text for note in figure.layout.annotations)
    for trace in figure.data:
        if trace.type == "bar" or "text" in (trace.mode or ""):
            yield from (text for text in trace.text or () if text)


@pytest.mark.parametrize("deck", [wide_deck, ready_deck])
def test_a_slide_loses_no_bound_of_its_figure(deck: Callable[[], Deck]) -> None:
    file = pptx.Presentation(io.BytesIO(made(deck())))
    lost, kept = [], 0
    for native, item in zip([*file.slides][1:], deck().slides, strict=False):
        if item.slide.figure is None:
            continue
        parts = [native._element]
        parts += [shape.chart._chartSpace for shape in native.shapes if shape.has_chart]
        written = bounds(text.text or "" for part in parts for text in part.iter("{*}t", "{*}v"))
        drawn = bounds(labels(item.slide.figure))
        kept += len(drawn & written)
        if drawn - written:
            lost.append((item.slide.title, sorted(drawn - written)))
    assert lost == []
    assert kept > 5


def test_nothing_on_a_slide_is_smaller_than_ten_points() -> None:
    for native in presentation().slides:
        parts = [native._element]
        parts += [shape.chart._chartSpace for shape in native.shapes if shape.has_chart]
        for part in parts:
            for element in part.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr"):
                assert int(element.get("sz", 1000)) >= 1000
