"""What the row of actions of How many left opens: tables, files, sources."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.files.making import file_button
from dashboard.kit import store
from dashboard.kit.actions import sources_and_terms
from dashboard.kit.chain_controls import about_inputs
from dashboard.kit.table import html_table, twin
from dashboard.views.estimates.answer import Scenarios, scenario_rows
from dashboard.views.estimates.pictures import rests_on
from dashboard.views.estimates.ranges import estimate_table, returns_table
from dashboard.views.estimates.workbook import scenario_xlsx
from dashboard.words import estimate_words, scenario_words
from dashboard.words.chain_words import equation, step_lines
from dashboard.words.sources import ESTIMATE_TERMS, source_lines

SHARES_ARE_SET = (
    "Shares are the reader's settings or assumptions, not counts; see each row's start."
)


def table_of(asked: Scenarios, pictures: Sequence[Figure]) -> None:
    """Show the twin of each figure; the estimates with caution and source."""
    kind = asked.view.picture
    if kind == "estimates" and asked.listed:
        twin(estimate_table(asked.tables, asked.listed), "scenario_rows", "estimates")
        return
    for number, picture in enumerate(pictures):
        if len(picture.table):
            html_table(picture.table, f"scenario_{kind}_{number}", f"Table: {picture.title}")
        else:
            st.text(picture.title)


def downloads_of(asked: Scenarios, link: str) -> None:
    """Offer scenarios with live formulas, their steps, the listed estimates, claims of returns."""
    tables = asked.tables
    file_button(
        "Download XLSX with live formulas",
        lambda: scenario_xlsx(asked, link, store.edition().signature, asked.catalogue.release.date),
        f"how-many-left-{asked.names}-{asked.starts.release}.xlsx",
        SPREADSHEET,
        "scenario_xlsx",
    )
    if asked.listed:
        downloads(
            lambda: estimate_table(tables, asked.listed).download,
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
        lambda: scenario_rows(asked),
        "scenario_steps",
        f"scenarios-{asked.names}",
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


def sources_of(asked: Scenarios) -> None:
    """Show the sources of the picture, its terms, the inputs, and the working to be copied."""
    residents = scenario_words.residents_line(asked.tables.residents)
    notes = [estimate_words.COVERING, f"Rates are per 1,000 of {residents}."]
    lines = source_lines(rests_on(asked), asked.catalogue.sources)
    sources_and_terms(lines, ESTIMATE_TERMS, notes)
    about_inputs(asked.view.on.values())
    for letter, result in asked.made.items():
        st.markdown(f"**The working, scenario {letter.upper()}**")
        working = "\n".join([*step_lines(result), "", equation(result)])
        st.code(working, language=None, wrap_lines=True)
