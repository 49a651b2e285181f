"""The controls of the Map, each bound to its place in the link."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.kit.address import reset_button
from dashboard.kit.controls import bound, one_of
from dashboard.kit.country_panel import country_field, unknown_country
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
from dashboard.tables.indicators import OWN_LAYER

Go = Callable[[MapView], None]
SINCE_WIDTH, COUNTRY_WIDTH = 115, 150
COUNTRY = "map_country"
REGION_LABELS: dict[Region, str] = {"world": "World", "europe": "Europe", "eurasia": "Eurasia"}
MEASURE_LABELS = {"total": "Total", "per_1000": "Per 1,000", "change": "Change"}
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

    with control_row("map_where"):
        layer_tabs(view.layer, words, pick)
        if layer.map_kind != "series":
            region_control(view.region, lambda region: go(replace(view, region=region)))
        map_country(view.country, data, words, lambda iso3: go(replace(view, country=iso3)))
        if layer.map_kind == "choropleth":
            more = st.popover("Classes", icon=":material/tune:", key="map_more", on_change="rerun")
            # What a closed popover holds would keep the value that it had when it was last open.
            if more.open:
                with more:
                    _classes(view, go)
                    _national(view, words, go)
        reset_button("map", {"layer": OWN_LAYER} if view.layer == OWN_LAYER else None)
    with control_row("map_what"):
        layer_chips(view.layer, words, pick)
        if layer.map_kind == "choropleth":
            _measure(view, words, go)
    unknown_country(COUNTRY, data, words.countries, lambda iso3: go(replace(view, country=iso3)))


def control_row(key: str) -> DeltaGenerator:
    """Return a row of controls that folds where the screen is narrow."""
    return st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=key)


def map_country(
    picked: str | None, data: Catalogue, words: Vocabulary, go: Callable[[str | None], None]
) -> None:
    """Offer every country that a map's link may name."""
    country_field(COUNTRY, data, words.countries, go, picked=picked, width=COUNTRY_WIDTH)


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
    one_of(
        "Measure",
        labels,
        "map_measure",
        view.measure,
        lambda measure: go(replace(view, measure=measure)),
    )
    if view.measure == "change":
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


def _classes(view: MapView, go: Go) -> None:
    if view.measure == "change":
        st.caption("Classes of a change are the same up and down, in steps of 1, 2 and 5.")
        return
    bound(
        st.radio,
        "Classes",
        METHODS,
        key="map_classes",
        value=view.classes,
        put=lambda classes: go(replace(view, classes=classes)),
        format_func=METHOD_LABELS.__getitem__,
    )


def _national(view: MapView, words: Vocabulary, go: Go) -> None:
    layer = words.layers[view.layer]
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
