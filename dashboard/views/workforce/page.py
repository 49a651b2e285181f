"""Workforce: what would 1.5% of it mean?"""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.kit import store
from dashboard.kit.actions import actions, fresh, source_note, sources_and_terms
from dashboard.kit.address import (
    current_query,
    link_notes,
    page_link,
    reset_button,
    share_link,
    write_query,
)
from dashboard.kit.chain_controls import (
    about_inputs,
    base_menu,
    people_control,
    share_controls,
    share_row,
    start_menu,
)
from dashboard.kit.component import plain_chart
from dashboard.kit.controls import bound, choices_width, icon_button, one_of, plain
from dashboard.kit.table import html_table
from dashboard.link.page_codes import on_calculators
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import scenario_query
from dashboard.link.starts import CUSTOM, Chosen
from dashboard.link.workforce_view import (
    PRESETS,
    WorkforceView,
    at_people,
    can_take,
    parse_workforce,
    to_scenario,
    workforce_query,
)
from dashboard.models.chain import Needed, Unreachable
from dashboard.tables.estimates import TARGET
from dashboard.views.workforce import verdict_words, words
from dashboard.views.workforce.answer import Answer, answer
from dashboard.views.workforce.estimates import verdict_table
from dashboard.views.workforce.figures import passages, workforce_picture
from dashboard.views.workforce.files import downloads_of
from dashboard.views.workforce.words import SOLVE_LABELS, preset_label
from dashboard.words import scenario_words
from dashboard.words.chain_words import (
    CONCEPT_LABELS,
    WHO,
    exact_share,
    interval_text,
    people,
    share_text,
)
from dashboard.words.sources import WORKFORCE_TERMS, source_lines

KEY = "w_"
# A line of text stays readable.
TEXT_WIDTH = 820
# The slider ends here unless the link holds more: a tenth of a per cent has to be a step apart.
USUAL_TOP = 0.05
# In pixels: a name in one line and its number, and the letters of the number.
TILE_HEIGHT, VALUE = 94, 20


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.tables().estimates, store.tables().starts
    query = current_query()
    view, refusals = parse_workforce(query, starts)
    found = answer(view, tables, starts)
    link = PageLink.of("workforce", workforce_query(view, starts, full=True))
    picture = workforce_picture(found, found.others)
    link_notes(refusals, query, starts.release, on_calculators(view))
    verdicts = [each.verdict for each in found.counted]
    headline = verdict_words.headline(verdicts, view.target)
    with fresh("headline", headline):
        st.header(plain(headline), anchor=False)
        left_out = len(found.others) - len(verdicts)
        st.caption(plain(verdict_words.second_line(verdicts, left_out, view.target)))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _tiles(found)
        one_of(
            "Figure",
            words.PICTURE_LABELS,
            "w_view",
            view.picture,
            lambda shown: _go(replace(view, picture=shown)),
        )
        if view.picture != "estimates":
            st.markdown(f"**{plain(picture.title)}**")
        if picture.figure is not None:
            plain_chart(picture.figure, picture.alt, f"workforce_{view.picture}")
            st.caption(plain(" ".join(picture.lines)))
        else:
            _money(found)
        st.caption(plain(words.FIRST_LINE))
        actions(
            "workforce",
            link=link,
            table=partial(_table, found, picture),
            download=partial(downloads_of, found, share_link(link.query)),
            sources=partial(_sources, found),
        )
    with right, st.container(border=True, key="workforce_inputs", gap="small"):
        controls(found)


def _tiles(found: Answer) -> None:
    """Show people, workers and share, in the order in which the one follows from the other."""
    view, result, needed = found.view, found.result, found.needed
    noun = words.BASE_NOUNS[found.base.base]
    start = words.bounded(result.start)
    spread = interval_text(found.share_range, share_text)
    tiles = [
        (CONCEPT_LABELS[result.start.concept], start),
        (f"{words.THEN} workers", people(result.workers)),
        (f"{words.THEN} of the {noun} ({spread})", share_text(result.share)),
    ]
    if view.solve == "people":
        who = WHO[needed.concept]
        tiles = [
            (f"of the {noun}", exact_share(view.target)),
            (f"{words.THEN} workers", people(needed.workers)),
            (
                f"{words.THEN} {who}",
                people(needed.people) if isinstance(needed, Needed) else "not reached",
            ),
        ]
    with st.container(horizontal=True, gap="small", key="workforce_tiles"):
        for label, value in tiles:
            # Its width is known before it loads: a row that must break does so at once.
            wide = max(choices_width([label]), choices_width([value], VALUE))
            st.metric(label, value, border=True, height=TILE_HEIGHT, width=wide)
    if view.solve == "share":
        presets(found)
    elif not isinstance(needed, Needed):
        st.text(words.unreachable_text(needed))


