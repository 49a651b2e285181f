"""What the row of actions of How many left opens: tables, files, sources."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.files.making import file_button
from dashboard.kit import store
from dashboard.kit.actions import sources_and_terms
from dashboard.kit.chain_controls import about_inputs
from dashboard.kit.html_table import html_table
from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.models.chain import Result
from dashboard.views.estimates.book import scenario_book, scenario_rows
from dashboard.views.estimates.pictures import rests_on
from dashboard.views.estimates.ranges import estimate_table, listed_rows, returns_table
from dashboard.views.estimates.workbook import scenario_xlsx
from dashboard.words import estimate_words, scenario_words
from dashboard.words.chain_words import equation, step_lines
from dashboard.words.sources import ESTIMATE_TERMS, source_lines

Results = Mapping[Letter, Result]
SHARES_ARE_SET = (
    "Shares are the reader's settings or assumptions, not counts; see each row's start."
)


def table_of(view: ScenarioView, pictures: Sequence[Figure]) -> None:
    """Show the twin of each figure; the estimates with caution and source."""
    tables = store.estimates()
    rows = listed_rows(tables, view)
    if view.picture == "estimates" and rows:
        table = estimate_table(tables, rows)
        html_table(table.rows, "scenario_rows", "Table: estimates", sort_keys=table.sort_keys)
        return
    for number, picture in enumerate(pictures):
        if len(picture.table):
            html_table(
                picture.table, f"scenario_{view.picture}_{number}", f"Table: {picture.title}"
            )
        else:
            st.text(picture.title)


def downloads_of(view: ScenarioView, made: Results, link: str) -> None:
    """Offer scenarios with live formulas, their steps, the listed estimates, claims of returns."""
    tables, starts = store.estimates(), store.starts()
    rows = listed_rows(tables, view)
    names = scenario_names(view)
    file_button(
        "Download XLSX with live formulas",
        lambda: scenario_xlsx(
            scenario_book(tables, starts, view, made, link),
            store.edition().signature,
            store.catalogue().release.date,
        ),
        f"how-many-left-{names}-{starts.release}.xlsx",
        SPREADSHEET,
        "scenario_xlsx",
    )
    if rows:
        downloads(
            lambda: estimate_table(tables, rows).download,
            "estimates",
            "estimates",
            {
                "title": "Estimates of people who left Russia, as their publishers give them",
                "caution": "Kinds that count different things are not added or compared.",
            },
            link,
            what="estimates",
        )
    downloads(
        lambda: scenario_rows(tables, scenario_book(tables, starts, view, made, link)),
        "scenario_steps",
        f"scenarios-{names}",
        {"title": "Scenarios, step by step", "caution": SHARES_ARE_SET},
        link,
        what="steps",
    )
    downloads(
        lambda: returns_table(tables),
        "claims",
        "claims-of-returns",
        {
            "title": "What is claimed about people who came back",
            "caution": estimate_words.NOT_AVERAGED,
        },
        link,
        what="claims of returns",
    )


def scenario_names(view: ScenarioView) -> str:
    """Return what the scenarios start from, as a part of a file's name."""
    return "-".join(f"{letter}-{chosen.source}" for letter, chosen in view.on.items())


def sources_of(view: ScenarioView, made: Results) -> None:
    """Show the sources of the picture, its terms, the inputs, and the working to be copied."""
    tables = store.estimates()
    residents = scenario_words.residents_line(tables.residents)
    notes = [estimate_words.COVERING, f"Rates are per 1,000 of {residents}."]
    ids = rests_on(view, made, tables, store.catalogue())
    sources_and_terms(source_lines(ids, store.catalogue().sources), ESTIMATE_TERMS, notes)
    about_inputs(list(view.on.values()), store.starts(), tables)
    for letter, result in made.items():
        st.markdown(f"**The working, scenario {letter.upper()}**")
        lines = [*step_lines(result), "", equation(result)]
        st.code("\n".join(lines), language=None, wrap_lines=True)
