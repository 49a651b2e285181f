"""The fills of a layer of the Map: the states of a country, then the classes of its values."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from dashboard.charts.palette import DARK, LIGHT, Palette, class_colors
from dashboard.map.spec import Tone
from dashboard.models.layer import Layer
from dashboard.tables.rows import Row

# Fixed places in the tones of every choropleth; the value classes follow.
NOT_REPORTED, NOT_COVERED, ZERO, IS_ORIGIN, NO_NUMBER, FIRST_CLASS = range(6)
STATE_CLASSES = {
    "not_reported": NOT_REPORTED,
    "not_covered": NOT_COVERED,
    "absent": NOT_COVERED,
    "zero": ZERO,
    "origin": IS_ORIGIN,
}


def both(colors: Callable[[Palette], Sequence[str]]) -> list[Tone]:
    """Return the tones of what gives a theme's colours."""
    return [Tone(light, dark) for light, dark in zip(colors(LIGHT), colors(DARK), strict=True)]


def map_tones(layer: Layer) -> list[Tone]:
    """Return the tones by index: the states, then the classes from low to high.

    `NO_NUMBER` is for countries that report but whose change or rate cannot be computed: drawn as
    not reported, with the reason in the hover text.
    """
    states = both(lambda p: [p.not_reported, p.not_covered, p.zero, p.origin, p.not_reported])
    for index in (NOT_REPORTED, NO_NUMBER):
        states[index] = replace(states[index], hatch="thin")
    classes = layer.classes
    return states + both(partial(class_colors, count=classes.count, signed=classes.signed))


def color_index(row: Row, layer: Layer) -> int:
    """Return the place of a country's tone in `map_tones`."""
    state = str(row["state"])
    if state == "value":
        return FIRST_CLASS + layer.classes.index(float(str(row["shown"])))
    if state == "not_reported" and row["missing"] != "no_row":
        return NO_NUMBER
    return STATE_CLASSES[state]
