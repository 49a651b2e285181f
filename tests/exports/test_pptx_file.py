"""A presentation read back: the slide's numbers and words, nothing lost, nothing overlapping."""

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pptx
import pytest
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.exports.chart_columns import numbers
from dashboard.exports.deck_words import address_of, clean
from dashboard.exports.pptx_file import pptx_bytes
from dashboard.figures.deck import Deck, DeckSlide
from dashboard.figures.slide import Bars, Bridge, Lines, Slide, Span, Spans
from tests.decks import HEADING, NOTES, VIEWS, wide_deck
from tests.slides import slide_tables

HOSTILE = '=cmd|" /C calc"!A0 <script>\x00\x0b\ud800 & Ж'
CELL = re.compile(r"\b([A-Z])([0-9]+)\b")


class Blank(float):
    """An empty cell as a spreadsheet sees it: equal to no text, zero in sums."""

    def __eq__(self, other: object) -> bool:
        return other == ""

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return 0


def made(deck: Deck) -> bytes:
    data = slide_tables().catalogue
    return pptx_bytes(deck, data.world, data.release.date)


@cache
def presentation() -> Any:
    return pptx.Presentation(io.BytesIO(made(wide_deck())))


def pairs() -> Iterator[tuple[Any, DeckSlide]]:
    """Each view's slide in the file, and what it was made from."""
    return zip(presentation().slides, wide_deck().slides, strict=False)


def charts() -> Iterator[tuple[Any, Slide]]:
    for native, item in pairs():
        for shape in native.shapes:
            if shape.has_chart:
                yield shape.chart, item.slide


def texts(native: Any) -> list[str]:
    return [shape.text_frame.text for shape in native.shapes if shape.has_text_frame]


def workbook(chart: Any, *, values: bool) -> Any:
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob), data_only=values).active


def test_every_kind_of_chart_is_drawn_natively() -> None:
    kinds = {type(slide.chart) for _, slide in charts()}
    assert kinds == {Bars, Spans, Lines, Bridge}
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
        elif isinstance(chart, Bridge):
            for place, step in enumerate(chart.steps):
                start, *lengths = (values[place] for values in series.values())
                (length,) = (value for value in lengths if value is not None)
                assert [start, start + length] == pytest.approx(sorted([step.start, step.end]))


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
    changed = replace(item, slide=replace(item.slide, chart=chart))
    file = pptx.Presentation(io.BytesIO(made(replace(wide_deck(), slides=[changed]))))
    return next(shape.chart for shape in file.slides[0].shapes if shape.has_chart)


def test_workbooks_hold_the_real_numbers_and_work_out_what_is_drawn() -> None:
    formulas = 0
    for native, slide in charts():
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
            real = {tuple(shown.cell(row, column).value for column in (6, 7, 8)) for row in rows}
            assert {(span.low, span.at, span.high) for span in slide.chart.spans} <= real
    assert formulas > 50


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


def test_titles_are_real_unique_and_read_first() -> None:
    titles = [native.shapes.title.text_frame.text for native in presentation().slides]
    assert len(set(titles)) == len(titles)
    for native, item in pairs():
        assert native.shapes[0].shape_id == native.shapes.title.shape_id
        assert native.shapes.title.text_frame.text.startswith(clean(item.slide.title))
        own = [text for text in texts(native) if HEADING in text]
        assert own == ([f"Presenter’s heading: {HEADING}"] if item.heading else [])


def test_every_graphic_has_the_slides_alt_text() -> None:
    for native, item in pairs():
        graphics = [
            shape
            for shape in native.shapes
            if shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.PICTURE
        ]
        drawn = (item.slide.chart, item.slide.map)
        assert len(graphics) == (drawn != (None, None) or not item.slide.table.empty)
        for shape in graphics:
            assert shape._element.xpath(".//p:cNvPr/@descr") == [clean(item.slide.alt)]


