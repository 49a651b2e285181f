"""What stands one click away on the page How many left: each part is made only when opened."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.charts.scenarios import (
    Picture,
    bridge_picture,
    host_counts,
    quantity_of,
    tornado_picture,
)
from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.chart import plain_chart
from dashboard.kit.html_table import html_table
from dashboard.kit.looks import palette
from dashboard.kit.source_note import plain, source_note
from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.models.chain import Result
from dashboard.views.estimates.downloads import scenario_downloads, step_downloads
from dashboard.views.estimates.ranges import estimate_table, listed_rows, returns_table
from dashboard.views.estimates.working import working
from dashboard.words import scenario_words

Results = Mapping[Letter, Result]
NOT_AVERAGED = "Shares of different groups of people: not compared and never averaged."


def details(view: ScenarioView, made: Results, link: str) -> None:
    """Show what is computed now in a line, and folded: working, bridge, tornado, host countries."""
    for letter, result in made.items():
        st.caption(plain(scenario_words.result_line(letter, result, store.estimates())))
    _folded(
        "The working, step by step",
        "calculate",
        "working",
        lambda: _workings(view, made, link),
    )
    _folded(
        "What makes the difference between scenarios",
        "difference",
        "bridge",
        lambda: _bridges(view, made),
    )
    _folded("What the answer hangs on", "tune", "tornado", lambda: _tornados(view, made))
    _folded(
        "What host countries can account for",
        "public",
        "hosts",
        lambda: _hosts(made),
    )


def tables_and_downloads(view: ScenarioView, made: Results, link: str) -> None:
    """Show the claims of returns, the table of the estimates and the downloads."""
    _folded("What is claimed about people who came back", "undo", "returns", lambda: _returns(link))
    _folded("Table of the estimates", "table", "table", lambda: _table(view))
    scenario_downloads(view, made, link)


def _folded(title: str, icon: str, key: str, draw: Callable[[], None]) -> None:
    opened = st.expander(title, icon=f":material/{icon}:", key=f"scenario_{key}", on_change="rerun")
    if opened.open:
        with opened:
            draw()


def _workings(view: ScenarioView, made: Results, link: str) -> None:
    for column, (letter, result) in zip(st.columns(len(made)), made.items(), strict=True):
        with column:
            st.markdown(f"**Scenario {letter.upper()}**")
            working(result)
    residents = store.estimates().residents
    st.caption(plain(f"Rates are per 1,000 of {scenario_words.residents_line(residents)}."))
    step_downloads(view, made, link)


def _bridges(view: ScenarioView, made: Results) -> None:
    if len(made) == 1:
        st.text("Turn on scenario B with Compare above to see what sets the two apart.")
        return
    for letter in list(made)[1:]:
        _picture(
            bridge_picture("a", letter, made, quantity_of(view.result), palette()),
            f"bridge_{letter}",
        )
    st.caption(scenario_words.BRIDGE_NOTE)


def _tornados(view: ScenarioView, made: Results) -> None:
    for letter, result in made.items():
        _picture(
            tornado_picture(letter, result, store.starts(), quantity_of(view.result), palette()),
            f"tornado_{letter}",
        )
    st.caption(scenario_words.TORNADO_NOTE)


def _picture(picture: Picture, key: str) -> None:
    st.markdown(f"**{plain(picture.title)}**")
    if picture.figure is not None:
        plain_chart(picture.figure, picture.alt, key)
    with st.container(gap="xsmall"):
        for line in picture.lines:
            st.caption(plain(line))


def _hosts(made: Results) -> None:
    st.caption("Three counts that overlap in people and in what they count: never added up.")
    for count in host_counts(store.catalogue(), made):
        st.text(count.line)
        st.caption(plain(count.caution))
        source_note(count.sources)


def _returns(link: str) -> None:
    st.caption(NOT_AVERAGED)
    rows = returns_table(store.estimates())
    html_table(rows, "scenario_claims", "Table: claims of returns")
    header = {"title": "What is claimed about people who came back", "caution": NOT_AVERAGED}
    downloads(lambda: rows, "claims", "claims-of-returns", header, link)


def _table(view: ScenarioView) -> None:
    tables = store.estimates()
    rows = listed_rows(tables, view)
    if not rows:
        st.text("No estimate is listed with these filters.")
        return
    table = estimate_table(tables, rows)
    html_table(table.rows, "scenario_rows", "Table: estimates", sort_keys=table.sort_keys)
