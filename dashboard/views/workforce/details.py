"""What the row of actions of Workforce opens: tables, files, sources; and the words on money."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.files.making import file_button
from dashboard.kit import store
from dashboard.kit.actions import sources_and_terms
from dashboard.kit.chain_controls import about_inputs
from dashboard.kit.html_table import html_table
from dashboard.kit.source_note import plain, source_note
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.chain import Unreachable
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.provenance import Ids
from dashboard.views.workforce import money_words
from dashboard.views.workforce.answer import Answer, Compared
from dashboard.views.workforce.book import (
    WorkforceBook,
    result_line,
    workforce_text,
    working_text,
)
from dashboard.views.workforce.estimates import published_shares, verdict_table
from dashboard.views.workforce.figures import grid_table
from dashboard.views.workforce.workbook import workforce_xlsx
from dashboard.words import scenario_words, verdict_words, workforce_words
from dashboard.words.sources import source_lines
from dashboard.words.term_words import WORKFORCE_TERMS

# A line of text stays readable.
TEXT_WIDTH = 820
CAUTION = (
    "Shares run from all assumptions at their low to all at their high: a range of assumptions, "
    "not a confidence band."
)


def table_of(view: WorkforceView, picture: Figure, others: Sequence[Compared]) -> None:
    """Show the twin of the figure; the verdicts where it is about the estimates."""
    if view.picture in ("estimates", "line", "money"):
        table = verdict_table(others, store.estimates())
        st.caption(verdict_words.TABLE_NOTE)
        # One column less fits beside the inputs; the file has it.
        rows = table.rows.drop(columns=["At the shares as set"])
        html_table(rows, "workforce_verdict_rows", "Table: verdicts", sort_keys=table.sort_keys)
        return
    html_table(picture.table, f"workforce_{view.picture}_rows", f"Table: {picture.title}")


def downloads_of(view: WorkforceView, made: Callable[[], WorkforceBook], link: str) -> None:
    """Offer both directions as XLSX with live formulas, the text, and each table."""
    tables, release = store.estimates(), store.starts().release
    name = f"workforce-from-{view.chosen.source}"
    base = tables.measure(view.base)
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
            lambda: workforce_text(made(), tables).encode(),
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
            "result": result_line(view, made().answer, base),
            "caution": CAUTION,
        },
        link,
        what="verdicts",
    )
    downloads(
        lambda: grid_table(float(base.value)).assign(Source="our arithmetic"),
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
        lambda: published_shares(tables),
        "workforce_published",
        "published-shares",
        {"title": "Shares that others have published, each with what it is a share of"},
        link,
        what="published shares",
    )


def sources_of(view: WorkforceView, found: Answer, said: Sequence[str], ids: Ids) -> None:
    """Show every source, the verdicts in full, the inputs, and the working to be copied."""
    tables = store.estimates()
    shares = view.chosen.shares
    name = workforce_words.start_subject(
        found.result.start, scenario_words.start_name(tables, view.chosen.source)
    )
    more = ""
    if view.solve == "share":
        more = workforce_words.alone_text(found.alone, found.result, found.share_range, view.target)
    elif isinstance(found.needed, Unreachable):
        more = workforce_words.unreachable_text(found.needed)
    notes = [
        *said,
        f"{verdict_words.sentence(name, found.verdict, found.before_returns)} {more}".strip(),
        workforce_words.needs_text(found.needs, shares.adult, shares.activity),
        f"Base: {workforce_words.base_text(tables.measure(view.base))}",
    ]
    sources_and_terms(source_lines(ids, tables.sources), WORKFORCE_TERMS, notes)
    about_inputs([view.chosen], store.starts(), tables)
    st.code(working_text(view, found), language=None, wrap_lines=True)


def money(found: Answer, tables: EstimateTables) -> None:
    """Show the order of magnitude of output, and what the article's roubles were."""
    figures = {name: tables.article_figure(name) for name in money_words.FIGURES}
    rows = {name: tables.measure(name) for name in money_words.MEASURES}
    passages = [
        *money_words.output_passages(found.result.workers, rows),
        *money_words.money_passages(figures),
    ]
    with st.container(width=TEXT_WIDTH):
        for passage in passages:
            with st.container(gap="xxsmall"):
                st.markdown(plain(passage.text))
                source_note(source_lines(passage.source_ids, tables.sources))
