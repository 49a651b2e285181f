"""The layer of a reader's own table on the Map page: upload, report, map."""

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import current_query, link_notes
from dashboard.kit.map_head import layer_tabs, map_intro, open_layer
from dashboard.link.map_view import parse_own
from dashboard.own.panel import own_report, own_upload
from dashboard.own.session import OwnTable, is_gone, one_at_a_time, own_table
from dashboard.own.words import CAUTION_LINE, GONE_NOTE
from dashboard.tables.indicators import OWN_LAYER
from dashboard.views.map.own_map import own_map


def own_layer() -> None:
    """Lay the layer out: the map once the report was seen, before that report or upload.

    Raises:
        RuntimeError: where it cannot be drawn.
    """
    table = own_table()
    try:
        with one_at_a_time(table):
            if table is not None and table.drawn and table.catalogue and table.indicator:
                own_map(table, table.catalogue, table.indicator)
            else:
                _before_the_map(table)
    except Exception as error:
        # What went wrong may quote the file, which no log may hold.
        raise RuntimeError(f"own table not drawn: {type(error).__name__}") from None


def _before_the_map(table: OwnTable | None) -> None:
    words, query = store.vocabulary(), current_query()
    country, refusals = parse_own(query, words)
    with st.container(gap="xsmall"):
        if table is None and is_gone():
            st.text(GONE_NOTE)
        map_intro(CAUTION_LINE)
        link_notes(refusals, query, words.release)
        layer_tabs(OWN_LAYER, words, lambda code: open_layer(code, country))
    if table is None:
        own_upload()
    else:
        own_report(store.catalogue(), table)
