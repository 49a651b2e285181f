"""The empty presentation, and text on its slides: measured and written, so that it fits."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.palette import LIGHT
from dashboard.files.deck import clean
from dashboard.map import lettering

Box = tuple[float, float, float, float]
"""Left, top, width and height, in points."""

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
    shape: Shape,
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


def link_words(shape: Shape, links: Sequence[tuple[str, str]], size: float) -> None:
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
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.italic = italic
    run.font.color.rgb = rgb(color)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def slide_number(paragraph: Any, number: int, size: float, *, color: str) -> None:
    """End a paragraph with the slide's number, as a field that follows the slide elsewhere."""
    run = paragraph.add_run()
    style(run, str(number), size, color=color)
    field = run._r.makeelement(qn("a:fld"), {"id": NUMBER_FIELD, "type": "slidenum"})
    for part in list(run._r):
        field.append(part)
    run._r.getparent().replace(run._r, field)


def add_box(slide: Slide, name: str, box: Box) -> Shape:
    """Add an empty text box at x, y with width and height, all in points."""
    shape = slide.shapes.add_textbox(*emu(box))
    shape.name = name
    return shape


def emu(box: Box) -> tuple[int, int, int, int]:
    """Return points as the whole units of the file."""
    x, y, width, height = (round(part * EMU_PER_POINT) for part in box)
    return x, y, width, height


def rgb(color: str) -> Any:
    """Return a colour of the palette as the package takes it."""
    return RGBColor.from_string(color.lstrip("#"))


def _bullet(paragraph: Any, size: float) -> None:
    """Hang a bullet before a paragraph; it is a list to a screen reader too."""
    properties = paragraph._p.get_or_add_pPr()
    indent = round(size * EMU_PER_POINT)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    mark = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(mark)


# Points: 16 to 9, as screens and projectors are.
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
TEMPLATE = Path(__file__).with_name("deck_template.pptx")
TITLE_ONLY = "Title Only"
# The first day that a zip file can name.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def empty_presentation(template: Path | None = None) -> Presentation:
    """Return an empty presentation made from a template of 16 to 9, the package's own or another.

    Slides that it holds are left out. Its layout is the one named "Title Only", else the first
    that has a title.

    Raises:
        ValueError: the template has another size, or no layout with a title.
    """
    made = pptx.Presentation(str(template or TEMPLATE))
    name = (template or TEMPLATE).name
    if (made.slide_width, made.slide_height) != (Pt(WIDTH), Pt(HEIGHT)):
        raise ValueError(f"{name}: slides must be 13.333 by 7.5 inches (16 to 9)")
    for slide_id in list(made.slides._sldIdLst):
        made.part.drop_rel(slide_id.rId)
        made.slides._sldIdLst.remove(slide_id)
    if title_layout(made) is None:
        raise ValueError(f"{name}: no layout has a title")
    return made


def title_layout(made: Presentation) -> Any:
    """Return the layout that slides are made from, None where none has a title."""
    kinds = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
    titled = [
        layout
        for layout in made.slide_layouts
        if any(holder.placeholder_format.type in kinds for holder in layout.placeholders)
    ]
    named = [layout for layout in titled if layout.name == TITLE_ONLY]
    return next(iter([*named, *titled]), None)


def speak(element: Any) -> None:
    """Mark all text under an XML element as English, for screen readers and spelling."""
    for part in element.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
        part.set("lang", LANGUAGE)


def sign(made: Presentation, title: str, author: str, release: str, day: datetime.date) -> None:
    """Say in the file's properties what it is; it is dated to the release."""
    moment = datetime.datetime.combine(day, datetime.time())
    about = made.core_properties
    about.title, about.author, about.last_modified_by = clean(title), clean(author), clean(author)
    about.subject = f"Data release {clean(release)}"
    about.language = LANGUAGE
    about.keywords = about.comments = about.category = ""
    about.revision = 1
    about.created = about.modified = moment
    about.last_printed = moment


def saved(made: Presentation) -> bytes:
    """Return the file; the same presentation gives the same bytes."""
    out = io.BytesIO()
    made.save(out)
    fixed = io.BytesIO()
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(fixed, "w") as target:
        for entry in source.infolist():
            # Pictures and workbooks are packed already.
            packed = entry.filename.endswith((".png", ".xlsx"))
            target.writestr(
                zipfile.ZipInfo(entry.filename, ZIP_DAY),
                source.read(entry),
                zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED,
            )
    return fixed.getvalue()


def add_xml(parent: Any, name: str, *children: tuple[str, object]) -> Any:
    """Append an element with children that have a value each."""
    element = parent.makeelement(qn(name))
    for child, value in children:
        element.append(element.makeelement(qn(child), {"val": str(value)}))
    parent.append(element)
    return element
