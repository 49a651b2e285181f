"""Which estimates cover the months that a claim about 2022 is about, and why others don't."""

from collections.abc import Mapping
from typing import Literal

# From the invasion on, and as long as Alfa Bank's claim and the article's "in 2022" reach.
FROM, TO = "2022-02-24", "2022-12-31"
WhyNot = Literal["no_period", "other_period", "made_before_its_end"]


def left_out(row: Mapping[str, object]) -> WhyNot | None:
    """Return why a row of data/estimates.csv does not cover FROM to TO; None where it does.

    Dates are compared as far as both are known: `2022-12` reaches the end of December. What was
    published before TO could not count up to it: a figure for the year was then an expectation.
    """
    start, end = str(row["covers_from"]), str(row["covers_to"])
    if not start or not end:
        return "no_period"
    if _before(FROM, start) or _before(end, TO):
        return "other_period"
    published = str(row["published"])
    return "made_before_its_end" if published and _before(published, TO) else None


def _before(first: str, second: str) -> bool:
    """Whether a date lies before another, as far as both are known."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]
