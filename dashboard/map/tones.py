"""What a country of the map is painted and ranked by."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from dashboard.charts.palette import DARK, LIGHT, Palette, class_colors
from dashboard.map.spec import Item, Items, Tone
from dashboard.models.layer import Layer, Place
from dashboard.models.rings import Single
from dashboard.tables.indicators import Indicator
from dashboard.words.numbers import period
from dashboard.words.values import KIND_WORDS, LISTED_BY_SIZE, shown_text, unit_words, value_text

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


def color_index(place: Place, layer: Layer) -> int:
    """Return the place of a country's tone in `map_tones`."""
    if place.state == "value":
        return FIRST_CLASS + layer.classes.index(place.shown)
    if place.state == "not_reported" and place.missing != "no_row":
        return NO_NUMBER
    return STATE_CLASSES[place.state]


TOP = 15


def ranked_items(layer: Layer) -> Items:
    """Return the countries with a number, largest first."""
    rows = layer.valued
    unit = unit_words(layer.indicator, layer.measure)
    first = min(TOP, len(rows))
    # Of values above and below zero the list starts with the largest either way.
    what = "changes" if layer.measure == "change" else "balances"
    heading = f"{first} largest {what}" if layer.signed else f"First {first}"
    heading += f" of {len(rows)}"
    whole = f"All {len(rows)}, in {unit}"
    return Items(
        heading=f"{heading}, in {unit}" if first < len(rows) else whole,
        items=[
            Item(
                place.iso3,
                place.name,
                shown_text(place, layer.indicator, layer.measure),
                place.shown,
            )
            for place in rows
        ],
        whole_heading=whole,
        top=TOP,
        ranked=True,
    )


def ring_items(rows: Sequence[Single], indicator: Indicator) -> Items:
    """Return every figure of a ring layer as text: by name, or by size where one office counted."""
    by_size = indicator.indicator_id == LISTED_BY_SIZE
    heading = (
        "Listed by size, but one newsroom's count from unlike inputs"
        if by_size
        else "By name, not by size: each country counts by its own rule"
    )
    if not by_size:
        rows = sorted(rows, key=lambda row: (row.name, row.figure.period_end))
    items = []
    for row in rows:
        figure = row.figure
        parts = [value_text(figure, indicator), KIND_WORDS[figure.definition_class]]
        if not by_size:
            parts.append(period(figure.period_start, figure.period_end))
        value = figure.value if by_size else None
        items.append(Item(figure.iso3, row.name, " ".join(part for part in parts if part), value))
    return Items(heading, items, heading, top=len(items))
