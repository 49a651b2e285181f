"""Titles, subtitle, legend and alt text of the Map, from the layer it draws."""

import itertools
from collections.abc import Sequence

from dashboard.models.classes import Classes
from dashboard.models.layer import Layer, Place
from dashboard.models.permits import VALID_PERMITS
from dashboard.tables.indicators import NO_YEAR, Indicator
from dashboard.words.numbers import (
    MINUS,
    counted,
    first_short,
    full,
    percent,
    rounded,
    signed,
    upper_first,
    year_moment,
)
from dashboard.words.values import coverage, in_sentence, listed, unit_words

NEVER_ROUNDED = 1_000
BORDER_NOTE = (
    "Borders: Natural Earth 1:50m, simplified. Crimea is shown as Ukraine (UN General Assembly "
    "resolution 68/262); Northern Cyprus, Somaliland and Western Sahara as on UN maps; Kosovo and "
    "Taiwan are separate because the sources count them so. No endorsement of any boundary is "
    "implied."
)
PERMITS_END = (
    "A fall is no count of people who left: a permit also ends when its holder becomes a citizen, "
    "or lets it expire."
)
METHOD_WORDS = {
    "quantile": "classes: fifths of all values, all years",
    "log": "classes: logarithmic steps of 1, 2 and 5",
    "equal": "classes: equal steps",
    "symmetric 1-2-5": "classes: steps of 1, 2 and 5, the same up and down",
}


def title(layer: Layer) -> str:
    """Return what the layer shows, never why, in at most twelve words."""
    if layer.measure == "change":
        return _change_title(layer)
    rows = [place for place in layer.valued if place.state == "value"]
    moment = _moment(layer)
    name, when = layer.indicator.label, f", {moment}" if moment else ""
    if not rows:
        return f"{name}{when}: no country reports a value"
    rate = layer.indicator.is_share or layer.indicator.signed or layer.measure == "per_1000"
    most = "highest in" if rate else "most in"
    per = " per 1,000" if layer.measure == "per_1000" else ""
    top = [place.name for place in rows[:3]]
    # A claim of "most" names every country that ties for the last place, or stops before it.
    candidates = [
        f"{name}{per}{when}: {most} {listed(list(map(in_sentence, top[:count])))}"
        for count in range(min(3, len(top)), 0, -1)
        if count == len(rows) or rows[count - 1].shown > rows[count].shown
    ]
    candidates.append(f"{name}{per}{when}")
    return first_short(candidates)


def _change_title(layer: Layer) -> str:
    changes = [place.shown for place in layer.valued]
    up, down, count = sum(c > 0 for c in changes), sum(c < 0 for c in changes), len(changes)
    name = layer.indicator.label
    span = f"{layer.since}–{layer.year}"
    if (layer.since or 0) > layer.year:
        span = f"{layer.since}→{layer.year}"
    if count == 0:
        return f"{name}: no change can be computed, {span}"
    word, number = ("up", up) if up >= down else ("down", down)
    return first_short(
        [
            f"{name}: {word} in {number} of {counted(count, 'country')}, {span}",
            f"{name}: {word} in {number} of {count}, {span}",
        ]
    )


def subtitle(layer: Layer) -> str:
    """Return measure, period and coverage."""
    return f"{measure_text(layer)} · {coverage(layer)}"


def measure_text(layer: Layer) -> str:
    """Return what the numbers of the map are, with period and unit."""
    unit = unit_words(layer.indicator, layer.measure)
    if layer.measure == "change":
        return f"Change in {unit}, {map_dates(layer)}"
    if layer.measure == "per_1000":
        return f"{upper_first(unit)}, {_moment(layer)}, population of {layer.population_year}"
    if layer.indicator.is_own:
        return f"{unit}, {_moment(layer) or 'no period given'}"
    if layer.indicator.is_share:
        return f"Share {unit}, {_moment(layer)}"
    return f"Number of {unit}, {_moment(layer)}"


def legend_labels(classes: Classes, indicator: Indicator, measure: str) -> list[str]:
    """Return the printed bounds of each class, lowest first; they do not overlap."""
    uppers = classes.uppers
    whole = measure != "per_1000" and not indicator.is_share and not indicator.fractional
    if classes.signed:
        return _signed_labels(uppers, indicator)
    if not uppers:
        return ["any value"]
    if not whole:
        show = (lambda value: f"{value * 100:g}%") if indicator.is_share else rounded
        labels = [f"up to {show(uppers[0])}"]
        labels += [f"over {show(a)} to {show(b)}" for a, b in itertools.pairwise(uppers)]
        return [*labels, f"over {show(uppers[-1])}"]
    lowers = [1.0, *(upper + 1 for upper in uppers)]
    labels = [
        full(low) if low == high else f"{full(low)}–{full(high)}"
        for low, high in zip(lowers, uppers, strict=False)
    ]
    return [*labels, f"{full(lowers[-1])} or more"]


