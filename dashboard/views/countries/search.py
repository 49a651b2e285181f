"""Picking up to four countries to stand side by side."""

from collections.abc import Callable

import streamlit as st

from dashboard.kit.country_picker import country_field, unknown_country
from dashboard.kit.source_note import plain
from dashboard.link.country_view import MOST
from dashboard.tables.catalogue import Catalogue

Go = Callable[[tuple[str, ...]], None]
KEY = "countries_add"


def country_search(data: Catalogue, known: frozenset[str], picked: tuple[str, ...], go: Go) -> None:
    """Show the field that adds a country, and a button for each that takes it away."""
    full = len(picked) == MOST

    def add(iso3: str | None) -> None:
        if iso3 and iso3 not in picked and not full:
            go((*picked, iso3))

    country_field(
        KEY,
        data,
        known - set(picked),
        add,
        placeholder=f"Up to {MOST} stand side by side" if full else "Add a country, by any name",
        disabled=full,
    )
    unknown_country(KEY, data, known - set(picked), add)
    if picked:
        with st.container(horizontal=True, gap="small", key="countries_picked"):
            for iso3 in picked:
                st.button(
                    f"Remove {plain(data.names.by_code[iso3])}",
                    icon=":material/close:",
                    key=f"countries_remove_{iso3}",
                    on_click=go,
                    args=(tuple(one for one in picked if one != iso3),),
                )
