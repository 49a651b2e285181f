"""The head of the Map: the question, the numbers that lead on, and the layers as tabs and chips."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import hold, write_query
from dashboard.kit.looks import choices_width
from dashboard.kit.page_files import PAGE_FILES
from dashboard.link import entry_view, map_view
from dashboard.link.entry_view import ENTRY_LAYER
from dashboard.link.page_link import Vocabulary
from dashboard.tables.indicators import OWN_LAYER, Indicator
from dashboard.tables.problems import TableError

# Pixels: the question in two lines beside the numbers.
QUESTION_WIDTH = 275
# What the icon of a number takes, and its two lines; a phone scrolls the row.
WAY_ICON, WAY_HEIGHT = 26, 62
RULES, COUNTS = "Rules and people", "Counts"
TABS: Mapping[str, str] = {"Permits": "Permits", "Asylum": "Asylum", "Short-stay visas": "Visas"}
OWN_TAB = "Yours"
# Set where a reader goes to the layer to bring a table, having none.
OWN_ASKED = "own_asked"
ICONS = ("groups", "id_card", "flight_takeoff", "rule")


def map_intro(limits: str = "") -> None:
    """Say what the page asks, and offer the four numbers that lead into it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            "**Who left Russia after February 2022, and where did they go?**",
            width=QUESTION_WIDTH,
        )
        # A table that is broken stops the page that is made of it, not this one.
        with (
            contextlib.suppress(TableError),
            st.container(
                horizontal=True,
                wrap=False,
                gap="xsmall",
                height=WAY_HEIGHT,
                border=False,
                key="ways_in",
            ),
        ):
            for way, icon in zip(store.ways_in(), ICONS, strict=True):
                # No links: three of them would be marked as the page that is open.
                if st.button(
                    f"**{way.number}**  \n{way.label}",
                    icon=f":material/{icon}:",
                    key=f"way_{way.link.text}",
                    width=choices_width([way.label]) + WAY_ICON,
                ):
                    st.switch_page(PAGE_FILES[way.link.page], query_params=way.link.query)
    if limits:
        st.text(limits)


def layer_tabs(code: str, words: Vocabulary, go: Callable[[str], None]) -> None:
    """Show the groups of layers; `go` gets the code of the first layer of the one picked."""
    tabs = tabs_of(words)
    hold("map_tab", _tab(code, words))
    st.segmented_control(
        "Layers",
        list(tabs),
        key="map_tab",
        label_visibility="collapsed",
        required=True,
        wrap=False,
        width=choices_width(tabs),
        on_change=lambda: go(tabs[st.session_state["map_tab"]][0]),
    )


def layer_chips(code: str, words: Vocabulary, go: Callable[[str], None]) -> None:
    """Show the layers of the tab that is open, where it has several."""
    codes = tabs_of(words)[_tab(code, words)]
    if len(codes) == 1:
        return
    hold("map_layer", code)
    st.pills(
        "Layer",
        codes,
        format_func=lambda one: chip(words.layers[one]),
        key="map_layer",
        label_visibility="collapsed",
        required=True,
        wrap=False,
        width=choices_width(chip(words.layers[one]) for one in codes),
        on_change=lambda: go(st.session_state["map_layer"]),
    )


def tabs_of(words: Vocabulary) -> dict[str, list[str]]:
    """Return the codes of the layers by tab, in the order of the page."""
    tabs: dict[str, list[str]] = {
        RULES: [ENTRY_LAYER],
        **{name: [] for name in TABS.values()},
        COUNTS: [],
        OWN_TAB: [OWN_LAYER],
    }
    for layer in words.layers.values():
        if not layer.is_own:
            tabs[TABS.get(layer.layer_group, COUNTS)].append(layer.indicator_id)
    return tabs


def _tab(code: str, words: Vocabulary) -> str:
    return next(name for name, codes in tabs_of(words).items() if code in codes)


def chip(layer: Indicator) -> str:
    """Return `Claims rejected`: a label without the group that its tab names."""
    name = layer.label.removeprefix(f"{layer.layer_group}: ")
    name = name.removeprefix(f"{layer.layer_group} ")
    return f"{name[0].upper()}{name[1:]}"


def open_layer(code: str, country: str | None) -> None:
    """Write the link of a layer as it opens; the picked country stays."""
    if code == OWN_LAYER:
        st.session_state[OWN_ASKED] = True
        write_query({"layer": OWN_LAYER} | ({"country": country} if country else {}))
    elif code == ENTRY_LAYER:
        codes = store.entry_codes()
        entry = replace(entry_view.defaults(codes), country=country)
        write_query(entry_view.entry_query(entry, codes))
    else:
        words = store.vocabulary()
        view = replace(map_view.defaults(words.layers[code]), country=country)
        write_query(map_view.map_query(view, words))
