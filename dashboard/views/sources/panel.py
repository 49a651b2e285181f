"""A source or an indicator in full, and lists: sources, gaps, terms, changes, the package."""

from collections.abc import Iterable, Sequence
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.files.datapackage import NAME, package_zip
from dashboard.files.downloads import downloads
from dashboard.files.making import file_button
from dashboard.files.text import bibtex, ris
from dashboard.kit import store
from dashboard.kit.actions import actions
from dashboard.kit.address import has_page, page_link, share_link, write_query
from dashboard.kit.controls import plain
from dashboard.kit.search import FigurePlace
from dashboard.kit.source_book import SourceCard
from dashboard.kit.table import html_table, whole_table
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import SourceView, sources_query
from dashboard.tables.everything import SHARED_SCHEMAS
from dashboard.tables.indicators import scope_of
from dashboard.tables.map_rows import Source
from dashboard.tables.reading import DATA
from dashboard.tables.reference import Change
from dashboard.tables.release import FILE
from dashboard.views.sources.figures import IndicatorCard, indicator_card, reporting
from dashboard.words.source_words import NO_CHECK, changes_text, indicator_line, list_label
from dashboard.words.sources import source_count

A_PAGE = 25


def go(view: SourceView) -> None:
    """Write the address of a view of the page."""
    write_query(sources_query(view, store.tables().source_codes))


def own_link(label: str, view: SourceView, key: str) -> None:
    """Show a link within the page. Not a page link: those to the open page all look picked."""
    label = f":primary[{plain(label)}]"
    st.button(label, type="tertiary", key=key, on_click=go, args=(view,))


def view_link(view: SourceView) -> PageLink:
    """Return the view with every parameter, as links and files hold it."""
    return PageLink.of("sources", sources_query(view, store.tables().source_codes, full=True))


def own_address(view: SourceView) -> str:
    """Return the address that restores a view of the page."""
    return share_link(view_link(view).query)


def source_panel(card: SourceCard, view: SourceView) -> None:
    """Show a source: what is known of it, where what rests on it is shown, how to cite it."""
    st.subheader(plain(card.row.title), anchor=False)
    url = card.row.url
    _facts([*card.facts, ("Address", url or "none was kept")], "source_facts", url)
    st.markdown("#### What rests on it")
    place_list(card.links, "source_links")
    source_id = card.row.source_id
    title, used = f"What rests on {card.row.title}", not card.uses.empty

    def files() -> None:
        if used:
            address, file = own_address(SourceView(source_id)), f"uses-of-{source_id}"
            downloads(lambda: card.uses, "source_uses", file, {"title": title}, address)
        citation_buttons([card.row], source_id)

    # Nothing rests on some: they are read for what they say.
    table = (lambda: whole_table(card.uses, f"Table: {title}")) if used else None
    actions("sources", link=view_link(view), table=table, download=files)


def indicator_panel(indicator_id: str, view: SourceView) -> None:
    """Show an indicator: what it counts, for whom, when, what was checked, who published it."""
    book = store.tables().book
    card = indicator_card(store.tables().catalogue, book.words.layers[indicator_id])
    indicator = card.indicator
    st.subheader(plain(indicator.label), anchor=False)
    kind = indicator.concept
    facts = [
        ("What it counts", indicator.definition),
        (f"Kind: {kind}", book.meaning(kind)),
        ("Caution", indicator.caution),
        ("Countries it may be expected for", card.scope),
        ("How the figures were read", card.qualities),
        ("Code in links", indicator_id),
    ]
    _facts(facts, "indicator_facts")
    page_link(plain(f"Map: {indicator.label}"), "map", {"layer": indicator_id}, icon=None)
    years, made = st.columns(2, gap="large")
    with years:
        st.markdown("#### Coverage")
        whole_table(card.by_year, f"Table: countries with a value of {indicator.label} by year")
    with made:
        st.markdown("#### Checks made")
        st.text(NO_CHECK if card.checks.empty else card.checked)
        if not card.checks.empty:
            alt = f"Table: published totals of {indicator.label} and what the rows give"
            whole_table(card.checks, alt)
    actions(
        "indicator" if view.source else "sources",
        link=view_link(view),
        table=lambda: _countries(card),
        download=lambda: _files(card),
        sources=lambda: source_list(card.source_ids, "indicator_sources"),
    )
    if gaps := book.reference.gaps_of(indicator_id):
        st.markdown("#### Known gaps and conflicts")
        for gap in gaps:
            st.text(gap.text)


def _facts(facts: Iterable[tuple[str, str]], key: str, url: str = "") -> None:
    """Show facts as lines of one text; the address is a link."""
    lines = [
        f"**{plain(name)}:** {f'[{plain(text)}](<{url}>)' if url and text == url else plain(text)}"
        for name, text in facts
    ]
    with st.container(key=key):
        st.markdown("  \n".join(lines))


def _countries(card: IndicatorCard) -> None:
    for name, text in card.by_country:
        st.markdown(f"**{plain(name)}**")
        st.text(text)


