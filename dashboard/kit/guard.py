"""A page that fails shows a card with what to try; the other pages keep working."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st

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
