"""Tables that every reader can read: HTML, 25 rows a page; and what the Map shows as one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.kit.controls import plain
from dashboard.map.figure import MapCard
from dashboard.models.layer import Layer, Place
from dashboard.models.rings import Single
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.columns import written
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Country, Observation
from dashboard.tables.names import normalised
from dashboard.tables.provenance import FIELDS, SOURCE, publishers, with_sources
from dashboard.words.numbers import counted, full, percent, period
from dashboard.words.values import (
    KIND_WORDS,
    QUALITY_WORDS,
    shown_text,
    state_text,
    unit_words,
    value_text,
)

ROWS_A_PAGE = 25
AS_LISTED = "As listed"
ORDERS = ("Low first", "High first")


@dataclass(frozen=True)
class MapTable:
    """`rows` as text for the page, `sort_keys` its numbers, `download` with all provenance."""

    rows: pd.DataFrame
    sort_keys: dict[str, pd.Series]
    download: pd.DataFrame


def html_table(
    rows: pd.DataFrame,
    key: str,
    alt: str,
    *,
    sort_keys: dict[str, pd.Series] | None = None,
    search_in: list[str] | None = None,
) -> None:
    """Show `rows` (text columns, human headings) page by page, in their own order to begin with.

    `sort_keys` gives for a heading the numbers to sort by instead of its text; `search_in` names
    the columns that the search looks through, all where it is not given.
    """
    if rows.empty:
        st.text("No row here.")
        return
    found, order, direction = st.columns([1.6, 1.2, 1.2], vertical_alignment="bottom")
    query = found.text_input("Search the table", key=f"{key}_search", placeholder="Part of a name")
    shown = _searched(rows, query, search_in or list(rows.columns))
    column = order.selectbox("Sort by", [AS_LISTED, *rows.columns], key=f"{key}_sort")
    if column != AS_LISTED:
        chosen = direction.segmented_control(
            "Order", ORDERS, key=f"{key}_order", required=True, default=ORDERS[0]
        )
        keys = (sort_keys or {}).get(column, rows[column]).loc[shown.index]
        ordered = keys.sort_values(ascending=chosen == ORDERS[0], kind="stable", na_position="last")
        shown = shown.loc[ordered.index]
    if shown.empty:
        st.text("No row matches. Try part of a name, or clear the search.")
        return
    pages = -(-len(shown) // ROWS_A_PAGE)
    st.caption(f"{len(shown):,} of {counted(len(rows), 'row')}")
    body = st.container()
    page = st.pagination(pages, key=f"{key}_page") if pages > 1 else 1
    first = (min(page, pages) - 1) * ROWS_A_PAGE
    cells = shown.iloc[first : first + ROWS_A_PAGE]
    with body:
        whole_table(cells, alt)


def twin(table: MapTable, key: str, title: str, search_in: list[str] | None = None) -> None:
    """Show the table of a figure, as `html_table` does."""
    keys = table.sort_keys
    html_table(table.rows, key, f"Table: {title}", sort_keys=keys, search_in=search_in)


def whole_table(rows: pd.DataFrame, alt: str) -> None:
    """Show rows of text as they are, all of them; the first column is their heading."""
    # A full stop behind a number would begin a list.
    cells = rows.map(lambda cell: plain(str(cell)).replace(".", r"\."))
    st.table(cells.set_index(rows.columns[0]), border="horizontal", alt=alt)


def _searched(rows: pd.DataFrame, query: str, columns: list[str]) -> pd.DataFrame:
    wanted = normalised(query)
    if not wanted:
        return rows
    text = rows[columns].astype(str).agg(" ".join, axis=1).map(normalised)
    return rows[text.str.contains(wanted, regex=False)]


OF_FIGURE = (
    *("value", "low", "high", "bound", "period_start", "period_end"),
    *("definition_class", "quality", SOURCE, "note"),
)
ENDS = ("value", "low", "high")
OF_BEFORE = ("period_start", "period_end", "quality", "note", SOURCE)
OF_SOURCE = [name for name, _ in FIELDS]
DOWNLOAD_COLUMNS = [
    *("iso3", "country", "region", "state", "indicator_id", "indicator", "unit", "measure"),
    *("shown", "value", "low", "high", "bound", "compared_with_year", "value_before"),
    *("change_percent", "period_start", "period_end", "definition_class", "quality"),
    *(SOURCE, *OF_SOURCE, "note"),
    *(f"before_{name}" for name in (*OF_BEFORE, *OF_SOURCE)),
    *("population", "population_year"),
    *(f"population_{name}" for name in (SOURCE, *OF_SOURCE)),
]


def card_table(data: Catalogue, card: MapCard) -> MapTable:
    """Return what a map shows as a table."""
    if card.layer is not None:
        return layer_table(data, card.layer)
    return ring_table(data, card.indicator, card.rings)


def layer_table(catalogue: Catalogue, layer: Layer) -> MapTable:
    """Return all countries of a choropleth with their state, those with a value first."""
    indicator, valued = layer.indicator, layer.valued
    others = sorted((p for p in layer.places if not p.has_number), key=lambda place: place.name)
    each = [*valued, *others]
    figures = [place.figure for place in each]
    heading = f"Change since {layer.since}"
    if layer.measure == "per_1000":
        heading = f"Per 1,000 residents ({layer.population_year})"
    columns: dict[str, list[str]] = {
        "Country": [place.name for place in each],
        "State": [state_words(place) for place in each],
    }
    if layer.measure != "total":
        columns[heading] = [shown_text(place, indicator, layer.measure) for place in each]
    columns["Value"] = [value_text(figure, indicator) if figure else "" for figure in figures]
    ends = {name: [getattr(f, name) if f else math.nan for f in figures] for name in ENDS}
    columns["Low"] = [_number(value, indicator) for value in ends["low"]]
    columns["High"] = [_number(value, indicator) for value in ends["high"]]
    columns["Period"] = [_period(figure) if figure else "" for figure in figures]
    columns["Quality"] = [QUALITY_WORDS[figure.quality] if figure else "" for figure in figures]
    if layer.measure == "change":
        columns[f"Value in {layer.since}"] = [
            _number(place.before.value, indicator) if place.before else "" for place in each
        ]
    if layer.measure == "per_1000":
        columns[f"Residents ({layer.population_year})"] = [
            _number(place.country.population, indicator) if place.has_number else ""
            for place in each
        ]
    columns["Source"] = publishers(layer.inputs(each), catalogue.sources)
    columns["Note"] = [figure.note if figure else "" for figure in figures]
    keys = {name.capitalize(): pd.Series(values) for name, values in ends.items()}
    if layer.measure != "total":
        keys[heading] = pd.Series([place.shown for place in each])
    rows = [
        _told(indicator, place.country, place.figure)
        | {"state": state_words(place), "measure": layer.measure, "shown": place.shown}
        | _inputs(layer, place)
        for place in each
    ]
    return MapTable(pd.DataFrame(columns), keys, _download(catalogue, rows))


def ring_table(catalogue: Catalogue, indicator: Indicator, rows: Sequence[Single]) -> MapTable:
    """Return every figure of a ring layer in a year; countries without one are not listed."""
    figures = [row.figure for row in rows]
    table = pd.DataFrame(
        {
            "Country": [row.name for row in rows],
            "Value": [value_text(figure, indicator) for figure in figures],
            "What it counts": [
                KIND_WORDS[figure.definition_class] or indicator.label for figure in figures
            ],
            "Period": [_period(figure) for figure in figures],
            "Quality": [QUALITY_WORDS[figure.quality] for figure in figures],
            "Source": publishers({"": [figure.source_id for figure in figures]}, catalogue.sources),
            "Note": [figure.note for figure in figures],
        }
    )
    told = [
        _told(indicator, catalogue.places[figure.iso3], figure)
        | {"state": "value", "measure": "total", "shown": figure.value}
        for figure in figures
    ]
    values = pd.Series([figure.value for figure in figures])
    return MapTable(table, {"Value": values}, _download(catalogue, told))


def state_words(place: Place) -> str:
    """Return value, zero, or why there is no number."""
    return place.state if place.has_number else state_text(place)


def _told(indicator: Indicator, country: Country, figure: Observation | None) -> dict[str, object]:
    """Return a figure with its country and indicator spelled out."""
    return {
        "iso3": country.iso3,
        "country": country.name,
        "region": country.region,
        "indicator_id": indicator.indicator_id,
        "indicator": indicator.label,
        "unit": unit_words(indicator, "total") if indicator.is_own else indicator.unit,
        "compared_with_year": None,
        **({name: written(getattr(figure, name)) for name in OF_FIGURE} if figure else {}),
    }


def _inputs(layer: Layer, place: Place) -> dict[str, object]:
    """Return what the number of a measure is made with beside the value."""
    before = place.before
    found: dict[str, object] = {
        f"before_{name}": written(getattr(before, name)) if before else "" for name in OF_BEFORE
    }
    found |= {"population": math.nan, "population_year": math.nan, "population_source_id": ""}
    if layer.measure == "change":
        found["compared_with_year"] = layer.since
        found["value_before"] = before.value if before else math.nan
        found["change_percent"] = place.change_percent
    if layer.measure == "per_1000":
        found["population"] = place.country.population
        found["population_year"] = place.country.population_year
        found["population_source_id"] = place.country.source_id
    return found


def _download(catalogue: Catalogue, rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    return with_sources(pd.DataFrame(rows), catalogue.sources).reindex(columns=DOWNLOAD_COLUMNS)


def _period(figure: Observation) -> str:
    return period(figure.period_start, figure.period_end)


def _number(value: float, indicator: Indicator) -> str:
    if math.isnan(value):
        return ""
    return percent(value) if indicator.is_share else full(value)
