"""Sources: where each figure comes from, what it leaves out, and may I have it?"""

from collections import Counter
from collections.abc import Iterable, Sequence, Sized
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.kit import store
from dashboard.kit.actions import Draw, actions, held_open
from dashboard.kit.address import current_query, link_notes
from dashboard.kit.controls import bound, icon_button, plain
from dashboard.kit.source_book import Order, SourceBook
from dashboard.kit.table import html_table
from dashboard.link.page_codes import on_sources
from dashboard.link.page_views import LONGEST_SEARCH, SourceView, parse_sources, searchable
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.reference import Gap, Term
from dashboard.views.sources.figures import OTHERS, draw_gaps, draw_resting, gaps
from dashboard.views.sources.panel import (
    change_list,
    go,
    indicator_list,
    indicator_panel,
    package,
    place_list,
    source_list,
    source_panel,
    table_files,
    view_link,
)
from dashboard.words.source_words import READ_WORDS, found_text, gaps_title
from dashboard.words.sources import source_count

PARTS = {
    "sources": "What rests on what",
    "gaps": "Gaps",
    "indicators": "Indicators",
    "glossary": "Glossary",
    "changes": "Changes",
    "package": "Take along",
}
ORDERS: dict[Order, str] = {
    "most_used": "Most used first",
    "publisher": "By publisher",
    "newest": "Newest first",
}
# The part that is open, and how sources were read that the list is narrowed to.
PART, READ = "sources_part", "sources_read"

# In pixels: less than the picture of what rests on whom takes on a laptop.
RESTING_HEIGHT = 430
# A field under its label.
FIND_HEIGHT = 68


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    data, codes = store.tables().catalogue, store.tables().source_codes
    query = current_query()
    view, refusals = parse_sources(query, codes)
    book = store.tables().book
    opening = replace(view, present=False) == SourceView()
    with st.container(gap="xsmall"):
        link_notes(refusals, query, codes.release, on_sources(view))
        _ways_in(view, opening=opening)
    if view.source or view.indicator:
        _picked(book, view)
    if view.search:
        _found(book, view)
    if opening:
        _part(data, book, st.session_state.get(PART) or "sources")


def _ways_in(view: SourceView, *, opening: bool) -> None:
    """Show the search and the parts of the page in one row; none is open beside a search."""
    search, parts = st.columns([1, 1.55], vertical_alignment="bottom")
    with search, held_open("sources_find", FIND_HEIGHT):
        bound(
            st.text_input,
            "Search sources, figures, indicators, terms and known gaps",
            key="sources_search",
            value=view.search,
            put=lambda typed: go(SourceView(search=searchable(typed))),
            max_chars=LONGEST_SEARCH,
            type="search",
            placeholder="155,000, Eurostat, first permit, Serbia, CC BY",
        )
    bound(
        parts.pills,
        "Parts of this page",
        list(PARTS),
        key="sources_parts",
        value=st.session_state.get(PART, "sources") if opening else None,
        put=_open_part,
        format_func=PARTS.__getitem__,
        label_visibility="collapsed",
        wrap=False,
    )


def _open_part(part: str | None) -> None:
    st.session_state[PART] = part or "sources"
    go(SourceView())


def _part(data: Catalogue, book: SourceBook, part: str) -> None:
    if part == "sources":
        _resting(book)
    elif part == "gaps":
        _gaps(data, book)
    elif part == "indicators":
        st.subheader(f"{len(book.words.layers)} indicators", anchor=False)
        indicator_list(list(book.words.layers), "indicators")
    elif part == "glossary":
        st.subheader(f"{len(book.reference.glossary)} terms", anchor=False)
        _glossary(book.reference.glossary)
    elif part == "changes":
        change_list(book.reference.changes)
    else:
        package()


def _resting(book: SourceBook) -> None:
    """Draw what rests on whom, with the list of sources under it."""
    title, line = book.resting
    _head(title, line)
    with held_open("resting", RESTING_HEIGHT):
        draw_resting(book.publishers, f"{title}. {line}", lambda code: _pick(book, code))
    table = pd.DataFrame(
        [
            {"Publisher": one.name, "Sources": str(len(one.source_ids)), "Rows": f"{one.total:,}"}
            | {READ_WORDS[kind]: f"{rows:,}" for kind, rows in one.rows.items()}
            for one in book.publishers
        ]
    )
    link = view_link(SourceView())
    actions(
        "sources",
        link=link,
        table=lambda: html_table(table, "resting_table", f"Table: {title}"),
        download=lambda: table_files(table, "publishers", "the table", title),
    )
    kind = st.session_state.get(READ)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        order: Order = st.segmented_control(
            "Order of the list",
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            key="sources_order",
            required=True,
            default="most_used",
            label_visibility="collapsed",
        )
        ids = book.ordered(order)
        if kind:
            kept = set(book.read(kind))
            ids = [one for one in ids if one in kept]
        st.markdown(f"**{source_count(ids)}**", width="content")
        if kind:
            st.button(f"{READ_WORDS[kind]}", icon=":material/close:", key="read_all", on_click=_all)
    source_list(ids, "sources_page")


