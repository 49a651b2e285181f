"""Bring a table, and the report on every row of it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.files.making import file_button
from dashboard.files.text import csv_bytes
from dashboard.kit.controls import plain
from dashboard.kit.table import html_table
from dashboard.own.findings import (
    Report,
    ReportRow,
    counts_line,
    finding_text,
    reading_lines,
    sums_line,
    year_text,
)
from dashboard.own.held import take_out
from dashboard.own.repairs import REFUSED, own_decisions, own_questions, own_repairs
from dashboard.own.session import OwnTable, draw, forget, take, tried
from dashboard.tables.catalogue import Catalogue
from dashboard.words.numbers import full, percent

MEMORY_NOTE = (
    "The file goes to the server this app runs on and is kept in memory for this session only: "
    "not written to disk, not shown to another reader. For confidential data run the app on your "
    "own machine."
)
LIMITS_NOTE = (
    "CSV, XLSX, XLS or ODS, at most 10 MB and 50,000 rows. Countries as ISO codes of two or "
    "three letters, or names in English or Russian; one row a value, or a column a year."
)
WHAT_IT_IS = (
    "Put a table of your own on this map, beside the built-in layers: countries and a number or "
    "share for each. Every row is reported on before anything is drawn."
)
TEMPLATE = pd.DataFrame(
    {
        "country": ["GEO", "Armenia", "Казахстан"],
        "value": [1200, 950, 0],
        "year": [2023, 2023, 2023],
        "low": [1000, None, None],
        "high": [1400, None, None],
        "note": ["an example; replace these rows", "", ""],
    }
)


def report_table(
    report: Report, names: Mapping[str, str], *, only_findings: bool
) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """Return the rows of the file in its order as text, and what columns of numbers sort by.

    `only_findings` leaves out the plainly matched.
    """
    shows = percent if report.unit == "share" else full
    shown = [row for row in report.rows if not only_findings or needs_a_look(row)]
    values = [row.value if row.kept else None for row in shown]
    rows = pd.DataFrame(
        {
            "Line": [str(row.line) for row in shown],
            "Country as written": [row.country for row in shown],
            "What was found": [finding_text(row, names) for row in shown],
            "Country": [f"{names[row.iso3]} ({row.iso3})" if row.iso3 else "" for row in shown],
            "Year": [year_text(row) for row in shown],
            "Value as written": [row.given for row in shown],
            "On the map": ["" if value is None else shows(value) for value in values],
        }
    )
    numbers = {
        "Line": pd.Series([row.line for row in shown], dtype="float64"),
        "Value as written": pd.Series([row.number for row in shown], dtype="float64"),
        "On the map": pd.Series(values, dtype="float64"),
    }
    return rows, numbers


def needs_a_look(row: ReportRow) -> bool:
    """Return whether anything but a plain match was found."""
    return any(finding.kind != "matched" or finding.text for finding in row.findings)


def rejected_rows(report: Report, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows that do not go onto the map, with the headings that are read again."""
    rows = report.rejected
    return pd.DataFrame(
        {
            "line": [row.line for row in rows],
            "country": [row.country for row in rows],
            "value": [_as_read(row) for row in rows],
            "year": [year_text(row) for row in rows],
            "column": [row.column for row in rows],
            "iso3_found": [row.iso3 or "" for row in rows],
            "why": [finding_text(row, names) for row in rows],
        }
    )


def _as_read(row: ReportRow) -> str | float:
    """Return a number as one, so that its minus is not taken for the start of a formula."""
    return row.given if row.number is None or row.given.endswith("%") else row.number


FINDINGS, EVERYTHING = "Rows to look at", "All rows"


def own_report(data: Catalogue, table: OwnTable) -> None:
    """Show what is asked, how the file was read, the sums, the repairs and every row."""
    report = table.report
    st.subheader(plain(f"Report on {report.file}"), anchor=False)
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.text(f"This choice was not taken: {refused}")
    own_questions(table)
    with st.container(gap="xxsmall"):
        for line in reading_lines(report):
            st.text(line)
        own_decisions(table)
    st.text(sums_line(report))
    st.text(counts_line(report))
    with st.container(horizontal=True):
        st.button(
            "Show it on the map",
            icon=":material/map:",
            key="own_draw",
            disabled=not report.kept,
            on_click=lambda: draw(table, drawn=True),
        )
        if report.rejected:
            file_button(
                "Download the rejected rows",
                # Not `report`: the button would hold it until the page is drawn again.
                lambda: csv_bytes(rejected_rows(table.closed.opened(), data.names.by_code), {}),
                "rejected-rows.csv",
                "text/csv",
                "own_rejected",
            )
        forget_button()
    own_repairs(data, table)
    _rows(data, table)


def forget_button() -> None:
    """Offer to let go of the table."""
    st.button("Remove this table", icon=":material/delete:", key="own_forget", on_click=forget)


def _rows(data: Catalogue, table: OwnTable) -> None:
    rows = table.report.rows
    flagged = sum(needs_a_look(row) for row in rows)
    labels = {FINDINGS: f"{FINDINGS} ({flagged:,})", EVERYTHING: f"{EVERYTHING} ({len(rows):,})"}
    shown = st.segmented_control(
        "Report row by row",
        list(labels),
        format_func=labels.__getitem__,
        default=FINDINGS if flagged else EVERYTHING,
        required=True,
        key="own_shown",
    )
    found, numbers = report_table(table.report, data.names.by_code, only_findings=shown == FINDINGS)
    html_table(
        found,
        "own_rows",
        "Table: the report row by row",
        sort_keys=numbers,
        search_in=["Country as written", "Country", "What was found"],
    )


TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]
TURN, PROBLEMS = "own_turn", "own_problems"


def own_upload() -> None:
    """Say what the layer is, offer a template and take a file."""
    st.subheader("Your own table", anchor=False)
    st.text(WHAT_IT_IS)
    st.text(MEMORY_NOTE)
    turn = st.session_state.setdefault(TURN, 0)
    # A new key for each file: the browser then forgets the one before, as the server has.
    uploaded = st.file_uploader("Your table, CSV or a workbook", type=TYPES, key=f"own_file_{turn}")
    st.caption(LIMITS_NOTE)
    file_button(
        "Download a template",
        lambda: csv_bytes(TEMPLATE, {}),
        "template.csv",
        "text/csv",
        "own_template",
    )
    if uploaded is not None:
        st.session_state[TURN] = turn + 1
        with st.spinner("Reading your table …"):
            st.session_state[PROBLEMS] = tried(
                lambda: take(uploaded.name, take_out(uploaded)),
                "an uploaded table could not be read",
                "Something in it could not be read. Save the table alone as .csv and try again.",
            )
        st.rerun()
    problems = st.session_state.get(PROBLEMS)
    if problems:
        st.text("This file could not be read:")
        st.code("\n".join(problems), language=None, wrap_lines=True)
