"""A source in full, and the list of sources."""

import contextlib
from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.files.button import file_button
from dashboard.files.citations import bibtex, ris
from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.address import share_link
from dashboard.kit.figure_places import FigurePlace
from dashboard.kit.html_table import escaped
from dashboard.kit.page_files import PAGE_FILES
from dashboard.kit.source_book import Order, SourceBook
from dashboard.kit.source_card import SourceCard
from dashboard.kit.source_note import plain
from dashboard.link.source_uses import LinkQuery
from dashboard.link.source_view import SourceView, sources_query
from dashboard.tables.rows import Row
from dashboard.words.source_words import list_label
from dashboard.words.sources import source_count

ORDERS: dict[Order, str] = {
    "publisher": "By publisher",
    "newest": "Newest first",
    "most_used": "Most used first",
}
A_PAGE = 25

Go = Callable[[SourceView], None]


def page_link(label: str, page: str, query: LinkQuery) -> None:
    """Show a link to a view; a page that a deployment leaves out has none."""
    with contextlib.suppress(StreamlitAPIException):
        st.page_link(PAGE_FILES[page], label=plain(label), query_params=query)


def own_link(label: str, view: SourceView, key: str, go: Go) -> None:
    """Show a link within the page. Not a page link: those to the open page all look picked."""
    label = f":primary[{plain(label)}]"
    st.button(label, type="tertiary", key=key, on_click=go, args=(view,))


def own_address(view: SourceView) -> str:
    """Return the link that restores a view of the page."""
    return share_link(sources_query(view, store.source_codes(), full=True))


def source_panel(card: SourceCard, go: Go) -> None:
    """Show a source: what is known of it, what rests on it, where that is shown, how to cite it."""
    st.subheader(plain(card.heading), anchor=False)
    with st.container(gap="xxsmall", key="source_facts"):
        for name, text in card.facts:
            st.markdown(f"**{name}:** {plain(text)}")
        address = f"[{plain(card.url)}](<{card.url}>)" if card.url else "none was kept"
        st.markdown(f"**Address:** {address}")
    st.markdown("#### What rests on it")
    st.table(
        escaped(card.uses).set_index("Table"),
        border="horizontal",
        alt=f"Table: rows of this dashboard that rest on {card.heading}",
    )
    source_id = card.row["source_id"]
    downloads(
        lambda: card.uses,
        "source_uses",
        f"uses-of-{source_id}",
        {"title": f"What rests on {card.heading}"},
        own_address(SourceView(source_id)),
    )
    st.markdown("#### Where that is shown")
    with st.container(gap="xxsmall", key="source_links"):
        for link in card.links:
            if link.page == "sources":
                view = SourceView(indicator=str(link.query["indicator"]))
                own_link(link.label, view, f"checks_{view.indicator}", go)
            else:
                page_link(link.label, link.page, link.query)
    citation_buttons([card.row], source_id)


def citation_buttons(rows: Sequence[Row], name: str) -> None:
    """Offer BibTeX and RIS of sources, made on click."""
    release = store.catalogue().release.name
    signature = store.edition().signature
    with st.container(horizontal=True, gap="small"):
        file_button(
            "Cite as BibTeX",
            lambda: bibtex(rows, signature, release),
            f"{name}-{release}.bib",
            "application/x-bibtex",
            f"bibtex_{name}",
        )
        file_button(
            "Cite as RIS",
            lambda: ris(rows, signature, release),
            f"{name}-{release}.ris",
            "application/x-research-info-systems",
            f"ris_{name}",
        )


def all_sources(book: SourceBook, go: Go) -> None:
    """Show the list of all sources, page by page, in an order that the reader picks."""
    st.markdown(f"#### {source_count(book.sources)}")
    order: Order = st.segmented_control(
        "Order of the list",
        list(ORDERS),
        format_func=ORDERS.__getitem__,
        key="sources_order",
        required=True,
        default="publisher",
        label_visibility="collapsed",
    )
    source_list(book, book.ordered(order), "sources_page", go)


def figure_list(places: Sequence[FigurePlace], go: Go) -> None:
    """Show where a figure stands, 25 a page: each a link to the page that shows it."""
    pages = -(-len(places) // A_PAGE)
    body = st.container(gap="xxsmall", key="sources_figures")
    page = st.pagination(pages, key="figures_page") if pages > 1 else 1
    first = (min(page, pages) - 1) * A_PAGE
    with body:
        for at, place in enumerate(places[first : first + A_PAGE]):
            if place.page == "sources":
                view = SourceView(indicator=str(place.query["indicator"]))
                own_link(place.label, view, f"figure_{first + at}", go)
            else:
                page_link(place.label, place.page, place.query)


def source_list(book: SourceBook, ids: Sequence[str], key: str, go: Go) -> None:
    """Show sources, 25 a page: each a link to itself with one line about it."""
    pages = -(-len(ids) // A_PAGE)
    body = st.container(gap="small", key=f"{key}_list")
    page = st.pagination(pages, key=key) if pages > 1 else 1
    first = (min(page, pages) - 1) * A_PAGE
    with body:
        for source_id in ids[first : first + A_PAGE]:
            source = book.sources[source_id]
            with st.container(gap=None):
                # Short, as a button centres what it has to wrap; with the date, to tell them apart.
                own_link(list_label(source), SourceView(source_id), f"{key}_{source_id}", go)
                st.text(source["title"])
                st.caption(plain(book.line(source_id)))
