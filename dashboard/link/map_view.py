"""What the Map shows, as its link says it: parsing, refusals, defaults, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from dashboard.link.grammar import Query, Reader, Refusal, spelled
from dashboard.link.page_link import DEFAULT_LAYER, Vocabulary
from dashboard.models.classes import Method
from dashboard.models.layer import Measure, nearest_year
from dashboard.tables.indicators import NO_YEAR, OWN_LAYER, Indicator

Region = Literal["world", "europe", "eurasia"]
REGIONS: tuple[Region, ...] = get_args(Region)
MEASURES: tuple[Measure, ...] = get_args(Measure)
METHODS: tuple[Method, ...] = get_args(Method)
FIRST_YEAR, LAST_YEAR = 2000, 2100
# What the layer of entry rules knows nothing of: a link that carries one means a permit layer.
PERMIT_PARAMETERS = ("year", "since", "measure", "classes", "national")
# Parameters of the layer of entry rules mean nothing on the other layers.
OTHER_LAYERS = ("date", "since_date", "event", "people")
_PARAMETERS = (*PERMIT_PARAMETERS, "region", "present")


@dataclass(frozen=True)
class MapView:
    """The state of the Map. `year` may be one without data; the page then shows the nearest."""

    layer: str
    year: int
    since: int
    measure: Measure
    region: Region
    classes: Method
    national: bool
    country: str | None
    present: bool


def is_own(query: Query) -> bool:
    """Return whether a query of the Map asks for the reader's own table."""
    return list(query.get("layer", []))[:1] == [OWN_LAYER]


def with_own(words: Vocabulary, indicator: Indicator) -> Vocabulary:
    """Return the codes with the reader's own table as one more layer."""
    return replace(words, layers={**words.layers, OWN_LAYER: indicator})


def parse_own(query: Query, words: Vocabulary) -> tuple[str | None, list[Refusal]]:
    """Return the country of a query that asks for an own table which is not on the map yet.

    The other parameters depend on the table and are kept for it; what no table has is refused.
    """
    read = Reader(query)
    read.choice("layer", (OWN_LAYER,), OWN_LAYER)
    country = read.optional_choice("country", words.countries)
    for name in (*_PARAMETERS, *OTHER_LAYERS):
        read.ignore(name)
    return country, read.refusals()


def measures(layer: Indicator) -> tuple[Measure, ...]:
    """Return the measures that make sense for a layer."""
    if layer.map_kind != "choropleth":
        return ("total",)
    allowed: list[Measure] = ["total"]
    if layer.per_1000:
        allowed.append("per_1000")
    if layer.change_base is not None:
        allowed.append("change")
    return tuple(allowed)


def defaults(layer: Indicator) -> MapView:
    """Return the view that a link shows which names only the layer."""
    opening = layer.indicator_id == DEFAULT_LAYER
    worldwide = layer.scope == "world" or layer.is_own or layer.map_kind != "choropleth"
    return MapView(
        layer=layer.indicator_id,
        year=layer.default_year,
        since=default_since(layer, layer.default_year),
        measure="change" if opening else "total",
        region="world" if worldwide else "eurasia",
        classes="quantile",
        national=True,
        country=None,
        present=False,
    )


def default_since(layer: Indicator, year: int) -> int:
    """Return the base year of the layer; where that is `year` itself, the year with data before."""
    base = layer.change_base or layer.default_year
    if base != year:
        return base
    others = [other for other in layer.open_years if other != year]
    return max([other for other in others if other < year] or others or [base])


def parse_map(query: Query, words: Vocabulary) -> tuple[MapView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    layer_id = read.choice("layer", words.layers, DEFAULT_LAYER)
    layer = words.layers[layer_id]
    base = defaults(layer)
    if layer.open_years == (NO_YEAR,):
        read.locked("year", "this table has no years")
        year = NO_YEAR
    else:
        year = read.whole("year", FIRST_YEAR, LAST_YEAR, base.year)
    allowed = measures(layer)
    measure = read.choice("measure", allowed, base.measure, f"this layer has {', '.join(allowed)}")
    view = replace(
        base,
        year=year,
        measure=measure,
        region=read.choice("region", REGIONS, base.region),
        classes=read.choice("classes", METHODS, base.classes),
        national=read.choice("national", ("0", "1"), "1") == "1",
        country=read.optional_choice("country", words.countries),
        present=read.present(),
    )
    since = default_since(layer, shown_year(view, layer))
    view = replace(view, since=_read_since(read, view, layer, since))
    for name in OTHER_LAYERS:
        read.ignore(name)
    return view, read.refusals()


def _read_since(read: Reader, view: MapView, layer: Indicator, default: int) -> int:
    if view.measure != "change":
        read.ignore("since")
        return default
    year = shown_year(view, layer)
    others = [str(y) for y in layer.open_years if y != year]
    return int(read.choice("since", others, str(default), f"this layer has {', '.join(others)}"))


def shown_year(view: MapView, layer: Indicator) -> int:
    """Return the year with data that is nearest to the year asked for."""
    return nearest_year(layer.open_years, view.year)


def map_query(view: MapView, words: Vocabulary, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with every parameter and the release.

    The layer is always named, as the Map opens on the entry rules.
    """
    layer = words.layers[view.layer]
    since = default_since(layer, shown_year(view, layer))
    base = {**_codes(defaults(layer)), "since": str(since)}
    release = words.release if full else None
    return {"layer": view.layer, **spelled(_codes(view), base, release)}


def _codes(view: MapView) -> Mapping[str, str | None]:
    return {
        "layer": view.layer,
        "year": str(view.year) if view.year != NO_YEAR else None,
        "measure": view.measure,
        "since": str(view.since) if view.measure == "change" else None,
        "region": view.region,
        "classes": view.classes,
        "national": str(int(view.national)),
        "country": view.country,
        "present": "true" if view.present else None,
    }


def with_layer(view: MapView, layer: Indicator) -> MapView:
    """Return `view` on another layer: year, country and looks stay, the measure where it can."""
    base = defaults(layer)
    moved = replace(
        view,
        layer=layer.indicator_id,
        measure=view.measure if view.measure in measures(layer) else base.measure,
        region=base.region,
    )
    return replace(moved, since=default_since(layer, shown_year(moved, layer)))
