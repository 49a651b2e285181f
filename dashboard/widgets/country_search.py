"""Picking countries: a list, and a search that takes the spellings people use."""

from collections.abc import Callable

import streamlit as st

from dashboard.links.country_view import MOST
from dashboard.tables.catalogue import Catalogue
from dashboard.widgets.country_picker import country_names
from dashboard.widgets.source_note import plain

Go = Callable[[tuple[str, ...]], None]


def country_search(data: Catalogue, known: frozenset[str], picked: tuple[str, ...], go: Go) -> None:
    """Show the picker of up to four countries and the search beside it."""
    left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
    names = country_names(data, known)
    full = len(picked) == MOST
    st.session_state["countries_add"] = None
    left.selectbox(
        "Add a country",
        sorted(set(names) - set(picked), key=names.__getitem__),
        index=None,
        format_func=names.__getitem__,
        key="countries_add",
        placeholder=f"Up to {MOST} stand side by side" if full else "Pick from the list",
        on_change=lambda: go((*picked, st.session_state["countries_add"])),
        disabled=full,
    )
    typed = right.text_input(
        "Add by any spelling",
        key="countries_typed",
        placeholder="Türkiye, Сербия, Republic of Korea",
        on_change=lambda: _add(data, known, picked, go),
        disabled=full,
    )
    if typed and not full:
        _candidates(data, known, picked, typed, go)
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
