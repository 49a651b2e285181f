"""The parts of the Sources page that are lists: gaps, glossary, changes, and what to take along."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from dashboard.files.datapackage import FILE, NAME, package_zip
from dashboard.files.downloads import downloads
from dashboard.files.making import file_button
from dashboard.kit import store
from dashboard.kit.html_table import escaped, html_table
from dashboard.kit.source_book import SourceBook
from dashboard.kit.source_note import plain
from dashboard.link.page_views import SourceView
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import SHARED_SCHEMAS
from dashboard.tables.map_rows import Source
from dashboard.tables.reading import DATA
from dashboard.tables.reference import Change, Gap, Term
from dashboard.views.sources.panel import citation_buttons, own_address
from dashboard.words.source_words import changes_text
from dashboard.words.sources import source_count


def gap_list(book: SourceBook, gaps: Sequence[Gap]) -> None:
    """Show gaps, each with what it is about, and its topic where there are several."""
    topics = {gap.topic for gap in gaps}
    lines = [
        f"- {head if len(topics) > 1 else ''}{plain(gap.text)} "
        f":small[About: {plain(book.concerns(gap))}]"
        for gap in gaps
        for head in [f"**{plain(gap.topic)}** · "]
    ]
    st.markdown("\n".join(lines))


def glossary(terms: Iterable[Term]) -> None:
    """Show terms and their meaning, by the alphabet."""
    ordered = sorted(terms, key=lambda row: row.term.casefold())
    st.markdown("  \n".join(f"**{plain(row.term)}** · {plain(row.meaning)}" for row in ordered))


def change_list(data: Catalogue, changes: Sequence[Change]) -> None:
    """Show what changed between releases, the newest first."""
    st.text(changes_text(len(changes), data.release.name))
    if not changes:
        return
    newest = Change.frame(reversed(changes))
    html_table(
        newest.rename(columns=str.capitalize), "sources_changed", "Table: changes between releases"
    )
    table_files(newest, "changes", "changes", "What changed between releases")


def package(data: Catalogue, book: SourceBook) -> None:
    """Offer all tables and citations."""
    release = store.catalogue().release.name
    st.text(
        "Every table that this dashboard shows, with a description of each column, the sources, "
        "their terms and the hash of each file, as a Frictionless Data Package. The three people "
        "of the article are not in it."
    )
    with st.container(horizontal=True, gap="small"):
        file_button(
            "Download all tables (ZIP)",
            package_zip,
            f"{NAME}-{release}.zip",
            "application/zip",
            "package_zip",
        )
        file_button(
            "Description only (JSON)",
            (DATA / FILE).read_bytes,
            f"{NAME}-{release}-datapackage.json",
            "application/json",
            "package_json",
        )
    st.markdown(f"**All {source_count(book.sources)} for a reference manager**")
    citation_buttons(list(book.sources.values()), "sources")
    every = Source.frame(data.sources.values())
    table_files(every, "sources", "the list of sources", "Every source of the dashboard")
    rows = pd.DataFrame(
        [
            {"File": f"{name}.csv", "One row is": s.description, "Columns": str(len(s.columns))}
            for name, s in SHARED_SCHEMAS.items()
        ]
    )
    st.table(
        escaped(rows).set_index("File"), border="horizontal", alt="Table: files of the package"
    )
    table_files(rows, "package-files", "this table", "The files of the data package")


def table_files(rows: pd.DataFrame, name: str, what: str, title: str) -> None:
    """Offer a table of the page as files."""
    header, link = {"title": title}, own_address(SourceView())
    key = f"sources_{name.replace('-', '_')}"
    downloads(lambda: rows, key, name, header, link, what=what)
