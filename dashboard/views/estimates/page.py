"""How many left: depending on whom you believe and what you assume."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.kit import store
from dashboard.kit.actions import actions, fresh, sources_and_terms
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
    start_menu,
)
from dashboard.kit.component import plain_chart
from dashboard.kit.controls import bound, choose, one_of, plain, popover
from dashboard.kit.table import html_table, twin
from dashboard.link.page_codes import on_calculators
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import (
    LETTERS,
    METHOD_CODES,
    Letter,
    ScenarioView,
    added,
    copied,
    parse_scenarios,
    scenario_query,
    swapped,
    with_scenario,
)
from dashboard.link.starts import Chosen, Starts
from dashboard.link.workforce_view import from_scenario, workforce_query
from dashboard.tables.estimates import CONCEPTS
from dashboard.views.estimates.answer import Scenarios, published_years
from dashboard.views.estimates.figures import NOTES, rests_on, scenario_pictures
from dashboard.views.estimates.files import downloads_of
from dashboard.views.estimates.ranges import estimate_table
from dashboard.words import estimate_words, scenario_words
from dashboard.words.chain_words import CONCEPT_LABELS, equation, step_lines
from dashboard.words.estimate_words import METHOD_WORDS
from dashboard.words.numbers import lower_first
from dashboard.words.scenario_words import RESULT_LABELS
from dashboard.words.sources import ESTIMATE_TERMS, source_lines

# Whose inputs are shown is the reader's own, and in no link.
EDITED = "scenario_edited"
FILTER = ":material/filter_list:"


def main() -> None:
    """Lay the page out from the view that the address bar names."""
    tables, starts = store.tables().estimates, store.tables().starts
    query = current_query()
    view, refusals = parse_scenarios(query, starts)
    link_notes(refusals, query, starts.release, on_calculators(view))
    asked = Scenarios(view, tables, starts, store.tables().catalogue)
    pictures = scenario_pictures(asked)
    link = PageLink.of("scenarios", scenario_query(view, starts, full=True))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        _figures(asked, pictures)
        actions(
            "scenario",
            link=link,
            table=partial(_table, asked, pictures),
            download=partial(downloads_of, asked, share_link(link.query)),
            sources=partial(_sources, asked),
        )
    with right, st.container(border=True, key="scenario_inputs", gap="small"):
        _inputs(asked)


def _figures(asked: Scenarios, pictures: Sequence[Figure]) -> None:
    """Show the picture chosen; the controls of the place stay where they are."""
    view = asked.view
    for number, picture in enumerate(pictures):
        with fresh(f"picture_{number}", f"{picture.title} {picture.lines}"):
            st.subheader(plain(picture.title), anchor=False)
            between = " · " if view.picture == "difference" else " "
            st.caption(plain(between.join(picture.lines)))
        if number == 0:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                one_of(
                    "Figure",
                    scenario_words.PICTURE_LABELS,
                    "scenario_view",
                    view.picture,
                    lambda shown: _go(replace(view, picture=shown)),
                )
                if view.picture == "estimates":
                    popover("Filter", FILTER, "scenario_filters", partial(filters, asked))
        if picture.figure is not None:
            plain_chart(picture.figure, picture.alt, f"{view.picture}_{number}")
    if note := _note(view):
        st.caption(plain(note))


def _note(view: ScenarioView) -> str:
    """Return how the marks of a picture read."""
    if view.picture == "estimates":
        apart = [estimate_words.WHY_APART[c] for c in view.show if c in estimate_words.WHY_APART]
        return " ".join([estimate_words.MARKS, *apart])
    return NOTES.get(view.picture, "")


def _table(asked: Scenarios, pictures: Sequence[Figure]) -> None:
    """Show the twin of each figure; the estimates with caution and source."""
    kind = asked.view.picture
    if kind == "estimates" and asked.listed:
        twin(estimate_table(asked.tables, asked.listed), "scenario_rows", "estimates")
        return
    for number, picture in enumerate(pictures):
        if len(picture.table):
            html_table(picture.table, f"scenario_{kind}_{number}", f"Table: {picture.title}")
        else:
            st.text(picture.title)


def _sources(asked: Scenarios) -> None:
    """Show the sources of the picture, its terms, the inputs, and the working to be copied."""
    residents = scenario_words.residents_line(asked.tables.residents)
    notes = [estimate_words.COVERING, f"Rates are per 1,000 of {residents}."]
    lines = source_lines(rests_on(asked), asked.catalogue.sources)
    sources_and_terms(lines, ESTIMATE_TERMS, notes)
    about_inputs(asked.view.on.values())
    for letter, result in asked.made.items():
        st.markdown(f"**The working, scenario {letter.upper()}**")
        working = "\n".join([*step_lines(result), "", equation(result)])
        st.code(working, language=None, wrap_lines=True)


def _inputs(asked: Scenarios) -> None:
    """Show what each scenario comes to, and the inputs of the one that is edited."""
    view, made, tables = asked.view, asked.made, asked.tables
    letter = edited(view)
    chosen = view.on[letter]
    residents = float(tables.residents.value)

    def put(changed: Chosen) -> None:
        _go(with_scenario(view, letter, changed))

    with st.container(horizontal=True, gap="small", key="scenario_results"):
        names = scenario_words.RESULT_LABELS if len(made) == 1 else scenario_words.SHORT_LABELS
        name = lower_first(names[view.result])
        for one, result in made.items():
            st.metric(
                f"{one.upper()}: {name}",
                scenario_words.result_value(result, view.result, residents),
            )
    st.caption(plain(scenario_words.short_answer(made[letter], view.result, tables)))
    top_controls(asked)
    start_menu(chosen, f"{letter}_", put)
    people_control(chosen, f"{letter}_", put)
    st.markdown(scenario_words.ASSUMPTIONS)
    share_controls(chosen, f"{letter}_", put)
    query = workforce_query(from_scenario(view, letter, asked.starts), asked.starts)
    page_link("What does it mean for the workforce?", "workforce", query)


def _go(view: ScenarioView) -> None:
    write_query(scenario_query(view, store.tables().starts))


def edited(view: ScenarioView) -> Letter:
    """Return the scenario whose inputs are shown: the one last picked, while it is on."""
    letter: Letter = st.session_state.get(EDITED, "a")
    return letter if letter in view.on else "a"


def top_controls(asked: Scenarios) -> None:
    """Show whose inputs stand below, what can be done with scenarios, and what the answer is."""
    view = asked.view
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if len(view.on) > 1:
            one_of(
                "Scenario",
                {letter: letter.upper() for letter in view.on},
                f"{EDITED}_menu",
                edited(view),
                _edit,
            )
        compare = partial(_actions, view, asked.starts)
        popover("Compare", ":material/compare_arrows:", "scenario_compare", compare)
        popover("Answer", ":material/tune:", "scenario_answer", partial(_answer, view))
        reset_button("scenario")


def _edit(letter: Letter) -> None:
    st.session_state[EDITED] = letter


def _answer(view: ScenarioView) -> None:
    one_of(
        "Result shown large",
        RESULT_LABELS,
        "scenario_result",
        view.result,
        lambda result: _go(replace(view, result=result)),
        label_visibility="visible",
    )
    base_menu(view.base, "scenario_", lambda base: _go(replace(view, base=base)))


def _actions(view: ScenarioView, starts: Starts) -> None:
    def do(changed: ScenarioView, letter: Letter) -> None:
        _edit(letter)
        _go(changed)

    def button(name: str, icon: str, key: str, *to: ScenarioView | Letter) -> None:
        look, key = f":material/{icon}:", f"scenario_{key}"
        st.button(name, icon=look, key=key, on_click=do, args=to)

    if len(view.on) < len(LETTERS):
        more = added(view, starts)
        button("Add a scenario", "add", "add", more, next(x for x in more.on if x not in view.on))
    button("Copy A to B", "content_copy", "copy", copied(view), "b")
    if view.b is not None:
        button("Swap A and B", "swap_horiz", "swap", swapped(view), edited(view))
    for letter in LETTERS[1:]:
        if letter in view.on:
            without = with_scenario(view, letter, None)
            button(f"Remove {letter.upper()}", "close", f"remove_{letter}", without, "a")


def filters(asked: Scenarios) -> None:
    """Offer the filters of the estimates: what they count, method, publisher and date."""
    view, publishers = asked.view, asked.starts.publishers
    bound(
        st.pills,
        "What they count",
        CONCEPTS,
        key="scenario_show",
        value=list(view.show),
        put=lambda show: _go(replace(view, show=_ordered(show, CONCEPTS))),
        selection_mode="multi",
        format_func=CONCEPT_LABELS.__getitem__,
    )
    codes = tuple(METHOD_CODES)
    bound(
        st.pills,
        "Method",
        codes,
        key="scenario_methods",
        value=list(view.methods),
        put=lambda methods: _go(replace(view, methods=_ordered(methods, codes))),
        selection_mode="multi",
        format_func=lambda code: METHOD_WORDS[METHOD_CODES[code]],
    )
    choose(
        "Publisher",
        publishers,
        "scenario_publisher",
        view.publisher,
        lambda publisher: _go(replace(view, publisher=publisher)),
        placeholder="All publishers",
    )
    bound(
        st.select_slider,
        "Published in or after",
        sorted({*published_years(asked.tables), view.since}),
        key="scenario_since",
        value=view.since,
        put=lambda since: _go(replace(view, since=since)),
        help="Undated estimates stay in the list.",
    )


def _ordered(picked: list[str], choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(choice for choice in choices if choice in picked)


main()
