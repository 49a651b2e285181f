"""The layer of a reader's own table on the Map page: upload, report, map."""

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import current_query, show_refusals, show_release_note
from dashboard.kit.map_head import layer_tabs, map_intro, open_layer
from dashboard.link.grammar import Query
from dashboard.link.map_view import parse_map, parse_own, with_own
from dashboard.own.panel import own_report, own_upload
from dashboard.own.session import OwnTable, is_gone, one_at_a_time, own_table
from dashboard.own.words import CAUTION_LINE, GONE_NOTE
from dashboard.tables.indicators import OWN_LAYER
from dashboard.views.map.own_map import OwnMap


def own_layer() -> None:
    """Lay the layer out: the map once the report was seen, before that report or upload.

    Raises:
        RuntimeError: where it cannot be drawn.
    """
    table = own_table()
    try:
        with one_at_a_time(table):
            _own_layer(table)
    except Exception as error:
        # What went wrong may quote the file, which no log may hold.
        raise RuntimeError(f"own table not drawn: {type(error).__name__}") from None


def _own_layer(table: OwnTable | None) -> None:
    query = current_query()
    if table is not None and table.drawn and table.catalogue and table.indicator:
        words = with_own(store.vocabulary(), table.indicator)
        view, refusals = parse_map(query, words)
        made = OwnMap(table, table.catalogue, table.indicator, view, words)
        with st.container(gap="xsmall"):
            map_intro(CAUTION_LINE)
            show_refusals(refusals)
            show_release_note(query, words.release)
            made.head()
        made.body()
        return
    _before_the_map(query, table)


def _before_the_map(query: Query, table: OwnTable | None) -> None:
    words = store.vocabulary()
    country, refusals = parse_own(query, words)
    with st.container(gap="xsmall"):
        if table is None and is_gone():
            st.text(GONE_NOTE)
        map_intro(CAUTION_LINE)
        show_refusals(refusals)
        show_release_note(query, words.release)
        layer_tabs(OWN_LAYER, words, lambda code: open_layer(code, country))
    if table is None:
        own_upload()
    else:
        own_report(store.catalogue(), table)