def _files(card: IndicatorCard) -> None:
    one = card.indicator
    for rows, name in ((card.by_year, "coverage"), (card.checks, "checks")):
        if not rows.empty:
            header = {"title": f"{one.label}: {name}", "definition": one.definition}
            address = own_address(SourceView(indicator=one.indicator_id))
            file = f"{name}-{one.indicator_id}"
            downloads(rows.copy, f"indicator_{name}", file, header, address, what=name)


def citation_buttons(rows: Sequence[Source], name: str) -> None:
    """Offer BibTeX and RIS of sources, made on click."""
    release = store.tables().catalogue.release.name
    signature = store.edition().signature
    kinds = (
        ("BibTeX", "bib", bibtex, "application/x-bibtex"),
        ("RIS", "ris", ris, "application/x-research-info-systems"),
    )
    with st.container(horizontal=True, gap="small"):
        for label, ending, make, mime in kinds:
            file_button(
                f"Cite as {label}",
                partial(make, rows, signature, release),
                f"{name}-{release}.{ending}",
                mime,
                f"{label.lower()}_{name}",
            )


def indicator_list(ids: Sequence[str], key: str) -> None:
    """Show indicators: each a link to itself with one line about it."""
    data, layers = store.tables().catalogue, store.tables().words.layers
    with st.container(gap="xxsmall", key=f"{key}_list"):
        for indicator_id in ids:
            indicator = layers[indicator_id]
            scope = scope_of(data, indicator)
            found = len(reporting(data, indicator, indicator.default_year) & scope)
            line = f"{indicator.layer_group} · {indicator_line(indicator, found, len(scope))}"
            view = SourceView(indicator=indicator_id)
            _line(indicator.label, line, view, f"{key}_{indicator_id}")


def place_list(places: Sequence[FigurePlace], key: str) -> None:
    """Show where something stands, 25 a page: each a link to the page that shows it."""
    first, body = _paged(len(places), key)
    with body:
        for at, place in enumerate(places[first : first + A_PAGE], start=first):
            if place.page == "sources":
                view = SourceView(indicator=str(place.query["indicator"]))
                own_link(place.label, view, f"{key}_{at}")
            elif not has_page(place.page):
                st.markdown(plain(place.label))
            else:
                page_link(plain(place.label), place.page, place.query, icon=None)


def source_list(ids: Sequence[str], key: str) -> None:
    """Show sources, 25 a page, a line each: a link to itself, its title, what rests on it."""
    book = store.tables().book
    first, body = _paged(len(ids), key)
    with body:
        for source_id in ids[first : first + A_PAGE]:
            source = book.sources[source_id]
            text = f"{plain(source.title)}  \n:small[{plain(book.line(source_id))}]"
            # With the date, to tell several sources of one publisher apart.
            name = list_label(source)
            _line(name, text, SourceView(source_id), f"{key}_{source_id}")


def _line(name: str, text: str, view: SourceView, key: str) -> None:
    left, right = st.columns([1, 2.4], gap="small", vertical_alignment="center")
    with left:
        own_link(name, view, key)
    right.markdown(text)


def _paged(count: int, key: str) -> tuple[int, DeltaGenerator]:
    """Return the first place of the page that is open, and where it is drawn."""
    pages = -(-count // A_PAGE)
    body = st.container(gap="xxsmall", key=f"{key}_list")
    page = st.pagination(pages, key=key) if pages > 1 else 1
    return (min(page, pages) - 1) * A_PAGE, body


def change_list(changes: Sequence[Change]) -> None:
    """Show what changed between releases, the newest first."""
    st.text(changes_text(len(changes), store.tables().catalogue.release.name))
    if not changes:
        return
    newest = Change.frame(reversed(changes))
    html_table(
        newest.rename(columns=str.capitalize), "sources_changed", "Table: changes between releases"
    )
    table_files(newest, "changes", "changes", "What changed between releases")


def package() -> None:
    """Offer all tables and citations."""
    data, sources = store.tables().catalogue, store.tables().book.sources
    release = data.release.name
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
    st.markdown(f"**All {source_count(sources)} for a reference manager**")
    citation_buttons(list(sources.values()), "sources")
    every = Source.frame(data.sources.values())
    table_files(every, "sources", "the list of sources", "Every source of the dashboard")
    rows = pd.DataFrame(
        [
            {"File": f"{name}.csv", "One row is": s.description, "Columns": str(len(s.columns))}
            for name, s in SHARED_SCHEMAS.items()
        ]
    )
    whole_table(rows, "Table: files of the package")
    table_files(rows, "package-files", "this table", "The files of the data package")


def table_files(rows: pd.DataFrame, name: str, what: str, title: str) -> None:
    """Offer a table of the page as files."""
    header, link = {"title": title}, own_address(SourceView())
    key = f"sources_{name.replace('-', '_')}"
    downloads(lambda: rows, key, name, header, link, what=what)
