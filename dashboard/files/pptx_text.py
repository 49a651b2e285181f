"""Text on slides: cleaned, measured and written, so that it fits where it stands."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard.charts.palette import LIGHT
from dashboard.map import lettering

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide

# Any identifier does, as long as it has this form.
NUMBER_FIELD = "{B7C1F3A2-5D4E-4F60-8A9B-1C2D3E4F5A6B}"
LANGUAGE = "en-GB"
LINE = 1.2
EMU_PER_POINT = 12700
# How wide Arial is against the font of pictures, rather too wide.
ARIAL, BOLD_ARIAL = 0.9, 0.95


@lru_cache(maxsize=4096)
def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a line of Arial of one point, in points, rather too wide."""
    return lettering.width(text, 1) * (BOLD_ARIAL if bold else ARIAL)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the lines of `text` at `size` points in a column of `width` points."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, bold=bold) * size > width:
                lines.append(line)
                line = word
            else:
                line = longer
            # A word that is wider than the column is broken.
            while text_width(line, bold=bold) * size > width and len(line) > 1:
                cut = len(line) - 1
                while cut > 1 and text_width(line[:cut], bold=bold) * size > width:
                    cut -= 1
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def height_of(
    texts: Sequence[str], size: float, width: float, gap: float = 0, *, bold: bool = False
) -> float:
    """Return the height in points of paragraphs with `gap` points between them."""
    lines = sum(len(wrapped(text, size, width, bold=bold)) for text in texts)
    return lines * size * LINE + gap * max(len(texts) - 1, 0)


def shortened(text: str, size: float, width: float, lines: int) -> str:
    """Return `text`, cut at a word with an ellipsis where it takes more than `lines` lines."""
    if len(wrapped(text, size, width)) <= lines:
        return text
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        cut = " ".join(words[:count]).rstrip(" ,;:.") + " …"
        if len(wrapped(cut, size, width)) <= lines:
            return cut
    return wrapped(text, size, width)[0]


def write(
    shape: "Shape",
    paragraphs: Sequence[str],
    size: float,
    *,
    color: str = LIGHT.text,
    bold: bool = False,
    italic: bool = False,
    gap: float = 0,
    bullets: bool = False,
) -> None:
    """Write paragraphs into a shape, top left, wrapped, without margins."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        if place:
            paragraph.space_before = Pt(gap)
        if bullets:
            _bullet(paragraph, size)
        style(paragraph.add_run(), text, size, color=color, bold=bold, italic=italic)


def link_words(shape: "Shape", links: Sequence[tuple[str, str]], size: float) -> None:
    """End each paragraph of a shape with its link: the words that are seen, and the address.

    Blank words add nothing.
    """
    for paragraph, (words, address) in zip(shape.text_frame.paragraphs, links, strict=True):
        if words:
            style(paragraph.add_run(), " ", size)
            run = paragraph.add_run()
            style(run, words, size, color=LIGHT.accent)
            run.hyperlink.address = address


def style(
    run: Any,
    text: str,
    size: float,
    *,
    color: str = LIGHT.text,
    bold: bool = False,
    italic: bool = False,
) -> None:
    """Give a run its text, look and language."""
    from pptx.util import Pt

    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.italic = italic
    run.font.color.rgb = rgb(color)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def slide_number(paragraph: Any, number: int, size: float, *, color: str) -> None:
    """End a paragraph with the slide's number, as a field that follows the slide elsewhere."""
    from pptx.oxml.ns import qn

    run = paragraph.add_run()
    style(run, str(number), size, color=color)
    field = run._r.makeelement(qn("a:fld"), {"id": NUMBER_FIELD, "type": "slidenum"})
    for part in list(run._r):
        field.append(part)
    run._r.getparent().replace(run._r, field)


def add_box(slide: "Slide", name: str, box: tuple[float, float, float, float]) -> "Shape":
    """Add an empty text box at x, y with width and height, all in points."""
    shape = slide.shapes.add_textbox(*emu(box))
    shape.name = name
    return shape


def emu(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Return points as the whole units of the file."""
    x, y, width, height = (round(part * EMU_PER_POINT) for part in box)
    return x, y, width, height


def rgb(color: str) -> Any:
    """Return a colour of the palette as the package takes it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color.lstrip("#"))


def _bullet(paragraph: Any, size: float) -> None:
    """Hang a bullet before a paragraph; it is a list to a screen reader too."""
    from pptx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()
    indent = round(size * EMU_PER_POINT)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    mark = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(mark)
