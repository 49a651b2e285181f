"""The footer of every page: release, newest figure, what differs from the release, About."""

from collections.abc import Sequence

import streamlit as st

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import Problem
from dashboard.tables.release import Edition
from dashboard.tables.wholeness import COMMAND
from dashboard.widgets.source_note import plain
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.numbers import counted
from dashboard.words.periods import day


def footer(catalogue: Catalogue, edition: Edition, edited: Sequence[Problem]) -> None:
    """Show the data release, the day of the newest figure, `edited` files, and About."""
    if edited:
        st.text("\n".join([*map(str, edited), f"If that is meant, it is told with: {COMMAND}"]))
    with st.container(horizontal=True, vertical_alignment="center", key="footer"):
        by = f"{plain(edition.publisher)} · " if edition.publisher else ""
        st.caption(
            f"{by}Data release {catalogue.release.name} of "
            f"{day(catalogue.release.date.isoformat())} · newest figure: "
            f"{day(catalogue.newest_figure)}",
            width="content",
        )
        if st.button("About", type="tertiary", key="about"):
            _about(catalogue, edition)


@st.dialog("About this dashboard", width="medium")
def _about(catalogue: Catalogue, edition: Edition) -> None:
    st.markdown(
        "It shows what public sources say about emigration from Russia since 24 February 2022: "
        "where people went, which rules they met and how many left. Each figure names its source, "
        "its period and what it counts; what no source reports is shown as not reported."
    )
    st.markdown(
        "It is independent of every publisher it names. Figures were read in public copies or the "
        "press where the source line says so: check there before you quote."
    )
    st.markdown(
        "This page asks no other host for anything and stores nothing about you. A hosting service "
        "may collect usage statistics of its own; Streamlit Community Cloud does."
    )
    st.markdown(BORDER_NOTE)
    if edition.note:
        st.markdown(plain(edition.note))
    if edition.contact:
        st.markdown(f"Contact: {plain(edition.contact)}")
    sources = catalogue.observations["source_id"].str.split(";").explode().nunique()
    st.caption(
        f"{counted(len(catalogue.observations), 'value')} of "
        f"{counted(len(catalogue.indicators), 'indicator')} from {counted(sources, 'source')}."
    )
