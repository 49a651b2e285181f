"""The Map as a figure: a view and the tables in; plotly figure and words out."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.choropleth import Key, Map, Points, Shapes, draw_map
from dashboard.charts.labels import place_labels
from dashboard.charts.palette import Palette, class_colors
from dashboard.figures.regions import in_region
from dashboard.figures.series_figure import series_figure
from dashboard.links.map_view import MapView, shown_year
from dashboard.models.layer import Layer, build_layer
from dashboard.models.rings import national_rings, ring_rows, ring_size
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import Indicator, rows_of
from dashboard.tables.rows import Row, records
from dashboard.words import map_words
from dashboard.words.coverage import state_text
from dashboard.words.ring_words import (
    RING_SIZES,
    ring_alt,
    ring_hover,
    ring_label,
    ring_subtitle,
    ring_title,
)
from dashboard.words.series_words import series_subtitle, series_title
from dashboard.words.sources import source_summary
from dashboard.words.values import shown_text, unit_words

REGION_WORDS = {
    "world": "the world",
    "europe": "Europe",
    "eurasia": "Europe to Central Asia",
}
# Fixed places in the colour list of every choropleth; the value classes follow.
NOT_REPORTED, NOT_COVERED, ZERO, IS_ORIGIN, NO_NUMBER, FIRST_CLASS = range(6)
STATE_CLASSES = {
    "not_reported": NOT_REPORTED,
    "not_covered": NOT_COVERED,
    "absent": NOT_COVERED,
    "zero": ZERO,
    "origin": IS_ORIGIN,
}
SHARED_TEXTS = {NOT_REPORTED: "not reported", NOT_COVERED: "not covered"}
OWN_TEXTS = {**SHARED_TEXTS, NOT_COVERED: "not in your table"}
# Russia's own label point is far to the east of what the regions show.
ORIGIN_LABELS = {"world": (95.0, 62.0), "eurasia": (52.0, 57.5), "europe": (43.0, 62.0)}


@dataclass(frozen=True)
class MapCard:
    """What the Map page shows of a layer; `layer` for choropleths, `rings` for ring layers.

    `spec` is what `figure` was drawn from, None where it is the chart of a series.
    """

    title: str
    subtitle: str
    notes: list[str]
    alt: str
    source: str
    indicator: Indicator
    year: int
    figure: go.Figure
    spec: Map | None
    layer: Layer | None
    rings: pd.DataFrame


def map_card(
    catalogue: Catalogue, indicator: Indicator, view: MapView, palette: Palette, height: int = 520
) -> MapCard:
    """Return a layer with all its words: a map, or the chart of a layer of one country."""
    if indicator.map_kind == "choropleth":
        return _choropleth_card(catalogue, indicator, view, palette, height)
    if indicator.map_kind == "rings":
        return _ring_card(catalogue, indicator, view, palette, height)
    return _series_card(catalogue, indicator, view, palette)


def _choropleth_card(
    catalogue: Catalogue, indicator: Indicator, view: MapView, palette: Palette, height: int
) -> MapCard:
    year = shown_year(view, indicator)
    layer = build_layer(catalogue, indicator, year, view.measure, view.since, view.classes)
    rings = pd.DataFrame()
    if view.national and view.measure == "total" and indicator.layer_group == "Permits":
        rings = national_rings(catalogue, year, set(layer.valued["iso3"]))
    colors = map_colors(layer, palette)
    frame = layer.frame[layer.frame["iso3"].isin(in_region(catalogue, view.region))]
    each = records(frame.drop(columns="geometry"))
    shapes = Shapes(
        list(frame["iso3"]),
        [color_index(row, layer) for row in each],
        [escape(_said(row, layer)) for row in each],
        OWN_TEXTS if indicator.is_own else SHARED_TEXTS,
    )
    small = frame[frame["tiny"].astype(int).eq(1) & frame["state"].isin(["value", "zero"])]
    spec = Map(
        region=view.region,
        shapes=shapes,
        colors=colors,
        legend=_legend(layer, colors, with_rings=not rings.empty),
        squares=_squares(small, layer),
        rings=None if rings.empty else _points(rings, indicator, view.region),
        picked=view.country,
        names=[origin_name(view.region)],
        hatched=frozenset({NOT_REPORTED, NO_NUMBER}),
    )
    note = map_words.year_note(view.year, layer)
    return MapCard(
        title=map_words.title(layer),
        subtitle=map_words.subtitle(layer),
        notes=[note] if note else [],
        alt=map_words.alt_text(layer, REGION_WORDS[view.region]),
        source=source_summary(list(layer.valued["source_id"]), catalogue.sources),
        indicator=indicator,
        year=year,
        figure=draw_map(spec, palette, height),
        spec=spec,
        layer=layer,
        rings=rings,
    )


def _ring_card(
    catalogue: Catalogue, indicator: Indicator, view: MapView, palette: Palette, height: int
) -> MapCard:
    year = shown_year(view, indicator)
    rows = ring_rows(catalogue, indicator, year)
    with_ring = {*rows["iso3"], ORIGIN}
    world = catalogue.world[catalogue.world["iso3"].isin(in_region(catalogue, view.region))]
    colors = [palette.not_covered, palette.origin, palette.not_covered]
    spec = Map(
        region=view.region,
        shapes=Shapes(
            list(world["iso3"]),
            [int(iso3 == ORIGIN) if iso3 in with_ring else 2 for iso3 in world["iso3"]],
            ["see the ring" if iso3 != ORIGIN else "country of origin" for iso3 in world["iso3"]],
            {2: "no figure here"},
        ),
        colors=colors,
        legend=[
            *(Key(words, palette.text, ring=size) for size, words in enumerate(RING_SIZES)),
            Key("no figure here", palette.not_covered),
        ],
        rings=_points(rows[rows["drawn"]], indicator, view.region),
        picked=view.country,
        names=[origin_name(view.region)],
    )
    notes = []
    if view.year != year:
        notes.append(
            f"{indicator.label} has no figures for {view.year}; the nearest year, {year}, is shown."
        )
    return MapCard(
        title=ring_title(rows, indicator, year),
        subtitle=ring_subtitle(rows, indicator, _own_total(catalogue, indicator, year)),
        notes=notes,
        alt=ring_alt(rows, indicator, year, REGION_WORDS[view.region]),
        source=source_summary(list(rows["source_id"]), catalogue.sources),
        indicator=indicator,
        year=year,
        figure=draw_map(spec, palette, height),
        spec=spec,
        layer=None,
        rings=rows,
    )


def _own_total(catalogue: Catalogue, indicator: Indicator, year: int) -> Row | None:
    """Return the world total that the publisher of a ring layer gives for a year."""
    totals = catalogue.totals
    own = totals[
        totals["indicator_id"].eq(indicator.indicator_id)
        & totals["aggregate"].eq("WLD")
        & totals["period_end"].str.startswith(f"{year}-")
    ]
    return next(iter(records(own)), None)


def _series_card(
    catalogue: Catalogue, indicator: Indicator, view: MapView, palette: Palette
) -> MapCard:
    rows = rows_of(catalogue, indicator.indicator_id).sort_values("period_end")
    rows = rows.merge(catalogue.countries[["iso3", "name"]], on="iso3", validate="many_to_one")
    points = records(rows)
    figure, alt = series_figure(points, indicator, points[-1]["name"], palette, None, height=360)
    return MapCard(
        title=series_title(points, indicator),
        subtitle=series_subtitle(points, indicator),
        notes=[],
        alt=alt,
        source=source_summary(list(rows["source_id"]), catalogue.sources),
        indicator=indicator,
        year=shown_year(view, indicator),
        figure=figure,
        spec=None,
        layer=None,
        rings=rows.assign(drawn=True),
    )


def origin_name(region: str) -> tuple[str, float, float]:
    """Return the name of the origin and where it stands in a region."""
    return ("Russia", *ORIGIN_LABELS[region])


def map_colors(layer: Layer, palette: Palette) -> list[str]:
    """Return the colours by index: the states, then the classes from low to high.

    `NO_NUMBER` is for countries that report but whose change or rate cannot be computed: drawn as
    not reported, with the reason in the hover text.
    """
    classes = layer.classes
    return [
        palette.veil,
        palette.not_covered,
        palette.zero,
        palette.origin,
        palette.veil,
        *class_colors(palette, classes.count, signed=classes.signed),
    ]


def color_index(row: Row, layer: Layer) -> int:
    """Return the place of a country's colour in `map_colors`."""
    state = str(row["state"])
    if state == "value":
        return FIRST_CLASS + layer.classes.index(float(str(row["shown"])))
    if state == "not_reported" and row["missing"] != "no_row":
        return NO_NUMBER
    return STATE_CLASSES[state]


