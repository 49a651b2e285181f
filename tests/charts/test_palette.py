"""Contrast and colour blindness of both palettes."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from dashboard.charts.palette import DARK, LIGHT, Palette, class_colors

Rgb = npt.NDArray[np.float64]
# Linear-light matrices of full colour blindness: Viénot, Brettel and Mollon, 1999.
DEUTAN = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
PROTAN = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])


def linear(color: str) -> Rgb:
    values = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    return float(linear(color) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(color: str, blindness: Rgb | None) -> Rgb:
    light = linear(color) if blindness is None else blindness @ linear(color)
    return np.cbrt(np.clip(light, 0, 1))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_has_a_contrast_of_four_and_a_half(palette: Palette) -> None:
    for background in (palette.page, palette.not_covered):
        assert contrast(palette.text, background) >= 4.5
    assert contrast(palette.muted, palette.page) >= 4.5
    assert contrast(palette.label, palette.page) >= 4.5


def test_labels_stay_legible_until_a_switched_theme_has_redrawn_them() -> None:
    assert contrast(LIGHT.label, DARK.page) >= 2.8
    assert contrast(DARK.label, LIGHT.page) >= 2.6


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_carries_meaning_stands_out_from_the_page(palette: Palette) -> None:
    assert contrast(palette.accent, palette.page) >= 3
    assert contrast(palette.picked, palette.page) >= 3
    assert contrast(palette.sequential[-1], palette.page) >= 3
    for strong in (palette.diverging[0], palette.diverging[-1]):
        assert contrast(strong, palette.page) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("blindness", [None, DEUTAN, PROTAN], ids=["full", "deutan", "protan"])
def test_no_two_meanings_look_alike(palette: Palette, blindness: Rgb | None) -> None:
    for ramp in (palette.sequential, palette.diverging):
        meanings = [*ramp, palette.not_covered, palette.origin]
        for one, other in itertools.combinations(meanings, 2):
            distance = float(np.linalg.norm(seen(one, blindness) - seen(other, blindness)))
            assert distance > 0.05, (one, other)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_ramps_run_one_way(palette: Palette) -> None:
    steps = [luminance(color) for color in palette.sequential]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_fewer_classes_still_use_both_ends() -> None:
    for count in range(2, 6):
        colors = class_colors(LIGHT, count, signed=False)
        assert len(set(colors)) == count
        assert (colors[0], colors[-1]) == (LIGHT.sequential[0], LIGHT.sequential[-1])