def _pick(book: SourceBook, code: str) -> None:
    """Open what was picked in the picture: a way of reading, a publisher, or all of them."""
    if code in READ_WORDS:
        st.session_state[READ] = code
    elif code == OTHERS:
        _all()
        st.session_state["sources_order"] = "publisher"
    elif ids := next((one.source_ids for one in book.publishers if one.name == code), None):
        go(SourceView(ids[0]) if len(ids) == 1 else SourceView(search=searchable(code)))


def _all() -> None:
    st.session_state.pop(READ, None)


def _gaps(data: Catalogue, book: SourceBook) -> None:
    """Draw who reports what, with the known gaps and conflicts under it."""
    found = gaps(data, book.words.layers.values())
    title = gaps_title(found.states)
    line = (
        f"{len(found.rows)} indicators in {len(found.countries)} countries that a source of less "
        "than the whole world covers; missing is not zero"
    )
    _head(title, line)
    draw_gaps(found, f"{title}. {line}", lambda code: go(SourceView(indicator=code)))
    table = found.table()
    actions(
        "gaps",
        link=view_link(SourceView()),
        table=lambda: html_table(table, "gaps_table", f"Table: {title}"),
        download=lambda: table_files(table, "gaps", "the table", title),
        briefing=False,
        present=False,
    )
    known = book.reference.gaps
    topics = Counter(gap.topic for gap in known)
    st.markdown(f"#### {len(known)} known gaps and conflicts")
    topic = st.pills(
        "Topic",
        list(topics),
        format_func=lambda one: f"{one} {topics[one]}",
        key="sources_topic",
        required=True,
        default=next(iter(topics)),
        label_visibility="collapsed",
    )
    _gap_list(book, [gap for gap in known if gap.topic == topic])


def _head(title: str, line: str) -> None:
    with st.container(gap=None):
        st.subheader(plain(title), anchor=False)
        st.markdown(f":small[{plain(line)}]")


def _picked(book: SourceBook, view: SourceView) -> None:
    back = SourceView(search=view.search)
    icon_button("All sources", "arrow_back", "sources_all", go, back, type="tertiary")
    if view.source:
        source_panel(book.card(view.source), view)
    if view.indicator:
        indicator_panel(view.indicator, view)


def _found(book: SourceBook, view: SourceView) -> None:
    found = book.find(view.search)
    terms = [row for row in book.reference.glossary if row.term in found.terms]
    known = [gap for gap in book.reference.gaps if gap.gap_id in found.gaps]
    parts: list[tuple[str, str, Sized, Draw]] = [
        ("figure", "Figures", found.figures, lambda: place_list(found.figures, "sources_figures")),
        ("term", "Terms", terms, lambda: _glossary(terms)),
        (
            "indicator",
            "Indicators",
            found.indicators,
            lambda: indicator_list(found.indicators, "found"),
        ),
        ("known gap", "Known gaps and conflicts", known, lambda: _gap_list(book, known)),
        ("source", "Sources", found.sources, lambda: source_list(found.sources, "sources_found")),
    ]
    st.text(found_text(view.search, {noun: len(each) for noun, _, each, _ in parts}))
    for _, heading, each, draw in parts:
        if len(each):
            st.markdown(f"#### {heading}")
            draw()
    if not (view.source or view.indicator):
        actions("sources", link=view_link(view))


def _gap_list(book: SourceBook, gaps: Sequence[Gap]) -> None:
    """Show gaps, each with what it is about, and its topic where there are several."""
    topics = {gap.topic for gap in gaps}
    lines = [
        f"- {head if len(topics) > 1 else ''}{plain(gap.text)} "
        f":small[About: {plain(book.concerns(gap))}]"
        for gap in gaps
        for head in [f"**{plain(gap.topic)}** · "]
    ]
    st.markdown("\n".join(lines))


def _glossary(terms: Iterable[Term]) -> None:
    """Show terms and their meaning, by the alphabet."""
    ordered = sorted(terms, key=lambda row: row.term.casefold())
    st.markdown("  \n".join(f"**{plain(row.term)}** · {plain(row.meaning)}" for row in ordered))


main()
