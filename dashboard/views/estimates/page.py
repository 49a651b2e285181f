"""How many left: depending on whom you believe and what you assume."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.charts.scenarios import results
from dashboard.kit import store
from dashboard.kit.actions import actions, fresh
from dashboard.kit.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.kit.chain_controls import (
    figure_menu,
    people_control,
    share_controls,
    start_menu,
    to_workforce,
)
from dashboard.kit.chart import plain_chart
from dashboard.kit.source_note import plain
from dashboard.link.page_codes import on_calculators
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import (
    ScenarioView,
    parse_scenarios,
    scenario_query,
    with_scenario,
)
from dashboard.link.starts import Chosen
from dashboard.tables.estimates import EstimateTables
from dashboard.views.estimates.controls import edited, filters, top_controls
from dashboard.views.estimates.details import Results, downloads_of, sources_of, table_of
from dashboard.views.estimates.pictures import scenario_pictures
from dashboard.words import chain_figure_words, estimate_words, scenario_words


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.estimates(), store.starts()
    query = current_query()
    view, refusals = parse_scenarios(query, starts)
    show_refusals(refusals)
    show_release_note(query, starts.release, on_calculators(view))
    made = results(view, starts)
    pictures = scenario_pictures(view, made, tables, starts, store.catalogue())
    link = PageLink.of("scenarios", scenario_query(view, starts, full=True))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _figures(view, pictures, tables)
        actions(
            "scenario",
            link=link,
            table=partial(table_of, view, pictures),
            download=partial(downloads_of, view, made, share_link(link.query)),
            sources=partial(sources_of, view, made),
        )
    with right:
        _inputs(view, made, tables)


def _figures(view: ScenarioView, pictures: Sequence[Figure], tables: EstimateTables) -> None:
    """Show the picture chosen; the controls of the place stay where they are."""
    for number, picture in enumerate(pictures):
        with fresh(f"picture_{number}", f"{picture.title} {picture.lines}"):
            st.subheader(plain(picture.title), anchor=False)
            between = " · " if view.picture == "difference" else " "
            st.caption(plain(between.join(picture.lines)))
        if number == 0:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                figure_menu(
                    scenario_words.PICTURE_LABELS,
                    view.picture,
                    "scenario_view",
                    lambda shown: _go(replace(view, picture=shown)),
                )
                if view.picture == "estimates":
                    filters(view, store.starts(), tables, _go)
        if picture.figure is not None:
            plain_chart(picture.figure, picture.alt, f"{view.picture}_{number}")
    if note := _note(view):
        st.caption(plain(note))


def _note(view: ScenarioView) -> str:
    """Return how the marks of a picture read."""
    if view.picture == "estimates":
        apart = [estimate_words.WHY_APART[c] for c in view.show if c in estimate_words.WHY_APART]
        return " ".join([estimate_words.MARKS, *apart])
    return {
        "difference": chain_figure_words.BRIDGE_NOTE,
        "drivers": chain_figure_words.TORNADO_NOTE,
        "hosts": chain_figure_words.HOSTS_NOTE,
    }.get(view.picture, "")


def _inputs(view: ScenarioView, made: Results, tables: EstimateTables) -> None:
    """Show what each scenario comes to, and the inputs of the one that is edited."""
    starts = store.starts()
    letter = edited(view)
    chosen = view.on[letter]
    residents = float(tables.residents.value)

    def put(changed: Chosen) -> None:
        _go(with_scenario(view, letter, changed))

    with st.container(border=True, key="scenario_inputs", gap="small"):
        with st.container(horizontal=True, gap="small", key="scenario_results"):
            names = scenario_words.RESULT_LABELS if len(made) == 1 else scenario_words.SHORT_LABELS
            name = scenario_words.lower_first(names[view.result])
            for one, result in made.items():
                st.metric(
                    f"{one.upper()}: {name}",
                    scenario_words.result_value(result, view.result, residents),
                )
        st.caption(plain(scenario_words.short_answer(made[letter], view.result, tables)))
        top_controls(view, starts, tables, _go)
        start_menu(chosen, starts, tables, f"{letter}_", put)
        people_control(chosen, f"{letter}_", put)
        st.markdown(scenario_words.ASSUMPTIONS)
        share_controls(chosen, starts, tables, f"{letter}_", put)
        to_workforce(view, letter)


def _go(view: ScenarioView) -> None:
    write_query(scenario_query(view, store.starts()))


main()
