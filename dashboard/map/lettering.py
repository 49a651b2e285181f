"""Words in a picture: the font of all pictures, how wide a line is, and lines that fit."""

import functools
import re
from html import escape
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).with_name("fonts")
FILES = {False: FOLDER / "DejaVuSans.ttf", True: FOLDER / "DejaVuSans-Bold.ttf"}
# The first comes with the dashboard; the others, which many computers have, are as wide.
FAMILIES = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif"
LINE_HEIGHT = 1.35
# Drawn text may be this much wider than its measure.
SLACK = 1.03
UNKNOWN = "\ufffd"
MEASURE = 100
# No font has a letter for it.
NO_LETTER = "\U0010fffd"


def printable(text: str) -> str:
    r"""Return `text` as it may stand in an SVG: in one line, without what XML cannot hold.

    >>> printable("a\n<b>\x00")
    'a &lt;b&gt;'
    """
    return escape("".join(letter for letter in " ".join(text.split()) if letter.isprintable()))


def drawable(text: str) -> str:
    r"""Return `text` in one line, without characters that the font or XML does not know.

    >>> drawable("Türkiye\nРоссия\x00")
    'Türkiye Россия'
    """
    spaced = " ".join(text.split())
    return "".join(
        letter if _known(letter) else UNKNOWN for letter in spaced if letter.isprintable()
    )


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a drawn line is, in pixels."""
    return _font(bold).getlength(text) * size / MEASURE * SLACK


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
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    # The other engine, where it is installed, measures a little differently.
    return ImageFont.truetype(FILES[bold], MEASURE, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(maxsize=1024)
def _known(letter: str) -> bool:
    drawn, missing = (bytes(_font(False).getmask(one)) for one in (letter, NO_LETTER))
    return letter == " " or drawn != missing
