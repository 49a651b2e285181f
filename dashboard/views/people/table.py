"""The table under a part of the People page, with its downloads, opened on demand."""

from collections.abc import Callable, Collection, Mapping

import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.address import share_link
from dashboard.kit.html_table import html_table
from dashboard.kit.map_table import MapTable
from dashboard.link.people_view import PeopleView, people_query

Go = Callable[[PeopleView], None]


def table_and_download(
    label: str,
    key: str,
    make: Callable[[], MapTable],
    view: PeopleView,
    header: Mapping[str, str],
    *,
    markdown: Collection[str] = (),
    search_in: list[str] | None = None,
    expanded: bool = False,
) -> None:
    """Offer a table of the page and its files; `header` opens them with a title and cautions."""
    opened = st.expander(
        label, icon=":material/table:", key=f"{key}_table", on_change="rerun", expanded=expanded
    )
    if not opened.open:
        return
    with opened:
        table = make()
        html_table(
            table.rows,
            f"{key}_rows",
            f"Table: {header['title']}",
            sort_keys=table.sort_keys,
            markdown=markdown,
            search_in=search_in,
        )
        link = people_link(view)
        downloads(lambda: table.download, key, key.replace("_", "-"), header, link)


def people_link(view: PeopleView) -> str:
    """Return the address that restores `view`."""
    return share_link(people_query(view, store.vocabulary(), full=True))
