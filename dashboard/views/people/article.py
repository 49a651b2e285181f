"""The article, figure by figure: what it says, what the sources say, verdict, and where to go."""

import contextlib

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.kit.page_files import PAGE_FILES
from dashboard.kit.source_note import plain, source_note
from dashboard.link.people_view import PeopleView
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.rows import Row, records
from dashboard.views.people.article_targets import article_target
from dashboard.views.people.table import table_and_download
from dashboard.views.people.tables import article_table
from dashboard.words import article_words
from dashboard.words.sources import source_lines


def people_article(estimates: EstimateTables, view: PeopleView) -> None:
    """Show every figure in the order of the article."""
    figures = records(estimates.article_figures)
    title = article_words.article_title(figures)
    st.subheader(title, anchor=False)
    st.caption(f"{article_words.VERDICT_MEANS}  \n{article_words.PEOPLE}")
    source_note(source_lines(article_words.ARTICLE_SOURCE, estimates.sources))
    for at, figure in enumerate(figures, start=1):
        _figure(at, figure, estimates)
    table_and_download(
        "Table and download",
        "people_article",
        lambda: article_table(estimates.article_figures, estimates.sources),
        view,
        {"title": title, "verdicts": article_words.VERDICT_MEANS},
    )


def _figure(at: int, figure: Row, estimates: EstimateTables) -> None:
    with st.container(border=True, key=figure["figure_id"]):
        said, found, verdict = st.columns([1, 1.35, 0.55], gap="medium")
        with said, st.container(gap="xxsmall"):
            st.markdown(f":small[{at} · {plain(article_words.topic_heading(figure['topic']))}]")
            st.markdown(plain(figure["what_the_article_says"]))
        with found, st.container(gap="xxsmall"):
            st.markdown(":small[What the sources say]")
            st.markdown(plain(figure["what_the_sources_say"]))
            if others := article_words.other_sources(figure["source_id"]):
                source_note(source_lines(others, estimates.sources))
        with verdict, st.container(gap="xxsmall"):
            shown = figure["verdict"]
            icon = article_words.VERDICT_ICONS[shown]
            st.markdown(f"{icon} **{article_words.VERDICT_WORDS[shown]}**")
            _link(figure)


def _link(figure: Row) -> None:
    page, query = article_target(figure)
    # A page that a deployment leaves out has no link.
    with contextlib.suppress(StreamlitAPIException):
        st.page_link(
            PAGE_FILES[page],
            label=article_words.link_label(page, query),
            icon=":material/arrow_forward:",
            query_params=query,
        )
