"""Asylum: decisions by country and year, and the article's two figures beside the sources'."""

from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.chart import plain_chart
from dashboard.kit.looks import palette
from dashboard.kit.source_note import plain, source_note
from dashboard.kit.terms import term_links
from dashboard.link.people_view import PeopleView, years
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.estimates import EstimateTables
from dashboard.views.people.asylum_figure import (
    TOP,
    AsylumCard,
    all_claims,
    asylum_card,
    asylum_years,
    place_names,
)
from dashboard.views.people.table import Go, table_and_download
from dashboard.views.people.tables import asylum_table
from dashboard.words import asylum_words
from dashboard.words.article_words import other_sources
from dashboard.words.sources import source_lines
from dashboard.words.term_words import ASYLUM_TERMS

FIGURES = ("a16_asylum_claims", "a17_asylum_granted")


def people_asylum(data: Catalogue, estimates: EstimateTables, view: PeopleView, go: Go) -> None:
    """Show one place over the years, the countries of one year, and the article beside them."""
    everything = bool(st.session_state.get("people_rates_all", False))
    card = asylum_card(
        data,
        view.country,
        view.year,
        palette(),
        all_claims(store.people()),
        everything=everything,
    )
    st.subheader(card.title, anchor=False)
    st.caption(plain(asylum_words.WHAT))
    term_links(ASYLUM_TERMS)
    _controls(data, view, go)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        _place(data, card)
    with right:
        _rates(card, view, go)
    _article(card, estimates)
    table_and_download(
        "Table and download",
        "people_asylum",
        lambda: asylum_table(data, asylum_years(data).values()),
        view,
        {
            "title": "Asylum: applications and decisions on claims of people from Russia",
            "definition": asylum_words.WHAT,
            "caution": asylum_words.SMALL,
        },
        search_in=["Country", "Year"],
    )


def _controls(data: Catalogue, view: PeopleView, go: Go) -> None:
    names = place_names(data)
    if view.country not in names:
        names = {**names, view.country: data.names.by_code[view.country]}
    place, year = st.columns([1, 1.6], gap="medium")
    st.session_state["people_country"] = view.country
    place.selectbox(
        "Country",
        list(names),
        format_func=names.__getitem__,
        key="people_country",
        on_change=lambda: go(replace(view, country=st.session_state["people_country"])),
    )
    st.session_state["people_year"] = view.year
    year.select_slider(
        "Year",
        years(store.vocabulary()),
        key="people_year",
        on_change=lambda: go(replace(view, year=st.session_state["people_year"])),
    )


def _place(data: Catalogue, card: AsylumCard) -> None:
    with st.container(gap="xsmall"):
        for line in card.lines:
            st.text(line)
        if card.figure is not None:
            plain_chart(card.figure, card.alt, "people_asylum_years")
        st.caption(plain(asylum_words.SMALL))
        ids = ";".join(dict.fromkeys(_asylum_sources(data)))
        source_note(source_lines(ids, data.sources))


def _asylum_sources(data: Catalogue) -> list[str]:
    counts = [one.applied for one in asylum_years(data).values()]
    return sorted({i for count in counts if count for i in count.source_id.split(";")})


def _rates(card: AsylumCard, view: PeopleView, go: Go) -> None:
    st.markdown(f"#### {plain(card.ranking_title)}")
    if card.ranking is None:
        st.text("No country has a rate in this year. Try another year.")
        return
    plain_chart(
        card.ranking,
        card.ranking_alt,
        "people_rates",
        lambda iso3: go(replace(view, country=iso3)),
    )
    if card.total > TOP:
        st.toggle(f"Show all {card.total}", key="people_rates_all")


def _article(card: AsylumCard, estimates: EstimateTables) -> None:
    rows = [estimates.article_figure(figure_id) for figure_id in FIGURES]
    st.markdown(f"#### {plain(asylum_words.article_heading(rows))}")
    for column, row in zip(st.columns(len(rows), gap="large"), rows, strict=True):
        with column, st.container(gap=None):
            st.text(f"The article: {row['what_the_article_says']}")
            st.text(f"Sources: {row['what_the_sources_say']}")
            source_note(source_lines(other_sources(row["source_id"]), estimates.sources))
    with st.container(gap="xsmall"):
        for line in card.beside:
            st.text(line)
