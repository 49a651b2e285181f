"""The downloads of the page Workforce, made only when asked for."""

from collections.abc import Callable

import streamlit as st

from dashboard.files.button import file_button
from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.kit import store
from dashboard.views.workforce.book import WorkforceBook, workforce_text
from dashboard.views.workforce.workbook import workforce_xlsx

CAUTION = (
    "Shares run from all assumptions at their low to all at their high: a range of assumptions, "
    "not a confidence band."
)


def workforce_downloads(
    made: Callable[[], WorkforceBook], source: str, result: str, link: str
) -> None:
    """Offer both directions as XLSX with live formulas, the verdicts as a table, and the text.

    `source` is the code of the start, for the names of the files.
    """
    release = store.starts().release
    name = f"workforce-from-{source}"
    with st.container(horizontal=True, gap="small"):
        file_button(
            "Download XLSX with live formulas",
            lambda: workforce_xlsx(
                made(), store.edition().signature, store.catalogue().release.date
            ),
            f"{name}-{release}.xlsx",
            SPREADSHEET,
            "workforce_xlsx",
        )
        file_button(
            "Download the text",
            lambda: workforce_text(made(), store.estimates()).encode(),
            f"{name}-{release}.txt",
            "text/plain",
            "workforce_txt",
        )
    downloads(
        lambda: made().verdicts.download,
        "workforce_verdicts_table",
        f"{name}-verdicts",
        {
            "title": "Whether each estimate of emigrants makes up a share of the workforce",
            "result": result,
            "caution": CAUTION,
        },
        link,
        what="verdicts",
    )
