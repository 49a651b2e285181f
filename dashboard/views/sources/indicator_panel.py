"""An indicator in full, and the list of indicators."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit.html_table import escaped
from dashboard.kit.source_book import SourceBook
from dashboard.kit.source_note import plain
from dashboard.link.source_view import SourceView
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import scope_of
from dashboard.views.sources.indicators import IndicatorCard, indicator_card, reporting
from dashboard.views.sources.panel import Go, own_address, own_link, page_link, source_list
from dashboard.words.source_words import NO_CHECK, indicator_line


def indicator_panel(data: Catalogue, book: SourceBook, indicator_id: str, go: Go) -> None:
    """Show an indicator: what it counts, for whom, when, what was checked, who published it."""
    card = indicator_card(data, book.words.layers[indicator_id])
    indicator = card.indicator
    st.subheader(plain(indicator.label), anchor=False)
    with st.container(gap="xxsmall", key="indicator_facts"):
        for name, text in _facts(card, book):
            st.markdown(f"**{name}:** {plain(text)}")
    page_link(f"Map: {indicator.label}", "map", {"layer": indicator_id})
    st.markdown("#### Coverage")
    _table(
        card.by_year,
        f"Table: countries with a value of {indicator.label} by year",
        card,
        "coverage",
    )
    with st.expander("Country by country", key="indicator_countries", on_change="rerun") as opened:
        if opened.open:
            for name, text in card.by_country:
                st.markdown(f"**{plain(name)}**")
                st.text(text)
    st.markdown("#### Checks made")
    if card.checks.empty:
        st.text(NO_CHECK)
    else:
        st.text(card.checked)
        alt = f"Table: published totals of {indicator.label} and what the rows give"
        _table(card.checks, alt, card, "checks")
    if gaps := book.reference.gaps_of(indicator_id):
        st.markdown("#### Known gaps and conflicts")
        for gap in gaps:
            st.text(gap["text"])
    st.markdown("#### Sources")
    source_list(book, card.source_ids, "indicator_sources", go)


def indicator_list(data: Catalogue, book: SourceBook, ids: Sequence[str], key: str, go: Go) -> None:
    """Show indicators under their groups: each a link to itself with one line about it."""
    group = ""
    for indicator_id in ids:
        indicator = book.words.layers[indicator_id]
        if indicator.layer_group != group:
            group = indicator.layer_group
            st.markdown(f"**{plain(group)}**")
        scope = scope_of(data, indicator)
        found = len(reporting(data, indicator, indicator.default_year) & scope)
        with st.container(gap=None):
            view = SourceView(indicator=indicator_id)
            own_link(indicator.label, view, f"{key}_{indicator_id}", go)
            st.caption(plain(indicator_line(indicator, found, len(scope))))


def _facts(card: IndicatorCard, book: SourceBook) -> list[tuple[str, str]]:
    kind = card.indicator.concept
    return [
        ("What it counts", card.indicator.definition),
        (f"Kind: {kind}", book.meaning(kind)),
        ("Caution", card.indicator.caution),
        ("Countries it may be expected for", card.scope),
        ("How the figures were read", card.qualities),
        ("Code in links", card.indicator.indicator_id),
    ]


def _table(rows: pd.DataFrame, alt: str, card: IndicatorCard, name: str) -> None:
    st.table(escaped(rows).set_index(rows.columns[0]), border="horizontal", alt=alt)
    code = card.indicator.indicator_id
    header = {"title": alt.removeprefix("Table: "), "definition": card.indicator.definition}
    link = own_address(SourceView(indicator=code))
    downloads(lambda: rows, f"indicator_{name}", f"{name}-{code}", header, link, what=name)
