"""A presentation read back: the slide's numbers and words, nothing lost, nothing overlapping."""

import io
import itertools
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pptx
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.charts.figure import Bars
from dashboard.files.deck import DeckSlide, clean
from dashboard.files.pptx_text import EMU_PER_POINT, height_of
from tests.deck_files import made, pairs, presentation, workbook
from tests.decks import HEADING, NOTES, VIEWS, Drawn, wide_deck
from tests.slides import slide_tables
from tests.this_release import RELEASE

HOSTILE = '=cmd|" /C calc"!A0 <script>\x00\x0b\ud800 & Ж'


def texts(native: Any) -> list[str]:
    return [shape.text_frame.text for shape in native.shapes if shape.has_text_frame]


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
        assert any(f"Data release {RELEASE}" in text for text in words)
        assert not view.border_note or any(view.border_note[:40] in text for text in words)
        address = wide_deck().address_of(view)
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
    last = list(presentation().slides)[len(VIEWS) + 1 :]
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
    assert about.subject == f"Data release {RELEASE}"
    assert about.created.date() == slide_tables().catalogue.release.date
    assert about.language == "en-GB"


def test_hostile_text_stays_text() -> None:
    item = next(item for item in wide_deck().slides if isinstance(item.slide.chart, Bars))
    chart = Bars([HOSTILE, "B"], {HOSTILE: [1.0, 2.0]}, HOSTILE)
    slide = replace(
        item.slide, title=HOSTILE, alt=HOSTILE, points=[HOSTILE], spec=Drawn(go.Figure(), chart)
    )
    file = pptx.Presentation(
        io.BytesIO(made(replace(wide_deck(), slides=[DeckSlide(slide, HOSTILE, HOSTILE)])))
    )
    native = file.slides[1]
    assert native.shapes.title.text_frame.text == clean(HOSTILE)
    chart_shape = next(shape for shape in native.shapes if shape.has_chart)
    sheet = workbook(chart_shape.chart, values=False)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert "=cmd" in native.notes_slide.notes_text_frame.text


def test_the_number_of_a_slide_is_a_field() -> None:
    for number, native in enumerate(presentation().slides, start=1):
        (field,) = native._element.iter("{*}fld")
        assert field.get("type") == "slidenum"
        assert field.findtext("{*}t") == str(number)


def test_a_slide_is_read_from_its_title_to_its_source() -> None:
    for native, _ in pairs():
        names = [shape.name for shape in native.shapes]
        assert names[0] == native.shapes.title.name
        assert names[-2:] == ["Source", "Link and release"]
        drawn = [name for name in names if name in ("Map", "Chart", "Table")]
        if drawn and "Points" in names:
            assert names.index(drawn[0]) < names.index("Points") < names.index("Source")


def test_a_title_fits_in_a_wider_font_too() -> None:
    # Letters of DejaVu Sans Bold are about a seventh wider than those of Arial Bold.
    for native in presentation().slides:
        title = native.shapes.title
        (run,) = title.text_frame.paragraphs[0].runs
        size = run.font.size.pt
        height = height_of([run.text], size * 1.14, title.width / EMU_PER_POINT, bold=True) / 1.14
        assert height <= title.height / EMU_PER_POINT + 0.1


def test_the_author_is_the_publisher_of_the_edition() -> None:
    deck = replace(wide_deck(), author="Example office")
    written = pptx.Presentation(io.BytesIO(made(deck)))
    assert written.core_properties.author == "Example office"
    assert presentation().core_properties.author == wide_deck().signature


def test_the_cover_says_what_the_briefing_is_and_what_its_slides_say() -> None:
    cover, *_ = presentation().slides
    assert cover.shapes.title.text_frame.text == "Briefing: Who left Russia?"
    (contents,) = [shape for shape in cover.shapes if shape.name == "Contents"]
    lines = [paragraph.text for paragraph in contents.text_frame.paragraphs]
    assert len(lines) == len(VIEWS)
    for line, (native, _) in zip(lines, pairs(), strict=True):
        title = native.shapes.title.text_frame.text
        assert title.startswith(line.split("  ", 1)[1].rstrip(" …"))
    told = " ".join(texts(cover))
    assert wide_deck().signature in told
    assert f"Data release {RELEASE}" in told
    assert "https://example.org/app/" in hyperlinks(cover)


def test_at_most_three_points_stand_beside_a_picture() -> None:
    for native, item in pairs():
        drawn = item.slide.chart is not None or item.slide.map is not None
        boxes = [shape for shape in native.shapes if shape.name == "Points"]
        assert not drawn or all(len(box.text_frame.paragraphs) <= 3 for box in boxes)
