from dataclasses import replace

import pytest

from dashboard.models.verdicts import WhyNot, left_out
from dashboard.tables.dates import PartialDate
from tests.calculators import TABLES


@pytest.mark.parametrize(
    ("start", "end", "published", "why"),
    [
        ("2022-02-24", "2022-12-31", "", None),
        ("2022-01-01", "2022-12-31", "2023-05-07", None),
        ("2022-02-24", "2023-02", "2023-02", None),
        ("2022", "2022", "2022", None),
        ("2022-01-01", "2022-12", "2022-12", None),
        ("2022-02-24", "2022-12-06", "2022-12-06", "other_period"),
        ("2022-01-01", "2022-11", "2022-11", "other_period"),
        ("2022-02-25", "2022-12-31", "2023", "other_period"),
        ("2023-01-01", "2023-09-30", "2023-11-25", "other_period"),
        ("2022-01-01", "2022-12-31", "2022-09-21", "made_before_its_end"),
        ("", "", "", "no_period"),
        ("2022-02-24", "", "2024", "no_period"),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(
    start: str, end: str, published: str, why: WhyNot | None
) -> None:
    first, last, told = (PartialDate.of(text) if text else None for text in (start, end, published))
    row = replace(TABLES.estimates[0], covers_from=first, covers_to=last, published=told)
    assert left_out(row) == why
