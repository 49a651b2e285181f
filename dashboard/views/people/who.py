"""Who and why: the figures of the profile, attribute by attribute."""

import streamlit as st

from dashboard.kit.chart import plain_chart
from dashboard.kit.looks import palette
from dashboard.kit.source_note import plain, source_note
from dashboard.kit.terms import term_links
from dashboard.link.people_view import PeopleView
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.people import PeopleTables
from dashboard.tables.rows import Row
from dashboard.views.people.profile_figure import WHO, WHY, ProfileSection, profile_sections
from dashboard.views.people.table import table_and_download
from dashboard.views.people.tables import profile_table
from dashboard.words import profile_words
from dashboard.words.article_words import other_sources
from dashboard.words.sources import source_lines
from dashboard.words.term_words import SURVEY_TERMS

# The dates that the article itself gives for people's leaving.
ARTICLE_DATES = ("a04_crimea", "a05_first_wave", "a06_mobilisation", "a07_online_callup")


def people_who(tables: PeopleTables, view: PeopleView) -> None:
    """Show the profile in two columns, against residents where the facts have both."""
    title = profile_words.who_title(tables.attribute("education"))
    st.subheader(title, anchor=False)
    st.caption(profile_words.NO_LIST)
    if not view.present:
        term_links(SURVEY_TERMS)
    sections = profile_sections(tables, WHO, palette())
    # Sections differ in height: each goes where less stands so far.
    heights = [0, 0]
    columns = st.columns(2, gap="large")
    for section in sections:
        place = heights.index(min(heights))
        heights[place] += 2 + 3 * len(section.figures) + 4 * len(section.charts)
        with columns[place]:
            _section(section)
    table_and_download(
        "Table and download",
        "people_profile",
        lambda: profile_table(tables, WHO),
        view,
        {"title": title, "caution": profile_words.NO_LIST},
    )


def people_why(tables: PeopleTables, estimates: EstimateTables, view: PeopleView) -> None:
    """Show the motives that are counted, and the dates that the article gives."""
    motives, permits = profile_sections(tables, WHY, palette())
    title = profile_words.why_title(motives.charts[0].rows)
    st.subheader(title, anchor=False)
    st.caption(f"{profile_words.ONLY_COUNTED} {profile_words.NO_LIST}")
    left, right = st.columns(2, gap="large")
    with left:
        _section(motives)
    with right:
        with st.container(gap="small"):
            st.markdown("#### Dates that the article gives")
            for figure_id in ARTICLE_DATES:
                _date(estimates.article_figure(figure_id), estimates)
        _section(permits)
        st.caption(profile_words.NOT_A_MOTIVE)
    table_and_download(
        "Table and download",
        "people_motives",
        lambda: profile_table(tables, WHY),
        view,
        {
            "title": title,
            "caution": f"{profile_words.ONLY_COUNTED} {profile_words.NOT_A_MOTIVE}",
        },
    )


def _section(section: ProfileSection) -> None:
    with st.container(gap="small", key=f"profile_{section.attribute}"):
        st.markdown(f"#### {plain(section.heading)}")
        for at, chart in enumerate(section.charts):
            st.markdown(f":small[{plain(chart.heading)}]")
            plain_chart(chart.figure, chart.alt, f"profile_{section.attribute}_{at}")
        for figure in section.figures:
            with st.container(gap=None):
                st.markdown(f"**{plain(' · '.join(figure.texts))}**")
                # Not captions: with links beside them faded text falls below the contrast needed.
                st.markdown(f":small[{plain(figure.asked)}]")
                for line in figure.more:
                    st.markdown(f":small[{plain(line)}]")
                source_note(figure.sources)


def _date(figure: Row, estimates: EstimateTables) -> None:
    with st.container(gap=None):
        st.text(f"The article: {figure['what_the_article_says']}")
        st.text(f"Sources: {figure['what_the_sources_say']}")
        source_note(source_lines(other_sources(figure["source_id"]), estimates.sources))
