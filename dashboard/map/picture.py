"""A map as a picture with all its words, as SVG or PNG, from the drawing that the page shows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.charts.palette import PALETTES, ThemeName
from dashboard.map.geometry import BASE, WIDTH, geometry
from dashboard.map.legend import Legend, draw_legend, draw_strip, legend_rows, strip_of
from dashboard.map.lettering import FAMILIES, FILES, LINE_HEIGHT, printable, wrapped
from dashboard.map.spec import Map
from dashboard.map.svg import svg_map

Format = Literal["png", "svg"]
MOST_PIXELS = 3840 * 2160
# Sizes in pixels of a picture 1600 pixels wide; none is drawn smaller than `SMALLEST`.
SHEET, MARGIN, GAP = 1600, 40, 14
TITLE, SUBTITLE, LEGEND, NOTE, SMALLEST = 34, 19, 17, 15, 12


@dataclass(frozen=True)
class PictureWords:
    """What stands above and below a map; `notes` are cautions that the map must not lose.

    `alt` is for those who do not see it, `terms` are the licences of the sources.
    """

    title: str
    subtitle: str
    source: str
    border_note: str
    link: str
    release: str
    notes: tuple[str, ...] = ()
    alt: str = ""
    terms: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the upper left corner of the picture."""

    left: float
    top: float
    width: float
    height: float

    def smaller(self, width: float, height: float) -> "Box":
        """Return what is left beside a strip of a width and above one of a height."""
        return Box(self.left, self.top, max(1, self.width - width), max(1, self.height - height))

    def fitted(self, aspect: float, *, centred: bool = True) -> "Box":
        """Return the largest box of an aspect (width over height) in this one."""
        width = min(self.width, self.height * aspect)
        height = width / aspect
        left = self.left + (self.width - width) / 2 * centred
        return Box(left, self.top + (self.height - height) / 2, width, height)


def map_picture(
    spec: Map,
    words: PictureWords,
    theme: ThemeName,
    *,
    format: Format = "png",  # noqa: A002 - what everybody calls it
    size: tuple[int, int] = (1600, 900),
    picked: str | None = None,
) -> bytes:
    """Return a map with title, subtitle, legend, source, border note, link and release.

    The same input gives the same bytes. `size` is width and height in pixels.

    Raises:
        ValueError: for a size of no or of too many pixels.
    """
    svg = _whole_sheet(spec, words, theme, size, picked)
    return svg.encode() if format == "svg" else _png(svg)


def bare_svg(
    spec: Map, theme: ThemeName, size: tuple[int, int], prefix: str = "", picked: str | None = None
) -> str:
    """Return a drawing of map and legend alone, for a slide that carries the words itself.

    `prefix` keeps the patterns of several maps in one page apart.

    Raises:
        ValueError: for a size of no or of too many pixels.
    """
    scale = size[0] / SHEET * 1.25
    edge = GAP * scale
    whole = Box(edge, edge, size[0] - 2 * edge, size[1] - 2 * edge)
    return _sheet(size, theme, _map_and_legend(spec, theme, whole, scale, prefix, picked))


def bare_map(spec: Map, theme: ThemeName, size: tuple[int, int], sharpness: float = 1) -> bytes:
    """Return `bare_svg` as a PNG of `sharpness` by `sharpness` pixels for each pixel of `size`.

    Raises:
        ValueError: for a size of no or of too many pixels.
    """
    return _png(bare_svg(spec, theme, size), sharpness)


def small_map(spec: Map, theme: ThemeName, size: tuple[int, int]) -> bytes:
    """Return a map without words as a small PNG, whole in a picture of `size`."""
    bare = replace(spec, names=(), corner="", rings=[replace(one, label=()) for one in spec.rings])
    width, height = size
    drawn = (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {WIDTH} '
        f'{geometry(spec.region).height}">{svg_map(bare, theme)}</svg>'
    )
    return _png(_sheet(size, theme, drawn))


