"""Makes the template of presentations: python3 -m dashboard.commands.deck_template.

A team opens dashboard/files/deck_template.pptx, gives its master a look of its own, saves it
under dashboard/static/ and names it in data/edition.toml.
"""

import re
from typing import TYPE_CHECKING, Any

from dashboard.charts.palette import LIGHT
from dashboard.files.pptx_text import HEIGHT, TEMPLATE, WIDTH, saved, speak

if TYPE_CHECKING:
    from pptx.presentation import Presentation

# On every computer, or with a stand-in as wide.
FACE = "Arial"
# What a chart or a shape of a team's own is drawn with.
COLORS = {
    "dk2": LIGHT.muted,
    "lt2": LIGHT.not_covered,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.diverging[0],
    "accent3": LIGHT.sequential[2],
    "accent4": LIGHT.diverging[1],
    "accent5": LIGHT.diverging[3],
    "accent6": LIGHT.muted,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.muted,
}
# Slides are made from the second; the others are there for slides of a team's own.
LAYOUTS = ("Title Slide", "Title Only", "Blank")


def template() -> bytes:
    """Return a presentation without slides, in the look of this dashboard; the same bytes."""
    import pptx
    from pptx.util import Pt

    made = pptx.Presentation()
    before = made.slide_width
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(made.slide_layouts):
        if layout.name not in LAYOUTS:
            made.slide_layouts.remove(layout)
    master = made.slide_master
    for part in (master, *made.slide_layouts):
        for shape in part.placeholders:
            # A placeholder without a place of its own follows the master.
            if shape._element.spPr.xfrm is not None:
                left, width = shape.left, shape.width
                wider = made.slide_width / before
                shape.left, shape.width = round(left * wider), round(width * wider)
    style = master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")[0]
    style.set("algn", "l")
    style.find("{*}defRPr").set("sz", "2800")
    for part in (made, master, *made.slide_layouts):
        speak(part._element)
    _theme(made)
    _drop(made.part.package._rels, "thumbnail")
    _drop(made.part.rels, "printerSettings")
    return saved(made)


def _theme(made: "Presentation") -> None:
    """Give the theme our font and the colours of the page, a link that is readable on white."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FACE}"/>')
    for name, color in COLORS.items():
        value = color.lstrip("#").upper()
        text = re.sub(rf"(<a:{name}><a:\w+ val=)\"\w+\"", rf'\1"{value}"', text)
    theme._blob = text.encode()


def _drop(relations: Any, kind: str) -> None:
    """Remove what the template brings along and no slide needs."""
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(kind):
            relations.pop(name)


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
    print(f"written: {TEMPLATE}")
