"""Sources: where each figure comes from, what it leaves out, and may I have it?"""

from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.add_to_briefing import add_button
from dashboard.kit.address import current_query, show_refusals, show_release_note, write_query
from dashboard.kit.page_foot import page_foot
from dashboard.kit.source_book import SourceBook
from dashboard.link.in_view import on_sources
from dashboard.link.page_link import PageLink
from dashboard.link.source_view import LONGEST, SourceView, parse_sources, searchable, sources_query
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.rows import records
from dashboard.views.sources.indicator_panel import indicator_list, indicator_panel
from dashboard.views.sources.panel import all_sources, figure_list, source_list, source_panel
from dashboard.views.sources.parts import gap_list, glossary, source_parts
from dashboard.words.source_words import found_text


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    data, codes = store.catalogue(), store.source_codes()
    query = current_query()
    view, refusals = parse_sources(query, codes)
    with st.container(gap="xsmall"):
        st.markdown(
            "**Where each figure comes from, what it leaves out, and how to take it along.** "
            "Every source with its terms and what rests on it; every indicator with its "
            "coverage and the checks made."
        )
        show_refusals(refusals)
        show_release_note(query, codes.release, on_sources(view))
        _search(view)
    book = store.source_book()
    opening = replace(view, present=False) == SourceView()
    if view.source or view.indicator:
        _picked(data, book, view)
    if view.search:
        _found(data, book, view.search)
    # Above the list, which is long, so that each part is one click away.
    with st.container(gap="xsmall"):
        source_parts(data, book, _go)
    if opening:
        all_sources(book, _go)
    full = sources_query(view, codes, full=True)
    add_button(PageLink.of("sources", full), "sources")
    page_foot("sources", full, lambda: _go(SourceView()))


def _search(view: SourceView) -> None:
    st.session_state["sources_search"] = view.search
    st.text_input(
        "Search sources, figures, indicators, terms and known gaps",
        max_chars=LONGEST,
        key="sources_search",
        type="search",
        placeholder="155,000, Eurostat, first permit, Serbia, CC BY",
        on_change=lambda: _go(SourceView(search=searchable(st.session_state["sources_search"]))),
    )


def _picked(data: Catalogue, book: SourceBook, view: SourceView) -> None:
    if view.source:
        source_panel(book.card(view.source), _go)
    if view.indicator:
        indicator_panel(data, book, view.indicator, _go)
    st.button(
        "All sources",
        icon=":material/arrow_back:",
        key="sources_all",
        on_click=_go,
        args=(SourceView(search=view.search),),
    )


def _found(data: Catalogue, book: SourceBook, search: str) -> None:
    found = book.find(search)
    numbers = {
        "figure": len(found.figures),
        "term": len(found.terms),
        "indicator": len(found.indicators),
        "known gap": len(found.gaps),
        "source": len(found.sources),
    }
    st.text(found_text(search, numbers))
    if found.figures:
        st.markdown("#### Figures")
        figure_list(found.figures, _go)
    if found.terms:
        st.markdown("#### Terms")
        terms = book.reference.glossary
        glossary(terms[terms["term"].isin(found.terms)])
    if found.indicators:
        st.markdown("#### Indicators")
        indicator_list(data, book, found.indicators, "found", _go)
    if found.gaps:
        st.markdown("#### Known gaps and conflicts")
        gaps = records(book.reference.gaps)
        gap_list(book, [gap for gap in gaps if gap["gap_id"] in found.gaps])
    if found.sources:
        st.markdown("#### Sources")
        source_list(book, found.sources, "sources_found", _go)


def _go(view: SourceView) -> None:
    write_query(sources_query(view, store.source_codes()))


main()
