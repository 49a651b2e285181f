"""Picking countries: a list, and a search that takes the spellings people use."""

from collections.abc import Callable

import streamlit as st

from dashboard.links.country_view import MOST
from dashboard.tables.catalogue import Catalogue
from dashboard.widgets.entry_controls import country_names
from dashboard.widgets.source_note import plain

Go = Callable[[tuple[str, ...]], None]


def country_search(data: Catalogue, known: frozenset[str], picked: tuple[str, ...], go: Go) -> None:
    """Show the picker of up to four countries and the search beside it."""
    left, right = st.columns([1.6, 1], gap="medium", vertical_alignment="bottom")
    names = country_names(data, known)
    st.session_state["countries_picked"] = list(picked)
    left.multiselect(
        f"Countries, up to {MOST} side by side",
        sorted(names, key=names.__getitem__),
        format_func=names.__getitem__,
        max_selections=MOST,
        select_all=False,
        key="countries_picked",
        placeholder="Pick a country, in English or Russian",
        on_change=lambda: go(tuple(st.session_state["countries_picked"])),
    )
    typed = right.text_input(
        "Add by any spelling",
        key="countries_typed",
        placeholder="Türkiye, Сербия, Republic of Korea",
        on_change=lambda: _add(data, known, picked, go),
        disabled=len(picked) == MOST,
    )
    if typed:
        _candidates(data, known, picked, typed, go)


def _add(data: Catalogue, known: frozenset[str], picked: tuple[str, ...], go: Go) -> None:
    """Add the country that was typed where the spelling is known; a near miss only suggests."""
    found = data.names.resolve(st.session_state["countries_typed"])
    if found in known and len(picked) < MOST:
        st.session_state["countries_typed"] = ""
        if found not in picked:
            go((*picked, str(found)))


def _candidates(
    data: Catalogue, known: frozenset[str], picked: tuple[str, ...], typed: str, go: Go
) -> None:
    near = [iso3 for iso3 in data.names.nearest(typed) if iso3 in known and iso3 not in picked]
    if not near:
        st.text("No country of that name or close to it. Try another spelling, or the list.")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text("Not found. Did you mean:", width="content")
        for iso3 in near:
            st.button(
                plain(data.names.by_code[iso3]),
                key=f"countries_near_{iso3}",
                on_click=_take,
                args=(iso3, picked, go),
            )


def _take(iso3: str, picked: tuple[str, ...], go: Go) -> None:
    st.session_state["countries_typed"] = ""
    go((*picked, iso3))