def _whole_sheet(
    spec: Map, words: PictureWords, theme: ThemeName, size: tuple[int, int], picked: str | None
) -> str:
    palette = PALETTES[theme]
    scale = size[0] / SHEET
    left, room = MARGIN * scale, size[0] - 2 * MARGIN * scale
    drawn = []
    top = MARGIN * scale * 0.8
    head = [
        (words.title, TITLE, True, palette.text),
        (words.subtitle, SUBTITLE, False, palette.muted),
    ]
    head += [(note, SUBTITLE, False, palette.text) for note in words.notes]
    for text, pixels, bold, color in head:
        letters = _sized(pixels, scale)
        lines = wrapped(text, letters, room, bold=bold)
        drawn.append(_lines(lines, left, top, letters, color, bold=bold))
        top += (len(lines) * LINE_HEIGHT + 0.3 * bool(lines)) * letters
    small = _sized(NOTE, scale)
    said = [f"Source: {words.source}", words.terms, words.border_note, words.release, words.link]
    foot = [line for text in said for line in wrapped(text, small, room)]
    bottom = size[1] - MARGIN * scale * 0.7 - len(foot) * small * LINE_HEIGHT
    drawn.append(_lines(foot, left, bottom, small, palette.muted))
    whole = Box(left, top + GAP * scale, room, max(1, bottom - top - 2 * GAP * scale))
    drawn.append(_map_and_legend(spec, theme, whole, scale, "", picked))
    return _sheet(size, theme, "".join(drawn), _about(words))


def _sheet(size: tuple[int, int], theme: ThemeName, drawn: str, about: str = "") -> str:
    width, height = size
    if min(size) < 1 or width * height > MOST_PIXELS:
        raise ValueError(f"a picture of {width} by {height} pixels is not made")
    named = 'role="img" aria-labelledby="title desc"' if about else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FAMILIES}" {named}>{about}'
        f'<rect width="{width}" height="{height}" fill="{PALETTES[theme].page}"/>{drawn}</svg>'
    )


def _about(words: PictureWords) -> str:
    """Return what the file says of itself to those who do not see it, and to programs."""
    fields = {
        "title": words.title,
        "description": words.alt or words.subtitle,
        "publisher": words.release,
        "source": words.source,
        "rights": words.terms,
        "identifier": words.link,
    }
    told = "".join(
        f"<dc:{name}>{printable(text)}</dc:{name}>" for name, text in fields.items() if text
    )
    return (
        f'<title id="title">{printable(words.title)}</title>'
        f'<desc id="desc">{printable(words.alt or words.subtitle)}</desc>'
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
        f"{told}</rdf:Description></rdf:RDF></metadata>"
    )


def _sized(pixels: float, scale: float) -> float:
    return max(SMALLEST, pixels * scale)


def _lines(
    lines: Iterable[str], left: float, top: float, size: float, color: str, *, bold: bool = False
) -> str:
    """Return lines of text from `top` down."""
    weight = ' font-weight="bold"' if bold else ""
    return "".join(
        f'<text x="{left:.1f}" y="{top + size * (at * LINE_HEIGHT + 1):.1f}" '
        f'font-size="{size:.1f}" fill="{color}"{weight}>{printable(line)}</text>'
        for at, line in enumerate(lines)
    )


def _map_and_legend(
    spec: Map, theme: ThemeName, whole: Box, scale: float, prefix: str, picked: str | None
) -> str:
    """Return the map with its legend under it, or beside it where that leaves it more room."""
    size, gap = _sized(LEGEND, scale), GAP * scale
    shapes = geometry(spec.region)
    strip = strip_of(spec, _sized(NOTE, scale), whole.width)
    over = whole.smaller(0, strip.height + gap) if strip.parts else whole
    largest = over.fitted(shapes.aspect).width / BASE
    under = legend_rows(spec.legend, size, largest, over.width)
    beside = legend_rows(spec.legend, size, largest, 0)
    apart = gap if spec.legend else 0
    low, narrow = over.smaller(0, under.height + apart), over.smaller(beside.width + apart, 0)
    if low.fitted(shapes.aspect).width >= narrow.fitted(shapes.aspect).width:
        box, legend = low.fitted(shapes.aspect), under
        place = (whole.left, box.top + box.height + gap)
    else:
        box, legend = narrow.fitted(shapes.aspect, centred=False), beside
        place = (box.left + box.width + gap, over.top + (over.height - beside.height) / 2)
    # The rings of the legend are as large as those of the map.
    legend = Legend(legend.keys, size, box.width / BASE)
    return (
        f'<svg x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" viewBox="0 0 {WIDTH} {shapes.height}">'
        f"{svg_map(spec, theme, picked, prefix)}</svg>"
        f"{draw_legend(legend, *place, spec, theme, prefix)}"
        f"{draw_strip(strip, whole.left, over.top + over.height + gap, spec, theme, prefix)}"
    )


def _png(svg: str, sharpness: float = 1) -> bytes:
    """Return a drawing as pixels, its letters from the font that comes with the dashboard."""
    import resvg_py  # imported where a picture is made

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=sharpness,
            skip_system_fonts=True,
            font_files=[str(path) for path in FILES.values()],
        )
    )
