"""The empty presentation: 16 to 9, one layout, our fonts and language, no dates of today."""

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

from dashboard.charts.palette import LIGHT
from dashboard.exports.deck_words import clean
from dashboard.exports.pptx_text import LANGUAGE

if TYPE_CHECKING:
    from pptx.presentation import Presentation

# Points: 16 to 9, as screens and projectors are.
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
# On every computer, or with a stand-in as wide.
FACE = "Arial"
TITLE_ONLY = "Title Only"
# The first day that a zip file can name.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def empty_presentation() -> "Presentation":
    """Return a presentation with one layout, a title above free space."""
    import pptx
    from pptx.util import Pt

    made = pptx.Presentation()
    before = made.slide_width
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(made.slide_layouts):
        if layout.name != TITLE_ONLY:
            made.slide_layouts.remove(layout)
    master = made.slide_master
    for shape in master.placeholders:
        left, width = shape.left, shape.width
        shape.left, shape.width = (round(x * made.slide_width / before) for x in (left, width))
    style = master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")[0]
    style.set("algn", "l")
    style.find("{*}defRPr").set("sz", "2800")
    for part in (made._element, master._element, made.slide_layouts[0]._element):
        speak(part)
    _theme(made)
    _drop(made.part.package._rels, "thumbnail")
    _drop(made.part.rels, "printerSettings")
    return made


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


def _theme(made: "Presentation") -> None:
    """Give the theme our font and a link colour that is readable on white."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FACE}"/>')
    link = LIGHT.accent.lstrip("#").upper()
    theme._blob = text.replace('"0000FF"', f'"{link}"').encode()


def _drop(relations: Any, kind: str) -> None:
    """Remove what the template brings along and no slide needs."""
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(kind):
            relations.pop(name)
