"""Words of rings and of the layer that is one series."""

from collections.abc import Sequence

from dashboard.models.rings import Single
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Observation, Total
from dashboard.words.coverage import in_sentence
from dashboard.words.numbers import counted, full, month, period
from dashboard.words.values import KIND_WORDS, UNIT_WORDS, value_text


def point_label(row: Observation, indicator: Indicator) -> str:
    """Return a value as its point has room for: all digits, `1–5`; `about` stands in the text."""
    return value_text(row, indicator).removeprefix("about ")


def series_title(rows: Sequence[Observation], indicator: Indicator) -> str:
    """Return the first and the last value of a series; `rows` by time, at least one."""
    first, last = rows[0], rows[-1]
    years = f"{first.period_end.year}–{last.period_end.year}"
    before, after = (value_text(row, indicator) for row in (first, last))
    return f"{indicator.label}, {years}: from {before} to {after} a year"


def series_subtitle(last: Observation, indicator: Indicator, name: str) -> str:
    """Return unit, country and what the last point covers."""
    return (
        f"Number of {UNIT_WORDS[indicator.unit]}, {name} only, so a chart and not a map · "
        f"the last point covers {period(last.period_start, last.period_end)}"
    )


def series_alt(rows: Sequence[Observation], indicator: Indicator, name: str) -> str:
    """Return every point of a series, and which of them cannot be compared with the last."""
    each = ", ".join(f"{row.period_end.year} {value_text(row, indicator)}" for row in rows)
    breaks = [str(row.period_end.year) for row in rows if row.break_before]
    text = f"{indicator.label}, {name}, by year: {each}"
    if breaks:
        text += f"; not comparable with the year before: {', '.join(breaks)}"
    return text


RING_SIZES = ("under 10,000", "10,000 to under 50,000", "50,000 or more")
# The one ring layer whose rows share a source and a period, so that they may be listed by size.
LISTED_BY_SIZE = "staying"


def ring_title(rows: Sequence[Single], indicator: Indicator, year: int) -> str:
    """Return what a ring layer shows, without comparing unlike figures."""
    if not rows:
        return f"{indicator.label}, {year}: no country has a figure"
    if indicator.indicator_id == LISTED_BY_SIZE:
        return f"{indicator.label}: most in {in_sentence(rows[0].name)}"
    return f"{indicator.label}, {year}: figures of {counted(_countries(rows), 'country')}"


def _countries(rows: Sequence[Single]) -> int:
    return len({row.figure.iso3 for row in rows})


def ring_subtitle(rows: Sequence[Single], indicator: Indicator, total: Total | None = None) -> str:
    """Return what the rings stand for; `total` is the publisher's own, where there is one."""
    if not rows:
        return "Rings mark single figures; the countries without a ring have none here."
    spans = {(row.figure.period_start, row.figure.period_end) for row in rows}
    when = period(*spans.pop()) if len(spans) == 1 else "each with its own period"
    text = f"Number of {'people' if indicator.unit == 'persons' else indicator.unit}, {when}"
    if indicator.indicator_id == LISTED_BY_SIZE:
        text += f" · one newsroom's count for {counted(_countries(rows), 'country')}"
        if total is not None:
            text += f"; its own total is {value_text(total, indicator)}, not the sum of these"
        return text
    return f"{text} · not ranked, added up or compared between countries"


def ring_label(row: Single) -> tuple[str, ...]:
    """Return the short text beside a ring, in two lines: `Türkiye 107,392`, `held, Nov 2023`."""
    figure = row.figure
    sign = {"at_least": "≥ ", "up_to": "≤ ", "rounded": "c. "}.get(figure.bound, "")
    text = f"{row.name} {sign}{full(figure.value)}"
    kind = KIND_WORDS[figure.definition_class]
    return (text, f"{kind}, {month(figure.period_end)}") if kind else (text,)


def ring_hover(row: Single, indicator: Indicator, *, noted: bool = True) -> str:
    """Return one line: name, value with its bound, kind, period and, where `noted`, its note."""
    figure = row.figure
    kind = KIND_WORDS[figure.definition_class]
    when = period(figure.period_start, figure.period_end)
    text = f"{row.name}: {value_text(figure, indicator)}{f' {kind}' if kind else ''}, {when}"
    return f"{text}. {figure.note}" if noted and figure.note else text


def ring_alt(rows: Sequence[Single], indicator: Indicator, year: int, region: str) -> str:
    """Return the rings as a sentence each for a reader who does not see them."""
    each = "; ".join(ring_hover(row, indicator) for row in rows if row.drawn)
    return (
        f"Map, {region}. {ring_title(rows, indicator, year)}. {each}. The list holds every figure."
    )
