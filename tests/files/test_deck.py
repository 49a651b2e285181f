"""Sources are parted from their addresses; the columns of charts say what is missing."""

import io
from dataclasses import replace

import pptx
import pytest

from dashboard.charts.figure import Bars, Span, Spans
from dashboard.files.chart_columns import columns_of
from dashboard.files.deck import clean, parted, unique_titles
from dashboard.files.html import html_bytes
from dashboard.files.pptx_text import height_of, shortened, text_width, wrapped
from dashboard.kit.slide import BriefItem
from dashboard.views.briefing.file import briefing_bytes, read_briefing
from tests.deck_files import made
from tests.decks import wide_deck
from tests.slides import slide_tables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rosstat, 2023. https://example.org/a?b=c",
            ("Rosstat, 2023", "https://example.org/a?b=c"),
        ),
        ("Meduza, Nov 2022; read in a copy", ("Meduza, Nov 2022; read in a copy", "")),
        ("Bad. javascript:alert(1)", ("Bad. javascript:alert(1)", "")),
    ],
)
def test_an_address_is_parted_from_its_source(text: str, expected: tuple[str, str]) -> None:
    assert parted(text) == expected


def test_titles_of_the_same_words_are_numbered() -> None:
    titles = unique_titles(["A", "B", "A\n"])
    assert [title.replace("\xa0", " ") for title in titles] == ["A (1 of 2)", "B", "A (2 of 2)"]


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    assert clean("a\x00\x0b\ud800\ufffe b\n c") == "a b c"


def test_joiners_of_the_presenters_words_reach_every_file() -> None:
    heading, notes = "چه کسانی می\u200cروند؟", "क्\u200dष"
    (view, *_) = wide_deck().slides
    worded = replace(view, heading=heading, notes=notes)
    deck = replace(wide_deck(), slides=[worded])
    page = html_bytes(deck).decode()
    assert heading in page
    assert notes in page
    slide = pptx.Presentation(io.BytesIO(made(deck))).slides[1]
    assert any(heading in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert notes in slide.notes_slide.notes_text_frame.text
    saved = briefing_bytes([BriefItem(view.slide.link, heading, notes)], deck.release)
    (item,) = read_briefing(saved, slide_tables()).items
    assert (item.heading, item.notes) == (heading, notes)


def test_groups_of_bars_miss_nothing() -> None:
    apart = Bars(["A", "B"], {"Emigrants": [1.0, None], "Residents": [None, 2.0]}, "percent")
    assert columns_of(apart).details == ["", ""]
    missing = Bars(["A", "B"], {"2021": [1.0, None]}, "percent")
    assert columns_of(missing).details == ["", "no figure"]


def test_groups_of_ranges_have_a_heading() -> None:
    spans = [Span("A", 1, 2, None, "1–2", "Left"), Span("B", 1, 2, None, "1–2", "Still abroad")]
    assert columns_of(Spans(spans, "persons")).names == ["Left:", "A", "Still abroad:", "B"]
    assert columns_of(Spans(spans[:1], "persons")).names == ["A"]


def test_wrapped_lines_fit_and_keep_every_letter() -> None:
    text = "People who left and had not come back, by country of residence " + "x" * 90
    lines = wrapped(text, 14, 120)
    assert all(text_width(line) * 14 <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert height_of([text], 14, 120) == pytest.approx(len(lines) * 14 * 1.2)


def test_shortened_text_ends_with_an_ellipsis() -> None:
    text = "one two three four five six seven eight nine ten"
    assert shortened(text, 14, 1000, 1) == text
    cut = shortened(text, 14, 120, 1)
    assert cut.endswith(" …")
    assert text.startswith(cut.removesuffix(" …"))
    assert len(wrapped(cut, 14, 120)) == 1
