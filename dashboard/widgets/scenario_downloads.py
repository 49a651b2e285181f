"""The downloads of the page How many left, made only when asked for."""

from collections.abc import Mapping

import streamlit as st

from dashboard.exports.csv_file import csv_bytes
from dashboard.exports.scenario_xlsx import scenario_xlsx
from dashboard.figures.estimate_ranges import estimate_table, listed_rows
from dashboard.figures.scenario_book import scenario_book
from dashboard.links.scenario_view import Letter, ScenarioView
from dashboard.models.chain import Result
from dashboard.widgets import store

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scenario_downloads(view: ScenarioView, made: Mapping[Letter, Result], link: str) -> None:
    """Offer scenarios with live formulas as XLSX, and the listed estimates as CSV."""
    tables, starts = store.estimates(), store.starts()
    rows = listed_rows(tables, view)
    with st.container(horizontal=True):
        st.download_button(
            "Download XLSX with live formulas",
            data=lambda: scenario_xlsx(scenario_book(tables, starts, view, made, link)),
            file_name=f"how-many-left-{starts.release}.xlsx",
            mime=SPREADSHEET,
            icon=":material/download:",
            on_click="ignore",
            key="scenario_xlsx",
        )
        st.download_button(
            "Download estimates as CSV",
            data=lambda: csv_bytes(
                estimate_table(tables, rows).download,
                {
                    "title": "Estimates of people who left Russia, as their publishers give them",
                    "caution": "Kinds that count different things are not added or compared.",
                    "link": link,
                    "release": starts.release,
                },
            ),
            file_name=f"estimates-{starts.release}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            disabled=not rows,
            key="scenario_csv",
        )
