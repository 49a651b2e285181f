"""A page that fails shows a card with what to try; a browser asks only what pages ask."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession

from dashboard.tables.problems import TableError

LOG = logging.getLogger("dashboard")
MOST_PROBLEMS = 8


def guarded(page: Callable[[], None]) -> None:
    """Run a page; turn broken tables and unexpected errors into a card."""
    try:
        page()
    except TableError as error:
        LOG.exception("a table is broken")
        _broken_tables(error)
    except Exception:
        error_id = secrets.token_hex(4)
        LOG.exception("page failed, error id %s", error_id)
        with st.container(border=True):
            st.subheader("This page could not be drawn", anchor=False)
            st.text(
                "The other pages keep working. Try the page's own address without parameters, "
                f"or reload. If it stays, report error id {error_id}."
            )


def _broken_tables(error: TableError) -> None:
    with st.container(border=True):
        st.subheader("The data of this page are broken", anchor=False)
        st.text("Nothing is shown rather than something wrong. What was found:")
        listed = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
        left = len(error.problems) - len(listed)
        if left:
            listed.append(f"and {left} more")
        st.code("\n".join(listed), language=None, wrap_lines=True)
        st.text(
            "Mend the file, then run: python3 -m dashboard.commands.check — "
            "it lists every problem and says when the tables are sound."
        )


# Streamlit answers more, from anybody: emptying the caches of all readers, asking git about the
# folder, as many places for files as one message can name. It has no setting for that.
ASKED = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
# A page has one field for a file. All pages together have fewer fields, and the longest address, a
# briefing of twelve, is shorter.
MOST_FILES, MOST_WIDGETS, LONGEST_QUERY = 8, 1_000, 20_000

_answer = AppSession.handle_backmsg


def watch_frames() -> None:
    """Leave unanswered from now on what no page asks; once in the life of a server is enough."""
    AppSession.handle_backmsg = _heard  # type: ignore[assignment, method-assign]  # no hook


def trimmed(message: BackMsg) -> BackMsg | None:
    """Return a message cut to what a page may send, None where none of them sends such a one."""
    kind = message.WhichOneof("type")
    if kind not in ASKED:
        return None
    if kind == "file_urls_request":
        del message.file_urls_request.file_names[MOST_FILES:]
    if kind == "rerun_script":
        state = message.rerun_script
        state.query_string = state.query_string[:LONGEST_QUERY]
        del state.widget_states.widgets[MOST_WIDGETS:]
    return message


def _heard(session: AppSession, message: BackMsg) -> None:
    kept = trimmed(message)
    if kept is not None:
        _answer(session, kept)
