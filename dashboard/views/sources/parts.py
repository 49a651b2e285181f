"""The parts of the Sources page that open on demand: indicators, gaps, glossary, changes, data."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard.files.button import file_button
from dashboard.files.datapackage import FILE, NAME, package_zip
from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.html_table import escaped, html_table
from dashboard.kit.source_book import SourceBook
from dashboard.kit.source_note import plain
from dashboard.link.source_view import SourceView
from dashboard.tables.all_schemas import SHARED_SCHEMAS
from dashboard.tables.catalogue import DATA, Catalogue
from dashboard.tables.descriptions import TABLES
from dashboard.tables.rows import Row, records
from dashboard.views.sources.indicator_panel import indicator_list
from dashboard.views.sources.panel import Go, citation_buttons, own_address
from dashboard.words.source_words import changes_text
from dashboard.words.sources import source_count

Part = tuple[str, str, str, Callable[[], None]]


def source_parts(data: Catalogue, book: SourceBook, go: Go) -> None:
    """Show the parts, each one click away and made when it is opened."""
    reference = book.reference
    gaps = records(reference.gaps)
    parts: list[Part] = [
        (
            "indicators",
            f"{len(book.words.layers)} indicators: definition, coverage, checks",
            ":material/straighten:",
            lambda: indicator_list(data, book, list(book.words.layers), "indicators", go),
        ),
        (
            "gaps",
            f"{len(gaps)} known gaps and conflicts",
            ":material/report:",
            lambda: gap_list(book, gaps),
        ),
        (
            "glossary",
            f"Glossary: {len(reference.glossary)} terms",
            ":material/menu_book:",
            lambda: glossary(reference.glossary),
        ),
        (
            "changes",
            "What changed between releases",
            ":material/history:",
            lambda: _changes(data, reference.changes),
        ),
        (
            "package",
            "All tables and citations to take along",
            ":material/folder_zip:",
            lambda: _package(data, book),
        ),
    ]
    for name, label, icon, draw in parts:
        opened = st.expander(label, icon=icon, key=f"sources_{name}", on_change="rerun")
        if opened.open:
            with opened:
                draw()


def gap_list(book: SourceBook, gaps: Sequence[Row]) -> None:
    """Show gaps under their topics, each with what it is about."""
    for topic in dict.fromkeys(gap["topic"] for gap in gaps):
        st.markdown(f"**{plain(topic)}**")
        for gap in gaps:
            if gap["topic"] == topic:
                with st.container(gap="xxsmall"):
                    st.text(gap["text"])
                    st.caption(f"About: {plain(book.concerns(gap))}")


def glossary(terms: pd.DataFrame) -> None:
    """Show terms and their meaning, by the alphabet."""
    ordered = terms.sort_values("term", key=lambda column: column.str.casefold())
    st.markdown(
        "  \n".join(
            f"**{plain(row['term'])}** · {plain(row['meaning'])}" for row in records(ordered)
        )
    )


def _changes(data: Catalogue, changes: pd.DataFrame) -> None:
    st.text(changes_text(len(changes), data.release.name))
    if changes.empty:
        return
    newest = changes.iloc[::-1].reset_index(drop=True)
    html_table(
        newest.rename(columns=str.capitalize), "sources_changed", "Table: changes between releases"
    )
    _files(newest, "changes", "changes", "What changed between releases")


def _package(data: Catalogue, book: SourceBook) -> None:
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
    _files(data.sources, "sources", "the list of sources", "Every source of the dashboard")
    rows = pd.DataFrame(
        [
            {"File": f"{name}.csv", "One row is": TABLES[name][1], "Columns": str(len(s.columns))}
            for name, s in SHARED_SCHEMAS.items()
        ]
    )
    st.table(
        escaped(rows).set_index("File"), border="horizontal", alt="Table: files of the package"
    )
    _files(rows, "package-files", "this table", "The files of the data package")


def _files(rows: pd.DataFrame, name: str, what: str, title: str) -> None:
    header, link = {"title": title}, own_address(SourceView())
    key = f"sources_{name.replace('-', '_')}"
    downloads(lambda: rows, key, name, header, link, what=what)
