"""Asylum and the article: what was claimed, and what its sources say."""

import contextlib
from dataclasses import replace

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.figures.article_figure import has_range, range_figure, tops, verdict_strip
from dashboard.figures.asylum_figure import (
    TOP,
    AsylumCard,
    all_claims,
    asylum_card,
    asylum_years,
    place_names,
)
from dashboard.figures.people_tables import (
    article_table,
    asylum_table,
)
from dashboard.links.article_targets import article_target
from dashboard.links.people_view import PeopleView, years
from dashboard.tables.rows import Row, records
from dashboard.widgets import store
from dashboard.widgets.address import hold
from dashboard.widgets.chart import plain_chart
from dashboard.widgets.looks import palette
from dashboard.widgets.page_files import PAGE_FILES
from dashboard.widgets.people_foot import Go, foot, head
from dashboard.widgets.source_note import plain, source_note
from dashboard.words import article_words, asylum_words
from dashboard.words.sources import source_lines
from dashboard.words.term_words import ASYLUM_TERMS

ARTICLE_ON_ASYLUM = ("a16_asylum_claims", "a17_asylum_granted")


def people_asylum(view: PeopleView, go: Go) -> None:
    """Show the rates of one year as dots, and one place over the years."""
    data, estimates = store.catalogue(), store.estimates()
    everything = bool(st.session_state.get("people_rates_all", False))
    claims = all_claims(store.people())
    card = asylum_card(data, view.country, view.year, palette(), claims, everything=everything)
    head(card.title, asylum_words.SHORT)
    _asylum_controls(view, go)
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        _rates(card, view, go)
    with right, st.container(gap="xsmall"):
        for line in card.lines:
            st.text(line)
        if card.figure is not None:
            plain_chart(card.figure, card.alt, "people_asylum_years")
    counts = [one.applied for one in asylum_years(data).values()]
    ids = {"source_id": ";".join(sorted({one.source_id for one in counts if one}))}
    figures = [estimates.article_figure(one) for one in ARTICLE_ON_ASYLUM]
    said = [
        f"The article: {row['what_the_article_says']} Sources: {row['what_the_sources_say']}"
        for row in figures
    ]
    foot(
        view,
        [ids],
        {"": lambda: asylum_table(data, asylum_years(data).values())},
        {
            "title": "Asylum: applications and decisions on claims of people from Russia",
            "definition": asylum_words.WHAT,
            "caution": asylum_words.SMALL,
        },
        ASYLUM_TERMS,
        [asylum_words.WHAT, asylum_words.SMALL, *said, *card.beside],
        extra=figures,
    )


def _asylum_controls(view: PeopleView, go: Go) -> None:
    data = store.catalogue()
    names = place_names(data)
    names.setdefault(view.country, data.names.by_code.get(view.country, view.country))
    place, year = st.columns([1, 1.6], gap="medium")
    hold("people_country", view.country)
    place.selectbox(
        "Country",
        list(names),
        format_func=names.__getitem__,
        key="people_country",
        on_change=lambda: go(replace(view, country=st.session_state["people_country"])),
    )
    hold("people_year", view.year)
    year.select_slider(
        "Year",
        years(store.vocabulary()),
        key="people_year",
        on_change=lambda: go(replace(view, year=st.session_state["people_year"])),
    )


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


def people_article(view: PeopleView) -> None:
    """Show the verdicts as a strip, then a row a figure; its sources open where its verdict is."""
    estimates = store.estimates()
    figures = records(estimates.article_figures)
    title = article_words.article_title(figures)
    head(title, f"{article_words.VERDICT_MEANS} {article_words.MARKS}.")
    plain_chart(verdict_strip(figures, palette()), article_words.strip_alt(figures), "people_strip")
    ends = tops(figures)
    with st.container(gap="xxsmall"):
        for at, figure in enumerate(figures, start=1):
            _figure(at, figure, ends[figure["figure_id"]])
    foot(
        view,
        figures,
        {"": lambda: article_table(estimates.article_figures, estimates.sources)},
        {"title": title, "verdicts": article_words.VERDICT_MEANS},
        (),
        [article_words.VERDICT_MEANS, article_words.PEOPLE],
    )


def _figure(at: int, figure: Row, top: float) -> None:
    key = str(figure["figure_id"])
    said, found, verdict = st.columns([1.5, 1.7, 0.6], gap="medium", vertical_alignment="center")
    said.markdown(f":small[**{at}** · {plain(figure['what_the_article_says'])}]")
    with found:
        if has_range(figure):
            drawn = range_figure(figure, top, palette())
            plain_chart(drawn, article_words.range_alt(figure), f"range_{key}")
        else:
            st.markdown(f":small[{plain(figure['what_the_sources_say'])}]")
    shown = figure["verdict"]
    opened = verdict.popover(
        article_words.VERDICT_WORDS[shown],
        icon=article_words.VERDICT_ICONS[shown],
        type="tertiary",
        key=f"sources_{key}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            st.text(figure["what_the_sources_say"])
            source_note(source_lines(figure["source_id"], store.estimates().sources))
            _leads(figure)


def _leads(figure: Row) -> None:
    page, query = article_target(figure)
    # A page that a deployment leaves out has no link.
    with contextlib.suppress(StreamlitAPIException):
        st.page_link(
            PAGE_FILES[page],
            label=article_words.link_label(page, query),
            icon=":material/arrow_forward:",
            query_params=query,
        )
