"""The head of the Map: the question, the numbers that lead on, and the layers as tabs and chips."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import PAGE_FILES, has_page, write_query
from dashboard.kit.controls import choices_width, one_of
from dashboard.link import map_view
from dashboard.link.map_view import ENTRY_LAYER
from dashboard.link.page_link import DEFAULT_LAYER, PageLink, Vocabulary
from dashboard.models.entry_days import COUNTED, counted_rows, counts, rules_on
from dashboard.tables.indicators import OWN_LAYER, Indicator
from dashboard.tables.problems import TableError
from dashboard.words.numbers import counted, full

# In the session: what the footer of this run says of the map.
SHOWN = "footer_map_dates"

# Pixels: the question in two lines beside the numbers.
QUESTION_WIDTH = 275
# What the icon of a number takes, and its two lines; a phone scrolls the row.
WAY_ICON, WAY_HEIGHT, WAY_GAP = 26, 62, 8
RULES, COUNTS = "Rules and people", "Counts"
TABS: Mapping[str, str] = {"Permits": "Permits", "Asylum": "Asylum", "Short-stay visas": "Visas"}
OWN_TAB = "Yours"
# Icon, number and label of what leads into the dashboard, and the view that it is the headline of.
Way = tuple[str, str, str, PageLink]
# Set where a reader goes to the layer to bring a table, having none.
OWN_ASKED = "own_asked"


def map_intro(limits: str = "") -> None:
    """Say what the page asks, and offer the numbers that lead into it, of pages that are there."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            "**Who left Russia after February 2022, and where did they go?**",
            width=QUESTION_WIDTH,
        )
        # A table that is broken stops the page that is made of it, not this one.
        with contextlib.suppress(TableError):
            _numbers([way for way in _ways_in() if has_page(way[-1].page)])
    if limits:
        st.text(limits)


def _numbers(ways: Sequence[Way]) -> None:
    wide = [choices_width([label]) + WAY_ICON for _, _, label, _ in ways]
    with st.container(
        horizontal=True,
        wrap=False,
        gap="xsmall",
        # Known before they load: a row that must break does so at once.
        width=sum(wide) + WAY_GAP * len(wide),
        height=WAY_HEIGHT,
        border=False,
        key="ways_in",
    ):
        for (icon, number, label, link), width in zip(ways, wide, strict=True):
            # No links: three of them would be marked as the page that is open.
            if st.button(
                f"**{number}**  \n{label}",
                icon=f":material/{icon}:",
                key=f"way_{link.text}",
                width=width,
            ):
                st.switch_page(PAGE_FILES[link.page], query_params=link.query)


@st.cache_resource(show_spinner=False, max_entries=1)
def _ways_in() -> list[Way]:
    """Return numbers with icon and label, each with the view that it is the headline of."""
    permits = store.map_of(map_view.defaults(store.tables().words.layers[DEFAULT_LAYER])).layer
    if permits is None:
        raise ValueError("the layer of permits is a choropleth")
    people = sum(row.value for row in counted_rows(store.tables().catalogue))
    changes = permits.valued
    tables = store.tables().entry
    rules = counts(tables, rules_on(tables, tables.latest))
    rises = f"{sum(place.shown > 0 for place in changes)} of {len(changes)}"
    span = f"countries: permits up, {permits.since}–{permits.year}"
    free = f"{rules['visa_free']} of {sum(rules.values())}"
    open_rules = PageLink.of("map", {"layer": ENTRY_LAYER, "people": "none"})
    left = counted(
        sum(row.concept == "left" for row in store.tables().estimates.estimates), "estimate"
    )
    return [
        ("groups", full(people), "people counted abroad", PageLink.of("map", {"layer": COUNTED})),
        ("id_card", rises, span, PageLink.of("map", {"layer": DEFAULT_LAYER})),
        ("flight_takeoff", free, "destinations visa-free", open_rules),
        ("rule", left, "of how many left", PageLink.of("scenarios", {})),
    ]


def layer_tabs(code: str, words: Vocabulary, go: Callable[[str], None]) -> None:
    """Show the groups of layers; `go` gets the code of the first layer of the one picked."""
    tabs = tabs_of(words)
    one_of(
        "Layers",
        {name: name for name in tabs},
        "map_tab",
        _tab(code, words),
        lambda tab: go(tabs[tab][0]),
        wrap=False,
    )


def layer_chips(code: str, words: Vocabulary, go: Callable[[str], None]) -> None:
    """Show the layers of the tab that is open, where it has several."""
    codes = tabs_of(words)[_tab(code, words)]
    if len(codes) == 1:
        return
    labels = {one: chip(words.layers[one]) for one in codes}
    one_of("Layer", labels, "map_layer", code, go, st.pills, wrap=False)


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
        codes = store.tables().entry_codes
        entry = replace(map_view.entry_defaults(codes), country=country)
        write_query(map_view.entry_query(entry, codes))
    else:
        words = store.tables().words
        view = replace(map_view.defaults(words.layers[code]), country=country)
        write_query(map_view.map_query(view, words))


def say_first(dates: str) -> None:
    """Let the footer of this run say the dates of the map before those of the tables."""
    st.session_state[SHOWN] = dates
