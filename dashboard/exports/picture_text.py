"""Words in a picture: the library that draws them, set up once, and lines that fit."""

import functools
import html
import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# The first comes with matplotlib. An SVG names its fonts, and the others, which many computers
# have, are as wide.
FAMILIES = ["DejaVu Sans", "Bitstream Vera Sans", "Verdana", "sans-serif"]
LINE_HEIGHT = 1.35
# Drawn text is up to this much wider than its measure, which knows no hinting.
SLACK = 1.03
UNKNOWN = "\ufffd"


@functools.cache
def prepare_matplotlib() -> None:
    """Set what no drawing call can set; nothing else in the app draws with matplotlib."""
    # It warns where it cannot keep its list of fonts, and keeps it in a folder of its own then.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl

    # Text stays text, and the ids in the file do not depend on chance.
    mpl.rcParams.update(
        {"svg.fonttype": "none", "svg.hashsalt": "map", "font.sans-serif": FAMILIES[:-1]}
    )


def font(size: float, *, bold: bool = False) -> "FontProperties":
    """Return the font of all pictures at a size in pixels."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=FAMILIES, size=size, weight="bold" if bold else "normal")


def drawable(text: str) -> str:
    r"""Return `text` in one line, without characters that the font or XML does not know.

    >>> drawable("Türkiye\nРоссия\x00")
    'Türkiye Россия'
    """
    known = _characters()
    spaced = " ".join(text.split())
    return "".join(
        letter if ord(letter) in known else UNKNOWN for letter in spaced if letter.isprintable()
    )


def unescaped(text: str) -> list[str]:
    """Return the lines of a label that was written for plotly."""
    return [drawable(html.unescape(line)) for line in text.split("<br>")]


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a drawn line is, in pixels."""
    from matplotlib.textpath import text_to_path

    drawn: float = text_to_path.get_text_width_height_descent(text, font(size, bold=bold), False)[0]
    return drawn * SLACK


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return lines no wider than `room` pixels; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in drawable(text).split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        *whole, line = [line, *_broken(word, size, room, bold=bold)]
        lines += filter(None, whole)
    return [*lines, line] if line else lines


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Return pieces of a word that fit, cut where a link may be cut if there is such a place."""
    pieces = [""]
    for part in re.findall(r".+?[/&=?,;]|.+", word):
        for piece in [part] if width(part, size, bold=bold) <= room else list(part):
            if pieces[-1] and width(pieces[-1] + piece, size, bold=bold) > room:
                pieces.append("")
            pieces[-1] += piece
    return pieces


@functools.cache
def _characters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(FAMILIES[0])).get_charmap())
