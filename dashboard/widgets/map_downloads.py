"""The table under the Map and its downloads, made only when asked for."""

from collections.abc import Callable

import streamlit as st

from dashboard.figures.map_figure import MapCard
from dashboard.figures.map_table import MapTable, layer_table, ring_table
from dashboard.map.spec import Timeline
from dashboard.tables.catalogue import Catalogue
from dashboard.widgets.downloads import downloads, geo_files, picture_files, playing_file
from dashboard.widgets.html_table import html_table
from dashboard.widgets.looks import theme


def table_and_downloads(
    data: Catalogue, card: MapCard, timeline: Callable[[], Timeline], link: str
) -> None:
    """Offer the table and all files of what is shown, opened on demand."""
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
        header = _header(card)
        more = geo_files(lambda: table.download, card.indicator.indicator_id, header, link)
        if card.map is not None:
            notes = [card.indicator.definition, card.indicator.caution, *card.notes]
            more += picture_files(
                card.map, theme(), card.title, card.subtitle, card.source, link, card.notes
            )
            more.append(playing_file(timeline, [card.source], notes, link))
        downloads(lambda: table.download, "map", file_name(card), header, link, more=more)


def _table(data: Catalogue, card: MapCard) -> MapTable:
    if card.layer is not None:
        return layer_table(data, card.layer)
    return ring_table(data, card.indicator, card.rings)


def _header(card: MapCard) -> dict[str, str]:
    return {
        "title": card.title,
        "shows": card.subtitle,
        "definition": card.indicator.definition,
        "caution": card.indicator.caution,
        "source": card.source,
    }


def file_name(card: MapCard) -> str:
    """Return what tells the files of a view apart: layer, year, measure, base year, region."""
    measure = card.layer.measure if card.layer else "figures"
    year = card.year or "no-year"
    since = f"-since-{card.layer.since}" if card.layer and card.layer.since else ""
    region = f"-{card.map.region}" if card.map else ""
    return f"{card.indicator.indicator_id}-{year}-{measure}{since}{region}"
