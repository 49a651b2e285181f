"""The controls of the page How many left that stand outside a scenario."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import streamlit as st

from dashboard.kit.address import reset_button
from dashboard.kit.chain_controls import base_menu
from dashboard.kit.controls import bound, one_of
from dashboard.link.scenario_view import (
    LETTERS,
    METHOD_CODES,
    Letter,
    ScenarioView,
    added,
    copied,
    swapped,
    with_scenario,
)
from dashboard.link.starts import Starts
from dashboard.tables.estimates import CONCEPTS, EstimateTables
from dashboard.views.estimates.answer import Scenarios
from dashboard.views.estimates.ranges import published_years
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.estimate_words import METHOD_WORDS
from dashboard.words.scenario_words import RESULT_LABELS

Go = Callable[[ScenarioView], None]
# Whose inputs are shown is the reader's own, and in no link.
EDITED = "scenario_edited"


def edited(view: ScenarioView) -> Letter:
    """Return the scenario whose inputs are shown: the one last picked, while it is on."""
    letter: Letter = st.session_state.get(EDITED, "a")
    return letter if letter in view.on else "a"


def top_controls(asked: Scenarios, go: Go) -> None:
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
        with opened("Compare", "compare_arrows", "scenario_compare") as open_:
            if open_:
                _actions(view, asked.starts, go)
        with opened("Answer", "tune", "scenario_answer") as open_:
            if open_:
                _answer(view, asked.tables, go)
        reset_button("scenario")


def _edit(letter: Letter) -> None:
    st.session_state[EDITED] = letter


def _answer(view: ScenarioView, tables: EstimateTables, go: Go) -> None:
    one_of(
        "Result shown large",
        RESULT_LABELS,
        "scenario_result",
        view.result,
        lambda result: go(replace(view, result=result)),
        label_visibility="visible",
    )
    base_menu(tables, view.base, "scenario_", lambda base: go(replace(view, base=base)))


def _actions(view: ScenarioView, starts: Starts, go: Go) -> None:
    def do(changed: ScenarioView, letter: Letter) -> None:
        _edit(letter)
        go(changed)

    def button(name: str, icon: str, key: str, changed: ScenarioView, letter: Letter) -> None:
        st.button(
            name,
            icon=f":material/{icon}:",
            key=f"scenario_{key}",
            on_click=do,
            args=(changed, letter),
        )

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


@contextlib.contextmanager
def opened(label: str, icon: str, key: str) -> Iterator[bool]:
    """Stand in a popover that says whether it is open.

    What it holds is made when it opens: a control that is mounted later than it was set would not
    show what it was set to.
    """
    place = st.popover(label, icon=f":material/{icon}:", key=key, on_change="rerun")
    with place:
        yield bool(place.open)


def filters(asked: Scenarios, go: Go) -> None:
    """Offer the filters of the estimates: what they count, method, publisher and date."""
    view, publishers = asked.view, asked.starts.publishers
    with opened("Filter", "filter_list", "scenario_filters") as open_:
        if not open_:
            return
        bound(
            st.pills,
            "What they count",
            CONCEPTS,
            key="scenario_show",
            value=list(view.show),
            put=lambda show: go(replace(view, show=_ordered(show, CONCEPTS))),
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
            put=lambda methods: go(replace(view, methods=_ordered(methods, codes))),
            selection_mode="multi",
            format_func=lambda code: METHOD_WORDS[METHOD_CODES[code]],
        )
        bound(
            st.selectbox,
            "Publisher",
            list(publishers),
            key="scenario_publisher",
            value=view.publisher,
            put=lambda publisher: go(replace(view, publisher=publisher)),
            format_func=publishers.__getitem__,
            placeholder="All publishers",
        )
        bound(
            st.select_slider,
            "Published in or after",
            sorted({*published_years(asked.tables), view.since}),
            key="scenario_since",
            value=view.since,
            put=lambda since: go(replace(view, since=since)),
            help="Undated estimates stay in the list.",
        )


def _ordered(picked: list[str], choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(choice for choice in choices if choice in picked)