def _table(found: Answer, picture: Figure) -> None:
    """Show the twin of the figure; the verdicts where it is about the estimates."""
    kind = found.view.picture
    if kind in ("estimates", "line", "money"):
        table = verdict_table(found.others, found.tables)
        st.caption(verdict_words.TABLE_NOTE)
        # One column less fits beside the inputs; the file has it.
        rows = table.rows.drop(columns=["At the shares as set"])
        html_table(rows, "workforce_verdict_rows", "Table: verdicts", sort_keys=table.sort_keys)
        return
    html_table(picture.table, f"workforce_{kind}_rows", f"Table: {picture.title}")


def _sources(found: Answer) -> None:
    """Show every source, the verdicts in full, the inputs, and the working to be copied."""
    view, tables = found.view, found.tables
    shares = view.chosen.shares
    name = words.start_subject(found.result.start, found.name)
    more = ""
    if view.solve == "share":
        more = words.alone_text(found.alone, found.result, found.share_range, view.target)
    elif isinstance(found.needed, Unreachable):
        more = words.unreachable_text(found.needed)
    notes = [
        *found.said,
        f"{verdict_words.sentence(name, found.verdict, found.before_returns)} {more}".strip(),
        words.needs_text(found.needs, shares.adult, shares.activity),
        f"Base: {words.base_text(found.base)}",
    ]
    sources_and_terms(source_lines(found.source_ids, tables.sources), WORKFORCE_TERMS, notes)
    about_inputs([view.chosen])
    working = (
        words.forward_text(found.result)
        if view.solve == "share"
        else words.backward_text(found.needed)
    )
    st.code(working, language=None, wrap_lines=True)


def _money(found: Answer) -> None:
    """Show the order of magnitude of output, and what the article's roubles were."""
    tables = found.tables
    with st.container(width=TEXT_WIDTH):
        for passage in passages(found.result.workers, tables):
            with st.container(gap="xxsmall"):
                st.markdown(plain(passage.text))
                source_note(source_lines(passage.source_ids, tables.sources))


def _go(view: WorkforceView) -> None:
    write_query(workforce_query(view, store.tables().starts))


def presets(found: Answer) -> None:
    """Offer three estimates to start from, and a number of one's own; none is marked by hand."""
    view, starts, chosen = found.view, found.starts, found.view.chosen
    at = chosen.source if starts.start(chosen).end != "chosen" else CUSTOM

    def take(code: str | None) -> None:
        # A click on what is marked already takes the mark off: the view stays.
        if code is not None:
            _go(replace(view, chosen=starts.moved(chosen, code)))

    names = {
        code: preset_label(starts.source(code), own=code == CUSTOM) for code in (*PRESETS, CUSTOM)
    }
    bound(
        st.pills,
        "Start from one of these",
        list(names),
        key=f"{KEY}preset",
        value=at if at in names else None,
        put=take,
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width=choices_width(names.values()),
    )


def controls(found: Answer) -> None:
    """Show everything that can be set, in the order of the chain."""
    view = found.view

    def put(chosen: Chosen) -> None:
        _go(replace(view, chosen=chosen))

    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"{KEY}direction"
    ):
        one_of(
            "Direction",
            SOLVE_LABELS,
            f"{KEY}solve",
            view.solve,
            lambda solve: _go(replace(view, solve=solve)),
        )
        reset_button("w")
    start_menu(view.chosen, KEY, put)
    if view.solve == "share":
        people_control(view.chosen, KEY, put)
    share_row(
        "Share to reach",
        "Share to compare with" if view.solve == "share" else "Share to reach",
        f"{KEY}target",
        view.target,
        found.tables.assumption(TARGET),
        lambda share: _go(replace(view, target=share)),
        top=USUAL_TOP if view.target <= USUAL_TOP else 1.0,
    )
    if view.solve == "people":
        _take_over(found)
    base_menu(view.base, KEY, lambda base: _go(replace(view, base=base)))
    st.markdown(scenario_words.ASSUMPTIONS)
    share_controls(view.chosen, KEY, put)
    query = scenario_query(to_scenario(view, found.starts), found.starts)
    page_link("Compare with other estimates in How many left", "scenarios", query)


def _take_over(found: Answer) -> None:
    """Offer the number of people as the start of the other direction."""
    if not isinstance(found.needed, Needed):
        return
    needed = found.needed.people
    if can_take(needed):
        label = f"Start from {people(needed)} people instead"
        told = f"They make {share_text(found.view.target)} again, at the same inputs."
        view = at_people(found.view, needed)
        icon_button(label, "swap_vert", f"{KEY}take", _go, view, help=told)


main()
