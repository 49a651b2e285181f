"""Who and why: the figures of the profile as dots, a row each."""

import streamlit as st

from dashboard.kit.chart import plain_chart
from dashboard.kit.looks import palette
from dashboard.link.people_view import PeopleView
from dashboard.tables.people import PeopleTables
from dashboard.views.people.profile_figure import WHO, WHY, in_columns, profile_card
from dashboard.views.people.table import table_and_download
from dashboard.views.people.tables import profile_table
from dashboard.words import profile_words
from dashboard.words.sources import source_summary

# Pixels between the rows of Why, which has few.
WIDE = 30


def people_who(tables: PeopleTables, view: PeopleView) -> None:
    """Show the profile in two columns, against residents where the facts have both."""
    title = profile_words.who_title(tables.attribute("education"))
    st.subheader(title, anchor=False)
    cards = [profile_card(tables, each, palette()) for each in in_columns(tables, WHO)]
    shapes = profile_words.shapes_line([row for card in cards for row in card.rows])
    st.caption(f"{shapes} · {profile_words.IN_PERCENT}")
    for at, (column, card) in enumerate(zip(st.columns(2, gap="medium"), cards, strict=True)):
        with column:
            plain_chart(card.figure, card.alt, f"people_who_{at}")
    _foot(tables, WHO, "people_profile", view, title, profile_words.NO_LIST)


def people_why(tables: PeopleTables, view: PeopleView) -> None:
    """Show the motives that are counted, and the reasons of permits."""
    card = profile_card(tables, WHY, palette(), gap=WIDE)
    title = profile_words.why_title(card.rows)
    st.subheader(title, anchor=False)
    shapes = profile_words.shapes_line(card.rows)
    st.caption(f"{shapes} · {profile_words.IN_PERCENT} {profile_words.NOT_A_MOTIVE}")
    plain_chart(card.figure, card.alt, "people_why")
    caution = f"{profile_words.ONLY_COUNTED} {profile_words.NOT_A_MOTIVE}"
    _foot(tables, WHY, "people_motives", view, title, caution)


def _foot(
    tables: PeopleTables,
    attributes: tuple[str, ...],
    key: str,
    view: PeopleView,
    title: str,
    caution: str,
) -> None:
    rows = tables.profile[tables.profile["attribute"].isin(attributes)]
    st.caption(f"Source: {source_summary(list(rows['source_id']), tables.sources)}")
    table_and_download(
        "Table and download",
        key,
        lambda: profile_table(tables, attributes),
        view,
        {"title": title, "caution": caution},
    )
