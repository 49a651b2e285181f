"""The masthead is the edition's name as a line of SVG: whole, escaped, in the page's colours."""

import html
import re

import pytest

from dashboard.charts.palette import DARK, LIGHT, Palette
from dashboard.front import MOST_WIDTH, drawn_name

DRAWN = re.compile(
    r'^<svg [^<>]* width="(\d+)"[^<>]*><text [^<>]*fill="([^"]+)">([^<>]*)</text></svg>$'
)


def drawn(name: str, palette: Palette) -> tuple[int, str, str]:
    """Return width, colour and text of a masthead; it holds no other markup."""
    found = DRAWN.fullmatch(drawn_name(name, palette))
    assert found is not None
    return int(found[1]), found[2], html.unescape(found[3])


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["Who left Russia?", "Кто уехал?", 'A & B <b id="x">'])
def test_a_name_stands_as_it_is_given(name: str, palette: Palette) -> None:
    assert drawn(name, palette)[1:] == (palette.text, name)


def test_a_long_name_is_cut_to_what_a_phone_has_room_for() -> None:
    wide, _, shown = drawn("Observatory of migration and labour markets " * 20, LIGHT)
    assert wide <= MOST_WIDTH
    assert shown.startswith("Observatory of")
    assert shown.endswith("…")
