"""The downloads of the page Workforce, made only when asked for."""

from collections.abc import Callable

import streamlit as st

from dashboard.exports.csv_file import csv_bytes
from dashboard.exports.workforce_xlsx import workforce_xlsx
from dashboard.figures.workforce_book import WorkforceBook, workforce_text
from dashboard.widgets import store

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(made: Callable[[], WorkforceBook], link: str) -> None:
    """Offer both directions as XLSX with live formulas, the verdicts as CSV, and the text."""
    release = store.starts().release
    each: tuple[tuple[str, str, str, str, Callable[[], bytes | str]], ...] = (
        (
            "Download XLSX with live formulas",
            f"workforce-{release}.xlsx",
            SPREADSHEET,
            "xlsx",
            lambda: workforce_xlsx(made()),
        ),
        (
            "Download verdicts as CSV",
            f"workforce-verdicts-{release}.csv",
            "text/csv",
            "csv",
            lambda: _csv(made(), link, release),
        ),
        (
            "Download the text",
            f"workforce-{release}.txt",
            "text/plain",
            "txt",
            lambda: workforce_text(made(), store.estimates()),
        ),
    )
    with st.container(horizontal=True):
        for label, name, mime, key, data in each:
            st.download_button(
                label,
                data=data,
                file_name=name,
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"workforce_{key}",
            )


def _csv(book: WorkforceBook, link: str, release: str) -> bytes:
    return csv_bytes(
        book.verdicts.download,
        {
            "title": "Whether each comparable estimate makes up a share of the workforce",
            "result": book.lines[1],
            "caution": "Shares run from all assumptions at their low to all at their high: a range "
            "of assumptions, not a confidence band.",
            "link": link,
            "release": release,
        },
    )
