"""Days and periods as a reader reads them."""

import calendar
import datetime


def day(iso: str) -> str:
    """Return a day, month or year: `2023-11-09` as `9 Nov 2023`, `2023-11` as `Nov 2023`.

    >>> day("2023-11-09"), day("2023-11"), day("2023")
    ('9 Nov 2023', 'Nov 2023', '2023')
    """
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = calendar.month_abbr[int(parts[1])]
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def period(start: str, end: str) -> str:
    """Return the period from `start` to `end`, both days included; both blank where none is known.

    >>> period("2023-01-01", "2023-12-31"), period("2023-12-31", "2023-12-31")
    ('2023', 'end of 2023')
    >>> period("2022-10-01", "2023-09-30"), period("2022-01-01", "2022-08-29")
    ('Oct 2022 to Sep 2023', '1 Jan to 29 Aug 2022')
    """
    if not end:
        return "no period given"
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    if first == last:
        return f"end of {last.year}" if (last.month, last.day) == (12, 31) else day(end)
    whole_months = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return str(last.year) if first.year == last.year else f"{first.year} to {last.year}"
    if whole_months:
        return f"{day(start[:7])} to {day(end[:7])}"
    from_day = day(start) if first.year != last.year else day(start).rsplit(" ", 1)[0]
    return f"{from_day} to {day(end)}"


def year_moment(start: str, end: str, year: int) -> str:
    """Return what a year of a layer stands for: `2023`, `end of 2023`, `1 Jan 2024` or a span.

    `start` and `end` are the period of any row of the layer; only its shape is used.
    """
    shift = year - int(end[:4])
    moved = [f"{int(iso[:4]) + shift}{iso[4:]}" for iso in (start, end)]
    return period(moved[0], moved[1])


def long_month(iso: str) -> str:
    """Return the month of a day or month in full: `2023-06-04` as `June 2023`.

    >>> long_month("2023-06-04"), long_month("2022-09")
    ('June 2023', 'September 2022')
    """
    year, month = iso.split("-")[:2]
    return f"{calendar.month_name[int(month)]} {year}"
