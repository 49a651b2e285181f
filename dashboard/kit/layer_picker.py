"""The one list of the Map's layers: every indicator, and the entry rules."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import hold, write_query
from dashboard.link import entry_view, map_view
from dashboard.link.entry_view import ENTRY_LAYER
from dashboard.link.vocabulary import Vocabulary
from dashboard.tables.indicators import OWN_CAUTION, OWN_DEFINITION, OWN_LAYER, Indicator

# Pixels; wide enough for the longest layer, and two of them fit a phone one under the other.
CONTROL_WIDTH = 265
ENTRY_LABEL = "Rules · Entry rules"
OWN_LABEL = "Your own table"
# Set where a reader goes to the layer to bring a table, having none.
OWN_ASKED = "own_asked"
ENTRY_HELP = (
    "What a Russian passport opened for a short visit, day by day, with the decisions that "
    "changed it."
)


def layer_picker(code: str, words: Vocabulary, go: Callable[[str], None]) -> None:
    """Show the layers by group; `go` gets the code of the one that is picked."""
    groups = list(dict.fromkeys(layer.layer_group for layer in words.layers.values()))
    ordered = sorted(words.layers.values(), key=lambda layer: groups.index(layer.layer_group))
    labels = {layer.indicator_id: _label(layer) for layer in ordered} | {
        ENTRY_LAYER: ENTRY_LABEL,
        OWN_LAYER: OWN_LABEL,
    }
    helps = {ENTRY_LAYER: ENTRY_HELP, OWN_LAYER: f"{OWN_DEFINITION} {OWN_CAUTION}"}
    layer = words.layers.get(code)
    hold("map_layer", code)
    st.selectbox(
        "Layer",
        list(labels),
        format_func=labels.__getitem__,
        key="map_layer",
        label_visibility="collapsed",
        help=helps.get(code) or (f"{layer.definition} {layer.caution}" if layer else None),
        width=CONTROL_WIDTH,
        on_change=lambda: go(st.session_state["map_layer"]),
    )


def _label(layer: Indicator) -> str:
    """Return `Asylum · Claims rejected`; a label that begins with its group says it once."""
    name = layer.label.removeprefix(f"{layer.layer_group}: ")
    return f"{layer.layer_group} · {name[0].upper()}{name[1:]}"


def open_entry_layer(country: str | None) -> None:
    """Write the link of the entry rules; the picked country stays."""
    codes = store.entry_codes()
    view = replace(entry_view.defaults(codes), country=country)
    write_query(entry_view.entry_query(view, codes))


def open_own_layer(country: str | None) -> None:
    """Write the link of the reader's own table; the picked country stays."""
    st.session_state[OWN_ASKED] = True
    write_query({"layer": OWN_LAYER} | ({"country": country} if country else {}))


def leave_own_layer(code: str, country: str | None) -> None:
    """Write the link of a layer from the page of an own table that is not drawn yet."""
    if code == ENTRY_LAYER:
        open_entry_layer(country)
    else:
        leave_entry_layer(code, country)


def leave_entry_layer(code: str, country: str | None) -> None:
    """Write the link of another layer; the picked country stays."""
    if code == OWN_LAYER:
        open_own_layer(country)
        return
    words = store.vocabulary()
    view = replace(map_view.defaults(words.layers[code]), country=country)
    write_query(map_view.map_query(view, words))
