"""The range charts of the estimates: drawn anew only when the list or the marked starts change."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.palette import Palette
from dashboard.kit import store
from dashboard.kit.chart import plain_chart
from dashboard.kit.looks import palette
from dashboard.kit.terms import term_links
from dashboard.link.scenario_view import ScenarioView
from dashboard.tables.rows import Row
from dashboard.views.estimates.ranges import RangesCard, emigrants, listed_rows, others, ranges_card
from dashboard.words.estimate_words import APART, MARKS, WHY_APART
from dashboard.words.term_words import ESTIMATE_TERMS

Marks = tuple[tuple[str, str], ...]


def scenario_ranges(view: ScenarioView) -> None:
    """Show the emigrants that pass the filters; other kinds apart, with the reason."""
    rows = listed_rows(store.estimates(), view)
    marks: dict[str, str] = {}
    for letter, chosen in view.on.items():
        marks[chosen.source] = f"{marks.get(chosen.source, '')}{letter.upper()}"
    people, apart = emigrants(rows), others(rows)
    if not rows:
        st.subheader("No estimate is listed with these filters", anchor=False)
        st.text("Open the filters and choose at least one kind of count and one method.")
    if people:
        _draw(people, tuple(marks.items()), "ranges")
        if not view.present:
            term_links(ESTIMATE_TERMS)
    if apart:
        st.markdown(f"**{APART}**")
        _draw(apart, tuple(marks.items()), "ranges_apart")
        for concept in dict.fromkeys(row["concept"] for row in apart):
            st.caption(WHY_APART[concept])


def _draw(rows: Sequence[Row], marks: Marks, key: str) -> None:
    card = _card(tuple(row["estimate_id"] for row in rows), marks, palette())
    st.subheader(card.title, anchor=False)
    st.caption(card.subtitle)
    plain_chart(card.figure, card.alt, key)
    st.caption(MARKS)


@st.cache_resource(show_spinner=False, max_entries=32)
def _card(estimate_ids: tuple[str, ...], marks: Marks, colors: Palette) -> RangesCard:
    tables = store.estimates()
    rows = [tables.estimate(estimate_id) for estimate_id in estimate_ids]
    return ranges_card(tables, rows, dict(marks), colors)
