"""The colours of the entry categories can be told apart, by contrast and by colour-blind eyes."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.charts.palette import DARK, LIGHT, Palette
from dashboard.map.entry_tones import rule_tones

BOTH = [(LIGHT, LIGHT.entry), (DARK, DARK.entry)]
# Machado, Oliveira and Fernandes 2009, full severity.
EYES = {
    "usual": np.eye(3),
    "protan": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deutan": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritan": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def linear(color: str) -> np.ndarray:
    part = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (first, second))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("colors", [LIGHT.entry, DARK.entry])
@pytest.mark.parametrize("eye", EYES)
def test_every_two_categories_differ_for_every_eye(colors: tuple[str, ...], eye: str) -> None:
    for first, second in combinations(colors, 2):
        apart = np.linalg.norm(lab(EYES[eye] @ linear(first)) - lab(EYES[eye] @ linear(second)))
        assert apart > 8, (eye, first, second)


@pytest.mark.parametrize(("palette", "colors"), BOTH)
def test_families_start_light_and_go_dark(palette: Palette, colors: tuple[str, ...]) -> None:
    assert palette.page in ("#ffffff", "#11161b")
    for family in (colors[:3], colors[3:5], colors[5:]):
        light = [float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in family]
        assert light == sorted(light, reverse=True)
        assert contrast(family[0], family[-1]) >= 2.9


def test_lines_over_a_fill_can_be_seen_in_both_themes() -> None:
    hatched = [tone for tone in rule_tones() if tone.hatch]
    assert [tone.hatch for tone in hatched] == ["strong", *["thin"] * 8]
    for tone in hatched:
        assert tone.lines is not None
        for fill, line in zip((tone.light, tone.dark), tone.lines, strict=True):
            assert contrast(fill, line) >= 3
