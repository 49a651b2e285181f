"""Workforce: what would 1.5% of it mean?"""

import streamlit as st

from dashboard.kit import store
from dashboard.kit.add_to_briefing import add_button
from dashboard.kit.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.kit.handover import to_scenarios
from dashboard.kit.looks import palette
from dashboard.kit.page_foot import page_foot
from dashboard.kit.source_note import plain, source_note
from dashboard.kit.terms import term_links
from dashboard.link.in_view import on_workforce
from dashboard.link.page_link import PageLink
from dashboard.link.workforce_view import WorkforceView, parse_workforce, workforce_query
from dashboard.models.chain import Unreachable
from dashboard.models.verdicts import Verdict
from dashboard.tables.estimates import EstimateTables
from dashboard.views.workforce.answer import (
    ALFA,
    Answer,
    Compared,
    alfa,
    answer,
    compared,
    other_claim,
    verdict_lines,
)
from dashboard.views.workforce.book import result_line, workforce_book, working_text
from dashboard.views.workforce.controls import controls
from dashboard.views.workforce.details import details, picture
from dashboard.views.workforce.downloads import workforce_downloads
from dashboard.views.workforce.figures import share_picture
from dashboard.words import scenario_words, verdict_words, workforce_words
from dashboard.words.sources import source_lines
from dashboard.words.term_words import WORKFORCE_TERMS


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.estimates(), store.starts()
    query = current_query()
    view, refusals = parse_workforce(query, starts, tables.target)
    found = answer(view, starts)
    others, claim = compared(view, tables, starts), alfa(view, tables, starts)
    full = workforce_query(view, starts, tables.target, full=True)
    link = share_link(full)
    st.text(workforce_words.FIRST_LINE)
    show_refusals(refusals)
    show_release_note(query, starts.release, on_workforce(view))
    result = result_line(view, found, tables.measure(view.base))
    st.header(plain(result), anchor=False)
    left, right = st.columns([1.55, 1], gap="medium")
    with right, st.container(border=True, key="workforce_inputs", gap="small"):
        controls(view, found, starts, tables, _go)
    with left:
        term_links(WORKFORCE_TERMS)
        _answer(view, found, others, claim, tables)
    details(view, found, others, link)
    to_scenarios(view)
    add_button(PageLink.of("workforce", full), "workforce")
    workforce_downloads(
        lambda: workforce_book(tables, starts, view, found, others, claim, link),
        view.chosen.source,
        result,
        link,
    )
    page_foot("workforce", full)


def _answer(
    view: WorkforceView,
    found: Answer,
    others: list[Compared],
    claim: Verdict,
    tables: EstimateTables,
) -> None:
    """Show the verdicts in words, the picture and the working."""
    with st.container(gap="xsmall", key="workforce_verdict"):
        first, *rest = _verdict_lines(view, found, others, claim, tables)
        st.markdown(f"**{plain(first)}**")
        for line in rest:
            st.text(line)
    picture(share_picture(view, found, others, claim, store.starts(), palette()), "share_line")
    st.markdown("**The working**")
    st.code(working_text(view, found), language=None, wrap_lines=True)
    lines = (
        workforce_words.detail_lines(found.result)
        if view.solve == "share"
        else workforce_words.needed_lines(found.needed, found.needs.people_if_all_worked)
    )
    st.caption(plain(" ".join(lines)))
    ids = {tables.estimate(ALFA)["source_id"]}
    if other := other_claim(tables):
        ids.add(other["source_id"])
    if view.chosen.source in set(tables.estimates["estimate_id"]):
        ids.add(tables.estimate(view.chosen.source)["source_id"])
    source_note(source_lines(";".join(sorted(ids)), tables.sources))


def _verdict_lines(
    view: WorkforceView,
    found: Answer,
    others: list[Compared],
    claim: Verdict,
    tables: EstimateTables,
) -> list[str]:
    shares = view.chosen.shares
    name = workforce_words.start_subject(
        found.result.start, scenario_words.start_name(tables, view.chosen.source)
    )
    more = ""
    if view.solve == "share":
        more = workforce_words.alone_text(found.alone, found.result, found.share_range, view.target)
    elif isinstance(found.needed, Unreachable):
        more = workforce_words.unreachable_text(found.needed)
    first, *rest = verdict_lines(view, tables, others, claim)
    return [
        first,
        f"{verdict_words.sentence(name, found.verdict, found.before_returns)} {more}".strip(),
        workforce_words.needs_text(found.needs, shares.adult, shares.activity),
        *rest,
    ]


def _go(view: WorkforceView) -> None:
    write_query(workforce_query(view, store.starts(), store.estimates().target))


main()
