"""How many left: depending on whom you believe and what you assume."""

import streamlit as st

from dashboard.figures.estimate_ranges import (
    RangesCard,
    emigrants,
    listed_rows,
    others,
    ranges_card,
)
from dashboard.figures.scenario_figures import results
from dashboard.links.scenario_view import (
    Letter,
    ScenarioView,
    parse_scenarios,
    scenario_query,
    with_scenario,
)
from dashboard.links.starts import Chosen, Starts
from dashboard.models.chain import Result
from dashboard.tables.estimates import EstimateTables
from dashboard.widgets import store
from dashboard.widgets.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.widgets.chain_controls import people_control, share_controls, start_menu
from dashboard.widgets.chart import plain_chart
from dashboard.widgets.looks import palette
from dashboard.widgets.scenario_controls import filters, top_controls
from dashboard.widgets.scenario_details import details
from dashboard.widgets.source_note import plain
from dashboard.words import scenario_words
from dashboard.words.estimate_words import APART, MARKS, WHY_APART


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.estimates(), store.starts()
    query = current_query()
    view, refusals = parse_scenarios(query, starts)
    show_refusals(refusals)
    show_release_note(query, starts.release)
    made = results(view, starts)
    link = share_link(scenario_query(view, starts, full=True))
    if len(view.on) == 1:
        left, right = st.columns([1.55, 1], gap="medium")
        with left:
            _estimates(view, starts, tables)
            details(view, made, link)
        with right:
            _controls(view, starts, tables)
            _scenario("a", view, starts, tables, made["a"])
    else:
        _controls(view, starts, tables)
        for column, letter in zip(st.columns(len(view.on), gap="medium"), view.on, strict=True):
            with column:
                _scenario(letter, view, starts, tables, made[letter])
        _estimates(view, starts, tables)
        details(view, made, link)


def _controls(view: ScenarioView, starts: Starts, tables: EstimateTables) -> None:
    if not view.present:
        top_controls(view, starts, tables, _go)


def _estimates(view: ScenarioView, starts: Starts, tables: EstimateTables) -> None:
    rows = listed_rows(tables, view)
    marks: dict[str, str] = {}
    for letter, chosen in view.on.items():
        marks[chosen.source] = f"{marks.get(chosen.source, '')}{letter.upper()}"
    people, apart = emigrants(rows), others(rows)
    if people:
        _ranges(ranges_card(tables, people, marks, palette()), "ranges")
    if not rows:
        st.subheader("No estimate is listed with these filters", anchor=False)
        st.text("Open the filters and choose at least one kind of count and one method.")
    if apart:
        st.markdown(f"**{APART}**")
        card = ranges_card(tables, apart, marks, palette())
        _ranges(card, "ranges_apart")
        for concept in dict.fromkeys(row["concept"] for row in apart):
            st.caption(WHY_APART[concept])
    if not view.present:
        filters(view, starts, _go)


def _ranges(card: RangesCard, key: str) -> None:
    st.subheader(card.title, anchor=False)
    st.caption(card.subtitle)
    plain_chart(card.figure, card.alt, key)
    st.caption(MARKS)


def _scenario(
    letter: Letter, view: ScenarioView, starts: Starts, tables: EstimateTables, result: Result
) -> None:
    chosen = view.on[letter]

    def put(changed: Chosen) -> None:
        _go(with_scenario(view, letter, changed))

    with st.container(border=True, key=f"scenario_{letter}", gap="small"):
        st.markdown(f"**Scenario {letter.upper()}**")
        if view.present:
            st.text(scenario_words.start_name(tables, chosen.source))
        else:
            start_menu(chosen, starts, tables, f"{letter}_", put)
        _answer(view, tables, result)
        if view.present:
            return
        people_control(chosen, f"{letter}_", put)
        st.caption(plain(scenario_words.start_note(tables, result.start)))
        share_controls(chosen, starts, tables, f"{letter}_", put)


def _answer(view: ScenarioView, tables: EstimateTables, result: Result) -> None:
    residents = float(tables.residents["value"])
    st.metric(
        scenario_words.RESULT_LABELS[view.result],
        scenario_words.result_value(result, view.result, residents),
    )
    with st.container(gap="xxsmall"):
        for line in scenario_words.answer_lines(result, view.result, tables):
            st.text(line)


def _go(view: ScenarioView) -> None:
    write_query(scenario_query(view, store.starts()))


main()
