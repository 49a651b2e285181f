"""The colours of both themes. Checked for contrast and colour blindness in the tests."""

import re
from dataclasses import dataclass, fields
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours as hex strings; ramps run from low to high.

    `label` is for text beside bars and points; `entry` are the categories 1 to 7 of the entry
    rules, in three families.
    """

    page: str
    text: str
    muted: str
    label: str
    grid: str
    border: str
    not_covered: str
    not_reported: str
    hatch: str
    zero: str
    origin: str
    picked: str
    accent: str
    sequential: tuple[str, str, str, str, str]
    diverging: tuple[str, str, str, str, str]
    entry: tuple[str, ...]


LIGHT = Palette(
    page="#ffffff",
    text="#101418",
    muted="#4b545c",
    label="#59616a",
    grid="#d9dde0",
    border="#ffffff",
    not_covered="#e4e7e9",
    not_reported="#f6f7f7",
    hatch="#9aa4ac",
    zero="#fffbe6",
    origin="#c9cdd1",
    picked="#101418",
    accent="#1f5f8b",
    sequential=("#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"),
    diverging=("#b35806", "#f0a34a", "#f3ead6", "#7fb2dc", "#1d5c9c"),
    entry=("#bfe0f2", "#3f90c4", "#0b4f85", "#fbc15e", "#a85a00", "#e0a0d4", "#6b0f5c"),
)
DARK = Palette(
    page="#11161b",
    text="#f4f6f7",
    muted="#b6bfc6",
    label="#98a1a9",
    grid="#323b43",
    border="#11161b",
    not_covered="#272f37",
    not_reported="#181e24",
    hatch="#67727c",
    zero="#3d3a24",
    origin="#4d5861",
    picked="#ffffff",
    accent="#7db8e0",
    sequential=("#2b4a7c", "#2f7399", "#36a0a3", "#84cda4", "#e2f3a8"),
    diverging=("#ffb45e", "#ad6a2b", "#4e4a42", "#3d78b0", "#a3d0f7"),
    entry=("#d3ecfb", "#5aa9dc", "#2a6db3", "#ffd27a", "#b5681a", "#e9aede", "#a8328f"),
)
PALETTES: dict[ThemeName, Palette] = {"light": LIGHT, "dark": DARK}
FONT = '"Source Sans", "Source Sans 3", sans-serif'
FONT_SIZE = 14


def class_colors(palette: Palette, count: int, *, signed: bool) -> list[str]:
    """Return `count` colours of a ramp, spread over it so that both ends are used."""
    ramp = palette.diverging if signed else palette.sequential
    if count == 1:
        return [ramp[2]]
    return [ramp[round(k * (len(ramp) - 1) / (count - 1))] for k in range(count)]


def _roles() -> tuple[Palette, dict[str, tuple[str, str]]]:
    """Return a palette that names each colour, and the colours of both themes by these names."""
    named: dict[str, str | tuple[str, ...]] = {}
    tones = {}
    for role in (field.name for field in fields(Palette)):
        light, dark = getattr(LIGHT, role), getattr(DARK, role)
        if isinstance(light, str):
            named[role], tones[role] = f"var(--{role})", (light, dark)
        else:
            named[role] = tuple(f"var(--{role}-{at})" for at in range(len(light)))
            tones |= {f"{role}-{at}": pair for at, pair in enumerate(zip(light, dark, strict=True))}
    return Palette(**named), tones  # type: ignore[arg-type]


# What a page draws charts with: the reader's browser fills in the colours of the theme.
SCREEN, TONES = _roles()
ROLE = re.compile(r"var\(--([a-z_]+(?:-\d)?)\)")


def tones_in(text: str) -> dict[str, tuple[str, str]]:
    """Return the colours of both themes that a chart, written out, names."""
    return {name: TONES[name] for name in sorted(set(ROLE.findall(text)))}


def filled(text: str, theme: ThemeName) -> str:
    """Return a chart, written out, with the colours of a theme in the place of their names."""
    at = list(PALETTES).index(theme)
    return ROLE.sub(lambda role: TONES[role[1]][at], text)


Tone = Literal["plain", "a", "b", "c", "reach"]
"""What rows are told apart by: the letters of the scenarios, and what reaches a share."""


def tone_color(tone: Tone, palette: Palette) -> str:
    """Return the colour of a row; letters and labels say the same as its colour."""
    return {
        "plain": palette.label,
        "a": palette.accent,
        "b": palette.diverging[0],
        "c": palette.sequential[4],
        "reach": palette.diverging[0],
    }[tone]


def lines_over(color: str, palette: Palette) -> str:
    """Return the colour, of a theme's text and page, that lines over another can be seen in."""
    return max(palette.text, palette.page, key=lambda line: _contrast(line, color))


def both_lines(light: str, dark: str) -> tuple[str, str]:
    """Return the colours of lines over a fill in both themes."""
    return lines_over(light, LIGHT), lines_over(dark, DARK)


def text_over(color: str) -> str:
    """Return black or white, whichever is read better on a colour."""
    return max("#000000", "#ffffff", key=lambda ink: _contrast(ink, color))


def _contrast(first: str, second: str) -> float:
    """Return the contrast of two hex colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted(_luminance(color) for color in (first, second))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))
