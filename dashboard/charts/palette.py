"""The colours of both themes. Checked for contrast and colour blindness in the tests."""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours as hex strings; ramps run from low to high.

    `label` is for text beside bars and points: readable on its own page, and still legible on the
    other one, since charts keep their colours for a moment when a reader switches the theme.
    `veil` is what lies over the hatching of countries that do not report.
    """

    page: str
    text: str
    muted: str
    label: str
    grid: str
    border: str
    not_covered: str
    not_reported: str
    veil: str
    hatch: str
    zero: str
    origin: str
    picked: str
    accent: str
    sequential: tuple[str, str, str, str, str]
    diverging: tuple[str, str, str, str, str]


LIGHT = Palette(
    page="#ffffff",
    text="#101418",
    muted="#4b545c",
    label="#59616a",
    grid="#d9dde0",
    border="#ffffff",
    not_covered="#e4e7e9",
    not_reported="#f6f7f7",
    veil="rgba(75,84,92,0.10)",
    hatch="#9aa4ac",
    zero="#fffbe6",
    origin="#c9cdd1",
    picked="#101418",
    accent="#1f5f8b",
    sequential=("#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"),
    diverging=("#b35806", "#f0a34a", "#f3ead6", "#7fb2dc", "#1d5c9c"),
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
    veil="rgba(182,191,198,0.10)",
    hatch="#67727c",
    zero="#3d3a24",
    origin="#4d5861",
    picked="#ffffff",
    accent="#7db8e0",
    sequential=("#2b4a7c", "#2f7399", "#36a0a3", "#84cda4", "#e2f3a8"),
    diverging=("#ffb45e", "#ad6a2b", "#4e4a42", "#3d78b0", "#a3d0f7"),
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
