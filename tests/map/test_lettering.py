"""Words of pictures fit where they stand, and nothing in them is lost or does harm."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.map.lettering import drawable, printable, width, wrapped


@given(
    text=st.text(max_size=200), size=st.floats(8, 40), room=st.floats(60, 900), bold=st.booleans()
)
def test_lines_fit_and_hold_all_words(text: str, size: float, room: float, bold: bool) -> None:
    lines = wrapped(text, size, room, bold=bold)
    assert "".join("".join(lines).split()) == "".join(drawable(text).split())
    for line in lines:
        assert width(line, size, bold=bold) <= room or len(line) == 1


@given(text=st.text(max_size=200))
def test_any_text_may_stand_in_a_file(text: str) -> None:
    for said in (printable(text), printable(drawable(text))):
        element = ElementTree.fromstring(f"<t>{said}</t>")  # noqa: S314 - we made it
        read = element.text or ""
        assert len(element) == 0
        assert "\n" not in read
        assert all(letter.isprintable() for letter in read)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Türkiye ≤ 4,000 − 5", "Türkiye ≤ 4,000 − 5"),
        ("Россия\n\t Қазақстан", "Россия Қазақстан"),
        ("a\x00b\u202ec", "abc"),
        ("漢字", "\ufffd\ufffd"),
    ],
)
def test_what_the_font_knows_is_kept(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_a_link_is_cut_where_a_link_may_be_cut() -> None:
    link = "https://example.org/app/?layer=valid_permits&year=2023&region=europe"
    lines = wrapped(link, 15, 300)
    assert "".join(lines) == link
    assert len(lines) > 1
    assert all(line[-1] in "/&=?" for line in lines[:-1])


def test_letters_are_as_wide_as_the_font_says() -> None:
    # DejaVu Sans is 2048 units an em high; its digit is 1303 units wide.
    assert width("0000", 20) == pytest.approx(4 * 20 * 1303 / 2048 * 1.03, rel=0.01)
    assert width("0000", 20, bold=True) > width("0000", 20)
