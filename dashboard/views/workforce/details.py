"""What the row of actions of Workforce opens: tables, files, sources; and the words on money."""

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.files.making import file_button
from dashboard.kit import store
from dashboard.kit.actions import source_note, sources_and_terms
from dashboard.kit.chain_controls import about_inputs
from dashboard.kit.controls import plain
from dashboard.kit.table import html_table
from dashboard.models.chain import Unreachable
from dashboard.views.workforce.answer import Answer
from dashboard.views.workforce.estimates import published_shares, verdict_table
from dashboard.views.workforce.figures import grid_table, passages
from dashboard.views.workforce.workbook import workforce_text, workforce_xlsx
from dashboard.words import verdict_words, workforce_words
from dashboard.words.sources import WORKFORCE_TERMS, source_lines

# A line of text stays readable.
TEXT_WIDTH = 820
CAUTION = (
    "Shares run from all assumptions at their low to all at their high: a range of assumptions, "
    "not a confidence band."
)


def table_of(found: Answer, picture: Figure) -> None:
    """Show the twin of the figure; the verdicts where it is about the estimates."""
    kind = found.view.picture
    if kind in ("estimates", "line", "money"):
        table = verdict_table(found.others, found.tables)
        st.caption(verdict_words.TABLE_NOTE)
        # One column less fits beside the inputs; the file has it.
        rows = table.rows.drop(columns=["At the shares as set"])
        html_table(rows, "workforce_verdict_rows", "Table: verdicts", sort_keys=table.sort_keys)
        return
    html_table(picture.table, f"workforce_{kind}_rows", f"Table: {picture.title}")


def downloads_of(found: Answer, link: str) -> None:
    """Offer both directions as XLSX with live formulas, the text, and each table."""
    view, release = found.view, found.starts.release
    name = f"workforce-from-{view.chosen.source}"
    with st.container(horizontal=True, gap="small"):
        file_button(
            "Download XLSX with live formulas",
            lambda: workforce_xlsx(
                found, link, store.edition().signature, store.tables().catalogue.release.date
            ),
            f"{name}-{release}.xlsx",
            SPREADSHEET,
            "workforce_xlsx",
        )
        file_button(
            "Download the text",
            lambda: workforce_text(found, link).encode(),
            f"{name}-{release}.txt",
            "text/plain",
            "workforce_txt",
        )
    downloads(
        lambda: verdict_table(found.others, found.tables).download,
        "workforce_verdicts_table",
        f"{name}-verdicts",
        {
            "title": "Whether each estimate of emigrants makes up a share of the workforce",
            "result": found.line,
            "caution": CAUTION,
        },
        link,
        what="verdicts",
    )
    downloads(
        lambda: grid_table(found.result.base).assign(Source="our arithmetic"),
        "workforce_grid",
        f"workforce-grid-{view.base}",
        {
            "title": "Share of the base for people across and the part of them who worked",
            "source": "our arithmetic",
        },
        link,
        what="grid",
    )
    downloads(
        lambda: published_shares(found.tables),
        "workforce_published",
        "published-shares",
        {"title": "Shares that others have published, each with what it is a share of"},
        link,
        what="published shares",
    )


def sources_of(found: Answer) -> None:
    """Show every source, the verdicts in full, the inputs, and the working to be copied."""
    view, tables = found.view, found.tables
    shares = view.chosen.shares
    name = workforce_words.start_subject(found.result.start, found.name)
    more = ""
    if view.solve == "share":
        more = workforce_words.alone_text(found.alone, found.result, found.share_range, view.target)
    elif isinstance(found.needed, Unreachable):
        more = workforce_words.unreachable_text(found.needed)
    notes = [
        *found.said,
        f"{verdict_words.sentence(name, found.verdict, found.before_returns)} {more}".strip(),
        workforce_words.needs_text(found.needs, shares.adult, shares.activity),
        f"Base: {workforce_words.base_text(found.base)}",
    ]
    sources_and_terms(source_lines(found.source_ids, tables.sources), WORKFORCE_TERMS, notes)
    about_inputs([view.chosen])
    working = (
        workforce_words.forward_text(found.result)
        if view.solve == "share"
        else workforce_words.backward_text(found.needed)
    )
    st.code(working, language=None, wrap_lines=True)


def money(found: Answer) -> None:
    """Show the order of magnitude of output, and what the article's roubles were."""
    tables = found.tables
    with st.container(width=TEXT_WIDTH):
        for passage in passages(found.result.workers, tables):
            with st.container(gap="xxsmall"):
                st.markdown(plain(passage.text))
                source_note(source_lines(passage.source_ids, tables.sources))
