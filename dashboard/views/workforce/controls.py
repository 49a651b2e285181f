"""The controls of the page Workforce: direction, start, base, share to reach, the five shares."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.kit.address import hold, reset_button
from dashboard.kit.chain_controls import (
    base_menu,
    people_control,
    share_controls,
    share_row,
    start_menu,
    to_scenarios,
)
from dashboard.kit.controls import one_of
from dashboard.link.starts import CUSTOM, Chosen
from dashboard.link.workforce_view import (
    PRESETS,
    WorkforceView,
    at_people,
    can_take,
)
from dashboard.models.chain import Needed
from dashboard.tables.estimates import TARGET
from dashboard.views.workforce.answer import Answer
from dashboard.words import scenario_words
from dashboard.words.chain_words import people, share_text
from dashboard.words.workforce_words import SOLVE_LABELS, preset_label

Go = Callable[[WorkforceView], None]
KEY = "w_"
# The slider ends here unless the link holds more: a tenth of a per cent has to be a step apart.
USUAL_TOP = 0.05


def presets(found: Answer, go: Go) -> None:
    """Offer three estimates to start from, and a number of one's own; none is marked by hand."""
    view, starts, chosen = found.view, found.starts, found.view.chosen
    at = chosen.source if starts.start(chosen).end != "chosen" else CUSTOM
    hold(f"{KEY}preset", at if at in (*PRESETS, CUSTOM) else None)

    def changed() -> None:
        code = st.session_state[f"{KEY}preset"]
        # A click on what is marked already takes the mark off: the view stays.
        if code is not None:
            go(replace(view, chosen=starts.moved(chosen, code)))

    st.pills(
        "Start from one of these",
        (*PRESETS, CUSTOM),
        format_func=lambda code: preset_label(starts.source(code), own=code == CUSTOM),
        key=f"{KEY}preset",
        label_visibility="collapsed",
        on_change=changed,
    )


def controls(found: Answer, go: Go) -> None:
    """Show everything that can be set, in the order of the chain."""
    view, starts, tables = found.view, found.starts, found.tables

    def put(chosen: Chosen) -> None:
        go(replace(view, chosen=chosen))

    _direction(view, go)
    start_menu(view.chosen, starts, tables, KEY, put)
    if view.solve == "share":
        people_control(view.chosen, KEY, put)
    share_row(
        "Share to reach",
        "Share to compare with" if view.solve == "share" else "Share to reach",
        f"{KEY}target",
        view.target,
        tables.assumption(TARGET),
        lambda share: go(replace(view, target=share)),
        top=USUAL_TOP if view.target <= USUAL_TOP else 1.0,
    )
    if view.solve == "people":
        _take_over(view, found, go)
    base_menu(tables, view.base, KEY, lambda base: go(replace(view, base=base)))
    st.markdown(scenario_words.ASSUMPTIONS)
    share_controls(view.chosen, starts, tables, KEY, put)
    to_scenarios(view)


def _direction(view: WorkforceView, go: Go) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        one_of(
            "Direction",
            SOLVE_LABELS,
            f"{KEY}solve",
            view.solve,
            lambda solve: go(replace(view, solve=solve)),
        )
        reset_button("w")


def _take_over(view: WorkforceView, found: Answer, go: Go) -> None:
    """Offer the number of people as the start of the other direction."""
    if not isinstance(found.needed, Needed):
        return
    needed = found.needed.people
    if can_take(needed):
        st.button(
            f"Start from {people(needed)} people instead",
            icon=":material/swap_vert:",
            key=f"{KEY}take",
            help=f"They make {share_text(view.target)} again, at the same inputs.",
            on_click=lambda: go(at_people(view, needed)),
        )
