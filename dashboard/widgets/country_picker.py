"""The one list that a country is picked from on both kinds of map."""

from collections.abc import Callable

import streamlit as st

from dashboard.tables.catalogue import Catalogue
from dashboard.widgets.address import hold


# Pixels: as wide as most names in both languages.
WIDTH = 175


def country_names(data: Catalogue, known: frozenset[str]) -> dict[str, str]:
    """Return the countries with their English and Russian names."""
    russian = dict(zip(data.world["iso3"], data.world["name_ru"], strict=True))
    return {
        iso3: f"{name} · {russian[iso3]}" if iso3 in russian else name
        for iso3, name in data.names.by_code.items()
        if iso3 in known
    }


def country_picker(
    picked: str | None,
    data: Catalogue,
    known: frozenset[str],
    also: str,
    go: Callable[[str | None], None],
) -> None:
    """Offer every country by its English and Russian name.

    `also` is the help: what else picks one. `go` gets the code, None where the field is cleared.
    """
    names = country_names(data, known)
    hold("map_country", picked)
    st.selectbox(
        "Country",
        sorted(names, key=names.__getitem__),
        index=None,
        format_func=names.__getitem__,
        key="map_country",
        label_visibility="collapsed",
        placeholder="Find a country",
        help=also,
        width=WIDTH,
        on_change=lambda: go(st.session_state["map_country"]),
    )
