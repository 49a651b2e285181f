"""The card of the picked country beside the map."""

import datetime

import streamlit as st

from dashboard.kit import store
from dashboard.kit.country_card import CountryCard
from dashboard.kit.source_note import cite, plain, source_note
from dashboard.map.figure import MapCard
from dashboard.words.sources import Citation


def country_panel(country: CountryCard, card: MapCard, link: str) -> None:
    """Show value, rank, series, source and citation of one country."""
    with st.container(border=True, key="country_card", gap="xsmall"):
        st.markdown(f"**{country.name}**")
        st.text(country.headline)
        for line in country.details:
            st.text(line)
        if country.series:
            st.text(f"By year: {country.series}")
        if country.other_figures:
            label = "National and other figures of this country"
            with st.expander(label, expanded=not country.sources):
                for line in country.other_figures:
                    st.text(line)
        if country.sources:
            source_note(country.sources, country.quality)
            cite(_citation(country, card, link), "cite_country")
        st.page_link(
            "views/countries/page.py",
            label=f"{plain(country.name)} in full",
            icon=":material/arrow_forward:",
            query_params={"c": country.iso3},
        )


def _citation(country: CountryCard, card: MapCard, link: str) -> Citation:
    first_detail = f"; {country.details[0]}" if card.layer and country.details else ""
    return Citation(
        figure=f"{country.name}: {country.headline}{first_detail}",
        counts=card.indicator.definition,
        period=country.period,
        sources=country.sources,
        shown_by=store.edition().signature,
        release=store.catalogue().release.name,
        link=link,
        read_on=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    )