def test_maps_are_sharp_pictures() -> None:
    pictures = [
        shape.image
        for native, _ in pairs()
        for shape in native.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert len(pictures) == sum(item.slide.map is not None for item in wide_deck().slides) == 2
    for picture in pictures:
        image = Image.open(io.BytesIO(picture.blob))
        assert image.width >= 1920
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 10


def test_each_view_has_source_link_release_and_notes() -> None:
    for native, item in pairs():
        view, words = item.slide, texts(native)
        assert any(clean(view.source)[:40] in text for text in words)
        assert any("Data release 2026.11" in text for text in words)
        assert not view.border_note or any(view.border_note[:40] in text for text in words)
        address = address_of(wide_deck(), view)
        assert address.startswith("https://example.org/app/")
        assert address in hyperlinks(native)
        notes = native.notes_slide.notes_text_frame.text
        for note in view.notes:
            assert clean(note) in notes
        points = " ".join([*words, notes])
        assert all(clean(point) in points for point in view.points)
        assert ("Presenter’s notes:\n" + NOTES in notes) == bool(item.notes)


def hyperlinks(native: Any) -> set[str]:
    return {
        run.hyperlink.address
        for shape in native.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    }


def test_the_last_slides_name_every_source_once() -> None:
    last = list(presentation().slides)[len(VIEWS) :]
    listed = [
        paragraph.text
        for native in last
        for shape in native.shapes
        if shape.name.startswith("Sources")
        for paragraph in shape.text_frame.paragraphs
    ]
    assert len(listed) == len(set(listed))
    addresses = {address for native in last for address in hyperlinks(native)}
    sources = {text for item in wide_deck().slides for text in item.slide.sources}
    assert len(listed) == len(sources)
    for source in sources:
        text, _, address = clean(source).partition(" http")
        assert any(line.startswith(text.rstrip(".")) for line in listed), source
        assert not address or f"http{address}" in addresses


def test_nothing_overlaps_or_leaves_the_slide() -> None:
    file = presentation()
    for number, native in enumerate(file.slides, start=1):
        boxes = [
            (shape.name, shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            for shape in native.shapes
        ]
        for name, left, top, right, bottom in boxes:
            assert left >= 0, (number, name)
            assert top >= 0, (number, name)
            assert right <= file.slide_width, (number, name)
            assert bottom <= file.slide_height, (number, name)
        for one, other in itertools.combinations(boxes, 2):
            apart = (
                one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
            )
            assert apart, (number, one[0], other[0])


def test_text_is_british_english_and_large_enough() -> None:
    for native in presentation().slides:
        for run in native._element.iter("{*}rPr"):
            assert run.get("lang") == "en-GB"
        for shape in native.shapes:
            if not shape.has_text_frame:
                continue
            small = shape.name.startswith(("Source", "Link"))
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    assert run.font.size.pt >= (12 if small else 14), shape.name


def test_the_file_is_signed_with_the_release_and_always_the_same() -> None:
    deck = replace(wide_deck(), slides=wide_deck().slides[:4])
    one, other = made(deck), made(deck)
    assert one == other
    about = pptx.Presentation(io.BytesIO(one)).core_properties
    assert about.title == "Briefing: Who left Russia?"
    assert about.subject == "Data release 2026.11"
    assert about.created.date() == slide_tables().catalogue.release.date
    assert about.language == "en-GB"


def test_hostile_text_stays_text() -> None:
    item = next(item for item in wide_deck().slides if isinstance(item.slide.chart, Bars))
    chart = Bars([HOSTILE, "B"], {HOSTILE: [1.0, 2.0]}, HOSTILE)
    slide = replace(item.slide, title=HOSTILE, alt=HOSTILE, points=[HOSTILE], chart=chart)
    file = pptx.Presentation(
        io.BytesIO(made(replace(wide_deck(), slides=[DeckSlide(slide, HOSTILE, HOSTILE)])))
    )
    native = file.slides[0]
    assert native.shapes.title.text_frame.text == clean(HOSTILE)
    chart_shape = next(shape for shape in native.shapes if shape.has_chart)
    sheet = workbook(chart_shape.chart, values=False)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert "=cmd" in native.notes_slide.notes_text_frame.text
