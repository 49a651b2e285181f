"""How many left: depending on whom you believe and what you assume."""

import streamlit as st

from dashboard.charts.scenarios import results
from dashboard.kit import store
from dashboard.kit.add_to_briefing import add_button
from dashboard.kit.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.kit.chain_controls import people_control, share_controls, start_menu
from dashboard.kit.handover import to_workforce
from dashboard.kit.page_foot import page_foot
from dashboard.kit.source_note import plain
from dashboard.link.in_view import on_scenarios
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import (
    Letter,
    ScenarioView,
    parse_scenarios,
    scenario_query,
    with_scenario,
)
from dashboard.link.starts import Chosen, Starts
from dashboard.models.chain import Result
from dashboard.tables.estimates import EstimateTables
from dashboard.views.estimates.controls import filters, top_controls
from dashboard.views.estimates.details import details, tables_and_downloads
from dashboard.views.estimates.range_panel import scenario_ranges
from dashboard.words import scenario_words


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.estimates(), store.starts()
    query = current_query()
    view, refusals = parse_scenarios(query, starts)
    show_refusals(refusals)
    show_release_note(query, starts.release, on_scenarios(view))
    made = results(view, starts)
    full = scenario_query(view, starts, full=True)
    link = share_link(full)
    if len(view.on) == 1:
        left, right = st.columns([1.55, 1], gap="medium")
        with left:
            _estimates(view, starts)
            details(view, made, link)
        with right:
            top_controls(view, starts, tables, _go)
            _scenario("a", view, starts, tables, made["a"])
    else:
        top_controls(view, starts, tables, _go)
        for column, letter in zip(st.columns(len(view.on), gap="medium"), view.on, strict=True):
            with column:
                _scenario(letter, view, starts, tables, made[letter])
        _estimates(view, starts)
        details(view, made, link)
    add_button(PageLink.of("scenarios", full), "scenarios")
    tables_and_downloads(view, made, link)
    page_foot("scenario", full)


def _estimates(view: ScenarioView, starts: Starts) -> None:
    scenario_ranges(view)
    filters(view, starts, store.estimates(), _go)


def _scenario(
    letter: Letter, view: ScenarioView, starts: Starts, tables: EstimateTables, result: Result
) -> None:
    chosen = view.on[letter]

    def put(changed: Chosen) -> None:
        _go(with_scenario(view, letter, changed))

    with st.container(border=True, key=f"scenario_{letter}", gap="small"):
        st.markdown(f"**Scenario {letter.upper()}**")
        start_menu(chosen, starts, tables, f"{letter}_", put)
        _answer(view, tables, result)
        people_control(chosen, f"{letter}_", put)
        st.caption(plain(scenario_words.start_note(tables, result.start)))
        share_controls(chosen, starts, tables, f"{letter}_", put)
        to_workforce(view, letter)


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
