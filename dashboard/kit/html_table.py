"""A table that every reader can read: HTML, 25 rows a page, with labelled sort and search."""

import pandas as pd
import streamlit as st

from dashboard.kit.map_table import MapTable
from dashboard.tables.names import normalised
from dashboard.words.numbers import counted

ROWS_A_PAGE = 25
AS_LISTED = "As listed"
ORDERS = ("Low first", "High first")


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
    st.table(_escaped(rows).set_index(rows.columns[0]), border="horizontal", alt=alt)


def _searched(rows: pd.DataFrame, query: str, columns: list[str]) -> pd.DataFrame:
    wanted = normalised(query)
    if not wanted:
        return rows
    text = rows[columns].astype(str).agg(" ".join, axis=1).map(normalised)
    return rows[text.str.contains(wanted, regex=False)]


def _escaped(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows so that no cell is read as Markdown."""
    special = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]()#+-.!|~:$<>"})
    return rows.map(lambda cell: str(cell).translate(special))
