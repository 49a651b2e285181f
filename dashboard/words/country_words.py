"""The words of the Countries page: values, ranks, rates and what is missing."""

from collections.abc import Sequence

from dashboard.tables.indicators import Indicator
from dashboard.tables.rows import Row
from dashboard.words.coverage import listed
from dashboard.words.numbers import counted, full
from dashboard.words.periods import period
from dashboard.words.values import KIND_WORDS, unit_words, value_text, value_with_unit

# Below it, two decimals would print a zero.
SMALLEST_RATE = 0.005
NOT_REPORTED = "Not reported, which is not zero"
NOT_COVERED = "Not covered by this source"


def figure_headline(row: Row, indicator: Indicator) -> str:
    """Return a value with unit, kind and period: `87,126 permits, end of 2023`."""
    kind = KIND_WORDS[str(row["definition_class"])]
    when = period(str(row["period_start"]), str(row["period_end"]))
    return f"{value_with_unit(row, indicator)}{f' {kind}' if kind else ''}, {when}"


def figure_line(row: Row, indicator: Indicator) -> str:
    """Return a further value in one line, with its note."""
    text = figure_headline(row, indicator)
    return f"{text}. {row['note']}" if row["note"] else text


def series_text(rows: Sequence[Row], indicator: Indicator) -> str:
    """Return all values by year as text; a break is named where it lies."""
    each = []
    for row in rows:
        broken = " (not comparable with the year before)" if row["break_before"] == "1" else ""
        each.append(f"{row['period_end'][:4]}: {value_text(row, indicator)}{broken}")
    return " · ".join(each)


def rank_line(rank: int, count: int) -> str:
    """Return the rank among the countries with a value."""
    return f"Rank {rank} of {counted(count, 'country')} with a value, by size"


def resident_line(row: Row, indicator: Indicator) -> str:
    """Return the value per 1,000 residents with the population it is made with."""
    rate = float(row["per_1000"])
    shown = "Under 0.01" if 0 < rate < SMALLEST_RATE else f"{rate:.2f}"
    return (
        f"{shown} {unit_words(indicator, 'per_1000')} "
        f"(population {full(float(row['population']))}, {row['population_year']})"
    )


def absent_headline(*, inside: bool) -> str:
    """Return why a country has no value of an indicator."""
    return NOT_REPORTED if inside else NOT_COVERED


def absence_line(labels: Sequence[str]) -> str:
    """Return the indicators without a value in one line; blank where there is none."""
    return "; ".join(labels)


def both_ways(name: str, moved_in: Row, moved_out: Row) -> str:
    """Return moved in against moved out again: two counts, no difference made of them."""
    when = period(str(moved_in["period_start"]), str(moved_in["period_end"]))
    came, left = full(float(moved_in["value"])), full(float(moved_out["value"]))
    return f"{name}, {when}: {came} moved in, {left} moved out"


def page_title(names: Sequence[str]) -> str:
    """Return what stands on the page."""
    return listed(list(names))
