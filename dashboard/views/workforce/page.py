"""Workforce: what would 1.5% of it mean?"""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.kit import store
from dashboard.kit.actions import actions, fresh
from dashboard.kit.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.kit.chain_controls import figure_menu
from dashboard.kit.chart import plain_chart
from dashboard.kit.source_note import plain
from dashboard.link.page_codes import on_calculators
from dashboard.link.page_link import PageLink
from dashboard.link.workforce_view import WorkforceView, parse_workforce, workforce_query
from dashboard.models.chain import Needed
from dashboard.tables.estimates import Measure
from dashboard.views.workforce.answer import Answer, alfa, answer, compared, verdict_lines
from dashboard.views.workforce.book import workforce_book
from dashboard.views.workforce.controls import controls, presets
from dashboard.views.workforce.details import downloads_of, money, sources_of, table_of
from dashboard.views.workforce.figures import workforce_picture, workforce_sources
from dashboard.words import verdict_words, workforce_words
from dashboard.words.chain_words import WHO, people, share_text

# In pixels: a name in one line and its number.
TILE_HEIGHT = 94


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.estimates(), store.starts()
    query = current_query()
    view, refusals = parse_workforce(query, starts)
    found = answer(view, starts)
    others, claim = compared(view, tables, starts), alfa(view, tables, starts)
    link = PageLink.of("workforce", workforce_query(view, starts, full=True))
    address = share_link(link.query)
    picture = workforce_picture(view, found, others, claim, tables, starts)
    said = verdict_lines(view, tables, others, claim)
    show_refusals(refusals)
    show_release_note(query, starts.release, on_calculators(view))
    verdicts = [each.verdict for each in others if each.left_out is None]
    headline = verdict_words.headline(verdicts, view.target)
    with fresh("headline", headline):
        st.header(plain(headline), anchor=False)
        left_out = len(others) - len(verdicts)
        st.caption(plain(verdict_words.second_line(verdicts, left_out, view.target)))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _tiles(view, found, tables.measure(view.base))
        figure_menu(
            workforce_words.PICTURE_LABELS,
            view.picture,
            "w_view",
            lambda shown: _go(replace(view, picture=shown)),
        )
        if view.picture != "estimates":
            st.markdown(f"**{plain(picture.title)}**")
        if picture.figure is not None:
            plain_chart(picture.figure, picture.alt, f"workforce_{view.picture}")
            st.caption(plain(" ".join(picture.lines)))
        else:
            money(found, tables)
        st.caption(plain(workforce_words.FIRST_LINE))
        actions(
            "workforce",
            link=link,
            table=partial(table_of, view, picture, others),
            download=partial(
                downloads_of,
                view,
                lambda: workforce_book(tables, starts, view, found, others, claim, address),
                address,
            ),
            sources=partial(sources_of, view, found, said, workforce_sources(view, others, tables)),
        )
    with right, st.container(border=True, key="workforce_inputs", gap="small"):
        controls(view, found, starts, tables, _go)


def _tiles(view: WorkforceView, found: Answer, base: Measure) -> None:
    """Show people, workers and share, in the order in which the one follows from the other."""
    result, needed = found.result, found.needed
    noun = workforce_words.BASE_NOUNS[base.base]
    start = workforce_words.bounded(result.start)
    spread = verdict_words.spread_text(found.share_range)
    tiles = [
        (workforce_words.tile_name(result.start), start),
        (f"{workforce_words.THEN} workers", people(result.workers)),
        (f"{workforce_words.THEN} of the {noun} ({spread})", share_text(result.share)),
    ]
    if view.solve == "people":
        who = WHO[needed.concept]
        tiles = [
            (f"of the {noun}", workforce_words.target_text(view.target)),
            (f"{workforce_words.THEN} workers", people(needed.workers)),
            (
                f"{workforce_words.THEN} {who}",
                people(needed.people) if isinstance(needed, Needed) else "not reached",
            ),
        ]
    with st.container(horizontal=True, gap="small", key="workforce_tiles"):
        for label, value in tiles:
            st.metric(label, value, border=True, height=TILE_HEIGHT)
    if view.solve == "share":
        presets(view, store.starts(), _go)
    elif not isinstance(needed, Needed):
        st.text(workforce_words.unreachable_text(needed))


def _go(view: WorkforceView) -> None:
    write_query(workforce_query(view, store.starts()))


main()
