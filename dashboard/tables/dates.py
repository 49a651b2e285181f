"""Days, and dates of which only the month or the year is known."""

import calendar
import datetime
import re
from dataclasses import dataclass

# The day of a figure that says none: only a reader's own table may hold such.
NO_DAY = datetime.date.min
PARTIAL_DATE = r"(\d{4}(-\d{2}(-\d{2})?)?)?"
YEAR, MONTH, DAY = 1, 2, 3


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month or a day: its `first` day, and how many of its three `parts` are known.

    Of those that begin on one day the least precise comes first, as in their ISO text.
    """

    first: datetime.date
    parts: int = DAY

    @classmethod
    def of(cls, text: str) -> "PartialDate":
        """Return a date as a table has it: YYYY, YYYY-MM or YYYY-MM-DD.

        Raises:
            ValueError: for a text that is none, or a day that the calendar has not.
        """
        if not text or re.fullmatch(PARTIAL_DATE, text, re.ASCII) is None:
            raise ValueError(f"no date: {text!r}")
        parts = text.count("-") + 1
        return cls(datetime.date.fromisoformat(text + "-01" * (DAY - parts)), parts)

    def __str__(self) -> str:
        return self.first.isoformat()[: len("YYYY-MM-DD") - 3 * (DAY - self.parts)]

    @property
    def last(self) -> datetime.date:
        """The last day that it can be.

        >>> str(PartialDate.of("2022").last), str(PartialDate.of("2022-02").last)
        ('2022-12-31', '2022-02-28')
        """
        if self.parts == DAY:
            return self.first
        month = 12 if self.parts == YEAR else self.first.month
        days = calendar.monthrange(self.first.year, month)[1]
        return self.first.replace(month=month, day=days)

    @property
    def middle(self) -> datetime.date:
        """The day that stands for it where only one can be drawn."""
        return self.first + (self.last - self.first) / 2
