"""A map as SVG: fills, hatching, outlines, squares, rings, names. The page draws the same."""

import math
from collections.abc import Iterable

from dashboard.charts.palette import PALETTES, Palette, ThemeName
from dashboard.map.geometry import FRAMES, UNITS, WIDTH, Geometry, geometry
from dashboard.map.labels import FAR_HEADING, SIZE, far_heading, place_labels, ring_places
from dashboard.map.lettering import drawable, printable
from dashboard.map.space import LINE, Label
from dashboard.map.spec import Map, Tone

# Pixels on a map of BASE pixels.
FRAME, BORDER, MARKED, PICKED, RING = 1.0, 0.6, 1.4, 2.4, 2.0
DASHES = (4.0, 2.0)
DOT, NAME = 3.0, 13.0
# Of the size of the letters.
HALO = 0.3
# From the edge of a ring, the near and the far end of an arrow.
ARROW = (4.0, 9.0)
HATCH = {"thin": (6.0, 1.0), "strong": (6.0, 2.2)}


def svg_map(spec: Map, theme: ThemeName, picked: str | None = None, prefix: str = "") -> str:
    """Return the drawing of a map for an `<svg viewBox="0 0 WIDTH height">`, without that tag.

    `prefix` keeps the patterns of several maps in one page apart.
    """
    shapes, palette = geometry(spec.region), PALETTES[theme]
    drawn = {iso3: shapes.shapes[iso3] for iso3 in spec.classes if iso3 in shapes.shapes}
    name = f"{prefix}hatch"
    parts = [f"<defs>{patterns(name, spec, theme, UNITS)}</defs>"]
    if shapes.outline:
        drawn_as = f'fill="none" stroke="{palette.grid}" stroke-width="{_units(FRAME)}"'
        parts.append(f'<path d="{shapes.outline}" {drawn_as}/>')
    for iso3, path in drawn.items():
        index = spec.classes[iso3]
        border = border_of(spec.tones[index], palette)
        parts.append(
            f'<path d="{path}" fill="{fill_at(index, spec, theme, name)}" stroke="{border}" '
            f'stroke-width="{_units(BORDER)}" data-iso="{iso3}" data-class="{index}">'
            f"<title>{_said(spec, shapes, iso3)}</title></path>"
        )
    dashes = f'stroke-dasharray="{" ".join(map(_units, DASHES))}"'
    outlines = [(spec.outlined, MARKED, dashes), (spec.strong, PICKED, "")]
    outlines += [(frozenset({picked}), PICKED, "")] if picked else []
    for codes, width, more in outlines:
        parts += [
            f'<path d="{drawn[iso3]}" fill="none" stroke="{palette.picked}" '
            f'stroke-width="{_units(width)}" stroke-linejoin="round" {more}/>'
            for iso3 in sorted(codes)
            if iso3 in drawn
        ]
    parts += _squares(spec, shapes, palette, theme, name)
    parts += _routes(spec, palette)
    parts += _rings(spec, shapes, palette)
    parts += _names(spec, palette)
    if spec.corner:
        x, y = 8 * UNITS, shapes.height - 10 * UNITS
        parts.append(text_of(spec.corner, x, y, NAME * UNITS, palette, more='font-weight="bold"'))
    return "".join(parts)


def fill_of(tone: Tone, theme: ThemeName) -> str:
    """Return the colour of a tone."""
    return tone.light if theme == "light" else tone.dark


def hatch_color(tone: Tone, palette: Palette) -> str:
    """Return the colour of the lines over a tone."""
    if tone.lines:
        return tone.lines[palette == PALETTES["dark"]]
    return palette.text if tone.hatch == "strong" else palette.hatch


def border_of(tone: Tone, palette: Palette) -> str:
    """Return the colour of a country's border: the page's would be lost among lines."""
    return palette.hatch if tone.hatch else palette.border


def patterns(name: str, spec: Map, theme: ThemeName, scale: float) -> str:
    """Return the hatching of all tones, each under `name` and its place.

    `scale` is the size of a pixel.
    """
    hatched = [(f"{name}{at}", tone) for at, tone in enumerate(spec.tones) if tone.hatch]
    return "".join(_pattern(own, tone, theme, scale) for own, tone in hatched)


def _pattern(name: str, tone: Tone, theme: ThemeName, scale: float) -> str:
    apart, width = HATCH[tone.hatch]
    side, palette = apart * scale, PALETTES[theme]
    return (
        f'<pattern id="{name}" width="{side:g}" height="{side:g}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{side:g}" height="{side:g}" fill="{fill_of(tone, theme)}"/>'
        f'<rect width="{width * scale:g}" height="{side:g}" fill="{hatch_color(tone, palette)}"/>'
        f"</pattern>"
    )


def fill_at(index: int, spec: Map, theme: ThemeName, name: str) -> str:
    """Return the fill of a tone: its colour, or its hatching of `patterns` under `name`."""
    tone = spec.tones[index]
    return f"url(#{name}{index})" if tone.hatch else fill_of(tone, theme)


def _said(spec: Map, shapes: Geometry, iso3: str) -> str:
    said = spec.said(iso3)
    return printable(f"{shapes.names[iso3]}: {said}" if said else shapes.names[iso3])


