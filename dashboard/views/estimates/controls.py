"""The controls of the page How many left that stand outside a scenario."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.link.scenario_view import (
    LETTERS,
    METHOD_CODES,
    RESULTS,
    ScenarioView,
    added,
    copied,
    default_view,
    swapped,
    with_scenario,
)
from dashboard.link.starts import Starts
from dashboard.tables.estimate_schemas import CONCEPTS
from dashboard.tables.estimates import EstimateTables
from dashboard.views.estimates.ranges import published_years
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.estimate_words import METHOD_WORDS
from dashboard.words.scenario_words import RESULT_LABELS, base_label

Go = Callable[[ScenarioView], None]


def top_controls(view: ScenarioView, starts: Starts, tables: EstimateTables, go: Go) -> None:
    """Show which result is large, the base of the share, and what can be done with scenarios."""
    compare, answer, reset = st.columns(3, gap="small")
    with compare.popover("Compare", icon=":material/compare_arrows:", width="stretch"):
        _actions(view, starts, go)
    with answer.popover("Answer", icon=":material/tune:", width="stretch"):
        st.session_state["scenario_result"] = view.result
        st.segmented_control(
            "Result shown large",
            RESULTS,
            format_func=RESULT_LABELS.__getitem__,
            key="scenario_result",
            required=True,
            on_change=lambda: go(replace(view, result=st.session_state["scenario_result"])),
        )
        st.session_state["scenario_base"] = view.base
        st.selectbox(
            "Base of the share",
            list(tables.bases),
            format_func=lambda code: base_label(tables.bases[code]),
            key="scenario_base",
            on_change=lambda: go(replace(view, base=st.session_state["scenario_base"])),
        )
    reset.button(
        "Reset",
        icon=":material/restart_alt:",
        key="scenario_reset",
        width="stretch",
        on_click=lambda: go(default_view(starts)),
    )


def _actions(view: ScenarioView, starts: Starts, go: Go) -> None:
    both = view.b is not None
    if len(view.on) < len(LETTERS):
        st.button(
            "Add a scenario",
            icon=":material/add:",
            key="scenario_add",
            on_click=lambda: go(added(view, starts)),
        )
    st.button(
        "Copy A to B",
        icon=":material/content_copy:",
        key="scenario_copy",
        on_click=lambda: go(copied(view)),
    )
    st.button(
        "Swap A and B",
        icon=":material/swap_horiz:",
        key="scenario_swap",
        disabled=not both,
        on_click=lambda: go(swapped(view)),
    )
    for letter in LETTERS[1:]:
        if letter in view.on:
            st.button(
                f"Remove {letter.upper()}",
                icon=":material/close:",
                key=f"scenario_remove_{letter}",
                on_click=lambda letter=letter: go(with_scenario(view, letter, None)),
            )


def filters(view: ScenarioView, starts: Starts, tables: EstimateTables, go: Go) -> None:
    """Offer the filters of the estimates: what they count, method, publisher and date."""
    with st.popover("Filter estimates", icon=":material/filter_list:"):
        st.session_state["scenario_show"] = list(view.show)
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
        st.session_state["scenario_methods"] = list(view.methods)
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
        st.session_state["scenario_publisher"] = view.publisher
        st.selectbox(
            "Publisher",
            list(starts.publishers),
            format_func=starts.publishers.__getitem__,
            key="scenario_publisher",
            placeholder="All publishers",
            on_change=lambda: go(replace(view, publisher=st.session_state["scenario_publisher"])),
        )
        st.session_state["scenario_since"] = view.since
        st.select_slider(
            "Published in or after",
            sorted({*published_years(tables), view.since}),
            key="scenario_since",
            help="Undated estimates stay in the list.",
            on_change=lambda: go(replace(view, since=st.session_state["scenario_since"])),
        )


def _ordered(picked: list[str], choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(choice for choice in choices if choice in picked)
