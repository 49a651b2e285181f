"""The controls of the Map, each bound to its place in the link."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.kit.address import reset_button
from dashboard.kit.controls import bound, choices_width, one_of, popover
from dashboard.kit.country_card import ON_MAP, unknown_country
from dashboard.kit.map_head import layer_chips, layer_tabs, open_layer
from dashboard.link.map_view import (
    METHODS,
    MapView,
    Region,
    default_since,
    measures,
    shown_year,
    with_layer,
)
from dashboard.link.page_link import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import OWN_LAYER, Indicator

Go = Callable[[MapView], None]
SINCE_WIDTH, CLASSES_WIDTH, RESET_WIDTH, GAP = 115, 108, 64, 8
REGION_LABELS: dict[Region, str] = {"world": "World", "europe": "Europe", "eurasia": "Eurasia"}
MEASURE_LABELS = {"total": "Total", "per_1000": "Per 1,000", "change": "Change"}
REGION_WIDTH = choices_width(REGION_LABELS.values())
METHOD_LABELS = {
    "quantile": "Quantile: about as many countries in each class",
    "log": "Logarithmic: steps of 1, 2 and 5",
    "equal": "Equal steps",
}


def map_controls(view: MapView, data: Catalogue, words: Vocabulary, go: Go) -> None:
    """Show the groups of layers, region, country and classes; under them layer and measure."""
    layer = words.layers[view.layer]

    def pick(code: str) -> None:
        if code in words.layers:
            go(with_layer(view, words.layers[code]))
        else:
            open_layer(code, view.country)

    drawn, classed = layer.map_kind != "series", layer.map_kind == "choropleth"
    with control_row("map_where"):
        layer_tabs(view.layer, words, pick)
        parts = [REGION_WIDTH if drawn else 0, CLASSES_WIDTH if classed else 0]
        with control_line("map_reach", *parts, RESET_WIDTH):
            if drawn:
                region_control(view.region, lambda region: go(replace(view, region=region)))
            if classed:
                popover("Classes", ":material/tune:", "map_more", lambda: _classes(view, layer, go))
            reset_button("map", {"layer": OWN_LAYER} if view.layer == OWN_LAYER else None)
    with control_row("map_what"):
        layer_chips(view.layer, words, pick)
        if classed:
            _measure(view, words, go)
    if drawn:
        unknown_country(ON_MAP, data, words.countries, lambda iso3: go(replace(view, country=iso3)))


def control_row(key: str) -> DeltaGenerator:
    """Return a row of controls that folds where the screen is narrow."""
    return st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=key)


def control_line(key: str, *widths: int) -> DeltaGenerator:
    """Return a part of a row that stays in one line; a phone scrolls it. Widths in pixels."""
    parts = [width for width in widths if width]
    return st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="xsmall",
        wrap=False,
        width=sum(parts) + GAP * (len(parts) - 1),
        key=key,
    )


def region_control(region: Region, go: Callable[[Region], None]) -> None:
    """Show the regions that a map can be drawn of."""
    one_of("Region", REGION_LABELS, "map_region", region, go)


def with_year(view: MapView, year: int, words: Vocabulary) -> MapView:
    """Return the view in another year; a comparison with that same year moves to another."""
    moved = replace(view, year=year)
    if view.since != year:
        return moved
    return replace(moved, since=default_since(words.layers[view.layer], year))


def _measure(view: MapView, words: Vocabulary, go: Go) -> None:
    layer = words.layers[view.layer]
    labels = {name: MEASURE_LABELS[name] for name in measures(layer)}
    changes = view.measure == "change"
    with control_line("map_how", choices_width(labels.values()), SINCE_WIDTH if changes else 0):
        one_of(
            "Measure",
            labels,
            "map_measure",
            view.measure,
            lambda measure: go(replace(view, measure=measure)),
        )
        if changes:
            bound(
                st.selectbox,
                "Compared with",
                [year for year in layer.open_years if year != shown_year(view, layer)],
                key="map_since",
                value=view.since,
                put=lambda since: go(replace(view, since=since)),
                format_func=lambda year: f"since {year}",
                width=SINCE_WIDTH,
                label_visibility="collapsed",
            )


def _classes(view: MapView, layer: Indicator, go: Go) -> None:
    """Offer how values are classed and, on layers of permits, figures of other definitions."""
    if view.measure == "change":
        st.caption("Classes of a change are the same up and down, in steps of 1, 2 and 5.")
    else:
        bound(
            st.radio,
            "Classes",
            METHODS,
            key="map_classes",
            value=view.classes,
            put=lambda classes: go(replace(view, classes=classes)),
            format_func=METHOD_LABELS.__getitem__,
        )
    if layer.layer_group != "Permits":
        return
    if view.measure != "total":
        st.caption("National figures of other definitions are shown with the measure Total only.")
        return
    bound(
        st.toggle,
        "National figures of other definitions, as rings",
        key="map_national",
        value=view.national,
        put=lambda national: go(replace(view, national=national)),
    )
