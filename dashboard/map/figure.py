"""A layer of the Map: a view and the tables in; what the map shows and its words out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.link.map_view import MapView, Region, shown_year
from dashboard.map.spec import RING_RADII, Key, Map, Moment, Name, Ring, Timeline
from dashboard.map.tones import (
    FIRST_CLASS,
    NOT_COVERED,
    NOT_REPORTED,
    ZERO,
    both,
    color_index,
    map_tones,
    ranked_items,
    ring_items,
)
from dashboard.models.layer import Layer, Place, layer_of
from dashboard.models.rings import Single, named, national_rings, ring_rows, ring_size
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR, Indicator, rows_of, world_totals
from dashboard.tables.provenance import Ids, each_id
from dashboard.words import map_words
from dashboard.words.sources import source_summary, terms_line
from dashboard.words.values import (
    RING_SIZES,
    ring_alt,
    ring_hover,
    ring_label,
    ring_subtitle,
    ring_title,
    series_alt,
    series_subtitle,
    series_title,
    shown_text,
    state_text,
    unit_words,
    value_with_unit,
)

REGION_WORDS = {
    "world": "the world",
    "europe": "Europe",
    "eurasia": "Europe to Central Asia",
}
SHARED_TEXTS = {NOT_REPORTED: "not reported", NOT_COVERED: "not covered"}
OWN_TEXTS = {**SHARED_TEXTS, NOT_COVERED: "not in your table"}
# Russia's own label point is far to the east of what the regions show.
ORIGIN_LABELS = {"world": (95.0, 62.0), "eurasia": (52.0, 57.5), "europe": (43.0, 62.0)}


@dataclass(frozen=True)
class MapCard:
    """What the Map page shows of a layer; `layer` for choropleths, `rings` for ring layers.

    `map` is None for the layer of one country, whose series is a chart.
    """

    title: str
    subtitle: str
    notes: list[str]
    alt: str
    source: str
    indicator: Indicator
    year: int
    rings: Sequence[Single]
    source_ids: Ids
    terms: str
    map: Map | None = None
    layer: Layer | None = None


def map_card(catalogue: Catalogue, indicator: Indicator, view: MapView) -> MapCard:
    """Return a layer with all its words: a map, or the series of a layer of one country."""
    if indicator.map_kind == "choropleth":
        return _choropleth_card(catalogue, indicator, view)
    if indicator.map_kind == "rings":
        return _ring_card(catalogue, indicator, view)
    return _series_card(catalogue, indicator, view)


def map_timeline(
    catalogue: Catalogue, indicator: Indicator, view: MapView, *, told: bool = True
) -> Timeline:
    """Return the maps of all years of a layer that the view's time control steps through.

    A change is measured against one year, which is left out. A page, which writes the words of one
    moment itself, needs none of those that are `told`.
    """
    shown = shown_year(view, indicator)
    years = [
        year for year in indicator.open_years if view.measure != "change" or year != view.since
    ]
    if indicator.map_kind == "choropleth" and not told:
        drawn = [(year, _choropleth(catalogue, indicator, view, year)) for year in years]
        moments = [Moment(str(year), str(year or ""), one) for year, one in drawn]
        return Timeline(moments, gauge="" if NO_YEAR in years else "Year", shown=str(shown))
    cards = [map_card(catalogue, indicator, replace(view, year=year)) for year in years]
    return Timeline(
        [
            Moment(str(card.year), str(card.year or ""), card.map, card.title, card.subtitle)
            for card in cards
            if card.map is not None
        ],
        gauge="" if NO_YEAR in years else "Year",
        shown=str(shown),
    )


def shown_layer(
    catalogue: Catalogue, indicator: Indicator, view: MapView, year: int
) -> tuple[Layer, list[Single]]:
    """Return the layer of a view in a year, and the national figures that stand beside it."""
    layer = layer_of(catalogue, indicator, year, view.measure, view.since, view.classes)
    rings: list[Single] = []
    if view.national and view.measure == "total" and indicator.layer_group == "Permits":
        rings = national_rings(catalogue, year, {place.iso3 for place in layer.valued})
    return layer, rings


def _choropleth(catalogue: Catalogue, indicator: Indicator, view: MapView, year: int) -> Map:
    layer, rings = shown_layer(catalogue, indicator, view, year)
    # A country without a shape stands in the table alone.
    drawn = [place for place in layer.places if place.iso3 not in catalogue.off_map]
    small = catalogue.tiny.intersection(place.iso3 for place in drawn if place.has_number)
    shared = OWN_TEXTS if indicator.is_own else SHARED_TEXTS
    said = {place.iso3: (color_index(place, layer), _said(place, layer)) for place in drawn}
    return Map(
        region=view.region,
        classes={iso3: index for iso3, (index, _) in said.items()},
        texts={iso3: text for iso3, (index, text) in said.items() if index not in shared},
        shared=shared,
        tones=map_tones(layer),
        legend=_legend(layer, with_rings=bool(rings)),
        rings=_rings(catalogue, rings, indicator),
        squares=small,
        names=[origin_name(view.region)],
        items=ranked_items(layer),
        unit=unit_words(indicator, view.measure),
        decimals="2" if view.measure == "per_1000" else "%" if indicator.is_share else "0",
    )


def _choropleth_card(catalogue: Catalogue, indicator: Indicator, view: MapView) -> MapCard:
    year = shown_year(view, indicator)
    layer, rings = shown_layer(catalogue, indicator, view, year)
    ids = each_id([layer.source_ids, *(ring.figure.source_id for ring in rings)])
    notes = [map_words.year_note(view.year, layer), map_words.fall_note(layer)]
    return MapCard(
        title=map_words.title(layer),
        subtitle=map_words.subtitle(layer),
        notes=[note for note in notes if note],
        alt=map_words.alt_text(layer, REGION_WORDS[view.region]),
        source=source_summary(layer.source_ids, catalogue.sources),
        indicator=indicator,
        year=year,
        map=_choropleth(catalogue, indicator, view, year),
        layer=layer,
        rings=rings,
        source_ids=ids,
        terms=terms_line(ids, catalogue.sources),
    )


def _ring_map(catalogue: Catalogue, indicator: Indicator, view: MapView, year: int) -> Map:
    rows = ring_rows(catalogue, indicator, year)
    with_ring = {row.figure.iso3 for row in rows}
    place = {iso3: int(iso3 in with_ring) for iso3 in catalogue.world["iso3"]}
    plain = both(lambda palette: [palette.not_covered, palette.not_covered, palette.origin])
    return Map(
        region=view.region,
        classes={**place, ORIGIN: 2},
        texts={},
        shared={0: "no figure here", 1: "see the ring", 2: "country of origin"},
        tones=plain,
        legend=[
            *(
                Key(words, ring=radius)
                for radius, words in zip(RING_RADII, RING_SIZES, strict=True)
            ),
            Key("no figure here", 0),
        ],
        rings=_rings(catalogue, [row for row in rows if row.drawn], indicator),
        names=[origin_name(view.region)],
        items=ring_items(rows, indicator),
    )


def _ring_card(catalogue: Catalogue, indicator: Indicator, view: MapView) -> MapCard:
    year = shown_year(view, indicator)
    rows = ring_rows(catalogue, indicator, year)
    totals = world_totals(catalogue, indicator.indicator_id)
    total = next((row for row in totals if row.period_end.year == year), None)
    ids = each_id(row.figure.source_id for row in rows)
    notes = []
    if view.year != year:
        notes.append(
            f"{indicator.label} has no figures for {view.year}; the nearest year, {year}, is shown."
        )
    return MapCard(
        title=ring_title(rows, indicator, year),
        subtitle=ring_subtitle(rows, indicator, total),
        notes=notes,
        alt=ring_alt(rows, indicator, year, REGION_WORDS[view.region]),
        source=source_summary(ids, catalogue.sources),
        indicator=indicator,
        year=year,
        map=_ring_map(catalogue, indicator, view, year),
        rings=rows,
        source_ids=ids,
        terms=terms_line(ids, catalogue.sources),
    )


def _series_card(catalogue: Catalogue, indicator: Indicator, view: MapView) -> MapCard:
    points = sorted(rows_of(catalogue, indicator.indicator_id), key=lambda row: row.period_end)
    rings = named(catalogue, points)
    name, ids = rings[-1].name, each_id(row.source_id for row in points)
    return MapCard(
        title=series_title(points, indicator),
        subtitle=series_subtitle(points[-1], indicator, name),
        notes=[],
        alt=series_alt(points, indicator, name),
        source=source_summary(ids, catalogue.sources),
        indicator=indicator,
        year=shown_year(view, indicator),
        rings=rings,
        source_ids=ids,
        terms=terms_line(ids, catalogue.sources),
    )


def origin_name(region: Region) -> Name:
    """Return the name of the origin and where it stands in a region."""
    return Name("Russia", *ORIGIN_LABELS[region])


def hover(place: Place, layer: Layer) -> str:
    """Return `Germany: +31,536 (+14.7%) permits` or why there is no number."""
    return f"{place.name}: {_said(place, layer)}"


def _said(place: Place, layer: Layer) -> str:
    if place.figure is None or not place.has_number:
        return state_text(place)
    if layer.measure == "total":
        return value_with_unit(place.figure, layer.indicator)
    text = shown_text(place, layer.indicator, layer.measure)
    return f"{text} {unit_words(layer.indicator, layer.measure)}"


def _legend(layer: Layer, *, with_rings: bool) -> list[Key]:
    labels = map_words.legend_labels(layer.classes, layer.indicator, layer.measure)
    keys = [Key(label, at) for at, label in enumerate(labels, start=FIRST_CLASS)]
    states = {place.state for place in layer.places}
    if not layer.signed:
        keys.insert(0, Key("zero", ZERO))
    if not layer.indicator.is_own or "not_reported" in states:
        keys.append(Key("not reported", NOT_REPORTED))
    if "absent" in states:
        keys.append(Key("not in your table", NOT_COVERED))
    if "not_covered" in states:
        keys.append(Key("not covered", NOT_COVERED))
    if with_rings:
        keys.append(Key("national figure", ring=RING_RADII[1]))
    return keys


def _rings(catalogue: Catalogue, rows: Iterable[Single], indicator: Indicator) -> list[Ring]:
    """Return a ring for each country that has a place on the map, the largest first."""
    return [
        Ring(
            row.figure.iso3,
            RING_RADII[ring_size(row.figure.value)],
            ring_label(row),
            ring_hover(row, indicator),
        )
        for row in rows
        if row.figure.iso3 not in catalogue.off_map
    ]
