"""Which estimates cover the months that a claim about 2022 is about, and why others don't."""

from datetime import date
from typing import Literal

from dashboard.tables.estimates import Estimate

# From the invasion on, and as long as Alfa Bank's claim and the article's "in 2022" reach.
FROM, TO = date(2022, 2, 24), date(2022, 12, 31)
WhyNot = Literal["no_period", "other_period", "made_before_its_end"]


def left_out(row: Estimate) -> WhyNot | None:
    """Return why a row of data/estimates.csv does not cover FROM to TO; None where it does.

    Dates are compared as far as both are known: `2022-12` reaches the end of December. What was
    published before TO could not count up to it: a figure for the year was then an expectation.
    """
    start, end = row.covers_from, row.covers_to
    if not start or not end:
        return "no_period"
    if _before(str(FROM), start) or _before(end, str(TO)):
        return "other_period"
    early = row.published and _before(row.published, str(TO))
    return "made_before_its_end" if early else None


def _before(first: str, second: str) -> bool:
    """Whether a date lies before another, as far as both are known."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]
