"""Where a reader hands over a table of their own."""

import logging

import streamlit as st

from dashboard.files.button import file_button
from dashboard.files.csv import csv_bytes
from dashboard.own.held import FullError
from dashboard.own.incoming import take_out
from dashboard.own.report_tables import TEMPLATE
from dashboard.own.session import take
from dashboard.own.words import FULL_NOTE, LIMITS_NOTE, MEMORY_NOTE, WHAT_IT_IS
from dashboard.tables.problems import TableError

LOG = logging.getLogger("dashboard")
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
            st.session_state[PROBLEMS] = _problems(uploaded.name, take_out(uploaded))
        st.rerun()
    problems = st.session_state.get(PROBLEMS)
    if problems:
        st.text("This file could not be read:")
        st.code("\n".join(problems), language=None, wrap_lines=True)


def _problems(name: str, content: bytes | None) -> list[str]:
    """Keep the file as this session's table, or return what is wrong with it."""
    if content is None:
        return [FULL_NOTE]
    try:
        take(name, content)
    except TableError as error:
        return [str(problem) for problem in error.problems]
    except FullError:
        return [FULL_NOTE]
    except Exception as error:
        # Its text may quote the file, which no log may hold.
        LOG.error("an uploaded table could not be read: %s", type(error).__name__)  # noqa: TRY400
        return ["Something in it could not be read. Save the table alone as .csv and try again."]
    return []