def _squares(
    spec: Map, shapes: Geometry, palette: Palette, theme: ThemeName, name: str
) -> Iterable[str]:
    side = FRAMES[spec.region].square * UNITS
    for iso3 in sorted(spec.squares & shapes.tiny):
        x, y = shapes.points[iso3]
        yield (
            f'<rect x="{x - side / 2:g}" y="{y - side / 2:g}" width="{side:g}" height="{side:g}" '
            f'fill="{fill_at(spec.classes[iso3], spec, theme, name)}" stroke="{palette.text}" '
            f'stroke-width="{_units(1)}" data-square="{iso3}" '
            f'data-class="{spec.classes[iso3]}"><title>{_said(spec, shapes, iso3)}</title></rect>'
        )


def _rings(spec: Map, shapes: Geometry, palette: Palette) -> Iterable[str]:
    places = ring_places(spec.rings, shapes)
    if heading := far_heading(spec.rings, shapes):
        more = 'font-weight="bold"'
        yield text_of(FAR_HEADING, *heading, SIZE * UNITS, palette, more=more)
    for ring in spec.rings:
        x, y = places[ring.iso3]
        for color, width in ((palette.page, RING + 2), (palette.text, RING)):
            yield (
                f'<circle cx="{x:g}" cy="{y:g}" r="{ring.radius * UNITS:g}" fill="none" '
                f'stroke="{color}" stroke-width="{_units(width)}" data-ring="{ring.iso3}">'
                f"<title>{printable(ring.text)}</title></circle>"
            )
        if ring.iso3 in shapes.outside:
            yield _arrow(x, y, ring.radius, _bearing(shapes, ring.iso3), palette)
    for label in place_labels(spec.rings, spec.names, shapes, spec.valued):
        yield from _label(label, *places[label.iso3], palette)


def _bearing(shapes: Geometry, iso3: str) -> float:
    """Return the direction from the middle of the map to a country outside of it, in degrees."""
    x, y = shapes.points[iso3]
    return math.degrees(math.atan2(y - shapes.height / 2, x - WIDTH / 2))


def _arrow(x: float, y: float, radius: float, angle: float, palette: Palette) -> str:
    """Return an arrow from a ring to where its country lies."""
    near, far = ((radius + away) * UNITS for away in ARROW)
    half = (far - near) * 0.8
    return (
        f'<path d="M{near:.0f} {-half:.0f}L{far:.0f} 0L{near:.0f} {half:.0f}" fill="none" '
        f'stroke="{palette.text}" stroke-width="{_units(RING)}" stroke-linecap="round" '
        f'stroke-linejoin="round" transform="translate({x:g} {y:g})rotate({angle:.1f})"/>'
    )


def _label(label: Label, x: float, y: float, palette: Palette) -> Iterable[str]:
    if label.leader:
        (from_x, from_y), (to_x, to_y) = label.start, label.leader
        yield (
            f'<path d="M{x + from_x * UNITS:.0f} {y + from_y * UNITS:.0f}'
            f'L{x + to_x * UNITS:.0f} {y + to_y * UNITS:.0f}" stroke="{palette.text}" '
            f'stroke-width="{_units(1)}"/>'
        )
    for at, line in enumerate(label.lines):
        yield text_of(
            line,
            x + label.x * UNITS,
            y + (label.y + at * LINE) * UNITS,
            SIZE * UNITS,
            palette,
            label.anchor,
            f'data-label="{label.iso3}"',
        )


def _names(spec: Map, palette: Palette) -> Iterable[str]:
    frame = FRAMES[spec.region]
    for name in spec.names:
        x, y = frame.place(name.lon, name.lat)
        more = 'font-weight="bold"' if name.strong else ""
        yield text_of(name.text, x, y + NAME * UNITS / 3, NAME * UNITS, palette, "middle", more)


def _routes(spec: Map, palette: Palette) -> Iterable[str]:
    frame = FRAMES[spec.region]
    for route in spec.routes:
        line = " ".join(f"{x:.0f} {y:.0f}" for x, y in (frame.place(*at) for at in route.points))
        yield (
            f'<path d="M{line}" fill="none" stroke="{palette.picked}" stroke-width="{_units(2.5)}" '
            'stroke-linejoin="round"/>'
        )
        for x, y in (frame.place(*town) for town in route.towns):
            yield (
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_units(DOT)}" fill="{palette.picked}" '
                f'stroke="{palette.page}" stroke-width="{_units(1)}"/>'
            )


def text_of(
    text: str,
    x: float,
    y: float,
    size: float,
    palette: Palette,
    anchor: str = "start",
    more: str = "",
) -> str:
    """Return a text with a halo in the colour of the page, so that it reads on any fill."""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:g}" text-anchor="{anchor}" '
        f'fill="{palette.text}" stroke="{palette.page}" stroke-width="{size * HALO:g}" '
        f'paint-order="stroke" stroke-linejoin="round" {more}>{printable(drawable(text))}</text>'
    )


def _units(pixels: float) -> str:
    return f"{pixels * UNITS:g}"
