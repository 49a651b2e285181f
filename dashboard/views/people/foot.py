"""What stands over and under each figure of the People page: title, source, row of actions."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.actions import actions, headline, sources_and_terms
from dashboard.kit.address import share_link
from dashboard.kit.controls import plain
from dashboard.kit.table import MapTable, twin
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import PeopleView, people_query
from dashboard.tables.provenance import Ids, each_id
from dashboard.words.sources import source_lines, source_summary

Go = Callable[[PeopleView], None]


def head(title: str, line: str) -> None:
    """Show what a figure says, and one line under it."""
    headline("headline", title, plain(line))


def link_of(view: PeopleView) -> PageLink:
    """Return the link that restores a view."""
    return PageLink.of("people", people_query(view, store.tables().words, full=True))


def foot(
    view: PeopleView,
    drawn: Iterable[Ids],
    tables: Mapping[str, Callable[[], MapTable]],
    header: Mapping[str, str],
    terms: Sequence[str],
    notes: Sequence[str],
    *,
    extra: Iterable[Ids] = (),
) -> None:
    """Show who published what is drawn, and the row of actions.

    `drawn` are the source ids of each thing that is drawn, `extra` those of what stands beside it.
    """
    sources = store.tables().people.sources
    ids = each_id(drawn)
    st.caption(plain(f"Source: {source_summary(ids, sources)}"))
    key, link = f"people_{view.part}", link_of(view)

    def table() -> None:
        for what, make in tables.items():
            if what:
                st.markdown(f"**{what.capitalize()}**")
            twin(make(), f"{key}_{what}_rows", what or header["title"])

    def files() -> None:
        for what, make in tables.items():
            name = "-".join(part for part in ("people", view.part, what) if part)
            downloads(
                lambda make=make: make().download,  # type: ignore[misc]
                f"{key}_{what}",
                name,
                header,
                share_link(link.query),
                what=what,
            )

    every = each_id([ids, *extra])
    actions(
        "people",
        link=link,
        table=table,
        download=files,
        sources=lambda: sources_and_terms(
            source_lines(every, sources), terms, [note for note in notes if note]
        ),
    )
