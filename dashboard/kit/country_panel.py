"""The field that a country is found by, and the card of the picked one beside the map."""

from collections.abc import Callable, Collection

import streamlit as st

from dashboard.kit.actions import Draw, fresh, held_open
from dashboard.kit.address import hold, page_link
from dashboard.kit.country_card import CountryCard
from dashboard.kit.source_note import cite, plain, source_note
from dashboard.map.figure import MapCard
from dashboard.tables.catalogue import Catalogue


def country_field(
    key: str,
    data: Catalogue,
    known: Collection[str],
    go: Callable[[str | None], None],
    *,
    width: int,
    picked: str | None = None,
    placeholder: str = "Find a country",
    disabled: bool = False,
) -> None:
    """Offer the countries in `known` by their names, and take any other spelling of them.

    `go` gets the code, None where the field is cleared. A spelling that is not known changes
    nothing: the line under the field says so, with what is near it.
    """
    russian = dict(zip(data.world["iso3"], data.world["name_ru"], strict=True))
    names = {
        iso3: f"{name} · {russian[iso3]}" if iso3 in russian else name
        for iso3, name in data.names.by_code.items()
        if iso3 in known
    }

    def named(typed: str | None) -> str | None:
        if not typed or typed in names:
            return typed or None
        return data.names.resolve(typed) or data.names.begun(typed)

    # A value that is set from here is sent with all names. So what was typed stays while it is the
    # country that is shown, and one that was picked elsewhere is not written into the field.
    typed = st.session_state.get(key)
    if typed and named(typed) != picked:
        hold(key, None)

    def chosen() -> None:
        typed = st.session_state[key]
        found = named(typed)
        if typed and found not in names:
            st.session_state[f"{key}_unknown"] = typed
            return
        st.session_state.pop(f"{key}_unknown", None)
        go(found)

    st.selectbox(
        "Country",
        sorted(names, key=names.__getitem__),
        index=None,
        format_func=lambda code: names.get(code, code),
        key=key,
        label_visibility="collapsed",
        placeholder=placeholder,
        accept_new_options=True,
        disabled=disabled,
        width=width,
        on_change=chosen,
    )


def unknown_country(
    key: str, data: Catalogue, known: Collection[str], go: Callable[[str | None], None]
) -> None:
    """Say that the last name typed into a field is not known, and offer what is near it."""
    typed = st.session_state.get(f"{key}_unknown")
    if not typed:
        return

    def take(iso3: str) -> None:
        st.session_state.pop(f"{key}_unknown", None)
        go(iso3)

    near = [iso3 for iso3 in data.names.nearest(typed) if iso3 in known]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(
            f"No country is called “{typed[:40]}”."
            + (" Did you mean:" if near else " Try another spelling."),
            width="content",
        )
        for iso3 in near:
            st.button(
                plain(data.names.by_code[iso3]),
                key=f"{key}_near_{iso3}",
                on_click=take,
                args=(iso3,),
            )


# In pixels: about what the ranking takes beside a map on a laptop.
CARD_WIDTH = 370
# Lines of the card that stand open: the change or rate, and the rank. The rest is a click away.
FIRST, MORE = 2, "All years, notes and other figures"
# In pixels: what a map with legend and time control takes in the lowest window that it is made for.
LEAST_HEIGHT = 440


def beside_map(draw: Draw, card: Draw | None, close: Callable[[], None]) -> None:
    """Draw a map, and over the place of its ranking the card of the picked country.

    The map stands in the same place of the page either way, so that it is not mounted anew.
    """
    with st.container(horizontal=True, gap=None, key="map_and_card"):
        with held_open("map", LEAST_HEIGHT):
            draw()
        if card is not None:
            with st.container(border=True, gap="xsmall", width=CARD_WIDTH, key="country_card"):
                card()
                st.button(
                    "Close",
                    icon=":material/close:",
                    type="tertiary",
                    key="country_close",
                    on_click=close,
                )


def country_panel(country: CountryCard, card: MapCard, link: str) -> None:
    """Show value, rank, series, source and citation of one country."""
    with fresh("country", f"{country.iso3} {country.headline}"):
        st.markdown(f"**{country.name}**")
        # Of unlike figures each stands for itself.
        open_ones = FIRST if card.layer else len(country.details)
        st.text("\n".join([country.headline, *country.details[:open_ones]]))
        series = [f"By year: {country.series}"] if country.series else []
        if more := [*country.details[open_ones:], *series, *country.other_figures]:
            more_of_it = st.expander(MORE, expanded=not country.sources, on_change="rerun")
            if more_of_it.open:
                more_of_it.text("\n\n".join(more))
        if country.sources:
            source_note(country.sources, country.quality)
            first = f"; {country.details[0]}" if card.layer and country.details else ""
            cite(
                f"{country.name}: {country.headline}{first}",
                card.indicator.definition,
                country.period,
                country.sources,
                link,
                "cite_country",
            )
        in_full(country.name, country.iso3)


def in_full(name: str, iso3: str) -> None:
    """Lead from a country's card to its page."""
    page_link(f"{plain(name)} in full", "countries", {"c": iso3})
