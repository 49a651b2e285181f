"""The parts of the People page: a figure each, its controls beside it, and the row of actions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.figures.map_table import MapTable
from dashboard.figures.people_tables import (
    event_table,
    profile_table,
    series_table,
)
from dashboard.figures.profile_figure import WHO, WHY, in_columns, profile_card
from dashboard.figures.route_map import route_card
from dashboard.figures.when_figure import (
    before_axis,
    day_cards,
    long_card,
    moment_of,
    numbered_events,
)
from dashboard.links.people_view import PeopleView
from dashboard.tables.people_schemas import KINDS
from dashboard.tables.rows import Row
from dashboard.widgets import store
from dashboard.widgets.actions import actions, sources_and_terms
from dashboard.widgets.address import hold
from dashboard.widgets.chart import plain_chart
from dashboard.widgets.looks import palette
from dashboard.widgets.map_component import Shown, draw_one
from dashboard.widgets.page_files import PAGE_FILES
from dashboard.widgets.people_foot import Go, foot, head, link_of
from dashboard.widgets.source_note import plain
from dashboard.words import profile_words, route_words, when_words
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.periods import day
from dashboard.words.slide_words import SHORT_BORDER_NOTE
from dashboard.words.term_words import SURVEY_TERMS, WHEN_TERMS

# Pixels between the rows of Why, which has few.
WIDE = 30


def people_when(view: PeopleView, go: Go) -> None:
    """Show what was counted meanwhile with numbered events, and autumn 2022 by day."""
    tables, colors = store.people(), palette()
    exits = tables.series_rows("fsb_exits_quarter")
    title = when_words.exits_title(exits)
    head(title, when_words.season_line(exits))
    _kinds(view, go)
    events = numbered_events(tables, view.kind)
    card = long_card(tables, events, colors)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:
        plain_chart(card.figure, card.alt, "people_long")
    with right, st.container(gap="xsmall"):
        st.markdown(f"##### {when_words.events_title(tables.events(view.kind), view.kind)}")
        st.markdown("\n".join(_numbered(at, row) for at, row in enumerate(events, start=1)))
    most = when_words.days_title(tables.series_rows("georgia_daily_in"), moment_of(tables))
    st.markdown(f"#### {plain(most)}")
    cards = day_cards(tables, colors)
    for at, (column, each) in enumerate(zip(st.columns(len(cards)), cards, strict=True)):
        with column:
            plain_chart(each.figure, each.alt, f"people_days_{at}")
    drawn = [row for one in (card, *cards) for row in one.rows]
    shown: dict[str, Callable[[], MapTable]] = {
        "events": partial(event_table, tables, tables.events(view.kind)),
        "series": lambda: series_table(tables),
    }
    foot(
        view,
        drawn,
        shown,
        {"title": title, "caution": when_words.CROSSINGS},
        WHEN_TERMS,
        [when_words.CROSSINGS, when_words.GAPS, when_words.outside_line(before_axis(tables))],
        extra=tables.events(view.kind),
    )


def _kinds(view: PeopleView, go: Go) -> None:
    hold("people_kind", view.kind)
    st.pills(
        "Kind of event",
        KINDS,
        format_func=when_words.KIND_LABELS.__getitem__,
        key="people_kind",
        on_change=lambda: go(replace(view, kind=st.session_state["people_kind"])),
        label_visibility="collapsed",
    )


def _numbered(at: int, event: Row) -> str:
    return f"{at}. :small[{day(event['date'])}: {plain(event['title'])}]"


def people_who(view: PeopleView) -> None:
    """Show the profile in two columns, against residents where the facts have both."""
    tables = store.people()
    title = profile_words.who_title(tables.attribute("education"))
    cards = [profile_card(tables, each, palette()) for each in in_columns(tables, WHO)]
    rows = [row for card in cards for row in card.rows]
    head(title, f"{profile_words.shapes_line(rows)} · {profile_words.IN_PERCENT}")
    for at, (column, card) in enumerate(zip(st.columns(2, gap="medium"), cards, strict=True)):
        with column:
            plain_chart(card.figure, card.alt, f"people_who_{at}")
    _profile_foot(view, rows, WHO, title, [profile_words.NO_LIST])


def people_why(view: PeopleView) -> None:
    """Show the motives that are counted, and the reasons of permits."""
    card = profile_card(store.people(), WHY, palette(), gap=WIDE)
    title = profile_words.why_title(card.rows)
    head(title, f"{profile_words.shapes_line(card.rows)} · {profile_words.IN_PERCENT}")
    plain_chart(card.figure, card.alt, "people_why")
    notes = [profile_words.ONLY_COUNTED, profile_words.NOT_A_MOTIVE, profile_words.NO_LIST]
    _profile_foot(view, card.rows, WHY, title, notes)


def _profile_foot(
    view: PeopleView, rows: list[Row], attributes: Sequence[str], title: str, notes: list[str]
) -> None:
    shown = {"": lambda: profile_table(store.people(), attributes)}
    header = {"title": title, "caution": " ".join(notes)}
    foot(view, rows, shown, header, SURVEY_TERMS, notes)


def people_routes(view: PeopleView) -> None:
    """Show the three routes on the map and in words; no table, no file, no slide."""
    card = route_card(store.catalogue(), store.people())
    head(card.title, route_words.ELSEWHERE)
    left, right = st.columns([2.15, 1], gap="medium")
    with left:
        draw_one(card.map, Shown(card.title, card.alt, beside=False), "people_map")
    with right:
        for at, route in enumerate(card.routes):
            with st.container(border=True, gap=None, key=f"route_{at}"):
                st.markdown(f"**{plain(route.name)}** · {plain(route.line)}")
                st.text(route.month)
                st.page_link(
                    PAGE_FILES["countries"],
                    label=f"{plain(route.country)} in full",
                    icon=":material/arrow_forward:",
                    query_params={"c": route.iso3},
                )
    st.caption(f"{route_words.LINES} {SHORT_BORDER_NOTE}.")
    actions(
        "people_routes",
        link=link_of(view),
        sources=lambda: sources_and_terms(card.sources, notes=[BORDER_NOTE]),
        briefing=False,
        present=False,
    )