def _signed_labels(uppers: Sequence[float], indicator: Indicator) -> list[str]:
    inner, outer = uppers[2], uppers[3]
    if indicator.is_share:
        low, high = f"{inner * 100:g}", f"{outer * 100:g}"
        return [
            f"down over {high} points",
            f"down over {low} to {high}",
            f"within {low} of no change",
            f"up over {low} to {high}",
            f"up over {high} points",
        ]
    next_inner, next_outer = full(inner + 1), full(outer + 1)
    return [
        f"{MINUS}{next_outer} or less",
        f"{MINUS}{next_inner} to {MINUS}{full(outer)}",
        f"{MINUS}{full(inner)} to +{full(inner)}",
        f"+{next_inner} to +{full(outer)}",
        f"+{next_outer} or more",
    ]


def alt_text(layer: Layer, region: str) -> str:
    """Return the takeaway of the map for a reader who does not see it."""
    rows = layer.valued
    parts = [f"Map, {region}. {title(layer)}."]
    if rows:
        parts.append("Highest: " + _pairs(rows[:3], layer) + ".")
        if layer.signed and rows[-1].shown < 0:
            parts.append("Lowest: " + _pairs(rows[:-4:-1], layer) + ".")
    parts.append("The table under the map holds every value.")
    return " ".join(parts)


def _pairs(rows: Sequence[Place], layer: Layer) -> str:
    return ", ".join(
        f"{place.name} {short_number(place.shown, layer.indicator, layer.measure)}"
        for place in rows
    )


def short_number(value: float, indicator: Indicator, measure: str) -> str:
    """Return a number of the map to two significant figures, signed where it is a change.

    Whole numbers under 1,000 are never rounded.
    """
    if indicator.is_share:
        text = percent(value) if measure != "change" else f"{percent(value)[:-1]} points"
    else:
        whole = abs(value) < NEVER_ROUNDED and float(value).is_integer()
        text = full(value) if whole else rounded(value)
    return signed(text, value) if measure == "change" or indicator.signed else text


def map_dates(layer: Layer) -> str:
    """Return the day or period of the figures on a map: `end of 2023 against end of 2021`."""
    shown = _moment(layer)
    return f"{shown} against {_moment(layer, layer.since)}" if layer.since else shown


def year_note(asked: int, layer: Layer) -> str | None:
    """Return a line when the year asked for has no data and the nearest is shown."""
    if asked == layer.year:
        return None
    years = listed([str(year) for year in layer.indicator.open_years])
    label, found = layer.indicator.label, dict(layer.indicator.thin).get(asked)
    if found is not None:
        return (
            f"{label}: only {found} of the {layer.indicator.reporters} countries that report have "
            f"a value for {asked}; the nearest year with at least half of them, {layer.year}, is "
            "shown. "
            f"The Map opens on {years}."
        )
    return (
        f"{label} has no values for {asked}; the nearest year, {layer.year}, "
        f"is shown. Values exist for {years}."
    )


def fall_note(layer: Layer) -> str | None:
    """Return what a fall of permits may mean beside people leaving, where changes are shown."""
    falls = layer.indicator.indicator_id == VALID_PERMITS and layer.measure == "change"
    return PERMITS_END if falls else None


def years_help(indicator: Indicator) -> str | None:
    """Return which years the Map does not offer and where they stand; None where it has all."""
    if not indicator.thin:
        return None
    left_out = [f"{year} ({count})" for year, count in indicator.thin]
    return (
        f"Left out, as fewer than half of the {indicator.reporters} countries that report have a "
        f"value: {listed(left_out)}. These years stand in each country's series, on the Countries "
        "page and in its files."
    )


def _moment(layer: Layer, year: int | None = None) -> str:
    """Return what a year of the layer stands for, nothing where its table has no years."""
    year = year or layer.year
    if year == NO_YEAR:
        return ""
    row = next((place.figure for place in layer.places if place.figure), None)
    return str(year) if row is None else year_moment(row.period_start, row.period_end, year)
