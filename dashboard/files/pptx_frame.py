"""The empty presentation: 16 to 9, one layout, our fonts and language, no dates of today."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.files.deck_words import clean
from dashboard.files.pptx_text import LANGUAGE

if TYPE_CHECKING:
    from pptx.presentation import Presentation

# Points: 16 to 9, as screens and projectors are.
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
TEMPLATE = Path(__file__).with_name("deck_template.pptx")
TITLE_ONLY = "Title Only"
# The first day that a zip file can name.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def empty_presentation(template: Path | None = None) -> "Presentation":
    """Return an empty presentation made from a template of 16 to 9, the package's own or another.

    Slides that it holds are left out. Its layout is the one named "Title Only", else the first
    that has a title.

    Raises:
        ValueError: the template has another size, or no layout with a title.
    """
    import pptx
    from pptx.util import Pt

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


def title_layout(made: "Presentation") -> Any:
    """Return the layout that slides are made from, None where none has a title."""
    from pptx.enum.shapes import PP_PLACEHOLDER

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


def sign(made: "Presentation", title: str, author: str, release: str, day: datetime.date) -> None:
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


def saved(made: "Presentation") -> bytes:
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
