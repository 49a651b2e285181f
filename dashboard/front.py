"""What every page shares: the masthead, the guarded page itself, the footer."""

import contextlib
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.kit import store
from dashboard.kit.footer import footer, masthead
from dashboard.kit.guard import guarded, watch_frames
from dashboard.link.page_link import page_at
from dashboard.own.held import watch_incoming
from dashboard.tables.problems import TableError
from dashboard.tables.release import DEFAULT_NAME
from dashboard.views.present.embedded import whole_page
from dashboard.views.present.presenter import presented, presenting


def app_name() -> str:
    """Return the name of the app; the default where edition.toml is broken."""
    try:
        return store.edition().name
    except TableError:
        return DEFAULT_NAME


def menu() -> Literal["top", "hidden"]:
    """Return where the navigation stands; presenter mode and a frame of another page have none."""
    return "hidden" if _bare() else "top"


def _bare() -> bool:
    return presenting() or bool(st.context.is_embedded)


def front(page: StreamlitPage) -> None:
    """Run `page` and put the footer under it; a page that fails leaves the rest standing.

    Presenter mode and a frame of another page have neither masthead nor footer.
    """
    watch_frames()
    watch_incoming()
    shown = page_at(page.url_path)

    def drawn() -> None:
        if shown is None or not presented(shown):
            page.run()
            if st.context.is_embedded:
                whole_page()

    if _bare():
        guarded(drawn)
        return
    with contextlib.suppress(TableError):  # the footer says what is wrong with edition.toml
        masthead(store.edition())
    guarded(drawn)
    guarded(lambda: footer(store.catalogue(), store.edition(), store.edited()))
