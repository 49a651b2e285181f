"""The three routes of the article on the map."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.map.spec import Map, Name, Route
from dashboard.map.tones import both
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.dates import MONTH, PartialDate
from dashboard.tables.people import PeopleTables, Person
from dashboard.words.numbers import counted, in_words, long_day, upper_first
from dashboard.words.sources import SourceLine, source_lines

ELSEWHERE = (
    "Their stories are their own and stand in the article. Nothing about them is kept here but "
    "the name, the route and the month, and they appear on this page only."
)
MONTH_NOT_GIVEN = "month not given"
LINES = "Lines are the shortest way over the globe, not the way that was travelled."
Place = tuple[float, float]
Vector = tuple[float, float, float]
REGION = "europe"
# East of the towns, whose names it must not meet on a narrow screen.
ORIGIN_LABEL = (47.0, 60.0)
OTHER, IS_ORIGIN, DESTINATION = range(3)
# A line to a country ends beside its name, about half the name's width before the middle.
BEFORE_NAME = 1.9
# Degrees between a town and the middle of its name, and between the middle of a line and that of
# its route's name; half the width of a letter at the equator.
BELOW_TOWN, EAST_OF_LINE, BESIDE_LINE, HALF_LETTER = 1.1, 4.0, 0.9, 0.42

# Degrees from point to point of a line.
STEP = 1.0


@dataclass(frozen=True)
class RouteLine:
    """One route in words, with the country that its page link leads to."""

    name: str
    line: str
    month: str
    iso3: str
    country: str


@dataclass(frozen=True)
class RouteCard:
    """The map and its routes."""

    title: str
    alt: str
    map: Map
    routes: list[RouteLine]
    sources: list[SourceLine]


def route_card(catalogue: Catalogue, tables: PeopleTables) -> RouteCard:
    """Return the routes in the order of the table."""
    people = tables.people
    names = catalogue.names.by_code
    published = tables.sources[people[0].source_id[0]].published
    routes = [
        RouteLine(
            name=row.name,
            line=route_line(row, names[row.to_iso3]),
            month=month_line(row, published),
            iso3=row.to_iso3,
            country=names[row.to_iso3],
        )
        for row in people
    ]
    return RouteCard(
        title=routes_title(people, published),
        alt=routes_alt([f"{one.name}: {one.line}; {one.month}" for one in routes]),
        map=_map(catalogue, people),
        routes=routes,
        sources=source_lines(people[0].source_id, tables.sources),
    )


def _map(catalogue: Catalogue, people: Sequence[Person]) -> Map:
    """Return origin and destinations filled, the lines, and the names of towns and routes."""
    names = catalogue.names.by_code
    world = catalogue.world.set_index("iso3")
    middles: dict[str, Place] = {
        row.to_iso3: (
            float(world.at[row.to_iso3, "label_lon"]),
            float(world.at[row.to_iso3, "label_lat"]),
        )
        for row in people
        if not row.to_place
    }
    ends = {row.to_iso3 for row in people}
    drawn = [_drawn(row, middles) for row in people]
    return Map(
        region=REGION,
        classes={
            **dict.fromkeys(catalogue.world["iso3"], OTHER),
            **dict.fromkeys(ends, DESTINATION),
            ORIGIN: IS_ORIGIN,
        },
        texts={},
        shared={
            OTHER: "no route of the article",
            IS_ORIGIN: "country of origin",
            DESTINATION: "a route ends here",
        },
        tones=both(lambda palette: [palette.not_covered, palette.origin, palette.sequential[0]]),
        names=[
            Name(names[ORIGIN], *ORIGIN_LABEL),
            *(Name(names[iso3], *place) for iso3, place in middles.items()),
            *(name for _, own in drawn for name in own),
        ],
        routes=[route for route, _ in drawn],
    )


def _drawn(row: Person, middles: dict[str, Place]) -> tuple[Route, list[Name]]:
    """Return the line of a route with the names of its towns and its own."""
    start = (row.from_lon, row.from_lat)
    place = bool(row.to_place)
    end = (row.to_lon, row.to_lat) if place else middles[row.to_iso3]
    points = great_circle(start, end, 0 if place else BEFORE_NAME)
    towns = [start, end] if place else [start]
    # The name of a start stands on the side that its line does not take.
    south, west = end[1] < start[1], end[0] < start[0]
    above = BELOW_TOWN if south and not west else -BELOW_TOWN
    names = [Name(row.from_place, start[0] + EAST_OF_LINE * (south and west), start[1] + above)]
    if place:
        names.append(Name(row.to_place, end[0], end[1] - BELOW_TOWN))
    lon, lat = points[len(points) // 2]
    # Above the line, on the side from which it falls.
    rises = (end[0] - start[0]) * (end[1] - start[1]) > 0
    aside = HALF_LETTER * len(row.name) / math.cos(math.radians(lat)) * (-1 if rises else 1)
    label = Name(row.name, lon + aside, lat + BESIDE_LINE, strong=True)
    return Route(points, towns), [*names, label]


def routes_title(people: Sequence[Person], published: PartialDate | None) -> str:
    """Return what the map shows and who was told it."""
    count = in_words(len(people)).capitalize()
    return f"{count} routes, {_told(published)}"


def _told(published: PartialDate | None) -> str:
    if published is None:
        return "as told to the BBC"
    when = long_day(replace(published, parts=min(published.parts, MONTH)))
    return f"as told to the BBC, {when}"


def route_line(row: Person, country: str) -> str:
    """Return a route: `Moscow → Belgrade, Serbia`, or the country where no town is named."""
    end = f"{row.to_place}, {country}" if row.to_place else country
    return f"{row.from_place} → {end}"


def month_line(row: Person, published: PartialDate | None) -> str:
    """Return when, and whom it was told."""
    when = long_day(row.month) if row.month else MONTH_NOT_GIVEN
    return f"{upper_first(when)}; {_told(published)}"


def routes_alt(lines: Sequence[str]) -> str:
    """Return the map as sentences."""
    return f"Map of Europe with {counted(len(lines), 'line')}. {'. '.join(lines)}."


def great_circle(start: Place, end: Place, short_by: float = 0.0) -> list[Place]:
    """Return points (lon, lat) from `start` to `end`, about one degree apart.

    The line stops `short_by` degrees before `end`.
    """
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    length = math.degrees(angle)
    if length <= short_by:
        return [start]
    last = 1 - short_by / length
    steps = max(2, math.ceil(length / STEP))
    return [_between(a, b, angle, last * step / steps) for step in range(steps + 1)]


def _vector(place: Place) -> Vector:
    lon, lat = map(math.radians, place)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _between(a: Vector, b: Vector, angle: float, part: float) -> Place:
    first = math.sin((1 - part) * angle) / math.sin(angle)
    second = math.sin(part * angle) / math.sin(angle)
    x, y, z = (first * one + second * other for one, other in zip(a, b, strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))
