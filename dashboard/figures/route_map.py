"""The three routes of the article on the one map."""

from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.charts.choropleth import Map, Shapes, draw_map
from dashboard.charts.palette import Palette
from dashboard.charts.routes import RouteLine, Town, add_routes
from dashboard.models.great_circle import great_circle
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.people import PeopleTables
from dashboard.tables.rows import Row, records
from dashboard.words import route_words
from dashboard.words.sources import SourceLine, source_lines

REGION = "eurasia"
# East of the towns, whose names it must not meet on a narrow screen.
ORIGIN_LABEL = (66.0, 59.5)
OTHER, IS_ORIGIN, DESTINATION = range(3)
# A line to a country ends beside its name, about half the name's width before the middle.
BEFORE_NAME = 1.9


@dataclass(frozen=True)
class Route:
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
    figure: go.Figure
    routes: list[Route]
    sources: list[SourceLine]


def route_card(
    catalogue: Catalogue, tables: PeopleTables, palette: Palette, height: int
) -> RouteCard:
    """Return the routes in the order of the table."""
    people = records(tables.people)
    names = catalogue.names.by_code
    sources = tables.sources.set_index("source_id")
    published = str(sources.at[people[0]["source_id"], "published"])
    routes = [
        Route(
            name=row["name"],
            line=route_words.route_line(row, names[row["to_iso3"]]),
            month=route_words.month_line(row, published),
            iso3=row["to_iso3"],
            country=names[row["to_iso3"]],
        )
        for row in people
    ]
    world = catalogue.world.set_index("iso3")
    middles = {
        row["to_iso3"]: (
            float(world.at[row["to_iso3"], "label_lon"]),
            float(world.at[row["to_iso3"], "label_lat"]),
        )
        for row in people
        if not row["to_place"]
    }
    figure = _base(catalogue, people, middles, palette, height)
    add_routes(figure, [_line(row, middles) for row in people], palette)
    return RouteCard(
        title=route_words.routes_title(people, published),
        alt=route_words.routes_alt([f"{one.name}: {one.line}; {one.month}" for one in routes]),
        figure=figure,
        routes=routes,
        sources=source_lines(people[0]["source_id"], tables.sources),
    )


def _base(
    catalogue: Catalogue,
    people: list[Row],
    middles: dict[str, tuple[float, float]],
    palette: Palette,
    height: int,
) -> go.Figure:
    """Return the map without lines: origin and destinations filled, their names on it."""
    ends = {row["to_iso3"] for row in people}
    codes = list(catalogue.world["iso3"])
    classes = {ORIGIN: IS_ORIGIN, **dict.fromkeys(ends, DESTINATION)}
    texts = {ORIGIN: "country of origin", **dict.fromkeys(ends, "a route ends here")}
    names = catalogue.names.by_code
    spec = Map(
        region=REGION,
        shapes=Shapes(
            codes,
            [classes.get(code, OTHER) for code in codes],
            [texts.get(code, "") for code in codes],
            {OTHER: "no route of the article"},
        ),
        colors=(palette.not_covered, palette.origin, palette.sequential[0]),
        legend=(),
        names=(
            (names[ORIGIN], *ORIGIN_LABEL),
            *((names[iso3], lon, lat) for iso3, (lon, lat) in middles.items()),
        ),
    )
    return draw_map(spec, palette, height)


def _line(row: Row, middles: dict[str, tuple[float, float]]) -> RouteLine:
    start = (float(row["from_lon"]), float(row["from_lat"]))
    place = bool(row["to_place"])
    end = (float(row["to_lon"]), float(row["to_lat"])) if place else middles[row["to_iso3"]]
    # The name of a start stands on the side that its line does not take.
    side = "top right" if end[0] > start[0] else "middle right"
    towns = [Town(escape(row["from_place"]), *start, side)]
    if place:
        towns.append(Town(escape(row["to_place"]), *end, "bottom center"))
    points = great_circle(start, end, 0 if place else BEFORE_NAME)
    return RouteLine(escape(row["name"]), points, towns)
