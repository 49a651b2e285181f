"""The report on a reader's own table, with what can be mended, before anything is drawn."""

import streamlit as st

from dashboard.files.button import file_button
from dashboard.files.csv import csv_bytes
from dashboard.kit.html_table import html_table
from dashboard.kit.source_note import plain
from dashboard.own.guarded import OwnTable
from dashboard.own.repairs import REFUSED, own_decisions, own_questions, own_repairs
from dashboard.own.report_tables import needs_a_look, rejected_rows, report_table
from dashboard.own.session import draw, forget
from dashboard.own.words import counts_line, reading_lines, sums_line
from dashboard.tables.catalogue import Catalogue

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
                lambda: csv_bytes(rejected_rows(table.reports.opened()[1], data.names.by_code), {}),
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
    made = report_table(table.report, data.names.by_code, only_findings=shown == FINDINGS)
    html_table(
        made.rows,
        "own_rows",
        "Table: the report row by row",
        sort_keys=made.numbers,
        search_in=["Country as written", "Country", "What was found"],
        empty="No row here.",
    )
