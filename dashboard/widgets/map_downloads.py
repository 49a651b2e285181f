"""The table under the Map and its download, made only when asked for."""

import streamlit as st

from dashboard.exports.csv_file import csv_bytes
from dashboard.figures.map_figure import MapCard
from dashboard.figures.map_table import MapTable, layer_table, ring_table
from dashboard.tables.catalogue import Catalogue
from dashboard.widgets import store
from dashboard.widgets.html_table import html_table


def table_and_downloads(data: Catalogue, card: MapCard, link: str) -> None:
    """Offer the table and the CSV of what is shown, both opened on demand."""
    opened = st.expander(
        "Table and download", icon=":material/table:", key="map_table", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        table = _table(data, card)
        html_table(
            table.rows,
            "map_rows",
            f"Table: {card.title}",
            sort_keys=table.sort_keys,
            search_in=["Country", "State"] if card.layer else ["Country"],
        )
        st.download_button(
            "Download CSV",
            data=lambda: csv_bytes(table.download, _header(data, card, link)),
            file_name=_file_name(data, card),
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="map_csv",
        )


def _table(data: Catalogue, card: MapCard) -> MapTable:
    if card.layer is not None:
        return layer_table(data, card.layer)
    return ring_table(data, card.indicator, card.rings)


def _header(data: Catalogue, card: MapCard, link: str) -> dict[str, str]:
    return {
        "title": card.title,
        "shows": card.subtitle,
        "definition": card.indicator.definition,
        "caution": card.indicator.caution,
        "source": card.source,
        "shown by": store.edition().signature,
        "link": link,
        "release": f"{data.release.name} of {data.release.date.isoformat()}",
    }


def _file_name(data: Catalogue, card: MapCard) -> str:
    measure = card.layer.measure if card.layer else "figures"
    year = card.year or "no-year"
    return f"{card.indicator.indicator_id}-{year}-{measure}-{data.release.name}.csv"
