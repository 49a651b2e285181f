"""The words of the three routes: places and month, and a pointer to the article for the rest."""

from collections.abc import Sequence

from dashboard.tables.rows import Row
from dashboard.words.numbers import counted, in_words
from dashboard.words.periods import long_month

ELSEWHERE = (
    "Their stories are their own and stand in the article. Nothing about them is kept here but "
    "the name, the route and the month, and they appear on this page only."
)
MONTH_NOT_GIVEN = "month not given"
LINES = "Lines are the shortest way over the globe, not the way that was travelled."


def routes_title(people: Sequence[Row], published: str) -> str:
    """Return what the map shows and who was told it."""
    count = in_words(len(people)).capitalize()
    return f"{count} routes, as told to the BBC, {long_month(published)}"


def route_line(row: Row, country: str) -> str:
    """Return a route: `Moscow → Belgrade, Serbia`, or the country where no town is named."""
    end = f"{row['to_place']}, {country}" if row["to_place"] else country
    return f"{row['from_place']} → {end}"


def month_line(row: Row, published: str) -> str:
    """Return when, and whom it was told."""
    when = long_month(row["month"]) if row["month"] else MONTH_NOT_GIVEN
    return f"{when[0].upper()}{when[1:]}; as told to the BBC, {long_month(published)}"


def routes_alt(lines: Sequence[str]) -> str:
    """Return the map as sentences."""
    return f"Map, Europe to Central Asia, with {counted(len(lines), 'line')}. {'. '.join(lines)}."
