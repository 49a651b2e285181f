"""The downloads of the page Workforce, made only when asked for."""

from collections.abc import Callable

import streamlit as st

from dashboard.exports.workforce_xlsx import workforce_xlsx
from dashboard.figures.workforce_book import WorkforceBook, workforce_text
from dashboard.widgets import store
from dashboard.widgets.downloads import SPREADSHEET, downloads

CAUTION = (
    "Shares run from all assumptions at their low to all at their high: a range of assumptions, "
    "not a confidence band."
)


def workforce_downloads(made: Callable[[], WorkforceBook], result: str, link: str) -> None:
    """Offer both directions as XLSX with live formulas, the verdicts as a table, and the text."""
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
            "Download the text",
            f"workforce-{release}.txt",
            "text/plain",
            "txt",
            lambda: workforce_text(made(), store.estimates()),
        ),
    )
    with st.container(horizontal=True, gap="small"):
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
    downloads(
        lambda: made().verdicts.download,
        "workforce_verdicts_table",
        "workforce-verdicts",
        {
            "title": "Whether each comparable estimate makes up a share of the workforce",
            "result": result,
            "caution": CAUTION,
        },
        link,
        what="verdicts",
    )
