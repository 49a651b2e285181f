"""What the Map shows, as its link says it: a layer, or the rules and people that it opens on."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from dashboard.link.grammar import Query, Reader, Refusal, spelled
from dashboard.link.page_link import DEFAULT_LAYER, Vocabulary
from dashboard.models.classes import Method
from dashboard.models.entry_days import opening_date
from dashboard.models.layer import Measure, nearest_year
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import NO_YEAR, OWN_LAYER, Indicator

Region = Literal["world", "europe", "eurasia"]
REGIONS: tuple[Region, ...] = get_args(Region)
METHODS: tuple[Method, ...] = get_args(Method)
FIRST_YEAR, LAST_YEAR = 2000, 2100
ENTRY_LAYER = "entry_rules"
People = Literal["staying", "none"]
PEOPLE: tuple[People, ...] = get_args(People)
# What the layer of entry rules knows nothing of: a link that carries one means a permit layer.
PERMIT_PARAMETERS = ("year", "since", "measure", "classes", "national")
# Parameters of the layer of entry rules mean nothing on the other layers.
OTHER_LAYERS = ("date", "since_date", "event", "people")


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
    for name in (*PERMIT_PARAMETERS, "region", "present", *OTHER_LAYERS):
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


@dataclass(frozen=True)
class EntryView:
    """The state of the entry rules; `since_date` turns comparing on and lies before `date`.

    `date` is any day from the first snapshot to the latest, and a snapshot where dates are
    compared. `people` are rings over a single day.
    """

    date: datetime.date
    since_date: datetime.date | None
    region: Region
    country: str | None
    event: str | None
    present: bool
    people: People = "none"


@dataclass(frozen=True)
class EntryCodes:
    """What a link to the layer can name in this release; `opening` is the date of the people."""

    release: str
    snapshots: tuple[datetime.date, ...]
    events: frozenset[str]
    countries: frozenset[str]
    opening: datetime.date

    @classmethod
    def of(cls, words: Vocabulary, tables: EntryTables) -> "EntryCodes":
        """Return the codes of the Map's countries and of the tables of entry rules."""
        events = frozenset(tables.events_by_id)
        opening = opening_date(tables, words.counted)
        return cls(words.release, tables.snapshots, events, words.countries, opening)


def is_entry(query: Query) -> bool:
    """Return whether a query of the Map asks for the layer of entry rules.

    Without a layer it does, unless it carries a parameter of the permit layers.
    """
    layers = list(query.get("layer", []))[:1]
    if layers:
        return layers == [ENTRY_LAYER]
    return not any(query.get(name) for name in PERMIT_PARAMETERS)


def entry_defaults(codes: EntryCodes, people: People = "staying") -> EntryView:
    """Return the view that a link shows which names only the layer, and whether people."""
    if people == "staying":
        return EntryView(codes.opening, None, "eurasia", None, None, present=False, people=people)
    return EntryView(codes.snapshots[-1], None, "world", None, None, present=False)


def parse_entry(query: Query, codes: EntryCodes) -> tuple[EntryView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    read.choice("layer", (ENTRY_LAYER,), ENTRY_LAYER)
    comparing = read.given("since_date") is not None
    people: People = "none" if comparing else "staying"
    if comparing:
        read.choice("people", ("none",), "none", "the comparison of two dates shows no people")
    else:
        people = read.choice("people", PEOPLE, people)
    base = entry_defaults(codes, people)
    date = read.day("date", codes.snapshots[0], codes.snapshots[-1], base.date)
    earlier = {str(at): at for at in codes.snapshots if at < date and date in codes.snapshots}
    since = read.optional_choice("since_date", earlier, _before(date, list(earlier), codes))
    view = EntryView(
        date=date,
        since_date=earlier[since] if since else None,
        region=read.choice("region", REGIONS, base.region),
        country=read.optional_choice("country", codes.countries),
        event=read.optional_choice("event", codes.events),
        present=read.present(),
        people=people,
    )
    for name in PERMIT_PARAMETERS:
        read.ignore(name)
    return view, read.refusals()


def _before(date: datetime.date, earlier: list[str], codes: EntryCodes) -> str:
    if date not in codes.snapshots:
        return f"only these dates can be compared: {', '.join(map(str, codes.snapshots))}"
    if not earlier:
        return "no snapshot lies before this date"
    return f"expected a snapshot before the date: {', '.join(earlier)}"


def entry_query(view: EntryView, codes: EntryCodes, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with every parameter and the release."""
    if full:
        return {"layer": ENTRY_LAYER, **spelled(_entry_codes(view), {}, codes.release)}
    query = spelled(_entry_codes(view), _entry_codes(entry_defaults(codes, view.people)))
    if view.people == "staying":
        return query
    # A comparison shows no people anyway.
    people = {} if view.since_date else {"people": view.people}
    return {"layer": ENTRY_LAYER, **people, **query}


def _entry_codes(view: EntryView) -> Mapping[str, str | None]:
    return {
        "date": view.date.isoformat(),
        "since_date": view.since_date.isoformat() if view.since_date else None,
        "region": view.region,
        "country": view.country,
        "event": view.event,
        "people": view.people,
        "present": "true" if view.present else None,
    }
