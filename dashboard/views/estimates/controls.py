"""The controls of the page How many left that stand outside a scenario."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import streamlit as st

from dashboard.kit.address import hold, reset_button
from dashboard.link.scenario_view import (
    LETTERS,
    METHOD_CODES,
    RESULTS,
    Letter,
    ScenarioView,
    added,
    copied,
    swapped,
    with_scenario,
)
from dashboard.link.starts import Starts
from dashboard.tables.estimates import CONCEPTS, EstimateTables
from dashboard.views.estimates.ranges import published_years
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.estimate_words import METHOD_WORDS
from dashboard.words.scenario_words import RESULT_LABELS, base_label

Go = Callable[[ScenarioView], None]
# Whose inputs are shown is the reader's own, and in no link.
EDITED = "scenario_edited"


def edited(view: ScenarioView) -> Letter:
    """Return the scenario whose inputs are shown: the one last picked, while it is on."""
    letter: Letter = st.session_state.get(EDITED, "a")
    return letter if letter in view.on else "a"


def top_controls(view: ScenarioView, starts: Starts, tables: EstimateTables, go: Go) -> None:
    """Show whose inputs stand below, what can be done with scenarios, and what the answer is."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if len(view.on) > 1:
            hold(f"{EDITED}_menu", edited(view))
            st.segmented_control(
                "Scenario",
                list(view.on),
                format_func=str.upper,
                key=f"{EDITED}_menu",
                required=True,
                label_visibility="collapsed",
                on_change=lambda: _edit(st.session_state[f"{EDITED}_menu"]),
            )
        with opened("Compare", "compare_arrows", "scenario_compare") as open_:
            if open_:
                _actions(view, starts, go)
        with opened("Answer", "tune", "scenario_answer") as open_:
            if open_:
                _answer(view, tables, go)
        reset_button("scenario")


def _edit(letter: Letter) -> None:
    st.session_state[EDITED] = letter


def _answer(view: ScenarioView, tables: EstimateTables, go: Go) -> None:
    hold("scenario_result", view.result)
    st.segmented_control(
        "Result shown large",
        RESULTS,
        format_func=RESULT_LABELS.__getitem__,
        key="scenario_result",
        required=True,
        on_change=lambda: go(replace(view, result=st.session_state["scenario_result"])),
    )
    hold("scenario_base", view.base)
    st.selectbox(
        "Base of the share",
        list(tables.bases),
        format_func=lambda code: base_label(tables.bases[code]),
        key="scenario_base",
        on_change=lambda: go(replace(view, base=st.session_state["scenario_base"])),
    )


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


def filters(view: ScenarioView, starts: Starts, tables: EstimateTables, go: Go) -> None:
    """Offer the filters of the estimates: what they count, method, publisher and date."""
    with opened("Filter", "filter_list", "scenario_filters") as open_:
        if not open_:
            return
        hold("scenario_show", list(view.show))
        st.pills(
            "What they count",
            CONCEPTS,
            selection_mode="multi",
            format_func=CONCEPT_LABELS.__getitem__,
            key="scenario_show",
            on_change=lambda: go(
                replace(view, show=_ordered(st.session_state["scenario_show"], CONCEPTS))
            ),
        )
        hold("scenario_methods", list(view.methods))
        st.pills(
            "Method",
            list(METHOD_CODES),
            selection_mode="multi",
            format_func=lambda code: METHOD_WORDS[METHOD_CODES[code]],
            key="scenario_methods",
            on_change=lambda: go(
                replace(
                    view,
                    methods=_ordered(st.session_state["scenario_methods"], tuple(METHOD_CODES)),
                )
            ),
        )
        hold("scenario_publisher", view.publisher)
        st.selectbox(
            "Publisher",
            list(starts.publishers),
            format_func=starts.publishers.__getitem__,
            key="scenario_publisher",
            placeholder="All publishers",
            on_change=lambda: go(replace(view, publisher=st.session_state["scenario_publisher"])),
        )
        hold("scenario_since", view.since)
        st.select_slider(
            "Published in or after",
            sorted({*published_years(tables), view.since}),
            key="scenario_since",
            help="Undated estimates stay in the list.",
            on_change=lambda: go(replace(view, since=st.session_state["scenario_since"])),
        )


def _ordered(picked: list[str], choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(choice for choice in choices if choice in picked)
