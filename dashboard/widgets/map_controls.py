"""The controls of the Map, each bound to its place in the link."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.links.entry_view import ENTRY_LAYER
from dashboard.links.map_view import (
    METHODS,
    REGIONS,
    MapView,
    default_since,
    measures,
    shown_year,
    with_layer,
)
from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import NO_YEAR, OWN_LAYER
from dashboard.widgets.address import hold
from dashboard.widgets.country_picker import country_picker
from dashboard.widgets.layer_picker import (
    CONTROL_WIDTH,
    layer_picker,
    open_entry_layer,
    open_own_layer,
)
from dashboard.words.map_words import years_help

Go = Callable[[MapView], None]
REGION_LABELS = {"world": "World", "europe": "Europe", "eurasia": "Europe to Central Asia"}
MEASURE_LABELS = {"total": "Total", "per_1000": "Per 1,000 residents", "change": "Change"}
METHOD_LABELS = {
    "quantile": "Quantile: about as many countries in each class",
    "log": "Logarithmic: steps of 1, 2 and 5",
    "equal": "Equal steps",
}


def map_controls(view: MapView, words: Vocabulary, go: Go) -> None:
    """Show layer, year and region, and one click away the measure and the classes."""
    layer = words.layers[view.layer]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        layer_picker(view.layer, words, lambda code: _pick(code, view, words, go))
        if layer.map_kind == "series":
            return
        _year(view, words, go)
        hold("map_region", view.region)
        st.segmented_control(
            "Region",
            REGIONS,
            format_func=REGION_LABELS.__getitem__,
            key="map_region",
            required=True,
            on_change=lambda: go(replace(view, region=st.session_state["map_region"])),
        )
        if layer.map_kind != "choropleth":
            return
        with st.popover(_measure_label(view), icon=":material/tune:", key="map_more"):
            _measure(view, words, go)
            _classes(view, go)
            _national(view, words, go)


def _measure_label(view: MapView) -> str:
    return (
        f"Change since {view.since}" if view.measure == "change" else MEASURE_LABELS[view.measure]
    )


def _pick(code: str, view: MapView, words: Vocabulary, go: Go) -> None:
    """Show another layer; the entry rules have a link of their own."""
    if code == ENTRY_LAYER:
        open_entry_layer(view.country)
    elif code == OWN_LAYER and code not in words.layers:
        open_own_layer(view.country)
    else:
        go(with_layer(view, words.layers[code]))


def _year(view: MapView, words: Vocabulary, go: Go) -> None:
    layer = words.layers[view.layer]
    if layer.years == (NO_YEAR,):
        return
    if len(layer.open_years) < 2:
        st.segmented_control(
            "Year",
            layer.open_years,
            default=layer.open_years[0],
            required=True,
            key="map_only_year",
        )
        return
    hold("map_year", shown_year(view, layer))
    st.select_slider(
        "Year",
        layer.open_years,
        key="map_year",
        help=years_help(layer),
        width=CONTROL_WIDTH,
        on_change=lambda: go(_with_year(view, st.session_state["map_year"], words)),
    )


def _with_year(view: MapView, year: int, words: Vocabulary) -> MapView:
    """Return the view in another year; a comparison with that same year moves to another."""
    moved = replace(view, year=year)
    if view.since != year:
        return moved
    return replace(moved, since=default_since(words.layers[view.layer], year))


def _measure(view: MapView, words: Vocabulary, go: Go) -> None:
    layer = words.layers[view.layer]
    hold("map_measure", view.measure)
    st.segmented_control(
        "Measure",
        measures(layer),
        format_func=MEASURE_LABELS.__getitem__,
        key="map_measure",
        required=True,
        on_change=lambda: go(replace(view, measure=st.session_state["map_measure"])),
    )
    if view.measure == "change":
        hold("map_since", view.since)
        st.selectbox(
            "Compared with",
            [year for year in layer.open_years if year != shown_year(view, layer)],
            key="map_since",
            on_change=lambda: go(replace(view, since=st.session_state["map_since"])),
        )


def _classes(view: MapView, go: Go) -> None:
    if view.measure == "change":
        st.caption("Classes of a change are the same up and down, in steps of 1, 2 and 5.")
        return
    hold("map_classes", view.classes)
    st.radio(
        "Classes",
        METHODS,
        format_func=METHOD_LABELS.__getitem__,
        key="map_classes",
        on_change=lambda: go(replace(view, classes=st.session_state["map_classes"])),
    )


def _national(view: MapView, words: Vocabulary, go: Go) -> None:
    layer = words.layers[view.layer]
    if layer.layer_group != "Permits":
        return
    if view.measure != "total":
        st.caption("National figures of other definitions are shown with the measure Total only.")
        return
    hold("map_national", view.national)
    st.toggle(
        "National figures of other definitions, as rings",
        key="map_national",
        on_change=lambda: go(replace(view, national=st.session_state["map_national"])),
    )


def map_country_picker(view: MapView, data: Catalogue, words: Vocabulary, go: Go) -> None:
    """Offer every country that the view may pick."""
    also = "A click on the map or on a bar does the same."
    country_picker(
        view.country, data, words.countries, also, lambda iso3: go(replace(view, country=iso3))
    )