def hover(row: Row, layer: Layer) -> str:
    """Return `Germany: +31,536 (+14.7%) permits` or why there is no number."""
    return f"{row['name']}: {_said(row, layer)}"


def _said(row: Row, layer: Layer) -> str:
    if row["state"] not in ("value", "zero"):
        return state_text(row)
    text = shown_text(row, layer.indicator, layer.measure)
    return f"{text} {unit_words(layer.indicator, layer.measure)}"


def _legend(layer: Layer, colors: list[str], *, with_rings: bool) -> list[Key]:
    labels = map_words.legend_labels(layer.classes, layer.indicator, layer.measure)
    keys = [Key(label, color) for label, color in zip(labels, colors[FIRST_CLASS:], strict=True)]
    states = set(layer.frame["state"])
    if not layer.signed:
        keys.insert(0, Key("zero", colors[ZERO]))
    if not layer.indicator.is_own or "not_reported" in states:
        keys.append(Key("not reported", colors[NOT_REPORTED], hatched=True))
    if "absent" in states:
        keys.append(Key("not in your table", colors[NOT_COVERED]))
    if "not_covered" in states:
        keys.append(Key("not covered", colors[NOT_COVERED]))
    if with_rings:
        keys.append(Key("national figure", colors[NOT_COVERED], ring=1))
    return keys


def _squares(rows: pd.DataFrame, layer: Layer) -> Points | None:
    if rows.empty:
        return None
    each = records(rows)
    return Points(
        list(rows["iso3"]),
        [color_index(row, layer) for row in each],
        [escape(hover(row, layer)) for row in each],
    )


def _points(rows: pd.DataFrame, indicator: Indicator, region: str) -> Points | None:
    """Return rings with labels; a label that finds no free place is left to hover and list."""
    rows = rows[rows["label_lon"].notna()]
    if rows.empty:
        return None
    each = records(rows)
    labels = [escape(ring_label(row)).replace("&lt;br&gt;", "<br>") for row in each]
    lon, lat = list(rows["label_lon"]), list(rows["label_lat"])
    positions = place_labels(lon, lat, labels, region, [origin_name(region)])
    return Points(
        list(rows["iso3"]),
        [ring_size(row["value"]) for row in each],
        [escape(ring_hover(row, indicator)) for row in each],
        [text if place else "" for text, place in zip(labels, positions, strict=True)],
        [place or "middle right" for place in positions],
    )
