"""What stands at the foot of every page: the link to this view, presenter mode, reset."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.kit.address import current_query, share_link, write_query

LINK_NOTE = "It spells out every setting and the data release, and restores this view."


def page_foot(
    page: str,
    full: Mapping[str, str | Sequence[str]],
    reset: Callable[[], None] | None = None,
) -> None:
    """Offer the link spelled out in `full`, presenter mode, and `reset` unless it is elsewhere."""
    link_to_view(page, share_link(full), LINK_NOTE)
    with st.container(horizontal=True, gap="small"):
        if reset is not None:
            st.button("Reset", icon=":material/restart_alt:", key=f"{page}_reset", on_click=reset)
        st.button(
            "Present",
            icon=":material/slideshow:",
            type="tertiary",
            key=f"{page}_present",
            on_click=_present,
        )


def lead_on() -> None:
    """Offer the pages that answer what a map makes a reader ask."""
    with st.container(horizontal=True, gap="xsmall"):
        st.page_link("views/estimates/page.py", label="How many left?")
        st.page_link("views/workforce/page.py", label="What would 1.5% of the workforce mean?")
        st.page_link(
            "views/people/page.py",
            label="The article, figure by figure",
            query_params={"part": "article"},
        )


def link_to_view(page: str, link: str, note: str) -> None:
    """Offer a link to copy, with what it holds in one line of Markdown."""
    opened = st.expander(
        "Link to this view", icon=":material/link:", key=f"{page}_link", on_change="rerun"
    )
    if opened.open:
        opened.caption(note)
        opened.code(link, language=None, wrap_lines=True)


def _present() -> None:
    write_query({**current_query(), "present": "true"})
